"""One task of one submission: replay what was rehearsed, shrink what fails."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from enum import IntEnum
from typing import Any

from hypothesis.errors import UnsatisfiedAssumption

from autograder.claims.claim import witnessing
from autograder.claims.measures import Measures, measuring
from autograder.errors import AuthorError, EngineError, GraderError
from autograder.judging import hypothesis_runs, verdicts
from autograder.judging.absent import absence
from autograder.judging.collection import Check
from autograder.judging.examples import counterexample
from autograder.judging.failure import Failure, blame
from autograder.judging.recordings import Example, Recording, copied
from autograder.judging.shown import Shown, shown
from autograder.model import Outcome, Status
from autograder.sandbox.ahead import Diverged
from autograder.sandbox.endings import Ending, NameAbsent, WorkerLost
from autograder.sandbox.run import Run
from autograder.sandbox.session import Session
from autograder.sandbox.student import Student

SHRINK_BUDGET = 100  # examples tried to make a counterexample smaller


class Effort(IntEnum):
    """How much is found out about a task that does not hold."""

    VERDICT = 0  # only that it does not: the first failing example ends it
    EXAMPLES = 1  # how every example ends
    SMALLEST = 2  # the smallest counterexample, too


class Trial:
    """One task of one submission."""

    def __init__(
        self,
        check: Check,
        recording: Recording,
        session: Session,
        seed: int,
        effort: Effort = Effort.SMALLEST,
    ) -> None:
        self.check, self.recording, self.session, self.seed = check, recording, session, seed
        self.effort = effort
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
            outcome = Outcome(task.name, Status.ABSENT, absence(str(absent), self.session.loaded))
        except WorkerLost as ending:
            chance = self.last > self.session.limits.task  # at which example a task's time is up
            example = counterexample(self.at.arguments, ending) if self.at and not chance else None
            outcome = verdicts.lost(task, ending, example)
        else:
            outcome = Outcome(task.name, Status.PASSED, measures=tuple(self.measures.values()))
            if failures:
                outcome = verdicts.failed(task, self._smallest(failures))
        return replace(outcome, seconds=self.seconds)

    def failures(self) -> list[Failure]:
        """The failing examples: with calls sent ahead where that works out, else one call at a time.

        Raises:
            NameAbsent, WorkerLost: as `Run.call` does.
        """
        if calls := self.recording.calls:
            with suppress(Diverged, WorkerLost), self._timed_run() as run:
                run.send_ahead(calls)
                return self._replay(run)
        with self._timed_run() as run:
            return self._replay(run)

    @contextmanager
    def _timed_run(self) -> Iterator[Run]:
        """A snapshot whose CPU time counts for this task."""
        with self.session.run(self.seed) as run:
            try:
                yield run
            finally:
                self.last = run.meter.spent()
                self.seconds += self.last

    def _replay(self, run: Run) -> list[Failure]:
        """Evaluate every rehearsed example; the failures, in order.

        Raises:
            GraderError: an example was not evaluated.
        """
        self.shown = []
        if self.recording.live:
            return self._live(run)
        if not self.recording.examples:
            raise EngineError("the recording holds no example: no evidence is never a pass")
        failures: list[Failure] = []
        with hypothesis_runs.replaying(self.check.body) as begin:
            for example in self.recording.examples:
                self.at = example
                begin()
                failure = self._witnessed(run, example.arguments, example.choices)
                failures += [failure] if failure else []
                if failure and self.effort is Effort.VERDICT:
                    break
        return failures

    def _witnessed(
        self, run: Run, arguments: dict[str, Any], choices: hypothesis_runs.Choices
    ) -> Failure | None:
        """Evaluate an example, and write down how it ended."""
        with witnessing() as seen, measuring() as measures:
            failure = self._evaluate(run, arguments, choices)
        self.measures |= measures
        self.shown.append(shown(failure, seen))
        return failure

    def _evaluate(
        self, run: Run, arguments: dict[str, Any], choices: hypothesis_runs.Choices
    ) -> Failure | None:
        run.fresh()
        try:
            self.check.body(student=Student(run), **copied(arguments))
        except UnsatisfiedAssumption:
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

    def _live(self, run: Run) -> list[Failure]:
        """Draw anew: for tasks whose draws cannot be recorded."""
        failures: list[Failure | None] = []

        def body(student: None, **arguments: Any) -> None:
            failures.append(self._witnessed(run, arguments, hypothesis_runs.current_choices()))

        hypothesis_runs.generate(self.check.function, body, self.seed, self.check.examples)
        if not failures:
            raise EngineError("no example was drawn: no evidence is never a pass")
        return [failure for failure in failures if failure]

    def _smallest(self, failures: list[Failure]) -> Failure:
        """The smallest failure of the first one's kind, made smaller within the budget."""
        first = failures[0]
        best = min((f for f in failures if f.kind == first.kind), key=lambda failure: failure.weight)
        if not self.check.drawn or self.recording.live or self.effort is not Effort.SMALLEST:
            return best
        return self._shrunk(best)

    def _shrunk(self, best: Failure) -> Failure:
        """The smallest failure found within the budget, whatever ends the search."""
        found, left = [best], [SHRINK_BUDGET]
        sizes: list[Any] = []

        def body(student: None, **arguments: Any) -> None:
            if not left[0]:
                raise _BudgetSpent
            left[0] -= 1
            failure = self._evaluate(run, arguments, hypothesis_runs.current_choices())
            if failure is not None and failure.kind == best.kind:
                size = hypothesis_runs.current_size()
                if not sizes or size <= sizes[-1]:
                    found.append(failure)
                    sizes.append(size)
                raise failure.error

        with suppress(Exception, Ending, _BudgetSpent), self.session.run(self.seed) as run:
            hypothesis_runs.shrink(self.check.function, body, best.choices)
        return found[-1]


class _BudgetSpent(BaseException):
    """Enough examples were tried."""
