"""Graders that are made ready once, and a way to put sources before them."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from autograder import batch
from autograder.intake.assignments import assignment_names, read_assignment
from autograder.intake.misconceptions import read_misconception
from autograder.judging.grader import Grader
from autograder.model import Report, Status, Submission

ROOT = Path(__file__).parents[2]
NAMES = assignment_names(ROOT)
JOBS = 2


@pytest.fixture(scope="session")
def grader() -> Iterator[Callable[[str], Grader]]:
    """`grader(name)`: an assignment, ready to judge."""
    with ExitStack() as stack:
        ready: dict[str, Grader] = {}

        def of(name: str) -> Grader:
            if name not in ready:
                ready[name] = stack.enter_context(Grader(read_assignment(name, ROOT)))
            return ready[name]

        yield of


def graded(grader: Grader, submissions: list[Submission]) -> dict[str, Report]:
    """Reports by student."""
    return {report.submission.student: report for report in batch.grade(grader, submissions, JOBS)}


def not_passed(report: Report) -> dict[str, str]:
    """The tasks that did not pass, with their status."""
    return {o.task: str(o.status) for o in report.outcomes if o.status is not Status.PASSED}


def declared(path: Path) -> set[str]:
    """The tasks that a misconception says it must fail."""
    return set(read_misconception(path).tasks)
