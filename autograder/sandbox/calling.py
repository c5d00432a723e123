"""Far side: names and calls in a statement's syntax tree: what they read, bind and may write into."""

import ast

from autograder.sandbox.effects import ANY, COLLECTS, Effects, pattern
from autograder.sandbox.files import SOME_FILE, UNKNOWN_FILE, file_use
from autograder.sandbox.roots import Rooted, is_own_module
from autograder.sandbox.scopes import COMPREHENSION, PARAMETER, children

EVALUATES = ("exec", "eval")


class Calling(Rooted):
    """Notes what names and calls do; what statements do is for who derives from it."""

    def __init__(self) -> None:
        super().__init__()
        self.effects = Effects()
        self.when = self.effects.now
        self.sure = True  # whether what is visited runs whenever the statement does

    def generic_visit(self, node: ast.AST) -> None:
        for part in children(node):
            self.visit(part)

    # -- names ------------------------------------------------------------------------------------

    def read(self, name: str) -> None:
        if name and name != PARAMETER:
            self.when.reads.add(name)

    def bind(self, name: str) -> None:
        """A name is bound here: globally, or in a scope that knows it already."""
        holders = [scope for scope in self.scopes if scope.kind is not COMPREHENSION]
        if holders and name not in holders[-1].globals:
            return
        if self.scopes and self.scopes[-1].kind is COMPREHENSION and name in self.scopes[-1].names:
            return
        self.when.binds.add(name)
        if self.sure and not holders:
            self.effects.kills.add(name)

    def change(self, name: str) -> None:
        if name:
            self.when.changes.add(name)

    def alias(self, target: ast.AST, value: ast.AST) -> None:
        """What a value begins with, and what the calls in it are given, may be what a name holds then."""
        calls = [] if self.scopes else [self.call(n) for n in ast.walk(value) if isinstance(n, ast.Call)]
        if not isinstance(target, ast.Name) and self.scopes and self.root(target):
            self.give(value)
        stored = [n for n in ast.walk(target) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
        for node in stored:
            self.effects.results += [(node.id, call) for call in calls]
            if calls:  # parts of one answer
                self.effects.aliases.add((node.id, stored[0].id))
            for root in filter(None, self.roots(value)):
                if not self.scopes:
                    self.effects.aliases.add((node.id, root))
                elif self.scopes[-1].roots.get(node.id) != PARAMETER:
                    self.scopes[-1].roots[node.id] = root

    def give(self, value: ast.AST) -> None:
        """A function hands this out."""
        self.when.gives.update(self.roots(value))
        self.when.given += [self.call(node) for node in ast.walk(value) if isinstance(node, ast.Call)]

    def visit_Return(self, node: ast.Return | ast.Yield | ast.YieldFrom) -> None:
        if node.value is not None:
            self.give(node.value)
        self.generic_visit(node)

    visit_Yield = visit_YieldFrom = visit_Return

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            self.read(self.resolved(node.id))
            return
        self.bind(node.id)
        if isinstance(node.ctx, ast.Del):
            self.read(self.resolved(node.id))

    # -- calls ------------------------------------------------------------------------------------

    def visit_Call(self, node: ast.Call) -> None:
        call = self.call(node)
        self.when.calls.append(call)
        self._changed_beside(node)
        self._use_files(node)
        if not call.method and call.name in EVALUATES:
            self._evaluate(node)
        elif call.name in ("getattr", "setattr") and node.args[1:] and is_own_module(node.args[:1]):
            self._use_of_namespace(node.args[1], call.name == "setattr")
        elif self.is_namespace(node):
            self._use_of_namespace(None, True)
        elif isinstance(node.func, ast.Attribute) and self.is_namespace(node.func.value):
            key = node.args[0] if call.method in ("get", "pop") and node.args else None
            self._use_of_namespace(key, call.method not in ("get", "keys", "items", "values"))
            for part in (*node.args, *node.keywords):
                self.visit(part)
            return
        self.generic_visit(node)

    def _use_of_namespace(self, key: ast.AST | None, written: bool) -> None:
        name = pattern(key)
        self.read(name)
        if written:
            self.when.binds.add(name)

    def _evaluate(self, node: ast.Call) -> None:
        """`exec` or `eval` of a text: what it says, if it stands there."""
        text = node.args[0] if node.args else None
        try:
            tree = ast.parse(str(text.value)) if isinstance(text, ast.Constant) else None
        except (SyntaxError, ValueError):
            tree = ast.Module([], [])
        if tree is not None:
            sure, self.sure = self.sure, self.sure and not self.scopes
            self.visit(tree)
            self.sure = sure
            return
        self.when.reads.add(ANY)
        self.when.binds.add(ANY)

    def _changed_beside(self, node: ast.Call) -> None:
        """What is written into though it is neither called nor plainly given: `out=P`, `map(P.append, x)`."""
        for keyword in node.keywords:
            if keyword.arg == "out":
                self.change(self.root(keyword.value))
        for part in (*node.args, *(keyword.value for keyword in node.keywords)):
            if isinstance(part, ast.Attribute) and part.attr in COLLECTS:
                self.change(self.root(part))

    def _use_files(self, node: ast.Call) -> None:
        """Files are names, too: who reads one needs who wrote it."""
        written, name = file_use(node)
        if not name:
            return
        if written:
            self.when.binds.add(name)
            return
        self.when.reads.update({name, UNKNOWN_FILE} if name != UNKNOWN_FILE else {SOME_FILE})
