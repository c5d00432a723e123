"""A reference becomes a starter: what is marked as a solution goes, and what is left is Python. Pure.

in a function                   `raise NotImplementedError` stands where the solution stood
a class that has nothing left   an `__init__` that raises it
any other block                 `pass` if it has nothing left
else, and before a STARTER      nothing; blank lines do not pile up
"""

import ast
import io
import re
import tokenize
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from autograder.errors import AuthorError
from autograder.intake.markers import Region, regions
from autograder.intake.plaintext import unix_lines

STUB = "raise NotImplementedError"
PLAIN = frozenset(
    {tokenize.COMMENT, tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
)  # tokens of no statement
COMMENT = re.compile(r"([ \t]*)#[ ]?(.*)")
Line = tuple[str, int]  # what it says, and the line of the reference it comes from
GONE: Line = ("", 0)  # in the place of a region that leaves nothing


def as_it_is(text: str) -> str:
    """A text that is Python already."""
    return text


def stripped(text: str, shown: str, python: Callable[[str], str] = as_it_is) -> str:
    """The text without its solutions and with its STARTER parts, with Unix line ends.

    shown: what messages call the text
    python: makes Python of it, line by line (of a cell with commands); blank lines where it is something else

    Raises:
        AuthorError: the markers do not pair, a region is not whole statements, or the text is no Python; the
            sentence names the line.
    """
    text = unix_lines(text)
    marked = regions(text, shown)
    if not marked:
        return text
    source = python(text)
    tree = parsed(source, [(line, i) for i, line in enumerate(source.split("\n"), start=1)], shown)
    check_places(source, marked, shown)
    page = Page(text.split("\n"), source.split("\n"), tree, marked)
    for region in marked:
        page.check_whole(region, shown)
    left = tidy([*page.left(shown)])
    result = "\n".join(line for line, _ in left)
    parsed(python(result), left, shown)
    return result


def parsed(source: str, lines: Sequence[Line], shown: str) -> ast.Module:
    """The syntax tree of a source whose lines come from these."""
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError) as error:
        number = getattr(error, "lineno", None) or 1
        line = lines[min(number, len(lines)) - 1][1] if lines else 1
        said = getattr(error, "msg", None) or str(error)
    raise AuthorError(
        f"{shown}, line {line}: no Python is left here ({said}); let each region hold whole statements"
    )


def check_places(source: str, marked: Sequence[Region], shown: str) -> None:
    """Markers stand between statements, not inside one (nor in a text)."""
    free = comments_between(source)
    lines = source.split("\n")
    for line in (number for region in marked for number in (region.first, region.last)):
        if lines[line - 1].strip() and line not in free:
            raise AuthorError(
                f"{shown}, line {line}: a marker stands inside a statement; put it before or behind it"
            )


def comments_between(source: str) -> set[int]:
    """Lines that are a comment between two statements."""
    found, inside = set(), False
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT and not inside:
            found.add(token.start[0])
        inside = token.type != tokenize.NEWLINE and (inside or token.type not in PLAIN)
    return found


def first_line(node: ast.stmt) -> int:
    """Where a statement begins, decorators included."""
    decorated: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(each.lineno for each in decorated)])


