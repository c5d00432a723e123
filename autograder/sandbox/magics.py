"""Far side: notebook source -> Python source of the same lines, by IPython's own transformer.

What IPython would turn into calls of its shell becomes `pass`, but for commands that run Python: those are
unwrapped (`%time x = f()`, `%%time`) or become what they mean (`%run tool.py` is `from tool import *`).
"""

import ast
import re
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import PurePosixPath
from typing import Any

ipython: Any = None
with suppress(ImportError):  # a student's own machine may be without notebooks: modules alone are read there
    ipython = import_module("IPython.core.inputtransformer2")

PYTHON = frozenset({"time", "timeit", "capture", "prun", "matplotlib", "wandb", "memit", "snakeviz", "debug"})
WRITES = frozenset({"writefile", "file"})
SPECIAL = ("MagicAssign", "SystemAssign", "EscapedCommand", "HelpEnd")
UNPROMPTED = ("leading_indent", "classic_prompt", "ipython_prompt")
QUOTES = "'\""
PYLAB = "import numpy\nimport numpy as np\nimport matplotlib.pyplot as plt\nfrom numpy import *"
MOST_COMMANDS = 500  # in one cell, as IPython has it
TIMES = frozenset({"time", "timeit", "prun", "memit"})
OPTIONS = re.compile(r"(?:-[a-zA-Z]+\s*(?:\d+\s+)?)*")


def normal(source: str) -> str:
    """The source with plain line ends and without a byte order mark."""
    return source.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")


def cell_magic(source: str) -> tuple[str, str] | None:
    """The name of a `%%magic` and what follows it in its line, if the cell begins with one."""
    found = re.match(r"\s*%%(\w+)[ \t]*([^\n]*)", source)
    return (found[1], found[2].strip()) if found else None


def written_file(source: str) -> tuple[str, str, bool] | None:
    """The path and text of a file that a cell writes (`%%writefile tool.py`), and whether it adds to it."""
    magic = cell_magic(source)
    if magic is None or magic[0] not in WRITES or not magic[1]:
        return None
    *options, name = magic[1].split()
    text = source.lstrip().partition("\n")[2]
    path = PurePosixPath(name.strip(QUOTES))
    inside = not path.is_absolute() and ".." not in path.parts
    return (path.as_posix(), f"{text}\n", "-a" in options) if inside else None


def without_cell_magic(source: str) -> str:
    """The source without `%%time` and the like; nothing but its lines if it is in another language."""
    while magic := cell_magic(source):
        if magic[0] not in PYTHON:
            return "\n" * source.count("\n")
        line = source.index("%%")
        end = source.find("\n", line)
        source = source[:line] + (source[end:] if end >= 0 else "")
    return source


def without_line_magics(source: str) -> str:
    """The source as Python, each statement in its line: special syntax as calls of the shell."""
    if ipython is None:
        return source
    lines = f"{source}\n".splitlines(keepends=True)
    for transform in UNPROMPTED:
        lines = getattr(ipython, transform)(lines)
    for _ in range(MOST_COMMANDS):
        changed = _without_first(lines)
        if changed is None:
            break
        lines = changed
    return "".join(lines)[:-1]


def _without_first(lines: list[str]) -> list[str] | None:
    """The lines with the first piece of special syntax as a call; blank ones in the place of its others."""
    try:
        tokens: Any = ipython.make_tokens_by_line(lines)
    except SyntaxError:  # indentation that fits nothing
        return None
    kinds = [getattr(ipython, kind) for kind in SPECIAL]
    found = [special for kind in kinds if (special := kind.find(tokens))]
    for special in sorted(found, key=ipython.TokenTransformBase.sortby):
        try:
            changed: list[str] = special.transform(lines)
        except SyntaxError:
            continue
        at = special.start_line + 1
        return changed[:at] + ["\n"] * (len(lines) - len(changed)) + changed[at:]
    return None


# -- calls of the shell ---------------------------------------------------------------------------


def without_shell(tree: ast.Module) -> ast.Module:
    """The tree with each call of the shell replaced by what it means."""
    _Unwrapped().visit(tree)
    return ast.fix_missing_locations(tree)


class _Unwrapped(ast.NodeTransformer):
    def visit_Expr(self, node: ast.Expr) -> Any:
        call = node.value
        if not (
            isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and _is_shell(call.func.value)
        ):
            return node
        arguments = [arg.value for arg in call.args if isinstance(arg, ast.Constant)]
        meaning = list(_meaning(call.func.attr, [str(argument) for argument in arguments])) or [ast.Pass()]
        for part in meaning:
            for inner in ast.walk(part):
                ast.copy_location(inner, node)
        return meaning


def _is_shell(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "get_ipython"


def _meaning(method: str, arguments: list[str]) -> Iterator[ast.stmt]:
    match method, arguments:
        case "run_line_magic" | "magic", [name, text] if name in TIMES:
            yield from _statements(OPTIONS.sub("", text, count=1))
        case "run_cell_magic", [name, _, text] if name in PYTHON:
            yield from _statements(text)
        case "run_cell_magic", ["writefile" | "file", name, text]:
            mode = "a" if "-a" in name.split() else "w"
            yield from _statements(f"open({name.split()[-1]!r}, {mode!r}).write({text!r})")
        case "run_line_magic", ["run", text]:
            scripts = [word.strip("'\"") for word in text.split() if not word.startswith("-")]
            parts = PurePosixPath(scripts[0]).with_suffix("").parts if scripts and scripts[0] else ()
            if parts and all(part.isidentifier() for part in parts):
                yield ast.ImportFrom(".".join(parts), [ast.alias("*")], 0)
        case "run_line_magic", ["cd", text] if text.strip():
            yield from _statements(f"import os\nos.chdir({text.strip().strip(QUOTES)!r})")
        case "run_line_magic", ["env" | "set_env", text] if "=" in text:
            name, value = (part.strip().strip(QUOTES) for part in text.split("=", 1))
            yield from _statements(f"import os\nos.environ[{name!r}] = {value!r}")
        case "run_line_magic", ["pylab", _]:
            yield from _statements(PYLAB)


def _statements(text: str) -> list[ast.stmt]:
    try:
        return without_shell(ast.parse(without_line_magics(text.strip()))).body
    except (SyntaxError, ValueError):
        return []
