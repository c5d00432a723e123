"""The tests that students get: of each module only what the tasks' bodies need, cut from the syntax tree.

How examples are drawn, what other tasks ask, points and explanations stay behind. What a test imports from
Hypothesis and from the reference comes from `local.words` and from the tape.
"""

import ast
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.local import words
from autograder.local.offered import HOME, REFERENCE
from autograder.sandbox.effects import Effects
from autograder.sandbox.reading import effects_of
from autograder.sandbox.slicing import Slice

WORDS = frozenset(name for name in vars(words) if not name.startswith("_"))
PORTABLE = frozenset({"numpy", *sys.stdlib_module_names})
DRAWING = "autograder.claims.strategies"  # it is Hypothesis
Names = Mapping[str, frozenset[str]]  # by module, what is wanted of it


@dataclass(frozen=True, slots=True)
class Cut:
    """Sources by module, in the order in which they need each other; and what else they import."""

    sources: dict[str, str]
    foreign: frozenset[str]  # modules that are neither Python's, numpy nor ours


class Cutter:
    """Cuts the modules of one assignment folder.

    Args:
        conventions: what `conventions(__file__)` gives.
    """

    def __init__(self, folder: Path, conventions: Mapping[str, Any]) -> None:
        self.folder, self.conventions = folder, dict(conventions)
        self._read: dict[str, tuple[list[ast.stmt], list[Effects]]] = {}

    def cut(self, wanted: Names) -> Cut:
        """What some names of some modules need."""
        needs = {module: set(names) for module, names in wanted.items()}
        order: list[str] = []
        while waiting := [module for module in needs if module not in order]:
            for module in waiting:
                order.append(module)
                for other, names in self._imported(module, needs[module]):
                    if not names <= needs.get(other, set()):
                        needs.setdefault(other, set()).update(names)
                        order = [name for name in order if name != other]
        kept = {module: self._kept(module, names) for module, names in needs.items()}
        foreign = {name for nodes in kept.values() for node in nodes for name in _foreign(node)}
        ordered = _ordered({module: set(dict(self._imported(module, needs[module]))) for module in kept})
        sources = {module: self._text(kept[module]) for module in ordered}
        return Cut(sources, frozenset(foreign))

    def _statements(self, module: str) -> tuple[list[ast.stmt], list[Effects]]:
        if module not in self._read:
            tree = ast.parse(
                self.folder.joinpath(*module.split(".")).with_suffix(".py").read_text(encoding="utf-8")
            )
            nodes = [_bare(node) for node in tree.body]
            self._read[module] = nodes, [effects_of(node) for node in nodes]
        return self._read[module]

    def _kept(self, module: str, names: Iterable[str]) -> list[ast.stmt]:
        """The statements that names need, imports narrowed to what is used."""
        nodes, effects = self._statements(module)
        numbers = sorted(Slice(effects).needed(names))
        used = set(names) | {
            name for n in numbers for when in (effects[n].now, effects[n].later) for name in when.reads
        }
        return [kept for n in numbers if (kept := _narrowed(nodes[n], used)) is not None]

    def _imported(self, module: str, names: Iterable[str]) -> Iterator[tuple[str, set[str]]]:
        """The modules of the same folder that are imported, and the names."""
        package = f"assignments.{self.folder.name}."
        for node in self._kept(module, names):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(package):
                yield (node.module or "").removeprefix(package), {alias.name for alias in node.names}

    def _text(self, nodes: list[ast.stmt]) -> str:
        rewriting = _Rewriting(self.folder.name, self.conventions)
        body: list[ast.stmt] = [rewriting.visit(node) for node in nodes]
        return ast.unparse(ast.fix_missing_locations(ast.Module(body, []))) + "\n"


def _bare(node: ast.stmt) -> ast.stmt:
    """A test without its decorators, any function or class without its docstring."""
    for inner in ast.walk(node):
        if (
            isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            and ast.get_docstring(inner) is not None
        ):
            inner.body = inner.body[1:] or [ast.Pass()]
    if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
        node.decorator_list = []
    return ast.fix_missing_locations(node)


def _narrowed(node: ast.stmt, used: set[str]) -> ast.stmt | None:
    if not isinstance(node, ast.ImportFrom):
        return None if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) else node
    aliases = [alias for alias in node.names if (alias.asname or alias.name) in used]
    return ast.ImportFrom(node.module, aliases, node.level) if aliases else None


def _foreign(node: ast.stmt) -> Iterator[str]:
    """The modules that a statement imports and a student may not have."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Import):
            names = [alias.name for alias in inner.names]
        elif isinstance(inner, ast.ImportFrom):
            names = [inner.module or ""]
            if inner.module == "hypothesis" and {alias.name for alias in inner.names} <= WORDS:
                continue
        else:
            continue
        for name in names:
            top = name.partition(".")[0]
            if name == DRAWING:
                yield "hypothesis"
            elif top not in PORTABLE and top not in ("autograder", "assignments", "reference_solutions"):
                yield top


def _ordered(needs: dict[str, set[str]]) -> list[str]:
    """Each module after those it needs."""
    done: list[str] = []
    while len(done) < len(needs):
        ready = [name for name in needs if name not in done and needs[name] <= set(done)]
        done += ready
    return done


class _Rewriting(ast.NodeTransformer):
    """Imports and conventions as they are where the module is tried."""

    def __init__(self, assignment: str, conventions: dict[str, Any]) -> None:
        self.package, self.conventions = f"assignments.{assignment}", conventions

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.stmt:
        if node.module == "hypothesis":
            return ast.ImportFrom("autograder.local.words", node.names, 0)
        if (node.module or "").startswith(f"{self.package}."):
            return ast.ImportFrom((node.module or "").replace(self.package, HOME), node.names, 0)
        if node.module == "reference_solutions":
            (alias,) = node.names
            return ast.Assign(
                [ast.Name(alias.asname or alias.name, ast.Store())], ast.Name(REFERENCE, ast.Load())
            )
        return node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id == "conventions":
            return ast.parse(repr(self.conventions), mode="eval").body
        return node
