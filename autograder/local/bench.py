"""Released tasks tried on modules of this process: what the grader would say of these examples."""

import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from types import ModuleType
from typing import Any, Protocol

import numpy as np

from autograder.errors import GraderError
from autograder.judging import verdicts
from autograder.judging.diagnosis import diagnoses
from autograder.judging.environment import CAUSE
from autograder.judging.failure import Failure
from autograder.judging.recordings import Choices, Example
from autograder.judging.replay import Replay
from autograder.judging.seeds import released_seed
from autograder.judging.shown import Shown
from autograder.local.loop import Here
from autograder.local.offered import Offered, Trying
from autograder.local.tape import Untold
from autograder.local.words import Dropped
from autograder.model import Limits, Outcome, Status, Task
from autograder.sandbox.asking import Asking
from autograder.sandbox.loaded import Loaded
from autograder.sandbox.seeding import Entropy, seed_everything

THERE = f"The {CAUSE}"  # what the grader says of what its machine lacks
HERE = "Something is missing on this computer, or in what you hand in: "
ONLY_THERE = "Only the course's grader can judge this one: "
Modules = dict[str, ModuleType]  # the student's under "", and given


class Watch(Protocol):
    """Somebody who looks at the clock meanwhile."""

    def begin(self, task: Task, attempt: "Attempt") -> None: ...

    def call(self, here: Here) -> None: ...


@dataclass
class Bench:
    """Where a submission is tried.

    Args:
        offered: what the course has released.
        opened: gives the modules for a task, fresh if that can be had.
        entropy: where generators without a seed get theirs.
        watching: told each task and its run as they begin, so that somebody can end a call that does not end.
    """

    offered: Offered
    opened: Callable[[], Modules]
    entropy: Entropy = field(default_factory=Entropy)
    watching: "Watch | None" = None
    loaded: Loaded = field(default_factory=Loaded)

    @property
    def limits(self) -> Limits:
        return self.offered.facts.limits

    @contextmanager
    def run(self, seed: int) -> Iterator[Asking]:
        """The modules, ready to be asked, with all generators seeded."""
        here = Here(self.limits, self.opened())
        if self.watching is not None:
            self.watching.call(here)
        with warnings.catch_warnings(), np.errstate(all="warn"):
            warnings.simplefilter("ignore")
            seed_everything(self.entropy, seed)
            yield here

    def outcomes(self, tasks: Sequence[Task], done: Iterable[Outcome] = ()) -> Iterator[Outcome]:
        """One outcome for each task as soon as it is known; `done` are those known already."""
        known = {outcome.task: outcome for outcome in done}
        for task in [task for task in tasks if task.name not in known]:
            yield self._settled(task, known)

    def _settled(self, task: Task, known: dict[str, Outcome]) -> Outcome:
        """The outcome of a task; of one that another needed first it is known already."""
        if task.name in known:
            return known[task.name]
        by_name = {each.name: each for each in self.offered.facts.tasks}
        for name in task.after:
            before = self._settled(by_name[name], known)
            if before.status is not Status.PASSED:
                known[task.name] = verdicts.blocked(task, by_name[name], before.status)
                return known[task.name]
        known[task.name] = self._tried(task)
        return known[task.name]

    def _tried(self, task: Task) -> Outcome:
        if reason := self.offered.facts.elsewhere.get(task.name):
            return Outcome(task.name, Status.VOID, f"{ONLY_THERE}{reason}.")
        trial = Attempt(self.offered.trying[task.name], self)
        if self.watching is not None:
            self.watching.begin(task, trial)
        try:
            outcome = trial.outcome()
        except (Untold, GraderError) as why:
            return Outcome(task.name, Status.VOID, f"{ONLY_THERE}{why}.")
        outcome = replace(outcome, says=outcome.says.replace(THERE, HERE))
        if outcome.status in (Status.FAILED, Status.RAISED):
            outcome = self._hinted(outcome, tuple(trial.shown))
        return outcome

    def _hinted(self, outcome: Outcome, shown: tuple[Shown, ...]) -> Outcome:
        """The outcome with the hint of the misconception that answers the same, if there is one."""
        found = diagnoses(
            self.offered.known(outcome.task), {outcome.task: outcome.status}, {outcome.task: shown}
        )
        best = next(found, None)
        return replace(outcome, misconception=best.name, hint=best.hint) if best else outcome


class Attempt(Replay):
    """One task, with what the reference answered at hand."""

    dropped = Dropped

    def __init__(self, trying: Trying, bench: Bench) -> None:
        super().__init__(trying, trying.recording, bench, released_seed(trying.task.name))
        self.told, self.tape = trying.told, bench.offered.tape

    def evaluate(self, run: Asking, arguments: dict[str, Any], choices: Choices) -> Failure | None:
        """Run the body on one example; None if it held.

        Raises:
            Untold: the test reads a file of the course's that is not here.
        """
        failure = super().evaluate(run, arguments, choices)
        if failure is not None and isinstance(failure.error, FileNotFoundError):
            raise Untold(
                f"it needs {failure.error.filename}; lay the course's folder data beside autograder.py"
            )
        return failure

    @contextmanager
    def replaying(self) -> Iterator[Callable[[], None]]:
        """Wind the tape to each example as it begins."""
        answers = iter(self.told)

        def begin() -> None:
            self.tape.begin(next(answers, ()))

        yield begin


def weight(example: Example) -> tuple[int, int]:
    """How large an example is: smaller ones are tried first."""
    size = sum(len(choice) if isinstance(choice, bytes | str) else 1 for choice in example.choices)
    return size, len(example.choices)
