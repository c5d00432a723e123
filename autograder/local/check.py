"""A file tried in a process of its own, which is watched: whatever it does, each task ends in a word."""

import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import autograder
from autograder.errors import EngineError
from autograder.local.bench import ONLY_THERE
from autograder.local.offered import Offered
from autograder.local.outcomes import restored
from autograder.local.sources import Handed
from autograder.model import LoadNote, Outcome, Status, Task
from autograder.sandbox.endings import SIGNALS
from autograder.sandbox.overruns import IDLE

MOST_STARTS = 100
THREADS = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")
START = "import sys; sys.path.insert(0, {!r}); from autograder.local.child import main; main()"
Told = Callable[[Outcome], None]


@dataclass
class Checked:
    """What came of a file."""

    outcomes: dict[str, Outcome] = field(default_factory=dict)
    notes: tuple[LoadNote, ...] = ()
    missing: tuple[str, ...] = ()  # modules that are not installed here
    lacking: tuple[str, ...] = ()  # names that the tasks ask for and the file does not have


@dataclass
class Standing:
    """What the process is at, as far as it has told."""

    place: tuple[str, int] | None = None  # the statement that runs, while the file is loaded
    loaded: bool = False
    task: str | None = None
    fresh: bool = True  # no task has ended in it


@dataclass
class Check:
    """Tries a file's tasks, again around what hangs or crashes.

    Args:
        released: the file that what was released is read from; None if it came with the program.
        program: the folder from which the process imports the program; by default, where this one is.
        told: called with each outcome as it is known.
    """

    offered: Offered
    handed: Handed
    released: Path | None = None
    program: Path | None = None
    told: Told = lambda outcome: None
    checked: Checked = field(default_factory=Checked)
    skip: list[tuple[str, int, str]] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)

    def run(self, tasks: Sequence[Task]) -> Checked:
        """Try these tasks, and those that come before them.

        Raises:
            BadInput: a library that the assignment uses is not installed.
            EngineError: our own process failed, and says why.
        """
        self.offered.facts.require_libraries()
        self.asked = {task.name for task in tasks}
        every = self._with_earlier(self.asked)
        for _ in range(MOST_STARTS):
            if not self._once([task for task in every if task.name not in self.checked.outcomes]):
                return self.checked
        raise EngineError(f"the file has ended {MOST_STARTS} processes in which it was tried")

    def _with_earlier(self, asked: set[str]) -> list[Task]:
        """The tasks with these names, and all that must pass before them, in the course's order."""
        by_name = {task.name: task for task in self.offered.facts.tasks}
        found, waiting = set[str](), list(asked)
        while waiting:
            found.add(name := waiting.pop())
            waiting += [earlier for earlier in by_name[name].after if earlier not in found]
        return [task for task in by_name.values() if task.name in found]

    def _once(self, tasks: Sequence[Task]) -> bool:
        """Start a process; whether another is needed."""
        at = Standing()
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as work:
            self._furnish(Path(work))
            with self._process(tasks, work) as process:
                for kind, *told in process.lines():
                    if kind == "stuck":
                        self.skip.append((told[0], told[1], told[2]))
                        return True
                    if kind == "fault":
                        return self._faulted(told[0], at)
                    self._heard(kind, told, at)
                    if at.loaded and all(task.name in self.checked.outcomes for task in tasks):
                        return False
                return self._ended(process.death(), at)

    def _heard(self, kind: str, told: list[Any], at: "Standing") -> None:
        match kind, told:
            case "statement", [file, number] if not at.loaded:
                at.place = (file, number)
            case "loaded", [facts]:
                at.place, at.loaded = None, True
                self._loaded(facts)
            case "task", [name]:
                at.task = name
            case "outcome", [facts]:
                at.task, at.fresh = None, False
                self._outcome(restored(facts))

    def _process(self, tasks: Sequence[Task], work: str) -> "Process":
        patience = IDLE * self.offered.facts.limits.task
        return Process(self._request(tasks, work), patience, self.program or here())

    def _ended(self, why: str, at: "Standing") -> bool:
        """The process has ended before all was told: what was under way is lost; whether to go on."""
        if at.task is None and at.place is None and at.fresh:
            raise EngineError(f"nothing can be tried here: {why}")
        if at.task is not None:
            self._outcome(Outcome(at.task, Status.LOST, f"Stopped: {why}."))
        elif at.place is not None:
            self.skip.append((*at.place, why))
        return True

    def _faulted(self, why: str, at: "Standing") -> bool:
        """Our own code failed in the process, where student code can change it: the next starts afresh."""
        if at.place is not None:
            self.skip.append((*at.place, f"nothing more can be loaded after it ({why})"))
        elif at.task is not None and at.fresh:
            self._outcome(Outcome(at.task, Status.VOID, f"{ONLY_THERE}{why}."))
        elif at.fresh:
            raise EngineError(why)
        return True

    def _outcome(self, outcome: Outcome) -> None:
        if outcome.task not in self.checked.outcomes:
            self.checked.outcomes[outcome.task] = outcome
            if outcome.task in self.asked:
                self.told(outcome)

    def _loaded(self, facts: dict[str, Any]) -> None:
        self.checked.notes = tuple(LoadNote(**note) for note in facts["notes"])
        self.checked.missing = tuple(facts["missing"])
        self.checked.lacking = tuple(sorted(set(self.offered.facts.requires) - set(facts["have"])))

    def _furnish(self, work: Path) -> None:
        """Lay the course's data where the student's code looks for them."""
        data = self.offered.folder / "data"
        if data.is_dir():
            shutil.copytree(data, work / "data")

    def _request(self, tasks: Sequence[Task], work: str) -> dict[str, Any]:
        return {
            "released": str(self.released.resolve()) if self.released else "",
            "work": os.path.realpath(work),
            "cells": self.handed.cells,
            "files": {name: data.decode("latin-1") for name, data in self.handed.files.items()},
            "skip": self.skip,
            "tasks": [task.name for task in tasks],
            "done": [asdict(outcome) for outcome in self.checked.outcomes.values()],
        }


