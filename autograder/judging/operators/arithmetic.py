"""Signs, operators, terms, factors, numbers."""

import ast
from collections.abc import Iterator
from itertools import pairwise

from autograder.judging.operators.sites import Site

OTHERS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Div, ast.Mult),
    ast.Mod: (ast.FloorDiv,),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
}
PRODUCTS = (ast.Mult, ast.Div, ast.MatMult)
SEQUENCES = (ast.List, ast.ListComp, ast.Tuple, ast.JoinedStr)
MULTIPLICATIVE = (ast.Mult, ast.Div, ast.FloorDiv, ast.Pow)


def number(value: complex) -> ast.expr:
    """A number as an expression; a negative one has a sign in front."""
    if isinstance(value, int | float) and value < 0:
        return ast.UnaryOp(ast.USub(), ast.Constant(-value))
    return ast.Constant(value)


def value_of(node: ast.expr | None) -> float | None:
    """The number that an expression spells out, if it does."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = value_of(node.operand)
        return None if inner is None else -inner
    value = node.value if isinstance(node, ast.Constant) else None
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def computes(node: ast.BinOp) -> bool:
    """Whether an operator works on numbers, not on lists or text."""
    texts = (s for s in (node.left, node.right) if isinstance(s, ast.Constant) and isinstance(s.value, str))
    return not any(texts) and not any(isinstance(side, SEQUENCES) for side in (node.left, node.right))


def sign(site: Site) -> Iterator[ast.expr]:
    """A minus is lost; a product that is returned or assigned changes its sign."""
    node = site.node
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and value_of(node) is None:
        yield node.operand
    kept = site.field == "value" or isinstance(site.parent, ast.Tuple | ast.Dict)
    if kept and isinstance(node, ast.BinOp) and isinstance(node.op, PRODUCTS) and computes(node):
        yield ast.UnaryOp(ast.USub(), node)


def operator(site: Site) -> Iterator[ast.expr]:
    """+ for -, * for /, * for @; the sides of - and / exchanged."""
    node = site.node
    if not isinstance(node, ast.BinOp) or not computes(node):
        return
    right = value_of(node.right)
    unit = right in (1, -1) if isinstance(node.op, MULTIPLICATIVE) else right == 0
    for other in OTHERS.get(type(node.op), ()) if not unit else ():
        yield ast.BinOp(node.left, other(), node.right)
    if isinstance(node.op, ast.Sub | ast.Div | ast.MatMult):
        yield ast.BinOp(node.right, node.op, node.left)


def term(site: Site) -> Iterator[ast.expr]:
    """One term of a sum or difference is left out."""
    node = site.node
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub) and computes(node):
        if value_of(node.right) != 0:
            yield node.left
        if value_of(node.left) != 0:
            yield node.right if isinstance(node.op, ast.Add) else ast.UnaryOp(ast.USub(), node.right)


def factor(site: Site) -> Iterator[ast.expr]:
    """One factor, the divisor, or the exponent is left out."""
    node = site.node
    if not isinstance(node, ast.BinOp) or not computes(node):
        return
    if isinstance(node.op, MULTIPLICATIVE) and value_of(node.right) != 1:
        yield node.left
    if isinstance(node.op, ast.Mult) and value_of(node.left) != 1:
        yield node.right


def constant(site: Site) -> Iterator[ast.expr]:
    """A number is doubled, one more, 0 or 1; True and False change places."""
    value = site.node.value if isinstance(site.node, ast.Constant) else None
    if isinstance(value, bool):
        if not switches(site):
            yield ast.Constant(not value)
    elif isinstance(value, int | float) and not places(site) and not free(site):
        for other in (2 * value, value + 1, type(value)(0), type(value)(1)):
            if other != value:
                yield number(other)


def switches(site: Site) -> bool:
    """Whether a truth value is a keyword that other operators change."""
    return isinstance(site.parent, ast.keyword) and site.parent.arg in (
        "keepdims",
        "keepdim",
        "requires_grad",
    )


def free(site: Site) -> bool:
    """Whether a number is the -1 of x.reshape(n, -1): any negative one says the same."""
    calls = [node for node in site.above[-2:] if isinstance(node, ast.Call)]
    names = {getattr(call.func, "attr", "") for call in calls}
    return isinstance(site.parent, ast.UnaryOp) and bool(names & {"reshape", "view"})


def places(site: Site) -> bool:
    """Whether a number is an index or an axis, which other operators change."""
    outwards = pairwise((site.node, *reversed(site.above)))
    within = (ast.UnaryOp, ast.Tuple, ast.Slice)
    inner, outer = next((inner, outer) for inner, outer in outwards if not isinstance(outer, within))
    if isinstance(outer, ast.Subscript):
        return inner is outer.slice
    return isinstance(outer, ast.keyword) and outer.arg in ("axis", "dim")


def default(site: Site) -> Iterator[ast.expr]:
    """The default of a parameter is another."""
    if isinstance(site.parent, ast.arguments):
        yield from constant(site)
        if isinstance(site.node, ast.UnaryOp) and value_of(site.node) is not None:
            yield site.node.operand
