"""Checks inside a notebook: `import autograder.notebook as grader`, then `grader.check("affine_backward")`.

check    tries functions as they are now in memory; `%check affine_backward` does the same
tasks    lists what counts
submit   makes the zip to hand in
"""

import os
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from autograder.errors import GraderError
from autograder.local.handin import build
from autograder.local.live import Live
from autograder.local.offered import Offered, own
from autograder.local.page import Listing, Notice, Page, Submitted
from autograder.local.saved import located, unsaved
from autograder.local.sources import read

GRADING = ("autograder.local.child", "autograder.sandbox.worker")  # where what is handed in is loaded
LOADED = "While your file is loaded to be graded, it is not checked from within"

INTERRUPTED = "You interrupted it; no zip was written"
Answer = TypeVar("Answer")


def check(*names: Any) -> Page | Notice:
    """Try functions on the examples that the course has released.

    Args:
        names: of functions, classes or tasks, or these functions themselves; everything if none is given.

    Returns:
        What came of it: true if all that was tried holds.
    """
    return _checked(names, sys._getframe(1).f_globals)


def tasks() -> Listing | Notice:
    """All that counts, with its points: what can be checked here, what is hidden, what people grade."""
    return _calmly(lambda: Listing(_offered().facts))


def submit(path: str | None = None) -> Submitted | Notice:
    """Make the zip to hand in, of the running notebook or of a file, and try what it holds.

    Returns:
        What is in it, and what its tasks say. Nothing is uploaded.
    """
    space = sys._getframe(1).f_globals
    return _calmly(lambda: _submitted(path, space))


def load_ipython_extension(shell: Any) -> None:
    """Make `%check` known."""

    def magic(line: str) -> Page | Notice:
        """Try functions on the examples that the course has released: %check affine_backward"""
        return _checked((line,), shell.user_ns)

    shell.register_magic_function(magic, "line", "check")


@cache
def _offered() -> Offered:
    return own()


def _shell() -> Any:
    """IPython's shell, if this runs in one."""
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython is not None else None


def _live(space: dict[str, Any]) -> Live:
    shell = _shell()
    return Live(_offered(), shell.user_ns if shell is not None else space, shell)


def _calmly(work: Callable[[], Answer]) -> Answer | Notice:
    """What can go wrong, as a sentence."""
    if any(name in sys.modules for name in GRADING):
        return Notice(LOADED)
    try:
        return work()
    except GraderError as error:
        return Notice(str(error))


def _checked(names: tuple[Any, ...], space: dict[str, Any]) -> Page | Notice:
    def work() -> Page:
        live, view = _live(space), dict[str, Any]()
        words = [word for name in names for word in _words(live.offered, name)]
        for name in names:
            view |= {} if isinstance(name, str) else _around(name)
        every = live.offered.facts.tasks
        wanted = {task.name for word in words for task in live.offered.named(word)}
        chosen = tuple(task for task in every if task.name in wanted) if words else every
        return live.check(chosen, ", ".join(words), {**live.namespace, **view})

    return _calmly(work)


def _words(offered: Offered, name: Any) -> list[str]:
    """`"f, g"` is two names, a task's title one; a function has one."""
    if isinstance(name, str) and name.strip() in {task.title for task in offered.facts.tasks}:
        return [name.strip()]
    if isinstance(name, list | tuple):
        return [word for each in name for word in _words(offered, each)]
    if not isinstance(name, str):
        name = getattr(name, "__name__", type(name).__name__)
    return str(name).replace(",", " ").replace('"', " ").replace("'", " ").split()


def _around(thing: Any) -> Mapping[str, Any]:
    """A function or class under its name, and the names beside it."""
    module = sys.modules.get(getattr(thing, "__module__", None) or "", ModuleType(""))
    return {**getattr(thing, "__globals__", vars(module)), getattr(thing, "__name__", ""): thing}


def _submitted(path: str | None, space: dict[str, Any]) -> Submitted | Notice:
    live = _live(space)
    facts = live.offered.facts
    colab = sys.modules.get("google.colab._message")
    file = Path(path) if path else located(facts, live.namespace, os.environ, colab)
    warned = unsaved(facts, live.namespace, read(file), lambda name: live.named(name).startswith("<cell"))
    print(f"Loading {file.name} in a process of its own, and trying its tasks ...", flush=True)
    try:
        return Submitted(build(live.offered, file, None, tuple(warned)))
    except KeyboardInterrupt:
        return Notice(INTERRUPTED)


if (_running := _shell()) is not None:
    load_ipython_extension(_running)
