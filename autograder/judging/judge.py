"""(Assignment, Submission) -> Outcomes: replay what was rehearsed, shrink what fails."""

import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hypothesis.errors import UnsatisfiedAssumption

from autograder.errors import AuthorError, EngineError, GraderError
from autograder.judging import environment, hypothesis_runs
from autograder.judging.absent import absence
from autograder.judging.collection import Check
from autograder.judging.examples import counterexample
from autograder.judging.recordings import Example, Recording, copied
from autograder.judging.rehearsal import seed_of
from autograder.model import Outcome, Status
from autograder.sandbox.ahead import Diverged
from autograder.sandbox.endings import Ending, Frames, NameAbsent, StudentRaised, WorkerLost
from autograder.sandbox.meter import IDLE
from autograder.sandbox.run import Run
from autograder.sandbox.session import Session
from autograder.sandbox.student import Student, WrongForm

MACHINERY = tuple(str(Path(__file__).parents[1] / part) for part in ("sandbox", "judging"))
SHRINK_BUDGET = 100  # examples tried to make a counterexample smaller


@dataclass(frozen=True, slots=True)
class Failure:
    """One example on which a task did not hold."""

    arguments: dict[str, Any]
    error: Exception
    choices: hypothesis_runs.Choices = ()

    @property
    def status(self) -> Status:
        return Status.RAISED if isinstance(self.error, StudentRaised) else Status.FAILED

    @property
    def kind(self) -> tuple[Status, str]:
        """What must stay the same while the example is made smaller."""
        return self.status, self.error.kind if isinstance(self.error, StudentRaised) else ""


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges one loaded submission, task by task."""

    checks: Sequence[Check]
    recordings: Mapping[str, Recording]
    seed: int
    budget: float  # CPU seconds for the whole submission

    def outcomes(self, session: Session, only: str | None = None) -> Iterator[Outcome]:
        """One outcome for each check (or the one task); prerequisites are judged when needed.
        Hidden ones come last: what they ask must not come out in what a student reads about another task.
        """
        done: dict[str, Outcome] = {}
        for check in sorted(self.checks, key=lambda check: check.task.hidden):
            if only in (None, check.task.name):
                yield self._settled(check, session, done)

    def _settled(self, check: Check, session: Session, done: dict[str, Outcome]) -> Outcome:
        if check.task.name in done:
            return done[check.task.name]
        by_name = {other.task.name: other for other in self.checks}
        for name in check.task.after:
            before = self._settled(by_name[name], session, done)
            if before.status is not Status.PASSED:
                done[check.task.name] = _blocked(check, by_name[name], before.status)
                return done[check.task.name]
        spent = sum(outcome.seconds for outcome in done.values())
        done[check.task.name] = self._judged(check, session, spent)
        if check.task.hidden and any(c.task.name not in done for c in self.checks if not c.task.hidden):
            session.stop()  # a visible task needed this first: it gets a process that knows nothing of it
        return done[check.task.name]

    def _judged(self, check: Check, session: Session, spent: float) -> Outcome:
        name, recording = check.task.name, self.recordings.get(check.task.name)
        if recording is None or recording.fault:
            cause = recording.fault if recording else f"{name} was not rehearsed"
            return Outcome(name, Status.VOID, staff=cause)
        if spent > self.budget:
            says = "Not run: the tasks before it used up the {:g} s of computing time that a submission has."
            return Outcome(name, Status.LOST, says.format(self.budget))
        if session.age() > IDLE * self.budget:
            says = "Not run: the tasks before it took more than {:g} s, mostly waiting."
            return Outcome(name, Status.LOST, says.format(IDLE * self.budget))
        try:
            return Trial(check, recording, session, seed_of(self.seed, name)).outcome()
        except Exception as error:  # ours, whatever it is: it costs this task and no other
            return Outcome(name, Status.VOID, staff=f"{type(error).__name__}: {error}")


def _blocked(check: Check, before: Check, status: Status) -> Outcome:
    """A task whose prerequisite did not pass; if that is the grader's fault, so is this."""
    if status is Status.VOID:
        return Outcome(check.task.name, Status.VOID, staff=f"{before.task.name} comes first and is void")
    return Outcome(check.task.name, Status.FAILED, f"This needs “{before.task.title}” to pass first.")


