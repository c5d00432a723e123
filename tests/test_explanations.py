"""`--explain`, `--no-explain` and the due date, through the commands."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from autograder import cli
from autograder.reports.afterwards import Moment
from tests.course import CLASS, SOLUTION, TESTS, write_class, write_course
from tests.test_cli import grade
from tests.test_commands import graded_now, results

pytestmark = pytest.mark.slow

DUE = "2026-10-20T23:59:00-07:00"
WHY, SECRET = "Forty-two is six times seven.", "Twice is once more."
EXPLAINED = TESTS.replace(
    "@task(points=1)\ndef test_answer", f'@task(points=1, explanation="{WHY}")\ndef test_answer'
).replace("hidden=True", f'hidden=True, explanation="{SECRET}"')
TIMES = {"before": "2026-10-21T06:58:59+00:00", "after": "2026-10-21T06:59:00+00:00"}


class Calendar:
    """What the command line takes the time from."""

    def __init__(self) -> None:
        self.today = TIMES["before"]

    def moment(self, explain: bool | None) -> Moment:
        return Moment(datetime.fromisoformat(self.today), explain)


@pytest.fixture
def calendar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Calendar:
    """The working directory is a course with explanations that is due; it is a second before that."""
    root = write_course(tmp_path, tests=EXPLAINED)
    toml = root / "assignments" / "tiny" / "assignment.toml"
    toml.write_text(f"due = {DUE}\n{toml.read_text()}")
    write_class(root / "two", {"ana": SOLUTION, "dora": CLASS["dora"]})
    calendar = Calendar()
    monkeypatch.chdir(root)
    monkeypatch.setattr(cli, "moment", calendar.moment)
    return calendar


def explained() -> set[str]:
    """The students whose feedback explains; what is hidden is never in one."""
    texts = {path.parent.name: path.read_text() for path in Path("reports/tiny").glob("*/feedback.md")}
    assert texts
    assert not [text for text in texts.values() if SECRET in text]
    return {student for student, text in texts.items() if f"### answer is forty two\n\n{WHY}\n" in text}


def stored() -> dict[str, str]:
    """Each results.json, byte by byte."""
    return {path.parent.name: path.read_text() for path in Path("reports/tiny").glob("*/results.json")}


def test_reports_that_are_kept_explain_after_the_due_date(calendar: Calendar) -> None:
    """Nothing is graded again, and results.json stays as it is, byte by byte."""
    assert grade("run", "tiny", "two")[0] == 0
    before = stored()
    assert explained() == set()
    calendar.today = TIMES["after"]
    code, output, _ = grade("run", "tiny", "two")
    assert code == 0
    assert graded_now(output) == []
    assert explained() == {"ana", "dora"}
    assert stored() == before


def test_results_do_not_depend_on_the_day_of_grading(calendar: Calendar) -> None:
    """Graded anew after the due date they are the same, but for the times."""
    grade("run", "tiny", "two")
    before = results(Path("reports/tiny"))
    calendar.today = TIMES["after"]
    grade("run", "tiny", "two", "--force")
    assert results(Path("reports/tiny")) == before
    told = json.loads(stored()["ana"])
    assert [test["visibility"] for test in told["tests"] if WHY in test["output"]] == ["after_due_date"]
    assert SECRET not in "".join(before.values())


def test_run_explains_when_it_is_told_to(calendar: Calendar) -> None:
    """Before the due date, too; and not after it, if it is told not to."""
    grade("run", "tiny", "two", "--explain")
    assert explained() == {"ana", "dora"}
    calendar.today = TIMES["after"]
    grade("run", "tiny", "two", "--no-explain")
    assert explained() == set()


def test_gradebook_explains_from_what_is_stored(calendar: Calendar) -> None:
    """The due date is in the reports: the folder is enough."""
    grade("run", "tiny", "two")
    before = stored()
    assert grade("gradebook", "reports/tiny")[0] == 0
    assert explained() == set()
    calendar.today = TIMES["after"]
    assert grade("gradebook", "reports/tiny")[0] == 0
    assert explained() == {"ana", "dora"}
    assert grade("gradebook", "reports/tiny", "--no-explain")[0] == 0
    assert explained() == set()
    calendar.today = TIMES["before"]
    assert grade("gradebook", "reports/tiny", "--explain")[0] == 0
    assert explained() == {"ana", "dora"}
    assert stored() == before


def test_check_explains(calendar: Calendar) -> None:
    """Passed or failed; from the due date on, or as it is told."""
    for student in ("ana", "dora"):
        assert WHY not in grade("check", f"two/{student}.py", "tiny")[1]
    assert WHY in grade("check", "two/dora.py", "tiny", "--explain")[1]
    calendar.today = TIMES["after"]
    for student in ("ana", "dora"):
        output = grade("check", f"two/{student}.py", "tiny")[1]
        assert WHY in output
        assert SECRET not in output
    assert WHY not in grade("check", "two/dora.py", "tiny", "--no-explain")[1]


def test_the_clock_is_read_with_a_time_zone() -> None:
    """So that it can be compared with any due date."""
    now = cli.moment(None).now
    assert now is not None
    assert now.utcoffset() is not None
