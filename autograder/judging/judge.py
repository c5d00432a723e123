"""(Assignment, Submission) -> Outcomes, task by task."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from autograder.judging import verdicts
from autograder.judging.collection import Check
from autograder.judging.recordings import Recording
from autograder.judging.seeds import seed_of
from autograder.judging.shown import Shown
from autograder.judging.trial import Effort, Trial
from autograder.model import Outcome, Status
from autograder.sandbox.overruns import IDLE
from autograder.sandbox.session import Session


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges one loaded submission, task by task."""

    checks: Sequence[Check]
    recordings: Mapping[str, Recording]
    seed: int
    budget: float  # CPU seconds for the whole submission
    effort: Effort = Effort.SMALLEST
    shown: dict[str, tuple[Shown, ...]] = field(default_factory=dict)  # filled: what did not pass, and how

    def outcomes(self, session: Session, only: Collection[str] = ()) -> Iterator[Outcome]:
        """One outcome for each check (or for these tasks); prerequisites are judged when needed.
        Hidden ones come last: what they ask must not come out in what a student reads about another task.
        """
        done: dict[str, Outcome] = {}
        for check in sorted(self.checks, key=lambda check: check.task.hidden):
            if not only or check.task.name in only:
                yield self._settled(check, session, done)

    def _settled(self, check: Check, session: Session, done: dict[str, Outcome]) -> Outcome:
        if check.task.name in done:
            return done[check.task.name]
        by_name = {other.task.name: other for other in self.checks}
        for name in check.task.after:
            before = self._settled(by_name[name], session, done)
            if before.status is not Status.PASSED:
                done[check.task.name] = verdicts.blocked(check.task, by_name[name].task, before.status)
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
        trial = Trial(check, recording, session, seed_of(self.seed, name), self.effort)
        try:
            outcome = trial.outcome()
        except Exception as error:  # ours, whatever it is: it costs this task and no other
            return Outcome(name, Status.VOID, staff=f"{type(error).__name__}: {error}")
        if outcome.status in (Status.FAILED, Status.RAISED):
            self.shown[name] = tuple(trial.shown)
        return outcome
