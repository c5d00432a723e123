"""Far side: the global name that an expression begins with, seen from the scope where it stands."""

import ast
from collections.abc import Iterator

from autograder.sandbox.effects import ANSWER, Call, evaluated, pattern
from autograder.sandbox.scopes import CLASS, PARAMETER, Scope

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
            case (
                ast.Tuple(elts=items)
                | ast.List(elts=items)
                | ast.Set(elts=items)
                | ast.Dict(values=items)
                | ast.BoolOp(values=items)
            ):
                for item in items:
                    yield from self.roots(item)
            case ast.IfExp(body=one, orelse=other) | ast.NamedExpr(target=one, value=other):
                yield from (*self.roots(one), *self.roots(other))
            case ast.Starred(value=value):
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
        if isinstance(node.func, ast.Attribute):
            arguments += tuple(self.answered(node.func.value))
        if isinstance(node.func, ast.Name | ast.Attribute):
            return Call(self.root(node.func), method, arguments, node is self.discarded)
        inside = (self.resolved(n.id) for n in ast.walk(node.func) if isinstance(n, ast.Name))
        return Call("", "", (*arguments, *filter(None, inside)), node is self.discarded)

    def answered(self, node: ast.AST) -> Iterator[str]:
        """What the answer of a call may be a part of: what the function gives, and what it is given."""
        match node:
            case ast.Call(func=func, args=items):
                inside = [func] if isinstance(func, ast.Name) else []
                names = (name for item in (*inside, *items) for name in self.roots(item))
                yield from (f"{name}{ANSWER}" for name in names if name and name != PARAMETER)
            case ast.NamedExpr(target=target):
                yield self.root(target)

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
