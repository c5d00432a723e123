"""Far side: modules that were handed in beside the submission. They are loaded as it is: what is needed.

Who imports `tool` needs the names that any handed-in file takes from it (`from tool import f`, `tool.f`),
and nothing that they do not need in their turn.
"""

import ast
import importlib.abc
import importlib.machinery
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence, Set
from pathlib import Path
from types import ModuleType

from autograder.sandbox.effects import ANY
from autograder.sandbox.loading import Source
from autograder.sandbox.parsing import statements

Run = Callable[[Source, Iterable[str], ModuleType, Callable[[int], str]], None]


class Siblings(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds them before any installed module of the same name, and runs what is needed of them.

    Args:
        home: the folder that they lie in.
        files: their paths in it.
        run: loads one; see `loading.Loader.run`.
    """

    def __init__(self, home: Path, files: Iterable[str], run: Run) -> None:
        self.home, self.run = home, run
        self.files = sorted(name for name in files if name.endswith(".py"))
        self.tops = {name.partition("/")[0].removesuffix(".py") for name in self.files}
        self.tops = (self.tops | {"submission"}) - sys.stdlib_module_names
        self.sources: dict[str, Source] = {}
        self.asked: dict[str, set[str]] = {}

    def read(self, main: Source, wanted: Iterable[str]) -> None:
        """Parse them all, and see what each is asked for; a star import may bring what is `wanted`."""
        for name in self.files:
            text = (self.home / name).read_text(encoding="utf-8", errors="replace")
            self.sources[name] = Source.of(name, statements(text, 0, str(self.home / name)))
        self.asked = asked([main, *self.sources.values()], frozenset(wanted))

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """A module or package of theirs; what else lies there is found by others."""
        if name.partition(".")[0] not in self.tops:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path or [str(self.home), os.getcwd()])
        if spec is not None and spec.origin and self._label(spec.origin) in self.sources:
            spec.loader = self
        return spec

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType | None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        origin = str(module.__file__)
        source = self.sources[self._label(origin)]
        name = module.__name__.rpartition(".")[2]
        wanted = self.asked.get(name, set())
        bound = {one for each in source.effects for one in each.now.binds}
        needed = bound if ANY in wanted or not wanted else (wanted | {"__all__"}) & bound
        self.run(source, needed, module, lambda cell: origin)

    def _label(self, origin: str) -> str:
        path = Path(origin)
        return path.relative_to(self.home).as_posix() if path.is_relative_to(self.home) else ""


def asked(sources: Iterable[Source], wanted: Set[str] = frozenset()) -> dict[str, set[str]]:
    """For the last part of each module's name: what is taken from it; ANY where that cannot be told.

    Any star import may bring the names that are `wanted` of the submission.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for source in sources:
        called: dict[str, str] = {}  # a name -> the last part of the module that it stands for
        reads = {name for each in source.effects for name in (*each.now.reads, *each.later.reads)}
        reads |= wanted
        nodes = [node for s in source.statements if s.node is not None for node in ast.walk(s.node)]
        for node in nodes:
            if isinstance(node, ast.Import):
                called |= {
                    (a.asname or a.name).rpartition(".")[2]: a.name.rpartition(".")[2] for a in node.names
                }
            elif isinstance(node, ast.ImportFrom):
                names = {alias.name for alias in node.names}
                found[(node.module or "").rpartition(".")[2]] |= reads if ANY in names else names
                called |= {alias.asname or alias.name: alias.name for alias in node.names}
        _add_uses(nodes, called, found)
    return found


def _add_uses(nodes: list[ast.AST], called: dict[str, str], found: dict[str, set[str]]) -> None:
    """What is taken as an attribute; a module that is handed on whole may be asked for anything."""
    bases = set()
    for node in nodes:
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
            base = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
            bases.add(id(node.value))
            if base in called:
                found[called[base]].add(node.attr)
    for node in nodes:
        if isinstance(node, ast.Name) and node.id in called and id(node) not in bases:
            found[called[node.id]].add(ANY)
