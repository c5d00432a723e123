"""Far side: cells -> namespace, one top-level statement at a time.

A statement that does not parse, raises, exits or is skipped costs the names it would have bound and
nothing else. Magics and shell lines are dropped, but only from source that is not plain Python already.
"""

import ast
import builtins
import linecache
import os
import re
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import CodeType, ModuleType

from autograder.sandbox.magics import normal, without_magics
from autograder.sandbox.standins import StandIn
from autograder.sandbox.tags import OUT_OF_MEMORY
from autograder.sandbox.tracebacks import explain, filename

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
ROOM = 32_000_000  # bytes of memory without which the next statement has no chance
MERGE = 30  # blocks that may belong to one statement when source is mended
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
ABSENCE = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}  # what a missing module raises


@dataclass(frozen=True, slots=True)
class Unit:
    """One top-level statement: its code, or why it has none."""

    cell: int
    line: int
    names: tuple[str, ...]
    code: CodeType | None = None
    problem: str = ""
    definition: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A unit that did not do its work."""

    unit: Unit
    why: str
    line: int


# -- source -> units ------------------------------------------------------------------------------


Broken = tuple[int, tuple[str, ...], str]  # line, names it seems to bind, what the parser says
Parsed = list[tuple[int, ast.stmt | Broken]]  # the cell of each top-level statement, and the statement


def parsed(cells: Iterable[tuple[int, str]]) -> Parsed:
    """The top-level statements of all cells, in order; tracebacks will find their source."""
    found: Parsed = []
    for number, source in cells:
        source = normal(source)
        lines = source.splitlines(keepends=True)
        linecache.cache[filename(number)] = (len(source), None, lines, filename(number))
        found += [(number, item) for item in _statements(source)]
    return found


def units(statements: Parsed) -> list[Unit]:
    """The statements, compiled."""
    found: list[Unit] = []
    flags = 0
    for number, item in statements:
        if isinstance(item, ast.stmt):
            flags |= _future(item)
            found.append(_compiled(number, item, flags))
        else:
            found.append(Unit(number, item[0], item[1], problem=item[2]))
    return found


def _statements(source: str) -> Iterator[ast.stmt | Broken]:
    """The statements of one cell: as it is, without its magics, or block by block."""
    for text in (source, without_magics(source)):
        parsed = _parse(text)
        if isinstance(parsed, ast.Module):
            yield from parsed.body
            return
    yield from _mended(text)


def _parse(text: str) -> ast.Module | SyntaxError:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except SyntaxError as error:
        return error
    except (ValueError, RecursionError, MemoryError) as error:
        return SyntaxError(str(error))


def _mended(source: str) -> Iterator[ast.stmt | Broken]:
    """The statements of source that does not parse: each block that does, and a note for the others."""
    lines = source.split("\n")
    starts = [*_block_starts(lines), len(lines)]
    at = 0
    while at < len(starts) - 1:
        first = starts[at]
        for upto in range(at + 1, min(at + 1 + MERGE, len(starts))):
            parsed = _parse("\n" * first + "\n".join(lines[first : starts[upto]]))
            if upto == at + 1:
                error = parsed
            if isinstance(parsed, ast.Module):
                yield from parsed.body
                at = upto
                break
        else:
            yield first + 1, _names_of(lines[first : starts[at + 1]]), _complaint(error)
            at += 1


def _block_starts(lines: list[str]) -> Iterator[int]:
    """The lines at which a top-level statement may begin."""
    decorated = False
    for number, line in enumerate(lines):
        if re.match(r"[^\s#)\]}]", line) and not re.match(r"(else|elif|except|finally)\b", line):
            if not decorated:
                yield number
            decorated = line.startswith("@")


def _names_of(lines: list[str]) -> tuple[str, ...]:
    found = [re.match(r"(?:async\s+)?(?:def|class)\s+(\w+)|(\w+)\s*=[^=]", line) for line in lines]
    return tuple(match[1] or match[2] for match in found if match)


def _complaint(error: ast.Module | SyntaxError) -> str:
    message = error.msg if isinstance(error, SyntaxError) else "invalid syntax"
    if "Missing parentheses in call to" in message:
        return f"this is Python 2, which is not understood any more ({message})"
    return f"it does not parse: {message}"


def _compiled(cell: int, node: ast.stmt, flags: int) -> Unit:
    names, line = tuple(bound(node)), node.lineno
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            code = compile(ast.Module([node], []), filename(cell), "exec", flags=flags, dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError) as error:
        return Unit(cell, line, names, problem=f"it does not compile: {error}")
    return Unit(cell, line, names, code, definition=isinstance(node, DEFINITIONS))


def _future(node: ast.stmt) -> int:
    if isinstance(node, ast.ImportFrom) and node.module == "__future__":
        import __future__

        known = [getattr(__future__, alias.name, None) for alias in node.names]
        return sum(feature.compiler_flag for feature in known if feature is not None)
    return 0


def bound(node: ast.AST) -> Iterator[str]:
    """The names that a statement binds at its own level."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Import | ast.ImportFrom):
        yield from ((alias.asname or alias.name.partition(".")[0]) for alias in node.names)
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
    elif not isinstance(node, (ast.Lambda, *COMPREHENSIONS)):
        for child in ast.iter_child_nodes(node):
            yield from bound(child)


