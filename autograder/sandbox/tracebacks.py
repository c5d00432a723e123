"""Far side: exceptions as data. Only the student's own frames are told, by cell and line."""

import linecache
import os
import sys
from collections.abc import Callable
from types import CodeType
from typing import Any

from autograder.sandbox.lacks import StandInUsed

FRAMES = 6  # the innermost frames that are kept


def filename(cell: int) -> str:
    """What tracebacks call the source of a cell; a module is cell 0."""
    return f"<cell {cell}>" if cell else "<module>"


def is_cell(name: str) -> bool:
    """Whether code with this file name is a cell or the module."""
    return name.startswith(("<cell ", "<module>"))


def is_student(name: str) -> bool:
    """Whether code with this file name is the student's: a cell, the module, or a file that lay beside it."""
    return is_cell(name) or name.startswith(os.environ.get("HOME", "<module>"))


def explain(error: BaseException) -> str:
    """An exception in a few words, whatever its own methods do."""
    try:
        text = _sendable(str(error))
    except BaseException:
        text = "(its message cannot be read)"
    for folder in (sys.prefix, sys.base_prefix):
        text = text.replace(folder, "python")
    kind = _sendable(type(error).__name__)
    return f"{kind}: {text[:300]}" if text else kind


def _sendable(text: str) -> str:
    """Plain text without what UTF-8 cannot say, and without the methods of a subclass."""
    return str.encode(text, errors="replace").decode()


def handed_in(name: str) -> str:
    """What code with this file name is told to be from; empty if it is not the student's."""
    return name if is_student(name) else ""


def told(code: CodeType, line: int, named: Callable[[str], str]) -> tuple[str, int, str, str]:
    """A frame as data: what its file is called, line, function, source."""
    source = linecache.getline(code.co_filename, line).strip()[:120]
    return named(code.co_filename), line, code.co_name, source


def describe(error: BaseException, named: Callable[[str], str] = handed_in) -> dict[str, Any]:
    """An exception as data: type, message, the student's own frames (cell, line, function, source)."""
    frames = []
    trace = error.__traceback__
    while trace is not None:
        if named(trace.tb_frame.f_code.co_filename):
            frames.append(told(trace.tb_frame.f_code, trace.tb_lineno, named))
        trace = trace.tb_next
    kind, _, message = explain(error).partition(": ")
    module = None
    if isinstance(error, StandInUsed):
        kind, module = (NameError.__name__, None) if error.own else (kind, error.module)
    return {"type": kind[:80], "message": message, "frames": frames[-FRAMES:], "module": module}
