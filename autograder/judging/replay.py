"""One task of one submission, evaluated on the recorded examples. What draws and shrinks is in `trial`."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import replace
from typing import Any, Protocol

from autograder.claims.claim import witnessing
from autograder.claims.measures import Measures, measuring
from autograder.errors import AuthorError, EngineError, GraderError
from autograder.judging import verdicts
from autograder.judging.absent import absence
from autograder.judging.examples import counterexample
from autograder.judging.failure import Failure, blame
from autograder.judging.recordings import Choices, Example, Recording, copied
from autograder.judging.shown import Shown, shown
from autograder.model import Limits, Outcome, Status, Task
from autograder.sandbox.ahead import Diverged
from autograder.sandbox.asking import Asking
from autograder.sandbox.endings import NameAbsent, WorkerLost
from autograder.sandbox.loaded import Loaded
from autograder.sandbox.student import Student


class Checked(Protocol):
    """A task, and the test that decides it, without Hypothesis around it."""

    @property
    def task(self) -> Task: ...

    @property
    def body(self) -> Callable[..., None]: ...


class Stage(Protocol):
    """Where a submission lives: in a worker of its own, or in this process."""

    @property
    def limits(self) -> Limits: ...

    @property
    def loaded(self) -> Loaded: ...

    def run(self, seed: int) -> AbstractContextManager[Asking]: ...


class Replay:
    """One task of one submission.

    Attributes:
        dropped: what `assume(False)` raises.
        all_examples: whether an example that fails lets the others be evaluated all the same.
    """

    dropped: type[BaseException] = GeneratorExit
    all_examples = True

    def __init__(self, check: Checked, recording: Recording, stage: Stage, seed: int) -> None:
        self.check, self.recording, self.stage, self.seed = check, recording, stage, seed
        self.at: Example | None = None  # the example that is being evaluated
        self.shown: list[Shown] = []  # how each example ended
        self.measures: Measures = {}  # the numbers beside the verdict
        self.seconds = self.last = 0.0  # of all runs, of the last one

    def outcome(self) -> Outcome:
        """Replay decides the status; shrinking only makes the counterexample smaller."""
        task = self.check.task
        try:
            failures = self.failures()
        except NameAbsent as absent:
            outcome = Outcome(task.name, Status.ABSENT, absence(str(absent), self.stage.loaded))
        except WorkerLost as ending:
            chance = self.last > self.stage.limits.task  # at which example a task's time is up
            example = counterexample(self.at.arguments, ending) if self.at and not chance else None
            outcome = verdicts.lost(task, ending, example)
        else:
            outcome = Outcome(task.name, Status.PASSED, measures=tuple(self.measures.values()))
            if failures:
                outcome = verdicts.failed(task, self.smallest(failures))
        return replace(outcome, seconds=self.seconds)

    def failures(self) -> list[Failure]:
        """The failing examples: with calls sent ahead where that works out, else one call at a time.

        Raises:
            NameAbsent, WorkerLost: as `Run.call` does.
        """
        if calls := self.recording.calls:
            with suppress(Diverged, WorkerLost), self._timed_run() as run:
                run.send_ahead(calls)
                return self.replay(run)
        with self._timed_run() as run:
            return self.replay(run)

    def smallest(self, failures: list[Failure]) -> Failure:
        """The smallest failure of the first one's kind."""
        return min((f for f in failures if f.kind == failures[0].kind), key=lambda failure: failure.weight)

    @contextmanager
    def _timed_run(self) -> Iterator[Asking]:
        """A snapshot whose CPU time counts for this task."""
        with self.stage.run(self.seed) as run:
            try:
                yield run
            finally:
                self.last = run.meter.spent()
                self.seconds += self.last

    def replaying(self) -> AbstractContextManager[Callable[[], None]]:
        """What the body's words need while it runs; call what it gives before each example."""
        return nullcontext(lambda: None)

    def replay(self, run: Asking) -> list[Failure]:
        """Evaluate every rehearsed example; the failures, in order.

        Raises:
            GraderError: an example was not evaluated.
        """
        self.shown = []
        if not self.recording.examples:
            raise EngineError("the recording holds no example: no evidence is never a pass")
        failures: list[Failure] = []
        with self.replaying() as begin:
            for example in self.recording.examples:
                self.at = example
                begin()
                failure = self.witnessed(run, example.arguments, example.choices)
                failures += [failure] if failure else []
                if failure and not self.all_examples:
                    break
        return failures

    def witnessed(self, run: Asking, arguments: dict[str, Any], choices: Choices) -> Failure | None:
        """Evaluate an example, and write down how it ended."""
        with witnessing() as seen, measuring() as measures:
            failure = self.evaluate(run, arguments, choices)
        self.measures |= measures
        self.shown.append(shown(failure, seen))
        return failure

    def evaluate(self, run: Asking, arguments: dict[str, Any], choices: Choices) -> Failure | None:
        """Run the body on one example; None if it held."""
        run.fresh()
        try:
            self.check.body(student=Student(run), **copied(arguments))
        except self.dropped:
            if not run.calls:
                raise  # to Hypothesis: not an example of this task
            raise AuthorError(
                f"{self.check.task.name} called assume() after a call to student code"
            ) from None
        except GraderError:
            raise
        except Exception as error:
            blame(error)
            error.__traceback__ = error.__context__ = error.__cause__ = None  # they hold on to the answers
            return Failure(arguments, error, choices)
        return None
