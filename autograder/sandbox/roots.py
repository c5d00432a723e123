"""Far side: the global name that an expression begins with, seen from the scope where it stands."""

import ast
from collections.abc import Iterator

from autograder.sandbox.effects import ANSWER, Call, evaluated, pattern
from autograder.sandbox.scopes import CLASS, Scope

HANDS_BACK = frozenset({"vars", "getattr", "iter", "next", "reversed", "enumerate", "zip"})
NAMESPACES = ("globals", "locals", "vars", "dir")


class Rooted(ast.NodeVisitor):
    """Visits code and knows the scopes around it."""

    def __init__(self) -> None:
        self.scopes: list[Scope] = []
        self.discarded: ast.AST | None = None  # a call whose answer nobody looks at

    def resolved(self, name: str) -> str:
        """The global name, PARAMETER, or "" for what is local and comes from neither."""
        for scope in reversed(self.scopes):
            if name in scope.globals:
                return name
            if name in scope.names and (scope.kind is not CLASS or scope is self.scopes[-1]):
                return scope.roots.get(name, "")
        return name

    def root(self, node: ast.AST) -> str:
        """The name that an expression like `a.b[0].c()` begins with, resolved; "" for any other."""
        while True:
            match node:
                case ast.Attribute() | ast.Subscript() | ast.Starred() | ast.Await():
                    node = node.value
                case ast.Call(func=ast.Attribute()):
                    node = node.func
                case ast.Call(func=ast.Name(id=name), args=[first, *_]) if name in HANDS_BACK:
                    node = first
                case ast.Name():
                    return self.resolved(node.id)
                case _:
                    return ""

    def roots(self, node: ast.AST) -> Iterator[str]:
        """The same for each part of a display or of a choice."""
        match node:
            case ast.Tuple(elts=items) | ast.List(elts=items) | ast.Set(elts=items) | ast.Dict(values=items):
                for item in items:
                    yield from self.roots(item)
            case ast.IfExp(body=one, orelse=other) | ast.BoolOp(values=[one, other]):
                yield from (*self.roots(one), *self.roots(other))
            case ast.NamedExpr(value=value) | ast.Starred(value=value):
                yield from self.roots(value)
            case ast.Subscript(value=value, slice=key) if self.is_namespace(value):
                yield pattern(key)
            case ast.Call(func=ast.Name(id="eval"), args=[text, *_]):
                yield from evaluated(text)
            case ast.Call(func=func, args=items) if self.scopes and is_constructor(func):
                for item in items:  # an optimizer holds the parameters that it is given
                    yield from self.roots(item)
            case _:
                yield self.root(node)

    def call(self, node: ast.Call) -> Call:
        """What matters of a call."""
        given = [*node.args, *(keyword.value for keyword in node.keywords)]
        arguments = tuple(root for part in given for root in self.roots(part) if root)
        method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        match node.func:
            case ast.Attribute(value=ast.Call(func=ast.Name(id=name))):
                arguments += (f"{self.resolved(name)}{ANSWER}",)
        if isinstance(node.func, ast.Name | ast.Attribute):
            return Call(self.root(node.func), method, arguments, node is self.discarded)
        inside = (self.resolved(n.id) for n in ast.walk(node.func) if isinstance(n, ast.Name))
        return Call("", "", (*arguments, *filter(None, inside)), node is self.discarded)

    def is_namespace(self, node: ast.AST) -> bool:
        """`globals()`, and at the top level `locals()` and `vars()`, which are the same."""
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.args):
            return False
        name = self.resolved(node.func.id)
        return name == "globals" or (name in NAMESPACES and not self.scopes)


def is_constructor(node: ast.expr) -> bool:
    """Whether this is called as classes are."""
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return name[:1].isupper()


def is_own_module(nodes: list[ast.expr]) -> bool:
    """Whether this is `sys.modules[__name__]`."""
    names = {node.id for each in nodes for node in ast.walk(each) if isinstance(node, ast.Name)}
    return "__name__" in names
