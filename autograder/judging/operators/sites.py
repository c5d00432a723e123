"""Places in a module where something can be changed: expressions, and blocks of statements."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

UNSEEN = {"annotation", "returns", "decorator_list", "bases", "keywords", "type_params", "msg"}
ANSWERLESS = (ast.JoinedStr, ast.Raise, ast.Import, ast.ImportFrom, ast.Global, ast.Nonlocal)
SHOWN_ONLY = {"__repr__", "__str__", "__format__"}
BLOCKS = ("body", "orelse", "finalbody")
CONVENTIONS = "CONVENTIONS"  # module-level table that a grader overwrites

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True)
class Module:
    """What operators know of the module around a place."""

    functions: frozenset[str]  # names of its functions and methods
    torch: bool
    conventions: Mapping[str, object]  # what the course chose


@dataclass(frozen=True)
class Definition:
    """A function, a method, or a constant: what a mutant changes one of."""

    name: str  # qualified
    node: ast.stmt
    top: ast.stmt  # the top-level statement it is in
    module: Module

    @cached_property
    def strings(self) -> tuple[str, ...]:
        """Strings that serve as keys or modes here, in order."""
        spoken = (n.value for n in ast.walk(self.node) if isinstance(n, ast.Constant))
        return tuple(dict.fromkeys(s for s in spoken if isinstance(s, str) and s.isidentifier()))

    @cached_property
    def counters(self) -> frozenset[str]:
        """Names that count in loops."""
        loops = (n for n in ast.walk(self.node) if isinstance(n, ast.For | ast.comprehension))
        counted = (loop.target for loop in loops if isinstance(loop.iter, ast.Call))
        return frozenset(n.id for target in counted for n in ast.walk(target) if isinstance(n, ast.Name))


@dataclass(frozen=True, slots=True)
class Site:
    """An expression and where it stands."""

    node: ast.expr
    above: tuple[ast.AST, ...]  # what it is in, outermost first
    field: str
    index: int | None  # in that field, if it is a list
    definition: Definition

    @property
    def parent(self) -> ast.AST:
        """What it is directly in."""
        return self.above[-1]

    def put(self, new: ast.expr) -> None:
        """Set another expression in its place."""
        if self.index is None:
            setattr(self.parent, self.field, new)
        else:
            getattr(self.parent, self.field)[self.index] = new


@dataclass(frozen=True, slots=True)
class Block:
    """Statements one after the other."""

    statements: list[ast.stmt]
    above: tuple[ast.AST, ...]
    definition: Definition


def definitions(tree: ast.Module, conventions: Mapping[str, object]) -> Iterator[Definition]:
    """Every function, method and constant of a module, under these conventions."""
    module = Module(
        frozenset(node.name for node in ast.walk(tree) if isinstance(node, FUNCTIONS)),
        any(name.split(".")[0] == "torch" for name in imported(tree)),
        defaults(tree) | dict(conventions),
    )
    for top in tree.body:
        if isinstance(top, ast.ClassDef):
            for node in top.body:
                name = f"{top.name}.{node.name}" if isinstance(node, FUNCTIONS) else top.name
                if name.rpartition(".")[2] not in SHOWN_ONLY and not is_text(node):
                    yield Definition(name, node, top, module)
        elif isinstance(top, FUNCTIONS):
            yield Definition(top.name, top, top, module)
        elif isinstance(top, ast.Assign | ast.AnnAssign) and top.value is not None:
            name = ast.unparse(top.targets[0] if isinstance(top, ast.Assign) else top.target)
            if name != CONVENTIONS:
                yield Definition(name, top, top, module)


def defaults(tree: ast.Module) -> dict[str, object]:
    """The table of conventions that a module holds."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == CONVENTIONS:
            return dict(ast.literal_eval(node.value))
    return {}


def chosen(test: ast.expr, module: Module) -> bool | None:
    """What a condition on a convention comes to; None if it is on something else."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        inner = chosen(test.operand, module)
        return None if inner is None else not inner
    if isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.Eq):
        value, other = chosen_value(test.left, module), test.comparators[0]
        return value == other.value if value is not None and isinstance(other, ast.Constant) else None
    value = chosen_value(test, module)
    return None if value is None else bool(value)


def chosen_value(node: ast.expr, module: Module) -> object:
    """The convention that an expression looks up, if it does."""
    if not isinstance(node, ast.Subscript) or ast.unparse(node.value) != CONVENTIONS:
        return None
    return module.conventions.get(str(getattr(node.slice, "value", "")))


def imported(tree: ast.Module) -> Iterator[str]:
    """Names of the modules that a module imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def is_text(node: ast.AST) -> bool:
    """A docstring, or another string that stands alone."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def sites(definition: Definition) -> Iterator[Site]:
    """Every expression of a definition that is read and decides an answer, outer ones first."""
    for parent, above in parts(definition):
        for field, index, child in asked(parent, definition.module):
            stored = isinstance(getattr(child, "ctx", None), ast.Store | ast.Del)
            if isinstance(child, ast.expr) and not stored:
                yield Site(child, (*above, parent), field, index, definition)


def blocks(definition: Definition) -> Iterator[Block]:
    """Every block of statements of a definition, outer ones first."""
    for node, above in parts(definition):
        for field in (name for name in BLOCKS if is_asked(node, name, definition.module)):
            statements = getattr(node, field, None)
            if isinstance(statements, list) and statements:
                yield Block(statements, (*above, node), definition)


def parts(definition: Definition) -> Iterator[tuple[ast.AST, tuple[ast.AST, ...]]]:
    """The nodes of a definition, each with those it is in, outer ones first."""
    todo: list[tuple[ast.AST, tuple[ast.AST, ...]]] = [(definition.node, ())]
    while todo:
        node, above = todo.pop()
        yield node, above
        todo.extend((child, (*above, node)) for _, _, child in reversed([*asked(node, definition.module)]))


def asked(node: ast.AST, module: Module) -> Iterator[tuple[str, int | None, ast.AST]]:
    """What is directly in a node and asked of students."""
    return (found for found in children(node) if is_asked(node, found[0], module))


def is_asked(node: ast.AST, field: str, module: Module) -> bool:
    """Whether a field of a node is not a branch of a convention that the course did not choose."""
    choice = chosen(node.test, module) if isinstance(node, ast.If | ast.IfExp) else None
    return choice is None or field == ("body" if choice else "orelse")


def children(node: ast.AST) -> Iterator[tuple[str, int | None, ast.AST]]:
    """What is directly in a node: field, index in it, node. Annotations, messages and docstrings are not."""
    for field, value in ast.iter_fields(node):
        if field in UNSEEN and not (field == "keywords" and isinstance(node, ast.Call)):
            continue
        if isinstance(node, ast.ExceptHandler) and field == "type":
            continue
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(child, ast.AST) and not isinstance(child, ANSWERLESS) and not is_text(child):
                yield field, index, child
