"""A student's file becomes modules of this process, loaded as the grader loads it: what the tasks need."""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from types import ModuleType
from typing import Any

from autograder.local.bench import Modules
from autograder.sandbox import submission
from autograder.sandbox.loaded import Loaded
from autograder.sandbox.seeding import Entropy, seed_everything
from autograder.sandbox.tags import Place

MOST_DOUBTS = 5  # loadings because something that failed has shown that more is needed
OWN = "autograder"


@dataclass(frozen=True, slots=True)
class Request:
    """What is loaded, as `sandbox.submission.Opened` asks for it; see `sandbox.session.Source`."""

    cells: tuple[tuple[int, str], ...]
    files: Mapping[str, bytes]
    given: str | None
    load: str
    wanted: tuple[str, ...]
    standins: Mapping[str, str]
    package: str = ""
    thrifty: bool = False
    hasty_from: Place | None = None
    seed: int = 0


@dataclass
class Opening:
    """Loads a submission, afresh each time it is asked.

    Args:
        request: what is loaded.
        skip: statements that are not to run, and why.
        progress: told each statement before it runs.
    """

    request: Request
    entropy: Entropy
    skip: Mapping[Place, str]
    progress: Callable[[str, int], None]
    unsure: set[Place] = field(default_factory=set)
    sought: set[tuple[str, str]] = field(default_factory=set)
    loaded: Loaded = field(default_factory=Loaded)

    def __post_init__(self) -> None:
        self._before = list(sys.meta_path), list(sys.path), set(sys.modules), os.getcwd()

    def __call__(self) -> Modules:
        """The modules; `loaded` then tells how it went."""
        modules: Modules = {}
        for _ in range(MOST_DOUBTS):
            self._forget()
            modules = self._open()
            news = set(self.loaded.again) - self.unsure, set(self.loaded.sought) - self.sought
            self.unsure |= news[0]
            self.sought |= news[1]
            if not self.loaded.again or not any(news):
                break
        return modules

    def _forget(self) -> None:
        """Undo what the last loading did to this process, as far as that is known."""
        paths, folders, known, home = self._before
        sys.meta_path[:], sys.path[:] = paths, folders
        os.chdir(home)
        for name, module in list(sys.modules.items()):
            if name not in known and _is_students(module, home):
                del sys.modules[name]

    def _open(self) -> Modules:
        seed_everything(self.entropy, self.request.seed)
        given = submission.fresh_module("given")
        if self.request.given:
            exec(compile(self.request.given, "given.py", "exec", dont_inherit=True), vars(given))
        opened = submission.Opened(self._asked(), self.progress)
        module = opened.load()
        self.loaded = Loaded.told(opened.told(module), 1)
        return {"": module, "given": given}

    def _asked(self) -> dict[str, Any]:
        return {
            **asdict(self.request),
            "cells": list(self.request.cells),
            "skip": [(file, number, why) for (file, number), why in self.skip.items()],
            "unsure": sorted(self.unsure),
            "sought": sorted(self.sought),
        }


def _is_students(module: ModuleType, home: str) -> bool:
    """Whether it was handed in, or stands for what is not there."""
    spec = getattr(module, "__spec__", None)
    origin = getattr(module, "__file__", None) or ""
    stands = type(module).__module__.startswith(f"{OWN}.")
    return stands or origin.startswith(home) or (spec is None and module.__name__ in ("submission", "given"))
