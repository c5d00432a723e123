"""Updates left out or done too late, branches, exceptions."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.judging.operators.arithmetic import OTHERS
from autograder.judging.operators.sites import Block, chosen, is_text


@dataclass(frozen=True, slots=True)
class Change:
    """Other statements in the place of some: `count` of them from the i-th on."""

    i: int
    count: int
    new: tuple[ast.stmt, ...]


def skip(block: Block) -> Iterator[Change]:
    """An update is left out: an augmented assignment, a call that does something; = for +=."""
    for i, statement in enumerate(block.statements):
        if isinstance(statement, ast.AugAssign):
            yield Change(i, 1, ())
            yield Change(i, 1, (ast.Assign([statement.target], statement.value, lineno=0),))
            for other in OTHERS.get(type(statement.op), ()):
                yield Change(i, 1, (ast.AugAssign(statement.target, other(), statement.value),))
        elif is_effect(statement):
            yield Change(i, 1, ())


def is_effect(statement: ast.stmt) -> bool:
    """Whether a statement changes something that has a place: a call, x[i] = y, self.x = y."""
    if isinstance(statement, ast.Assign):
        return isinstance(statement.targets[0], ast.Subscript | ast.Attribute)
    return isinstance(statement, ast.Expr) and not is_text(statement)


def stale(block: Block) -> Iterator[Change]:
    """A value from before the update is used: the update comes too late, or never."""
    known = {arg.arg for node in block.above for arg in parameters(node)} | written_before(block)
    for i, statement in enumerate(block.statements):
        name = name_written(statement)
        again = name in known if name else is_effect(statement) or isinstance(statement, ast.AugAssign)
        if again and name and isinstance(statement, ast.Assign):
            yield Change(i, 1, ())
        following = block.statements[i + 1] if i + 1 < len(block.statements) else None
        if following is not None and movable(statement, following, again):
            yield Change(i, 2, (following, statement))
        known |= names_written(statement)


def parameters(node: ast.AST) -> list[ast.arg]:
    """What a function takes; of anything else, nothing."""
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return []
    return [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]


def name_written(statement: ast.stmt) -> str:
    """The name that a statement assigns to; empty if that is not a name, or several."""
    target = target_of(statement)
    return target.id if isinstance(target, ast.Name) else ""


def target_of(statement: ast.stmt) -> ast.expr | None:
    """What a statement assigns to, if it is one thing."""
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
        return statement.targets[0]
    return statement.target if isinstance(statement, ast.AugAssign) else None


def written_before(block: Block) -> set[str]:
    """The names that a definition assigns to above a block."""
    names = (node for node in ast.walk(block.definition.node) if isinstance(node, ast.Name))
    first = block.statements[0].lineno
    return {node.id for node in names if isinstance(node.ctx, ast.Store) and node.lineno < first}


def names_written(statement: ast.stmt) -> set[str]:
    """The names that a statement assigns to."""
    nodes = (node for node in ast.walk(statement) if isinstance(node, ast.Name))
    return {node.id for node in nodes if isinstance(node.ctx, ast.Store)}


def movable(statement: ast.stmt, following: ast.stmt, again: bool) -> bool:
    """Whether the next statement can come first, and would read what was there before."""
    if isinstance(following, ast.Return | ast.Raise | ast.Break | ast.Continue) or not again:
        return False
    if isinstance(statement, ast.Expr):
        return isinstance(following, ast.Expr) and not (collects(statement) and collects(following))
    target = target_of(statement)
    written = ast.unparse(target.value if isinstance(target, ast.Subscript) else target or statement)
    return written in {ast.unparse(node) for node in ast.walk(following) if isinstance(node, ast.expr)}


def collects(statement: ast.Expr) -> bool:
    """Whether a call only puts something into a list or a set."""
    function = statement.value.func if isinstance(statement.value, ast.Call) else None
    return isinstance(function, ast.Attribute) and function.attr in ("append", "add", "extend")


def branch(block: Block) -> Iterator[Change]:
    """Always, or never, what is done under a condition; once for what is repeated; no guard."""
    for i, statement in enumerate(block.statements):
        if isinstance(statement, ast.If):
            choice = chosen(statement.test, block.definition.module)
            for side, taken in ((statement.body, True), (statement.orelse, False)):
                if choice is not taken:
                    yield Change(i, 1, tuple(side))
        elif isinstance(statement, ast.With | ast.AsyncWith):
            yield Change(i, 1, tuple(statement.body))
        elif isinstance(statement, ast.Break):
            yield Change(i, 1, (ast.Continue(),))
        elif isinstance(statement, ast.Continue | ast.Assert):
            yield Change(i, 1, ())


def exception(block: Block) -> Iterator[Change]:
    """What was caught goes on, and what was refused is taken."""
    if isinstance(block.above[-1], ast.ExceptHandler):
        yield Change(0, len(block.statements), (ast.Raise(),))
    for i, statement in enumerate(block.statements):
        if isinstance(statement, ast.Raise):
            yield Change(i, 1, ())
