"""Far side: which names belong to a scope, by Python's rules."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

FUNCTION, CLASS, COMPREHENSION = "function", "class", "comprehension"
PARAMETER = "<parameter>"  # stands for whatever a function is given
INNER = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
SILENT = (ast.expr_context, ast.operator, ast.boolop, ast.unaryop)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclass(frozen=True, slots=True)
class Scope:
    """A function, a class body or a comprehension."""

    kind: str
    names: set[str]  # that it binds
    globals: set[str]  # that it declares to be the module's
    roots: dict[str, str]  # what a name of it may hold a part of: a parameter, a global name


def assigned(body: Iterable[ast.AST]) -> tuple[set[str], set[str]]:
    """The names that a body binds in its own scope, and those that it declares global."""
    names: set[str] = set()
    outer: set[str] = set()
    elsewhere: set[str] = set()
    for node in _same_scope(body):
        if isinstance(node, ast.Global):
            outer.update(node.names)
        elif isinstance(node, ast.Nonlocal):
            elsewhere.update(node.names)
        else:
            names.update(_bound_by(node))
    return names - outer - elsewhere, outer


def _bound_by(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Name):
        if not isinstance(node.ctx, ast.Load):
            yield node.id
        return
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            yield name
        case ast.MatchMapping(rest=str(name)):
            yield name
        case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
            yield from (alias.asname or alias.name.partition(".")[0] for alias in aliases)


def _same_scope(body: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """All nodes of a body but those of inner scopes; of a comprehension only what `:=` binds."""
    waiting = list(body)
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, COMPREHENSIONS):
            waiting += [n.target for n in ast.walk(node) if isinstance(n, ast.NamedExpr)]
        elif not isinstance(node, INNER):
            waiting += children(node)


def children(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of a node that say something; contexts and operators do not."""
    for name in node._fields:
        part = getattr(node, name, None)
        if isinstance(part, list):
            yield from (item for item in part if isinstance(item, ast.AST))
        elif isinstance(part, ast.AST) and not isinstance(part, SILENT):
            yield part


def parameters(arguments: ast.arguments) -> set[str]:
    """The names of all parameters."""
    single = [arg for arg in (arguments.vararg, arguments.kwarg) if arg is not None]
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, *single]
    return {arg.arg for arg in every}
