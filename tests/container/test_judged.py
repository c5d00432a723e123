"""Grading ends in time, and the time is blamed on whom it belongs."""

import time
from pathlib import Path

import pytest

from autograder.container.judged import WAITING, Clock, Used, judged, undone
from autograder.judging.grader import Grader
from autograder.model import Report, Status, Submission
from tests.course import cells_of, changed

SLEEPS = "\n".join(
    f"def {name}(*args):\n    import time\n    time.sleep(100)" for name in ("add", "slope", "count")
)


def clock(seconds: float) -> Clock:
    """So long from now."""
    return Clock(seconds, time.monotonic() + seconds)


def handed_in(*changes: str) -> Submission:
    """A submission with definitions laid over the solution."""
    return Submission("s", Path("s.py"), cells_of(changed(*changes)), digest="s")


@pytest.mark.slow
def test_told_after_every_task(tiny: Grader) -> None:
    """One task more is graded each time, and the last time is not told but returned."""
    told: list[Report] = []
    report = judged(tiny, handed_in(), clock(60), told.append)
    assert report.score == 10
    waiting = [sum(o.staff == WAITING.staff for o in each.outcomes) for each in told]
    assert waiting == sorted(waiting, reverse=True)
    assert waiting[-1] == 0
    assert all(o.status is Status.VOID for each in told for o in each.outcomes if o.staff == WAITING.staff)


@pytest.mark.slow
def test_code_that_waits_uses_up_the_time(tiny: Grader) -> None:
    """What it left no time for is lost, with a sentence; what was graded before keeps its outcome."""
    report = judged(tiny, handed_in(SLEEPS), clock(3), lambda report: None)
    words = [outcome.status for outcome in report.outcomes]
    assert Status.VOID not in words
    assert words[-1] is Status.LOST
    assert report.outcomes[-1].says == (
        "Not graded to its end: your code used up the 3 s that grading a submission may take."
    )


def test_no_time_is_nobodys_fault(tiny: Grader) -> None:
    """Where it was over at once the student's code did not take it."""
    report = judged(tiny, handed_in(), clock(0), lambda report: None)
    assert report.void


def test_what_cannot_be_read_is_not_judged(tiny: Grader) -> None:
    """Every task is absent, with the reason."""
    report = judged(tiny, Submission("s", Path("s"), problem="it is empty"), clock(0), lambda report: None)
    assert {outcome.status for outcome in report.outcomes} == {Status.ABSENT}


@pytest.mark.parametrize(
    ("used", "theirs"),
    [
        (Used(wall=480, student=200, judge=10, delayed=260), True),  # computed on half a processor
        (Used(wall=480, student=2, judge=3, delayed=5), True),  # slept
        (Used(wall=0.01, student=0, judge=0, delayed=0), False),  # the time had gone before
        (Used(wall=480, student=20, judge=5, delayed=440), False),  # others had the processor
        (Used(wall=480, student=10, judge=400, delayed=60), False),  # we computed
        (Used(wall=480, student=115, judge=5, delayed=360), False),  # a slow machine: it had not its share
    ],
)
def test_whose_time_it_was(used: Used, theirs: bool) -> None:
    """Theirs if their computing, twice as slow as alone, and their idling fill half of it."""
    assert used.is_the_students is theirs
    outcome = undone(used, 480)
    assert outcome.status is (Status.LOST if theirs else Status.VOID)
    assert bool(outcome.says) is theirs
    assert bool(outcome.staff) is not theirs
