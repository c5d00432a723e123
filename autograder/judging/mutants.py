"""Mutants of a reference solution: each is the module with one error, of a kind that this field knows.

A mutant's name tells the function and the piece that changed, `mse_loss: y_hat - y -> y_hat + y`; it stays
what it is while that function does.
"""

import ast
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from autograder.judging.operators import arithmetic, arrays, calls, logic, statements
from autograder.judging.operators.changes import BlockEdit, Edit, SiteEdit
from autograder.judging.operators.sites import Definition, blocks, definitions, sites

EXPRESSIONS = {
    "default": arithmetic.default,
    "sign": arithmetic.sign,
    "operator": arithmetic.operator,
    "term": arithmetic.term,
    "factor": arithmetic.factor,
    "axis": arrays.axis,
    "transpose": arrays.transpose,
    "index": arrays.index,
    "reduction": arrays.reduction,
    "comparison": logic.comparison,
    "boolean": logic.boolean,
    "condition": logic.everything,
    "string": logic.string,
    "entry": logic.entry,
    "argument": calls.arguments,
    "call": calls.function,
    "clamp": calls.clamp,
    "copy": calls.copied,
    "detach": calls.detach,
    "loop": calls.loop,
    "answer": calls.answer,
    "constant": arithmetic.constant,
}
STATEMENTS = {
    "update": statements.skip,
    "stale": statements.stale,
    "branch": statements.branch,
    "exception": statements.exception,
}
WIDEST = 100  # characters of a piece in a name


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module that differs from the reference in one place."""

    name: str  # "function: before -> after", different for each
    operator: str
    function: str  # the function, Class.method or constant it is in
    source: str  # the module
    diff: str  # the lines that differ, below where they are


def mutants(source: str, conventions: Mapping[str, object] | None = None) -> tuple[Mutant, ...]:
    """All mutants of a module, in the order of its text, no two alike.

    conventions: what the course chose, where that is not what the module's own CONVENTIONS say. Code for
    another choice is left as it is.
    """
    tree = ast.parse(source)
    every = [*definitions(tree, conventions or {})]
    text, numbers = Text(source), Counter[str]()
    seen = {ast.unparse(definition.top) for definition in every}
    found = []
    for definition in every:
        for edit in edits(definition):
            mutant = made(text, definition, edit, seen)
            if mutant is not None:
                numbers[mutant.name] += 1
                found.append(numbered(mutant, numbers[mutant.name]))
    return tuple(found)


def edits(definition: Definition) -> Iterator[Edit]:
    """What can be changed in a definition."""
    for site in [*sites(definition)]:
        for operator, replacements in EXPRESSIONS.items():
            yield from (SiteEdit(operator, site, new) for new in replacements(site))
    for block in blocks(definition):
        for operator, changes in STATEMENTS.items():
            yield from (BlockEdit(operator, block, change) for change in [*changes(block)])


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a module."""

    source: str

    def lines(self, node: ast.stmt, end: int) -> list[str]:
        """Its lines from a statement to a line."""
        return self.source.splitlines()[node.lineno - 1 : end]

    def with_top(self, top: ast.stmt, new: str) -> str:
        """The text with another top-level statement in the place of one."""
        lines = self.source.encode().splitlines(keepends=True)
        decorators = getattr(top, "decorator_list", [])
        first = min([top.lineno, *[node.lineno for node in decorators]]) - 1
        before = lines[first][: top.col_offset if not decorators else 0]
        assert top.end_lineno is not None
        after = lines[top.end_lineno - 1][top.end_col_offset :]
        return b"".join([*lines[:first], before, new.encode(), after, *lines[top.end_lineno :]]).decode()


def made(text: Text, definition: Definition, edit: Edit, seen: set[str]) -> Mutant | None:
    """The mutant of an edit, unless it is one that was seen; the tree is afterwards as before."""
    before, was = edit.piece(), text.lines(*edit.extent())
    edit.apply()
    try:
        top = ast.unparse(definition.top)
        if top in seen:
            return None
        seen.add(top)
        after, becomes = edit.piece(), edit.lines()
    finally:
        edit.undo()
    name = f"{definition.name}: {one_line(before)} -> {one_line(after)}"
    where = f"@@ line {edit.extent()[0].lineno}, {definition.name} @@"
    diff = "\n".join([where, *(f"-{line}" for line in was), *(f"+{line}" for line in becomes)])
    return Mutant(name, edit.operator, definition.name, text.with_top(definition.top, top), diff)


def one_line(piece: str) -> str:
    """A piece of code on one line, cut where it is long."""
    line = " ".join(piece.split()) or "nothing"
    return line if len(line) <= WIDEST else f"{line[: WIDEST - 1]}…"


def numbered(mutant: Mutant, n: int) -> Mutant:
    """The n-th mutant of its name."""
    name = mutant.name if n == 1 else f"{mutant.name} #{n}"
    return Mutant(name, mutant.operator, mutant.function, mutant.source, mutant.diff)


def sampled(mutants: tuple[Mutant, ...], count: int) -> tuple[Mutant, ...]:
    """So many of them, spread evenly over functions and operators, in their order."""
    taken, chosen, left = Counter[str](), set[int](), dict(enumerate(mutants))
    while left and len(chosen) < count:
        i = min(left, key=lambda i: (taken[left[i].function] + taken["·" + left[i].operator], i))
        mutant = left.pop(i)
        taken.update((mutant.function, "·" + mutant.operator))
        chosen.add(i)
    return tuple(mutant for i, mutant in enumerate(mutants) if i in chosen)