def last_line(node: ast.stmt) -> int:
    """Where it ends."""
    assert node.end_lineno is not None
    return node.end_lineno


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement, the block it is in, and what that block belongs to, innermost first."""

    node: ast.stmt
    block: tuple[ast.stmt, ...]
    above: tuple[ast.AST, ...]


def statements(node: ast.AST, above: tuple[ast.AST, ...] = ()) -> Iterator[Statement]:
    """Every statement below a node, in the order of the text."""
    inner = (node, *above)
    for _, value in ast.iter_fields(node):
        block = (
            tuple(child for child in value if isinstance(child, ast.stmt)) if isinstance(value, list) else ()
        )
        for child in value if isinstance(value, list) else ():
            if isinstance(child, ast.stmt):
                yield Statement(child, block, inner)
                yield from statements(child, inner)
            elif isinstance(child, ast.ExceptHandler | ast.match_case):
                yield from statements(child, inner)


@dataclass(frozen=True, slots=True)
class Page:
    """The reference: its lines, the same as Python, the tree, and the regions."""

    lines: list[str]
    source: list[str]
    tree: ast.Module
    marked: tuple[Region, ...]

    def check_whole(self, region: Region, shown: str) -> None:
        """No statement begins in a region and ends behind it."""
        for each in statements(self.tree):
            if region.holds(first_line(each.node)) and last_line(each.node) > region.last:
                raise AuthorError(
                    f"{shown}, line {region.last}: the region cuts what line {first_line(each.node)} begins; "
                    "let it hold whole statements"
                )

    def left(self, shown: str) -> Iterator[Line]:
        """The lines of the starter; a region that leaves nothing is a line 0."""
        inside = {line: region for region in self.marked for line in range(region.first, region.last + 1)}
        for number, line in enumerate(self.lines, start=1):
            region = inside.get(number)
            if region is None:
                yield line, number
            elif number == region.first and region.kind == "STARTER":
                yield from self.uncommented(region, shown)
            elif number == region.first:
                yield from [(new, number) for new in self.instead(region)] or [GONE]

    def uncommented(self, region: Region, shown: str) -> Iterator[Line]:
        """The lines of a STARTER."""
        for number in range(region.first + 1, region.last):
            match = COMMENT.fullmatch(self.lines[number - 1])
            if match is None and self.lines[number - 1].strip():
                raise AuthorError(
                    f"{shown}, line {number}: a STARTER is made of comments in the reference; this is none"
                )
            yield (match[1] + match[2]).rstrip() if match else "", number

    def instead(self, region: Region) -> list[str]:
        """What stands in the place of a solution."""
        gone = next((each for each in statements(self.tree) if region.holds(first_line(each.node))), None)
        if gone is None or self.replaced(region):
            return []
        indent = self.indent(region)
        owners = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Module
        owner = next(node for node in gone.above if isinstance(node, owners))
        if isinstance(owner, ast.FunctionDef | ast.AsyncFunctionDef):
            return [indent + STUB]
        if isinstance(gone.above[0], ast.Module) or not self.emptied(gone, region):
            return []
        if owner is gone.above[0]:
            return [f"{indent}def __init__(self, *args, **kwargs):", f"{indent}    {STUB}"]
        return [f"{indent}pass"]

    def replaced(self, region: Region) -> bool:
        """Whether a STARTER stands beside a solution, as far in."""
        beside = (
            other
            for other in self.marked
            for end, start in ((region.last, other.first), (other.last, region.first))
            if end < start and not any(line.strip() for line in self.source[end : start - 1])
        )
        indent = self.indent(region)
        return any(other.kind == "STARTER" and self.comment_indent(other) == indent for other in beside)

    def comment_indent(self, region: Region) -> str:
        """How far the first line of a STARTER is indented."""
        first = self.lines[region.first]
        return first[: len(first) - len(first.lstrip())]

    def indent(self, region: Region) -> str:
        """How far the first code of a region is indented."""
        code = (line for line in self.source[region.first - 1 : region.last] if line.strip())
        first = next(line for line in code if not line.lstrip().startswith("#"))
        return first[: len(first) - len(first.lstrip())]

    def emptied(self, gone: Statement, region: Region) -> bool:
        """Whether nothing is left of a block, and this region is the first that took from it."""
        docstring = isinstance(gone.above[0], ast.ClassDef) and ast.get_docstring(gone.above[0]) is not None
        block = gone.block[1:] if docstring else gone.block
        return all(
            any(other.kind == "SOLUTION" and other.holds(first_line(node)) for other in self.marked)
            for node in block
        ) and (not block or region.holds(first_line(block[0])))


def tidy(lines: Sequence[Line]) -> list[Line]:
    """The lines without the places of what is gone; of the blank lines on both sides the larger number."""
    kept: list[Line] = []
    spare = 0  # blank lines before the place of what is gone, for which as many behind it go
    for line, number in lines:
        if not number:
            spare = trailing_blanks(kept) if kept else len(lines)
        elif line.strip() or not spare:
            spare = 0
            kept.append((line, number))
        else:
            spare -= 1
    return (
        kept
        if lines[-1][0] or not gone_last(lines)
        else [*kept[: len(kept) - trailing_blanks(kept)], lines[-1]]
    )


def trailing_blanks(lines: Sequence[Line]) -> int:
    """How many blank lines stand at the end."""
    filled = (place for place in range(len(lines), 0, -1) if lines[place - 1][0].strip())
    return len(lines) - next(filled, 0)


def gone_last(lines: Sequence[Line]) -> bool:
    """Whether the text ends with what is gone and blank lines."""
    behind = next((number for line, number in reversed(lines) if line.strip() or not number), 1)
    return not behind
