"""Which misconception explains a student's answers?

What every misconception answers to the rehearsed examples is found out once. When a student's task fails, a
misconception explains it if both ended every example in the same way: met the same claims, and gave the
claim that was not met the same answer. It is named if no task that it must fail was passed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from autograder.judging.shown import Shown, alike
from autograder.model import Status


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
