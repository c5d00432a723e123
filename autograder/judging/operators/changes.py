"""One change of a tree, made and taken back, and how it is told."""

import ast
import copy
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from autograder.judging.operators.sites import Block, Site
from autograder.judging.operators.statements import Change

SMALL = (ast.Constant, ast.Name, ast.UnaryOp, ast.Tuple, ast.Slice, ast.keyword)  # say little by themselves
MOST = 6  # lines that are shown


class Edit(Protocol):
    """A change that can be made and taken back."""

    @property
    def operator(self) -> str:
        """The kind of error."""

    def apply(self) -> None:
        """Change the tree."""

    def undo(self) -> None:
        """Put back what was there."""

    def piece(self) -> str:
        """The code that changes, as it is in the tree now."""

    def lines(self) -> list[str]:
        """Its statement, as it is in the tree now."""

    def extent(self) -> tuple[ast.stmt, int]:
        """That statement, and its last line in the text (of its head, if it has a body)."""


@dataclass(slots=True)
class SiteEdit:
    """Another expression at a site."""

    operator: str
    site: Site
    new: ast.expr

    def apply(self) -> None:
        self.site.put(self.new)

    def undo(self) -> None:
        self.site.put(self.site.node)

    def piece(self) -> str:
        told = self.told()
        if told is self.site.node:
            now = getattr(self.site.parent, self.site.field)
            told = now if self.site.index is None else now[self.site.index]
        return code(told)

    def told(self) -> ast.AST:
        """The smallest code around the site that says something by itself."""
        outwards = (self.site.node, *reversed(self.site.above))
        says = (node for node in outwards if isinstance(node, ast.expr | ast.stmt | ast.arguments))
        return next(node for node in says if not isinstance(node, SMALL))

    def statement(self) -> ast.stmt:
        """The innermost statement around the site."""
        return next(node for node in reversed(self.site.above) if isinstance(node, ast.stmt))

    def lines(self) -> list[str]:
        statement = self.statement()
        return shown([head(statement)], statement.col_offset)

    def extent(self) -> tuple[ast.stmt, int]:
        statement = self.statement()
        return statement, last_line(statement)


@dataclass(slots=True)
class BlockEdit:
    """Other statements in a block."""

    operator: str
    block: Block
    change: Change

    whole: list[ast.stmt] = field(init=False)

    def __post_init__(self) -> None:
        self.whole = [*self.block.statements]

    def apply(self) -> None:
        i, count = self.change.i, self.change.count
        changed = [*self.whole[:i], *self.change.new, *self.whole[i + count :]]
        self.block.statements[:] = changed or [ast.Pass()]

    def undo(self) -> None:
        self.block.statements[:] = self.whole

    def now(self) -> list[ast.stmt]:
        """The statements that are there now."""
        end = len(self.block.statements) - len(self.whole) + self.change.i + self.change.count
        return self.block.statements[self.change.i : end]

    def piece(self) -> str:
        return "; ".join(code(node) for node in self.now())

    def lines(self) -> list[str]:
        return shown(self.now(), self.whole[self.change.i].col_offset)

    def extent(self) -> tuple[ast.stmt, int]:
        first, last = (self.whole[self.change.i + n] for n in (0, self.change.count - 1))
        return first, min(last.end_lineno or last.lineno, first.lineno + MOST - 1)


def head(node: ast.AST) -> ast.AST:
    """What a statement with a body begins with; anything else as it is."""
    if not isinstance(getattr(node, "body", None), list):
        return node
    alone = copy.copy(node)
    for name, value in {"body": [ast.Pass()], "orelse": [], "decorator_list": []}.items():
        if hasattr(node, name):
            setattr(alone, name, value)
    return alone


def code(node: ast.AST) -> str:
    """A node as it is written; of a statement with a body, what it begins with."""
    first = head(node)
    text = ast.unparse(first)
    return text if first is node else f"{text.removesuffix('pass').rstrip()} …"


def last_line(statement: ast.stmt) -> int:
    """Where a statement ends, or its head if it has a body."""
    body: list[ast.stmt] | None = getattr(statement, "body", None)
    if body:
        return max(statement.lineno, body[0].lineno - 1)
    return statement.end_lineno or statement.lineno


def shown(statements: Sequence[ast.AST], indent: int) -> list[str]:
    """Statements as lines, the first few of them."""
    text = "\n".join(ast.unparse(node) for node in statements).removesuffix("\n    pass")
    lines = text.splitlines()
    return [" " * indent + line for line in [*lines[:MOST], *["..."][: len(lines) > MOST]]]
