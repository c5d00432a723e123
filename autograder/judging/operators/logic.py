"""Comparisons, conditions, strings."""

import ast
from collections.abc import Iterator

from autograder.judging.operators.sites import Site, chosen

OTHERS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}


def comparison(site: Site) -> Iterator[ast.expr]:
    """< for <=, > for <, == for !=."""
    node = site.node
    if isinstance(node, ast.Compare):
        for i, op in enumerate(node.ops):
            for other in OTHERS.get(type(op), ()):
                yield ast.Compare(node.left, [*node.ops[:i], other(), *node.ops[i + 1 :]], node.comparators)


def boolean(site: Site) -> Iterator[ast.expr]:
    """and for or, a part left out, a condition turned round, one branch for both."""
    node = site.node
    if isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
        for i in range(len(node.values)):
            rest = [*node.values[:i], *node.values[i + 1 :]]
            yield rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    if isinstance(node, ast.IfExp):
        choice = chosen(node.test, site.definition.module)
        yield from [side for side, taken in ((node.body, True), (node.orelse, False)) if choice is not taken]
    if site.field == "test" or (isinstance(site.parent, ast.comprehension) and site.field == "ifs"):
        turned = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
        if not turned and not (isinstance(node, ast.Compare) and len(node.ops) == 1):
            yield ast.UnaryOp(ast.Not(), node)


def everything(site: Site) -> Iterator[ast.expr]:
    """A comprehension without its conditions."""
    node = site.node
    if isinstance(node, ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) and any(
        loop.ifs for loop in node.generators
    ):
        loops = [ast.comprehension(g.target, g.iter, [], g.is_async) for g in node.generators]
        if isinstance(node, ast.DictComp):
            yield ast.DictComp(node.key, node.value, loops)
        else:
            yield type(node)(node.elt, loops)


def string(site: Site) -> Iterator[ast.expr]:
    """A key or a mode is the next one of the function, or misspelt where there is no other."""
    value = site.node.value if isinstance(site.node, ast.Constant) else None
    known = site.definition.strings
    if isinstance(value, str) and value in known:
        following = known[(known.index(value) + 1) % len(known)]
        yield ast.Constant(following if following != value else f"{value}_")


def entry(site: Site) -> Iterator[ast.expr]:
    """A dictionary without one of its entries."""
    node = site.node
    if isinstance(node, ast.Dict) and len(node.keys) > 1:
        for i in range(len(node.keys)):
            yield ast.Dict(node.keys[:i] + node.keys[i + 1 :], node.values[:i] + node.values[i + 1 :])
