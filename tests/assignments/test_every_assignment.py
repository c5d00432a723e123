"""What holds of every assignment, through the real engine: tasks can be failed, and right code passes."""

import json
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from autograder.intake.submissions import find_submissions
from autograder.judging.grader import Grader
from autograder.model import Cell, Status, Submission
from tests.assignments.conftest import NAMES, ROOT, declared, graded, not_passed, overlaid

every = pytest.mark.parametrize("name", NAMES)
OPENED = Callable[[str], Grader]
NULLS = {
    "none": "return None",
    "zero": "return 0",
    "ones": "return 1",
    "nan": "return float('nan')",
    "empty": "return ()",
    "echo": "return args[0] if len(args) == 1 else args",
    "pairs": "return args[0], args",
    "raises": "raise NotImplementedError",
}


@pytest.mark.slow
@every
def test_the_reference_passes_everything(name: str, grader: OPENED) -> None:
    """The reference, as a submission, earns all points; no task is void."""
    opened = grader(name)
    assert not opened.faults
    (report,) = graded(opened, [*find_submissions(opened.assignment, [opened.assignment.reference])]).values()
    assert report.score == report.possible
    assert report.possible + sum(part.points for part in opened.assignment.manual) == opened.assignment.points


@pytest.mark.slow
@every
def test_every_null_fails_every_task(name: str, grader: OPENED) -> None:
    """Zeros, ones, nan, nothing, the input handed back, an exception: none passes any task."""
    opened, reference = grader(name), import_module(f"reference_solutions.{name}")
    names = sorted({n for task in opened.tasks for n in task.names})
    asked = {n: list(value) for n in names if isinstance(value := getattr(reference, n), dict)}
    lines = {n: f"{n} = {{key: {n}(key) for key in {asked[n]}}}" for n in asked}  # a dict of such answers
    cells = {
        null: Cell(0, "\n".join(f"def {n}(*args, **kwargs): {body}\n{lines.get(n, '')}" for n in names))
        for null, body in NULLS.items()
    }
    reports = graded(opened, [Submission(null, Path(null), (cell,)) for null, cell in cells.items()])
    passed = {null: {o.task for o in r.outcomes if o.status is Status.PASSED} for null, r in reports.items()}
    exempt = {null: {c.task.name for c in opened.checks if null in c.nulls} for null in NULLS}
    assert not {null: tasks - exempt[null] for null, tasks in passed.items() if tasks - exempt[null]}
    assert set(passed) == set(NULLS)


@pytest.mark.slow
@every
def test_misconceptions_fail_exactly_the_tasks_they_declare(name: str, grader: OPENED) -> None:
    """Each named misconception fails what its docstring says, and nothing else."""
    paths = sorted((ROOT / "assignments" / name / "misconceptions").glob("*.py"))
    assert len(paths) >= 8
    reports = graded(grader(name), [overlaid(name, path) for path in paths])
    assert {p.stem: set(not_passed(reports[p.stem])) for p in paths} == {p.stem: declared(p) for p in paths}


@pytest.mark.slow
@every
def test_alternatives_pass_everything(name: str, grader: OPENED) -> None:
    """Other correct solutions earn all points."""
    paths = sorted((ROOT / "assignments" / name / "alternatives").glob("*.py"))
    assert len(paths) >= 4
    reports = graded(grader(name), [overlaid(name, path) for path in paths])
    assert {p.stem: not_passed(reports[p.stem]) for p in paths} == {p.stem: {} for p in paths}


@pytest.mark.slow
@every
def test_samples_end_as_a_teacher_would_say(name: str, grader: OPENED) -> None:
    """Each sample submission fails what a reader of its code says it must, in the word that says how."""
    expected = json.loads((Path(__file__).parent / f"{name}_samples.json").read_text(encoding="utf-8"))
    samples = find_submissions(grader(name).assignment, [ROOT / "submissions" / name])
    assert len(samples) >= 8
    reports = graded(grader(name), [*samples])
    assert {student: not_passed(report) for student, report in reports.items()} == expected


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
def test_the_starter_defines_every_name_and_earns_nothing(name: str, grader: OPENED) -> None:
    """The starters load, define what the tasks call, and pass no task."""
    folder = ROOT / "assignments" / name
    starters = [folder / "starter.py", folder / "starter.ipynb"]
    found = [find_submissions(grader(name).assignment, [path])[0] for path in starters]
    renamed = [Submission(s.path.name, s.path, s.cells) for s in found]
    for report in graded(grader(name), renamed).values():
        assert report.score == 0
        assert Status.ABSENT not in {outcome.status for outcome in report.outcomes}