def guarded_imports(statements: Parsed) -> frozenset[str]:
    """The modules whose absence the student handles: imported in a `try` that catches the failure."""
    nodes = (node for _, item in statements if isinstance(item, ast.stmt) for node in ast.walk(item))
    tries = [node for node in nodes if isinstance(node, ast.Try) and _handles_absence(node)]
    return frozenset(name for node in tries for part in node.body for name in _imported(part))


def _handles_absence(node: ast.Try) -> bool:
    kinds = [handler.type for handler in node.handlers]
    names = {n.id for kind in kinds if kind for n in ast.walk(kind) if isinstance(n, ast.Name)}
    return None in kinds or bool(names & ABSENCE)


def _imported(node: ast.AST) -> Iterator[str]:
    for child in ast.walk(node):
        if isinstance(child, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in child.names)
        elif isinstance(child, ast.ImportFrom) and child.module:
            yield child.module.partition(".")[0]


# -- units -> namespace ---------------------------------------------------------------------------


def fresh_module(name: str) -> ModuleType:
    """An empty module in sys.modules, so that classes defined in it can be found."""
    module = ModuleType(name)
    sys.modules[name] = module
    return module


def offer_notebook_names() -> None:
    """Give builtins what notebooks expect to find, harmless here; `input` raises."""

    def no_input(prompt: object = "") -> str:
        raise EOFError("input() cannot be answered while grading")

    builtins.input = no_input
    vars(builtins)["display"] = lambda *args, **kwargs: None
    vars(builtins)["get_ipython"] = lambda: StandIn("IPython")


def run(
    found: list[Unit],
    module: ModuleType,
    skip: dict[int, str],
    progress: Callable[[int], None],
) -> list[Note]:
    """Run the units in order and say which did not do their work.

    Args:
        skip: why units, by index, are not to run.
        progress: told the index of each unit before it runs.
    """
    notes, pid = [], os.getpid()
    for index, unit in enumerate(found):
        why, line, starved = skip.get(index, unit.problem), unit.line, False
        if not why and unit.code is not None:
            progress(index)
            try:
                exec(unit.code, vars(module))
            except BaseException as error:
                why, line = f"it raised {explain(error)}", _line_of(error, unit)
                starved = isinstance(error, MemoryError)
            if starved and not _has_room():
                os._exit(OUT_OF_MEMORY)  # what it holds would cost the statements behind it
            if os.getpid() != pid:
                os._exit(0)  # the student forked: only one of the two goes on loading
        if why:
            notes.append(Note(unit, why, line))
    return notes


def _has_room() -> bool:
    """Whether there is memory to go on with."""
    try:
        return bool(bytearray(ROOM))
    except MemoryError:
        return False


def _line_of(error: BaseException, unit: Unit) -> int:
    trace, line = error.__traceback__, unit.line
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == filename(unit.cell):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
