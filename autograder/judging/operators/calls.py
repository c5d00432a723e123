"""Arguments, copies, gradients, loops."""

import ast
from collections.abc import Iterator

from autograder.judging.operators.arithmetic import number, value_of
from autograder.judging.operators.arrays import AXES, KEPT, called, of_library
from autograder.judging.operators.sites import Site

ORDERED = "subtract divide true_divide power dot matmul outer arctan2 cross linspace mm bmm mv cross_entropy"
ORDERED += " nll_loss kl_div take_along_axis uniform normal cov"
UNWRAPPED = "exp log sqrt abs tanh sigmoid square log1p expm1 log2 sign relu round sorted reversed"
FORMAL = {*AXES, *KEPT, "dtype", "strict", "requires_grad"}  # keywords of other operators, or of no weight
COPIES = {"copy", "clone", "deepcopy", "array", "list", "dict"}
CLAMPS = {"maximum", "minimum", "max", "min", "clip", "clamp"}
PLAIN = {"len", "range", "list", "dict", "tuple", "isinstance", "int", "zip", "enumerate", "sorted", "type"}


def arguments(site: Site) -> Iterator[ast.expr]:
    """Two arguments exchanged, where their order matters; a named one left out."""
    node = site.node
    if not isinstance(node, ast.Call) or any(isinstance(a, ast.Starred) for a in node.args):
        return
    for i, keyword in enumerate(node.keywords):
        if keyword.arg is not None and keyword.arg not in FORMAL:
            yield ast.Call(node.func, node.args, [*node.keywords[:i], *node.keywords[i + 1 :]])
    where = called(node) == "where" and len(node.args) == 3
    known = called(node) in (site.definition.module.functions if not of_library(node) else ORDERED.split())
    pairs = [(1, 2)] if where else [(i, i + 1) for i in range(len(node.args) - 1)] if known else []
    for i, j in pairs:
        args = [*node.args]
        args[i], args[j] = args[j], args[i]
        yield ast.Call(node.func, args, node.keywords)


def function(site: Site) -> Iterator[ast.expr]:
    """A function of one argument is left out: x for log x."""
    node = site.node
    if isinstance(node, ast.Call) and called(node) in UNWRAPPED.split():
        if of_library(node) or isinstance(node.func, ast.Name) or module_of(node) == "math":
            yield from node.args[:1]
        elif isinstance(node.func, ast.Attribute) and not node.args:
            yield node.func.value


def module_of(node: ast.Call) -> str:
    """The name in front of the function that is called."""
    root = node.func.value if isinstance(node.func, ast.Attribute) else None
    return root.id if isinstance(root, ast.Name) else ""


def clamp(site: Site) -> Iterator[ast.expr]:
    """A largest or least of two is one of the two; what is clipped is not."""
    node = site.node
    if isinstance(node, ast.Call) and called(node) in CLAMPS and not isinstance(site.parent, ast.Starred):
        method = isinstance(node.func, ast.Attribute) and not of_library(node)
        if method and called(node) in ("clip", "clamp"):
            yield node.func.value  # type: ignore[attr-defined]
        elif not method and len(node.args) > 1:
            yield from node.args[: 1 if called(node) in ("clip", "clamp") else 2]


def copied(site: Site) -> Iterator[ast.expr]:
    """The thing itself for a copy of it."""
    node = site.node
    if isinstance(node, ast.Call) and called(node) in COPIES:
        if isinstance(node.func, ast.Attribute) and not of_library(node) and not node.args:
            yield node.func.value
        elif len(node.args) == 1 and isinstance(node.args[0], ast.Name | ast.Attribute | ast.Subscript):
            yield node.args[0]


def detach(site: Site) -> Iterator[ast.expr]:
    """A tensor without its history, or with one it should not have."""
    node = site.node
    if not site.definition.module.torch:
        return
    if isinstance(node, ast.Call):
        asked = [k for k in node.keywords if k.arg != "requires_grad"]
        if len(asked) < len(node.keywords):
            yield ast.Call(node.func, node.args, asked)
        if called(node) in ("detach", "requires_grad_", "item") and isinstance(node.func, ast.Attribute):
            yield node.func.value
    kept = site.field == "value" and isinstance(site.parent, ast.Assign | ast.Return)
    if kept and isinstance(node, ast.BinOp | ast.Call) and called(node) not in PLAIN:
        yield ast.Call(ast.Attribute(node, "detach", ast.Load()), [], [])


def loop(site: Site) -> Iterator[ast.expr]:
    """A loop that begins or ends one too early or too late."""
    node = site.node
    if not isinstance(node, ast.Call) or node.keywords:
        return
    if called(node) == "enumerate" and isinstance(node.func, ast.Name):
        yield ast.Call(node.func, node.args[:1] if len(node.args) > 1 else [*node.args, number(1)], [])
    if called(node) not in ("range", "arange") or not 1 <= len(node.args) <= 3:
        return
    start, stop = (number(0), node.args[0]) if len(node.args) == 1 else node.args[:2]
    for first, last in ((1, 0), (0, 1), (0, -1), (-1, 0))[: 4 if len(node.args) > 1 else 3]:
        args = [moved(start, first), moved(stop, last), *node.args[2:]]
        yield ast.Call(node.func, args if first or len(node.args) > 1 else args[1:], [])


def moved(bound: ast.expr, by: int) -> ast.expr:
    """A bound so many further on."""
    value = value_of(bound)
    if isinstance(value, int):
        return number(value + by)
    return ast.BinOp(bound, ast.Add() if by > 0 else ast.Sub(), number(abs(by))) if by else bound


def answer(site: Site) -> Iterator[ast.expr]:
    """A returned tuple with two parts exchanged, or without its last."""
    node = site.node
    if isinstance(site.parent, ast.Return) and isinstance(node, ast.Tuple) and len(node.elts) > 1:
        for i in range(len(node.elts) - 1):
            elts = [*node.elts]
            elts[i], elts[i + 1] = elts[i + 1], elts[i]
            yield ast.Tuple(elts, ast.Load())
        rest = node.elts[:-1]
        yield rest[0] if len(rest) == 1 else ast.Tuple(rest, ast.Load())
