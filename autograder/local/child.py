"""The process that loads a student's file and tries its tasks. It tells what it does, a line of JSON each.

["statement", FILE, NUMBER]    a statement begins to run
["stuck", FILE, NUMBER, WHY]   it took too long, and this process ends
["loaded", {...}]              how loading went
["task", NAME]                 a task begins
["outcome", {...}]             how it ended; after one that was lost this process ends, too
"""

import json
import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from autograder.judging import verdicts
from autograder.judging.examples import counterexample
from autograder.local.bench import Attempt, Bench, Modules
from autograder.local.loop import Here
from autograder.local.offered import Facts, Offered, offered_at, own
from autograder.local.opening import Opening, Request
from autograder.local.outcomes import restored
from autograder.model import Task
from autograder.sandbox import overruns, submission
from autograder.sandbox.endings import WorkerLost
from autograder.sandbox.seeding import Entropy, install

LOOK, GRACE = 0.05, 0.5  # seconds between two looks at the clock; that a call has to end by itself
RELOADED = 1.0  # seconds of loading up to which each task gets the file loaded afresh

Tell = Callable[..., None]
written = json.JSONEncoder().encode  # whatever student code makes of json


class Watching:
    """Ends this process when a statement or a call does not end; student code cannot put that off."""

    def __init__(self, tell: Tell, facts: Facts) -> None:
        self.tell, self.facts = tell, facts
        self.place: tuple[str, int] | None = None  # the statement that runs
        self.since = self.loading = 0.0  # when it began, when loading did
        self.task: Task | None = None
        self.attempt: Attempt | None = None
        self.here: Here | None = None
        self._over = 0.0
        threading.Thread(target=self._watch, daemon=True).start()

    def begin(self, task: Task, attempt: Attempt) -> None:
        """A task begins."""
        self.tell("task", task.name)
        self.task, self.attempt = task, attempt

    def call(self, here: Here) -> None:
        """Its calls begin."""
        self.here = here

    def statement(self, file: str, number: int) -> None:
        """A statement begins."""
        self.tell("statement", file, number)
        self.since, self.place = time.process_time(), (file, number)

    def _watch(self) -> None:
        while True:
            time.sleep(LOOK)
            if self.place is not None:
                self._look_at_loading(*self.place)
            elif self.here is not None and self.here.clock.hangs():
                self._over += LOOK
                if self._over > GRACE:
                    self._lost(self.here.clock.hangs())
            else:
                self._over = 0.0

    def _look_at_loading(self, file: str, number: int) -> None:
        limit, now = self.facts.limits.load / overruns.STATEMENT_SHARE, time.process_time()
        if now - self.since > limit:
            self._end("stuck", file, number, overruns.computed(limit, overruns.ONE_STATEMENT))

    def _lost(self, why: str) -> None:
        if self.task is not None and why:
            at = self.attempt.at if self.attempt else None
            ending = WorkerLost(why)
            example = counterexample(at.arguments, ending) if at else None
            self._end("outcome", asdict(verdicts.lost(self.task, ending, example)))

    def _end(self, *line: Any) -> None:
        self.tell(*line)
        os._exit(1)


def try_all(request: dict[str, Any], tell: Tell) -> None:
    """Load, then try each task that the request names."""
    offered = offered_at(Path(request["released"])) if request["released"] else own()
    facts, entropy = offered.facts, Entropy()
    watching = Watching(tell, facts)
    submission.offer_notebook_names()
    install(entropy)
    opening = Opening(asked(request, facts), entropy, skipped(request), watching.statement)
    began = time.process_time()
    modules = opening()
    took, watching.place = time.process_time() - began, None
    tell("loaded", asdict(opening.loaded))

    def opened() -> Modules:
        nonlocal modules
        if took < RELOADED:
            modules = opening()
            watching.place = None
        return modules

    bench = Bench(offered, opened, entropy, watching, opening.loaded)
    done = [restored(each) for each in request["done"]]
    for outcome in bench.outcomes(wanted(offered, request["tasks"]), done):
        tell("outcome", asdict(outcome))


def asked(request: dict[str, Any], facts: Facts) -> Request:
    """What is to be loaded."""
    return Request(
        cells=tuple((number, text) for number, text in request["cells"]),
        files={name: text.encode("latin-1") for name, text in request["files"].items()},
        given=facts.given,
        load=facts.load,
        wanted=facts.requires,
        standins=facts.standins,
    )


def skipped(request: dict[str, Any]) -> dict[tuple[str, int], str]:
    """The statements that are not to run, and why."""
    return {(file, number): why for file, number, why in request["skip"]}


def wanted(offered: Offered, names: list[str]) -> list[Task]:
    """The tasks with these names, in the course's order."""
    return [task for task in offered.facts.tasks if task.name in names]


def main() -> None:
    """Read the request from standard input; what students print goes nowhere."""
    request = json.load(sys.stdin)
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    turn = threading.Lock()

    def tell(*line: Any) -> None:
        with turn:
            out.write(written(line) + "\n")
            out.flush()

    os.chdir(request["work"])
    sys.argv = ["submission"]
    sys.path.append(request["work"])
    try:
        try_all(request, tell)
    except BaseException as error:  # ours: the other side says it
        tell("fault", f"{type(error).__name__}: {error}")
        raise