class Trial:
    """One task of one submission."""

    def __init__(self, check: Check, recording: Recording, session: Session, seed: int) -> None:
        self.check, self.recording, self.session, self.seed = check, recording, session, seed
        self.at: Example | None = None  # the example that is being evaluated
        self.seconds = self.last = 0.0  # of all runs, of the last one

    def outcome(self) -> Outcome:
        """Replay decides the status; shrinking only makes the counterexample smaller."""
        name = self.check.task.name
        try:
            failures = self._failures()
        except NameAbsent as absent:
            says = absence(str(absent), self.session.loaded)
            return Outcome(name, Status.ABSENT, says, seconds=self.seconds)
        except WorkerLost as lost:
            chance = self.last > self.session.limits.task  # at which example a task's time is up
            example = counterexample(self.at.arguments, lost) if self.at and not chance else None
            says = "\n".join([f"Stopped: {lost}.", *_places(lost.frames)])
            return Outcome(name, Status.LOST, says, "", example, self.seconds)
        if not failures:
            return Outcome(name, Status.PASSED, seconds=self.seconds)
        return replace(failed(self.check, self._smallest(failures)), seconds=self.seconds)

    def _failures(self) -> list[Failure]:
        """The failing examples: with calls sent ahead where that works out, else one call at a time."""
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
        if self.recording.live:
            return self._live(run)
        if not self.recording.examples:
            raise EngineError("the recording holds no example: no evidence is never a pass")
        failures = []
        with hypothesis_runs.replaying(self.check.body) as begin:
            for example in self.recording.examples:
                self.at = example
                begin()
                failure = self._evaluate(run, example.arguments, example.choices)
                failures += [failure] if failure else []
        return failures

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
            _blame(error)
            error.__traceback__ = error.__context__ = error.__cause__ = None  # they hold on to the answers
            return Failure(arguments, error, choices)
        return None

    def _live(self, run: Run) -> list[Failure]:
        """Draw anew: for tasks whose draws cannot be recorded."""
        failures: list[Failure | None] = []

        def body(student: None, **arguments: Any) -> None:
            failures.append(self._evaluate(run, arguments, hypothesis_runs.current_choices()))

        hypothesis_runs.generate(self.check.function, body, self.seed, self.check.examples)
        if not failures:
            raise EngineError("no example was drawn: no evidence is never a pass")
        return [failure for failure in failures if failure]

    def _smallest(self, failures: list[Failure]) -> Failure:
        """The smallest failure of the first one's kind, made smaller within the budget."""
        first = failures[0]
        best = min((f for f in failures if f.kind == first.kind), key=_weight)
        if not self.check.drawn or self.recording.live:
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


def _blame(error: Exception) -> None:
    """Return if the student's answer is to blame.

    Raises:
        AuthorError: a function that the test handed to the student failed in a way it did not declare.
        EngineError: the grader's own machinery failed.
    """
    if isinstance(error, AssertionError | StudentRaised | WrongForm):
        return
    codes = [frame.f_code for frame, _ in traceback.walk_tb(error.__traceback__)]
    said = f"{type(error).__name__}: {error}"
    if Run._serve_callback.__code__ in codes:
        raise AuthorError(
            f"a function given to student code raised {said}; callback(may_raise=...) declares it"
        )
    if codes[-1].co_filename.startswith(MACHINERY):
        raise EngineError(said) from error


def _weight(failure: Failure) -> tuple[int, int]:
    return sum(len(c) if isinstance(c, bytes | str) else 1 for c in failure.choices), len(failure.choices)


def failed(check: Check, failure: Failure) -> Outcome:
    """The outcome that a failure means, in the student's words."""
    error = failure.error
    shown = counterexample(failure.arguments, error) if failure.arguments else None
    if not isinstance(error, StudentRaised):
        return Outcome(check.task.name, Status.FAILED, _says(error), "", shown)
    lacking = environment.lack(error.kind, error.message, error.frames[-1][2] if error.frames else "")
    said = [] if lacking and error.module else [_raised(error)]
    says = "\n".join([*said, *environment.cause(lacking), *_places(error.frames)])
    return Outcome(check.task.name, Status.RAISED, says, lacking and environment.STAFF + lacking, shown)


def _places(frames: Frames) -> list[str]:
    """The student's own frames, one a line."""
    return [f"  {where}, in {function}: {source}" for where, function, source in frames]


def _raised(error: StudentRaised) -> str:
    """An exception in a sentence: whose fault it is depends on where it came from."""
    if not error.frames:
        return f"Used as the handout says, your code answered with {error}"
    return f"Your code raised {error}"


def _says(error: Exception) -> str:
    """An assertion speaks for itself; any other error in the test means an answer of the wrong form."""
    message = str(error).strip()
    if isinstance(error, AssertionError):
        return message.partition("\nassert ")[0] if message else "The answer is not what it should be."
    return f"What came back has the wrong form: {message}."
