"""Which misconception explains a student's answers?

What every misconception answers to the rehearsed examples is found out once. When a student's task fails, a
misconception explains it if both ended every example in the same way: met the same claims, and gave the
claim that was not met the same answer. It is named if no task that it must fail was passed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from autograder.judging.collection import Check
from autograder.judging.recordings import Recording
from autograder.judging.rehearsal import seed_of
from autograder.judging.shown import Shown, alike
from autograder.judging.trial import Effort, Trial
from autograder.model import Misconception, Status
from autograder.sandbox.endings import Ending
from autograder.sandbox.session import Session


@dataclass(frozen=True, slots=True)
class Known:
    """What a misconception shows in one of the tasks that it must fail."""

    name: str
    hint: str
    tasks: tuple[str, ...]  # all that it must fail
    task: str
    shown: tuple[Shown, ...]  # one for each example
    chance: bool  # whether answers are random here


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The misconception that explains what a task of a student showed."""

    task: str
    name: str
    hint: str


def learn(
    misconceptions: Iterable[Misconception],
    checks: Sequence[Check],
    recordings: Mapping[str, Recording],
    opened: Callable[[Misconception], Session],
    seed: int,
) -> Iterator[Known]:
    """What misconceptions show, each in a worker of its own that `opened` gives.

    A task in which one does not end every example by an answer or an exception teaches nothing.
    """
    for misconception in misconceptions:
        with opened(misconception) as session, suppress(Ending):
            session.load()
            for check in checks:
                name, recording = check.task.name, recordings[check.task.name]
                if name not in misconception.tasks or recording.fault:
                    continue
                trial = Trial(check, recording, session, seed_of(seed, name), Effort.EXAMPLES)
                with suppress(Ending):
                    if trial.failures():
                        told = (misconception.name, misconception.hint, misconception.tasks, name)
                        yield Known(*told, tuple(trial.shown), chance=recording.alarm > 0)


def diagnoses(
    known: Sequence[Known],
    statuses: Mapping[str, Status],
    shown: Mapping[str, tuple[Shown, ...]],
) -> Iterator[Diagnosis]:
    """At most one misconception for each task that did not pass.

    Of several that explain a task, the one that explains the most, then the one that must fail the least.
    """
    found = [
        k for k in known if k.task in shown and fits(k, statuses) and alike(shown[k.task], k.shown, k.chance)
    ]
    explained = {k.name: sum(other.name == k.name for other in found) for k in found}
    for task in shown:
        candidates = [k for k in found if k.task == task]
        if candidates:
            best = min(candidates, key=lambda k: (-explained[k.name], len(k.tasks), k.name))
            yield Diagnosis(task, best.name, best.hint)


def fits(known: Known, statuses: Mapping[str, Status]) -> bool:
    """Whether no task that the misconception must fail was passed."""
    return all(statuses.get(task) is not Status.PASSED for task in known.tasks)
