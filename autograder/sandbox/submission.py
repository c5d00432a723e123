"""Far side: what was handed in becomes the module that answers calls."""

import ast
import builtins
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from autograder.sandbox.effects import ANY
from autograder.sandbox.guards import guarded_imports
from autograder.sandbox.loading import Loader, Note, Source
from autograder.sandbox.magics import normal, written_file
from autograder.sandbox.parsing import Statement, statements
from autograder.sandbox.siblings import Siblings
from autograder.sandbox.standins import Finder, lack_of, missing_value
from autograder.sandbox.tags import where
from autograder.sandbox.tracebacks import filename, is_student


def fresh_module(name: str) -> ModuleType:
    """An empty module in sys.modules, so that classes defined in it can be found."""
    module = ModuleType(name)
    sys.modules[name] = module
    return module


def offer_notebook_names() -> None:
    """Give builtins what notebooks expect to find, harmless here; `input` raises."""

    def no_input(prompt: object = "") -> str:
        raise EOFError("input() cannot be answered while grading")

    builtins.input = no_input
    vars(builtins)["display"] = lambda *args, **kwargs: None
    vars(builtins)["get_ipython"] = lambda: missing_value("IPython")


class Opened:
    """A submission: its cells, the modules beside it, and how loading them went.

    Args:
        request: what the near side asks for; see `session.Session._request`.
        progress: told each statement before it runs.
    """

    def __init__(self, request: dict[str, Any], progress: Callable[[str, int], None]) -> None:
        self.request = request
        self.home = Path.cwd()
        self.loader = Loader(
            {(file, number): why for file, number, why in request["skip"]},
            {(file, number) for file, number in request["unsure"]},
            tuple(request["hasty_from"]) if request["hasty_from"] else None,
            request["thrifty"],
            progress,
        )
        found: list[Statement] = []
        for cell, text in request["cells"]:
            found += statements(text, cell, filename(cell))
        self.main = Source.of("", found)
        self.siblings = Siblings(self.home, self._write_files(), self._run_sibling)
        wanted = self.wanted()
        self.siblings.read(self.main, (ANY,) if wanted is None else wanted)
        self.loader.local = {
            part for name in self.siblings.files for part in Path(name).with_suffix("").parts
        }
        every = [self.main, *self.siblings.sources.values()]
        guarded = guarded_imports(s.node for source in every for s in source.statements)
        self.finder = Finder(is_student, guarded, request["standins"], self.free_names)

    def _write_files(self) -> list[str]:
        """Put what lay beside the submission where its code looks for it; the paths."""
        files: dict[str, bytes] = {}
        for _, source in self.request["cells"]:
            if written := written_file(normal(source)):
                name, text, added = written
                files[name] = (files.get(name, b"") if added else b"") + text.encode()
        files |= self.request["files"]
        for name, data in files.items():
            path = self.home / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return list(files)

    def _run_sibling(
        self, source: Source, wanted: Iterable[str], module: ModuleType, naming: Callable[[int], str]
    ) -> None:
        self.loader.run(source, None if self.request["load"] == "all" else wanted, module, naming)

    def free_names(self) -> Iterable[str]:
        """Names that the submission reads and nobody binds: a missing module may have had them."""
        bound = {name for each in self.main.effects for when in (each.now, each.later) for name in when.binds}
        reads = {name for each in self.main.effects for when in (each.now, each.later) for name in when.reads}
        return sorted(name for name in reads - bound if name.isidentifier() and not hasattr(builtins, name))

    def load(self) -> ModuleType:
        """Run what is needed; the module."""
        self.finder.install()
        if self.siblings.files:
            sys.meta_path.insert(0, self.siblings)
        module = fresh_module("submission")
        self._place(module)
        sought = {name for file, name in self.request["sought"] if file == ""}
        self.main.names |= sought
        self.loader.run(self.main, self.wanted(), module, filename)
        self.loader.progress = lambda file, number: None  # what a call imports later tells nobody
        return module

    def _place(self, module: ModuleType) -> None:
        """Give the module its place in the package that its relative imports speak of."""
        below = self.request["package"].split(".") if self.request["package"] else []
        nodes = [s.node for s in self.main.statements if isinstance(s.node, ast.ImportFrom)]
        above = max((node.level - 1 for node in nodes), default=0) - len(below)
        module.__path__ = [str(self.home)] if above <= 0 else []
        module.__package__ = "submission"
        for _ in range(above):  # folders that were not handed in
            module.__package__ += ".folder"
            fresh_module(module.__package__).__path__ = []
        if above > 0:
            sys.modules[module.__package__].__path__ = [str(self.home)]
        module.__package__ = ".".join([module.__package__, *below])
        if self.main.statements and self.main.statements[0].cell == 0:
            module.__file__ = str(self.home.joinpath(*below, "submission.py"))
        if below:
            os.chdir(self.home.joinpath(*below))
        sys.path.append("")

    def wanted(self) -> Iterable[str] | None:
        """The names to load: those asked for, or every function and class; None for everything."""
        if self.request["load"] == "all":
            return None
        names = self.request["wanted"]
        return self.main.definitions() if names is None else names

    def redefined(self) -> list[Note]:
        """Names wanted that are defined more than once, differently: the last definition counts."""
        found = []
        for name in sorted(set(self.wanted() or ())):
            every = [n for n, each in enumerate(self.main.effects) if name in each.functions | each.classes]
            texts = {ast.dump(node) for n in every if (node := self.main.statements[n].node) is not None}
            if len(texts) > 1:
                first, last = self.main.statements[every[0]], self.main.statements[every[-1]]
                place = where(first.cell, first.line)
                why = f"{name} is defined again here, differently from {place}: the last definition counts"
                found.append(Note("", last.cell, last.line, "redefined", why, ()))
        return found

    def told(self, module: ModuleType) -> dict[str, Any]:
        """How it went, as data."""
        have = {name for name, value in vars(module).items() if lack_of(value) is None}
        definitions = self.main.definitions()
        return {
            "notes": [
                (n.file, n.cell, n.line, n.kind, n.why, [x for x in n.names if n.file or x not in have])
                for n in (*self.loader.notes, *self.redefined())
            ],
            "missing": list(self.finder.missing),
            "cells": self._cells(),
            "names": [
                (name, kind, self.main.statements[n].cell, self.main.statements[n].line, name in have)
                for name, (kind, n) in definitions.items()
            ],
            "have": sorted(have & set(self.request["wanted"] or ())),
            "unmade": [
                (name, lack.why)
                for name, value in vars(module).items()
                if (lack := lack_of(value)) is not None and lack.own
            ],
            "again": self.loader.doubts(),
            "sought": [(s.file, name) for s in self.loader.sources for name in sorted(s.names)],
        }

    def _cells(self) -> list[tuple[int, int, int]]:
        """Of each cell: how many statements there are, how many ran."""
        found = []
        for cell, _ in self.request["cells"]:
            numbers = [n for n, s in enumerate(self.main.statements) if s.cell == cell]
            found.append((cell, len(numbers), len(self.main.ran.intersection(numbers))))
        return found
