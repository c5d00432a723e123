"""Far side: a statement's syntax tree -> its Effects."""

import ast
from collections.abc import Sequence

from autograder.sandbox.calling import Calling
from autograder.sandbox.effects import ANY, Effects, When, is_constant, is_main_guard
from autograder.sandbox.scopes import (
    CLASS,
    COMPREHENSION,
    FUNCTION,
    PARAMETER,
    Scope,
    assigned,
    parameters,
)

COMPREHENSIONS = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


def imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    """The modules that are imported; a file of that name may be written first."""
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else [each.name for each in node.names]


def effects_of(node: ast.stmt) -> Effects:
    """What one statement does."""
    reader = _Reader()
    reader.visit(node)
    return reader.effects


class _Reader(Calling):
    # -- definitions ------------------------------------------------------------------------------

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        for part in (node.args, node.returns):
            self.visit(part) if part is not None else None
        self._decorate(node.decorator_list)
        self.bind(node.name)
        if not self.scopes:
            self.effects.functions.add(node.name)
        when = self._call_later(node.args, node.body)
        if [scope.kind for scope in self.scopes] == [CLASS]:
            self.effects.methods.append((node.name, when))

    visit_AsyncFunctionDef = visit_FunctionDef

    def _decorate(self, decorators: list[ast.expr]) -> None:
        """A decorator is called, perhaps for what it does besides."""
        for each in decorators:
            self.visit(each)
            inner = each.func if isinstance(each, ast.Call) else each
            call = ast.copy_location(ast.Call(inner, [], []), each)
            self.discarded = call
            self.when.calls.append(self.call(call))

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self.visit(node.args)
        self._call_later(node.args, [ast.copy_location(ast.Return(node.body), node)])

    def _call_later(self, arguments: ast.arguments, body: Sequence[ast.AST]) -> When:
        names, outer = assigned(body)
        given = parameters(arguments)
        scope = Scope(FUNCTION, names | given, outer, dict.fromkeys(given, PARAMETER))
        when, sure, self.when, self.sure = self.when, self.sure, When(), False
        self._within(scope, body)
        self.effects.later.add(self.when)
        own, self.when, self.sure = self.when, when, sure
        return own

    def _within(self, scope: Scope, body: Sequence[ast.AST]) -> None:
        self.scopes.append(scope)
        for part in body:
            self.visit(part)
        self.scopes.pop()

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        for part in (*node.bases, *node.keywords):
            self.visit(part)
        self._decorate(node.decorator_list)
        names, outer = assigned(node.body)
        sure, self.sure = self.sure, False
        self._within(Scope(CLASS, names, outer, {name: name for name in names}), node.body)
        self.sure = sure
        self.bind(node.name)
        if not self.scopes:
            self.effects.classes.add(node.name)

    def _visit_comprehension(self, node: COMPREHENSIONS) -> None:
        names: set[str] = set()
        for part in node.generators:
            names |= {n.id for n in ast.walk(part.target) if isinstance(n, ast.Name)}
        elements = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
        self.scopes.append(Scope(COMPREHENSION, names, set(), {}))
        for part in node.generators:
            self.alias(part.target, part.iter)
            for inner in (part.iter, part.target, *part.ifs):
                self.visit(inner)
        for element in elements:
            self.visit(element)
        self.scopes.pop()

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _visit_comprehension

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
        self.when.reads.update(f"<file {name.rpartition('.')[2]}>" for name in imported(node))
        for alias in node.names:
            if alias.name == ANY:
                self.when.binds.add(ANY)
                continue
            name = alias.asname or alias.name.partition(".")[0]
            self.bind(name)
            if not self.scopes:
                self.effects.imports[name] = module or alias.name

    visit_ImportFrom = visit_Import

    # -- statements -------------------------------------------------------------------------------

    def visit_Assign(self, node: ast.Assign) -> None:
        self.visit(node.value)
        for target in node.targets:
            if isinstance(target, ast.Name) and not self.scopes and is_constant(node.value):
                self.effects.constants.add(target.id)
            self.alias(target, node.value)
            self.visit(target)
            if target is not node.targets[0]:
                self.alias(target, node.targets[0])

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self.visit(node.annotation)
        if node.value is not None:
            self.visit(node.value)
            self.alias(node.target, node.value)
            self.visit(node.target)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.visit(node.value)
        root = self.root(node.target)
        self.read(root)
        self.change(root)
        self.visit(node.target)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.visit(node.value)
        self.alias(node.target, node.value)
        self.bind(node.target.id)

    def visit_Attribute(self, node: ast.Attribute | ast.Subscript) -> None:
        if not isinstance(node.ctx, ast.Load):
            self.change(self.root(node))
            for name in self.answered(node.value):
                self.change(name)
        self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        if isinstance(node.value, ast.Call) and self.is_namespace(node.value):
            self._use_of_namespace(node.slice, not isinstance(node.ctx, ast.Load))
            self.visit(node.slice)
            return
        self.visit_Attribute(node)

    def visit_For(self, node: ast.For | ast.AsyncFor) -> None:
        self.when.loops = True
        self.alias(node.target, node.iter)
        self._perhaps(node)

    visit_AsyncFor = visit_For

    def visit_While(self, node: ast.While) -> None:
        self.when.loops = True
        self._perhaps(node)

    def visit_If(self, node: ast.If) -> None:
        if is_main_guard(node.test):
            for part in node.orelse:
                self.visit(part)
            return
        self._perhaps(node)

    def _perhaps(self, node: ast.AST) -> None:
        """Whether, or how far, it runs is not known."""
        sure, self.sure = self.sure, False
        self.generic_visit(node)
        self.sure = sure

    visit_Try = visit_TryStar = visit_Match = visit_IfExp = visit_BoolOp = _perhaps

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        if node.name:
            self.bind(node.name)
        self.generic_visit(node)

    def visit_withitem(self, node: ast.withitem) -> None:
        self.visit(node.context_expr)
        if node.optional_vars is not None:
            self.alias(node.optional_vars, node.context_expr)
            self.visit(node.optional_vars)

    def visit_MatchAs(self, node: ast.MatchAs | ast.MatchStar) -> None:
        if node.name:
            self.bind(node.name)
        self.generic_visit(node)

    visit_MatchStar = visit_MatchAs

    def visit_MatchMapping(self, node: ast.MatchMapping) -> None:
        if node.rest:
            self.bind(node.rest)
        self.generic_visit(node)

    def visit_With(self, node: ast.With | ast.AsyncWith) -> None:
        for item in node.items:
            self.visit(item)
        sure, self.sure = self.sure, False  # it may swallow what its body raises
        for part in node.body:
            self.visit(part)
        self.sure = sure

    visit_AsyncWith = visit_With

    def visit_Expr(self, node: ast.Expr) -> None:
        left = node.value
        while isinstance(left, ast.BinOp):  # an operator of its own: `graph << layer`
            left = left.left
            self.change(self.root(left))
        self.discarded = node.value.value if isinstance(node.value, ast.Await) else node.value
        self.visit(node.value)
