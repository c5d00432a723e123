"""Graders that are made ready once, and a way to put sources before them."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from autograder import batch
from autograder.intake.assignments import assignment_names, read_assignment
from autograder.judging.grader import Grader
from autograder.model import Cell, Report, Status, Submission

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


def overlaid(assignment: str, path: Path) -> Submission:
    """The reference with the definitions of a file laid over it."""
    reference = (ROOT / "reference_solutions" / f"{assignment}.py").read_text(encoding="utf-8")
    return Submission(path.stem, path, (Cell(1, reference), Cell(2, path.read_text(encoding="utf-8"))))


def graded(grader: Grader, submissions: list[Submission]) -> dict[str, Report]:
    """Reports by student."""
    return {report.submission.student: report for report in batch.grade(grader, submissions, JOBS)}


def not_passed(report: Report) -> dict[str, str]:
    """The tasks that did not pass, with their status."""
    return {o.task: str(o.status) for o in report.outcomes if o.status is not Status.PASSED}


def declared(path: Path) -> set[str]:
    """The tasks that a misconception says it must fail."""
    found = re.search(r"Must fail:\s*([\w,\s]+?)\.?\s*(\"\"\"|\n\n|$)", path.read_text(encoding="utf-8"))
    assert found, f"{path.name} does not say what it must fail"
    return {name.strip() for name in found[1].split(",") if name.strip()}
