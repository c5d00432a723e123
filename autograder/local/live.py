"""The names of a running notebook or program, tried where they live."""

import re
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

import autograder
from autograder.errors import BadInput
from autograder.local.bench import Bench, Modules
from autograder.local.guard import Guard
from autograder.local.offered import Offered
from autograder.local.page import Page
from autograder.local.typed import examples
from autograder.local.untouched import Chance, untouched
from autograder.model import Outcome, Status, Task
from autograder.sandbox.seeding import Entropy

OWN = Path(autograder.__file__)
CELL = re.compile(r"<ipython-input-(\d{1,6})-")  # what older IPythons call cells
TYPED_IN = re.compile(r"<(stdin|string|python-input-\d+)>")
LIBRARIES = ("site-packages", "dist-packages")


@dataclass
class Live:
    """A namespace in which a student works.

    Args:
        namespace: the globals of the notebook or program.
        shell: IPython's, if there is one.
    """

    offered: Offered
    namespace: dict[str, Any]
    shell: Any = None
    entropy: Entropy = field(default_factory=Entropy)

    def check(self, tasks: Sequence[Task], words: str, view: Mapping[str, Any] | None = None) -> Page:
        """Try these tasks.

        Args:
            words: what was asked for, to be said again.
            view: the names that the tasks see, if not those of the namespace.

        Raises:
            BadInput: a module that the tests need is not installed.
        """
        self.offered.facts.require_libraries()
        seen = dict(self.namespace if view is None else view)
        try:
            assert self.offered.modules is not None
        except ImportError as error:
            raise BadInput(lacking(error)) from None
        chance, found = Chance(seen), dict[str, Outcome]()
        guard = Guard(self.named, ours)
        with guard, untouched(self.namespace, chance, self.entropy, self.offered.folder, self.shell) as out:
            bench = Bench(self.offered, Opening(seen, self.given(), chance), self.entropy, guard)
            with suppress(KeyboardInterrupt):
                for outcome in bench.outcomes(tasks):
                    if guard.stopped:
                        break
                    found[outcome.task] = worded(outcome, self.task(outcome.task), seen)
        pairs = tuple((task, found[task.name]) for task in tasks if task.name in found)
        return Page(
            self.offered.facts,
            words,
            pairs,
            dict(examples(self.offered, pairs)),
            out.getvalue(),
            guard.stopped,
        )

    def task(self, name: str) -> Task:
        """The task of this name."""
        return next(task for task in self.offered.facts.tasks if task.name == name)

    def given(self) -> CodeType | None:
        """The course's code that runs beside the student's."""
        source = self.offered.facts.given
        return compile(source, "given.py", "exec", dont_inherit=True) if source else None

    def named(self, file: str) -> str:
        """What code with this file name is told to be from; empty if it is not the student's."""
        cells = getattr(getattr(self.shell, "compile", None), "_filename_map", {})
        if file in cells:
            return f"<cell In[{cells[file]}]>"
        if cell := CELL.match(file):
            return f"<cell In[{cell[1]}]>"
        if TYPED_IN.fullmatch(file):
            return file
        return f"/{Path(file).name}" if file.endswith(".py") and is_beside(file) else ""


@dataclass
class Opening:
    """Gives the modules for a task: copies of the names, which share what they hold."""

    names: Mapping[str, Any]
    given: CodeType | None
    chance: Chance

    def __call__(self) -> Modules:
        """The student's module under "", and `given`."""
        self.chance.rewind()
        module, given = ModuleType("submission"), ModuleType("given")
        vars(module).update(self.names)
        if self.given is not None:
            before = sys.modules.get("given")
            sys.modules["given"] = given
            try:
                exec(self.given, vars(given))
            finally:
                sys.modules.pop("given")
                sys.modules.update({"given": before} if before is not None else {})
        return {"": module, "given": given}


def is_beside(file: str) -> bool:
    """Whether a file is the student's: in the working folder or below it, and no library's."""
    path = Path(file)
    if ours(file) or any(part in LIBRARIES for part in path.parts) or file.startswith((sys.prefix, "<")):
        return False
    return Path.cwd() in path.parents or path == Path(getattr(sys.modules["__main__"], "__file__", ""))


def ours(file: str) -> bool:
    """Whether code with this file name is the checker's."""
    package = str(OWN.parent) if OWN.name == "__init__.py" else str(OWN)
    return file.startswith((package, "<autograder"))


def lacking(error: ImportError) -> str:
    """What to do about a module that the tests need."""
    name = (error.name or "a module").partition(".")[0]
    return f"checking this needs {name}, which is not installed here; install it (pip install {name})"


def worded(outcome: Outcome, task: Task, seen: Mapping[str, Any]) -> Outcome:
    """What is absent in the words of a notebook."""
    missing = [name for name in task.names if name not in seen]
    if outcome.status is not Status.ABSENT or not missing:
        return outcome
    names = " and ".join(f"`{name}`" for name in missing)
    verb, cell = (
        ("is", "the cell that defines it") if len(missing) == 1 else ("are", "the cells that define them")
    )
    return replace(outcome, says=f"{names} {verb} not defined yet: run {cell}.")