class Process:
    """The child. Use as a context manager; it is gone at the end, with what it has started."""

    def __init__(self, request: dict[str, Any], patience: float, program: Path) -> None:
        self._patience, self._late = patience, False
        home = {
            "HOME": request["work"],
            "PYTHONHASHSEED": "0",
            "MPLBACKEND": "Agg",
            "CUDA_VISIBLE_DEVICES": "",
        }
        self._process = subprocess.Popen(
            [sys.executable, "-s", "-c", START.format(str(program.resolve()))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **home, **dict.fromkeys(THREADS, "1")},
            cwd=request["work"],
            start_new_session=True,
        )
        assert self._process.stdin is not None
        with self._process.stdin as pipe:
            pipe.write(json.dumps(request).encode())
        self._lines: queue.Queue[bytes | None] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as pipe:
            for line in pipe:
                self._lines.put(line)
        self._lines.put(None)

    def __enter__(self) -> "Process":
        return self

    def __exit__(self, *_: object) -> None:
        if hasattr(os, "killpg"):
            with suppress(ProcessLookupError, PermissionError):  # nothing of it is left
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.wait()

    def lines(self) -> Iterator[list[Any]]:
        """What it says, until it ends or says nothing for too long."""
        while True:
            try:
                line = self._lines.get(timeout=self._patience)
            except queue.Empty:
                self._late = True
                return
            if line is None:
                return
            yield understood(line)

    def death(self) -> str:
        """How it ended."""
        if self._late:
            return f"it waited for more than {self._patience:g} s without finishing"
        code = self._process.wait()
        if code < 0:
            return SIGNALS.get(-code, f"its process was ended by signal {-code}")
        return f"it ended its own process (exit code {code})"


def understood(line: bytes) -> list[Any]:
    """A line as what it tells. Student code may have written into it."""
    try:
        told = json.loads(line)
    except ValueError:
        told = None
    return told if isinstance(told, list) and told else ["fault", "what it told cannot be read"]


def here() -> Path:
    """The folder from which this program was imported."""
    file = Path(autograder.__file__).resolve()
    return file.parents[1] if file.name == "__init__.py" else file.parent
