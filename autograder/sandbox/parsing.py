"""Far side: cells of source -> top-level statements. What does not parse costs as little as can be.

Source that is plain Python is taken as it is. Else notebook commands are taken out, and if that is not
enough, each block that parses is kept.
"""

import ast
import linecache
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from autograder.sandbox.magics import normal, without_cell_magic, without_line_magics, without_shell

MANY = 10  # commands in a cell: each block is then read by itself, for IPython reads all again for each
MERGE = 30  # blocks that may belong to one statement when source is mended
COMMAND = re.compile(
    r"(?m)^[ \t]*(?:[%!?]|>>>|In \[)|\?[ \t]*$|=[ \t]*[%!]"
)  # there may be some: worth a look
OPEN = re.compile(r"never closed|unterminated triple-quoted|unexpected EOF|expected an indented block")
AUTOMAGIC = re.compile(r"(pip3?|conda|ls|cd|pwd|mkdir|rm|cp|mv|cat|wget|unzip|git|apt(-get)?|less|man)(\s|$)")
TAB_STOPS = (8, 4)
PYTHON_2 = re.compile(
    r"Missing parentheses in call to|multiple exception types must be parenthesized|leading zeros in decimal"
    r"|invalid decimal literal \(0\d"
)
OLD_SYNTAX = re.compile(
    r"<>|\bprint\s*>>|\braise\s+\w+\s*,|\bexec\s+['\"]|`\w+`|\bur['\"]|^\s*print\s+['\"\w]"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One top-level statement, or what stands where one does not parse."""

    cell: int
    line: int
    names: tuple[str, ...]  # that it binds at its own level
    node: ast.stmt | None = None
    problem: str = ""
    defines: tuple[tuple[str, str], ...] = ()  # functions and classes that one seems to define: name, kind

    @property
    def definition(self) -> bool:
        """Whether all it does is to define or import."""
        return isinstance(
            self.node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom
        )


def statements(source: str, cell: int, filename: str) -> list[Statement]:
    """The statements of one cell or module; tracebacks will find its lines under this file name."""
    source = normal(source)
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    return [_statement(item, cell) for item in _nodes(source)]


Broken = tuple[int, tuple[str, ...], str, tuple[tuple[str, str], ...]]  # the last four of a Statement


def _statement(item: ast.stmt | Broken, cell: int) -> Statement:
    if isinstance(item, ast.stmt):
        return Statement(cell, item.lineno, tuple(dict.fromkeys(bound(item))), item)
    line, names, problem, defines = item
    return Statement(cell, line, names, problem=problem, defines=defines)


def _nodes(source: str) -> Iterable[ast.stmt | Broken]:
    source = without_cell_magic(source)
    many = sum(1 for _ in islice(COMMAND.finditer(source), MANY)) == MANY
    parsed = _parse(source) if many else _parsed(source)
    return parsed.body if isinstance(parsed, ast.Module) else _mended(source)


def _parsed(text: str) -> ast.Module | SyntaxError:
    """The text as it is, without commands, or with tabs as wide as they were meant."""
    tree = _parse(text)
    if isinstance(tree, SyntaxError) and COMMAND.search(text):
        text = without_line_magics(text)
        tree = _parse(text)
    if isinstance(tree, SyntaxError) and "\t" in text:
        wide = (_parse(text.expandtabs(stop)) for stop in TAB_STOPS)
        tree = next((other for other in wide if isinstance(other, ast.Module)), tree)
    if isinstance(tree, ast.Module) and "get_ipython" in text:
        tree = without_shell(tree)
    return tree


def _parse(text: str) -> ast.Module | SyntaxError:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except SyntaxError as error:
        return error
    except (ValueError, RecursionError, MemoryError) as error:
        return SyntaxError(str(error) or "it is nested too deeply")


def _mended(source: str) -> Iterator[ast.stmt | Broken]:
    """The statements of source that does not parse: each block that does, and a note for the others."""
    lines = source.split("\n")
    starts = [*_block_starts(lines), len(lines)]
    at = 0
    while at < len(starts) - 1:
        parsed, upto = _longest(lines, starts, at)
        if isinstance(parsed, ast.Module):
            yield from parsed.body
        elif not AUTOMAGIC.match(lines[starts[at]]):
            block = lines[starts[at] : starts[upto]]
            text = "\n".join(block)
            yield starts[at] + 1, _names_of(block), _complaint(parsed, text), _defined(text)
        at = upto


def _longest(lines: list[str], starts: list[int], at: int) -> tuple[ast.Module | SyntaxError, int]:
    """A block, with those that follow while something in it is left open; where the next one begins."""
    first, error = starts[at], None
    for upto in range(at + 1, min(at + 1 + MERGE, len(starts))):
        parsed = _parsed("\n".join(lines[first : starts[upto]]))
        if isinstance(parsed, ast.Module):
            return ast.increment_lineno(parsed, first), upto
        error = error or parsed
        if not OPEN.search(parsed.msg):
            break
    return error or SyntaxError("invalid syntax"), at + 1


def _block_starts(lines: list[str]) -> Iterator[int]:
    """The lines at which a top-level statement may begin."""
    decorated, begun = False, False
    for number, line in enumerate(lines):
        begins = re.match(r"[^\s#)\]}]", line) and not re.match(r"(else|elif|except|finally)\b", line)
        if begins or (not begun and re.match(r"\s*[^\s#]", line)):
            begun = True
            if not decorated:
                yield number
            decorated = line.startswith("@")


def _names_of(lines: list[str]) -> tuple[str, ...]:
    found = [re.match(r"(?:async\s+)?(?:def|class)\s+(\w+)|(\w+)\s*=(?!=)", line) for line in lines]
    return tuple(match[1] or match[2] for match in found if match)


def _defined(text: str) -> tuple[tuple[str, str], ...]:
    """The functions and classes that a block seems to define at its top level."""
    kinds = {"def": "function", "class": "class"}
    found = re.findall(r"(?m)^(?:async\s+)?(def|class)\s+(\w+)", text)
    return tuple((name, kinds[word]) for word, name in found)


def _complaint(error: SyntaxError, text: str) -> str:
    message = error.msg
    if PYTHON_2.search(message) or OLD_SYNTAX.search(text):
        return f"this is Python 2, which is not understood any more ({message})"
    return f"it does not parse: {message}"


def bound(node: ast.AST) -> Iterator[str]:
    """The names that a statement binds at its own level."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Import | ast.ImportFrom):
        yield from ((alias.asname or alias.name.partition(".")[0]) for alias in node.names)
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
    elif isinstance(node, ast.MatchAs | ast.MatchStar) and node.name:
        yield node.name
        yield from (name for child in ast.iter_child_nodes(node) for name in bound(child))
    elif not isinstance(node, ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
        for child in ast.iter_child_nodes(node):
            yield from bound(child)
