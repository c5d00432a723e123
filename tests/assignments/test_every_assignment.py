"""What holds of every assignment, through the real engine: tasks can be failed, and right code passes."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder import audits
from autograder.intake.assignments import read_assignment
from autograder.intake.submissions import find_submissions
from autograder.judging.grader import Grader
from autograder.model import Status, Submission
from autograder.publish.starter import starters
from autograder.reports import bounds
from autograder.reports.uploaded import Origin, Stage, uploaded
from tests.assignments.conftest import JOBS, NAMES, ROOT, graded, not_passed
from tests.container.gradescope_schema import faults

every = pytest.mark.parametrize("name", NAMES)
OPENED = Callable[[str], Grader]


@pytest.mark.slow
@every
def test_a_quick_audit_finds_nothing_wrong(name: str) -> None:
    """The reference and the alternatives pass, nulls do not, misconceptions fail what they say and are named.

    With other examples, too; and at most one mutant of twenty escapes.
    """
    found = audits.audited(read_assignment(name, ROOT), audits.Choice(quick=True, jobs=JOBS))
    assert not found.mistakes
    assert not found.wrong, [hole.mutant for hole in found.holes]


@every
def test_there_is_enough_to_audit_by(name: str) -> None:
    """Wrong answers and right ones, and samples as notebooks and as modules."""
    folder = ROOT / "assignments" / name
    assert len([*(folder / "misconceptions").glob("*.py")]) >= 8
    assert len([*(folder / "alternatives").glob("*.py")]) >= 4
    for form in ("*.py", "*.ipynb"):
        assert len([*(ROOT / "submissions" / name).glob(form)]) >= 2


@pytest.mark.slow
@every
def test_samples_end_as_a_teacher_would_say(name: str, grader: OPENED) -> None:
    """Each sample submission fails what a reader of its code says it must, in the word that says how."""
    expected = json.loads((Path(__file__).parent / f"{name}_samples.json").read_text(encoding="utf-8"))
    samples = find_submissions(grader(name).assignment, [ROOT / "submissions" / name])
    assert len(samples) >= 8
    reports = graded(grader(name), [*samples])
    assert {student: not_passed(report) for student, report in reports.items()} == expected
    for report in reports.values():
        assert faults(bounds.text(uploaded(report, Stage(), Origin()))) == []  # as Gradescope would get it


@every
def test_the_handout_lists_the_tasks_and_their_points(name: str, grader: OPENED) -> None:
    """The handout's table names every visible task with its points, and no other."""
    opened = grader(name)
    text = (ROOT / "assignments" / name / "handout.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\|\s*([^|]+?)\s*\|\s*([\d.]+)\s*\|", text, re.MULTILINE)
    listed = {title.strip("`* "): float(points) for title, points in rows}
    tasks = {task.title: task.points for task in opened.tasks if not task.hidden}
    assert {title: listed.get(title) for title in tasks} == tasks


@every
def test_the_starter_defines_every_name_and_earns_nothing(name: str, grader: OPENED, tmp_path: Path) -> None:
    """The starters load, define what the tasks call, and pass no task."""
    assignment = grader(name).assignment
    found: list[Submission] = []
    for file, text in starters(assignment).items():
        (tmp_path / file).write_text(text, encoding="utf-8")
        found += find_submissions(assignment, [tmp_path / file])
    assert len(found) == 2
    renamed = [Submission(s.path.name, s.path, s.cells) for s in found]
    for report in graded(grader(name), renamed).values():
        assert report.score == 0
        assert Status.ABSENT not in {outcome.status for outcome in report.outcomes}


@pytest.mark.parametrize("name", NAMES)
def test_the_handout_has_what_a_student_looks_for(name: str) -> None:
    """Conventions under one heading, an example on paper, three debugging moves, what is hidden, times."""
    text = (ROOT / "assignments" / name / "handout.md").read_text(encoding="utf-8")
    parts = "Conventions", "A worked example", "Checking your own work", "hidden", "Running time"
    assert not [part for part in parts if part not in text]
    moves = text.partition("## Checking your own work")[2]
    assert re.findall(r"^(\d)\. \*\*", moves, re.MULTILINE) == ["1", "2", "3"]
