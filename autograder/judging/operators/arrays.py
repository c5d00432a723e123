"""Axes, transposes, indices, reductions."""

import ast
from collections.abc import Iterator

from autograder.judging.operators.arithmetic import number, value_of
from autograder.judging.operators.sites import Site

AXES, KEPT = ("axis", "dim"), ("keepdims", "keepdim")
ALONG = "sum mean max min amax amin argmax argmin any all prod std var norm cumsum softmax log_softmax median"
ALONG += " logsumexp sort argsort concatenate stack cat squeeze unsqueeze expand_dims"
LIBRARIES = {"np", "numpy", "torch", "F"}
TWINS = "sum:mean max:min any:all argmax:argmin maximum:minimum amax:amin std:var floor:ceil zeros:ones"
TWINS += " zeros_like:ones_like cumsum:cumprod sum:max prod:sum median:mean fmax:fmin"


def others() -> Iterator[tuple[str, str]]:
    """Names and what they are mistaken for, both ways; the first pair of a name decides."""
    for pair in TWINS.split():
        one, two = pair.split(":")
        yield one, two
        yield two, one


OTHERS = dict(reversed([*others()]))


def called(node: ast.expr | ast.AST) -> str:
    """The last name of what is called, or nothing."""
    if not isinstance(node, ast.Call):
        return ""
    return getattr(node.func, "attr", "") or getattr(node.func, "id", "")


def of_library(node: ast.Call) -> bool:
    """Whether a function of numpy or torch is called, not a method of an array."""
    root = node.func.value if isinstance(node.func, ast.Attribute) else node.func
    return isinstance(root, ast.Name) and root.id in LIBRARIES


def turned(axis: int) -> int:
    """Another axis."""
    return 1 if axis == 0 else 0


def axis(site: Site) -> Iterator[ast.expr]:
    """Along the other axis, along none, or with the axis kept or gone."""
    node = site.node
    if not isinstance(node, ast.Call):
        return
    for i, keyword in enumerate(node.keywords):
        rest = [*node.keywords[:i], *node.keywords[i + 1 :]]
        if keyword.arg in (*AXES, *KEPT):
            yield ast.Call(node.func, node.args, rest)
        value = value_of(keyword.value)
        if keyword.arg in AXES and isinstance(value, int):
            new = ast.keyword(keyword.arg, number(turned(value)))
            yield ast.Call(node.func, node.args, [*node.keywords[:i], new, *node.keywords[i + 1 :]])
    i = int(of_library(node))
    value = value_of(node.args[i]) if called(node) in ALONG.split() and len(node.args) > i else None
    if isinstance(value, int):
        yield ast.Call(node.func, [*node.args[:i], number(turned(value)), *node.args[i + 1 :]], node.keywords)
        yield ast.Call(node.func, [*node.args[:i], *node.args[i + 1 :]], node.keywords)


def transpose(site: Site) -> Iterator[ast.expr]:
    """A transpose is left out, or one too many is made before a product."""
    node = site.node
    if isinstance(node, ast.Attribute) and node.attr in ("T", "mT"):
        yield node.value
    elif isinstance(node, ast.Call) and called(node) in ("t", "transpose", "swapaxes", "permute"):
        yield node.args[0] if of_library(node) else node.func.value  # type: ignore[attr-defined]
    elif isinstance(site.parent, ast.BinOp) and isinstance(site.parent.op, ast.MatMult):
        yield ast.Attribute(node, "T", ast.Load())


def index(site: Site) -> Iterator[ast.expr]:
    """The element beside the right one; the sides of an index exchanged."""
    node = site.node
    if isinstance(site.parent, ast.Subscript) and site.field == "slice":
        yield from shifted(site, node)
        if isinstance(node, ast.Tuple):
            for i, part in enumerate(node.elts):
                for new in shifted(site, part):
                    yield ast.Tuple([*node.elts[:i], new, *node.elts[i + 1 :]], ast.Load())
            if len(node.elts) == 2:
                yield ast.Tuple(node.elts[::-1], ast.Load())


def shifted(site: Site, part: ast.expr) -> Iterator[ast.expr]:
    """An index or a slice, moved by one."""
    value = value_of(part)
    if isinstance(part, ast.Slice):
        yield from bounds(part)
    elif isinstance(value, int):
        yield from map(number, {0: (1, -1), -1: (0, -2)}.get(value, (value - 1, value + 1)))
    elif isinstance(part, ast.Name) and part.id in site.definition.counters:
        yield ast.BinOp(part, ast.Add(), number(1))
        yield ast.BinOp(part, ast.Sub(), number(1))


def bounds(part: ast.Slice) -> Iterator[ast.expr]:
    """A slice with one of its bounds left out or moved by one."""
    lower, upper, step = part.lower, part.upper, part.step
    if lower is not None:
        yield from (ast.Slice(None, upper, step), ast.Slice(more(lower, 1), upper, step))
    if upper is not None:
        yield from (ast.Slice(lower, more(upper, by), step) for by in (1, -1))
        yield ast.Slice(lower, None, step)
    if step is not None:
        yield ast.Slice(lower, upper, None)


def more(bound: ast.expr, by: int) -> ast.expr:
    """A bound moved by one."""
    value = value_of(bound)
    if isinstance(value, int):
        return number(value + by)
    return ast.BinOp(bound, ast.Add() if by > 0 else ast.Sub(), number(abs(by)))


def reduction(site: Site) -> Iterator[ast.expr]:
    """A mean for a sum, the least for the largest, any for all."""
    node = site.node
    other = OTHERS.get(called(node))
    if other and isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute):
            yield ast.Call(ast.Attribute(node.func.value, other, ast.Load()), node.args, node.keywords)
        elif other in ("max", "min", "any", "all"):
            yield ast.Call(ast.Name(other, ast.Load()), node.args, node.keywords)
