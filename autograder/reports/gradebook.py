"""gradebook.csv: a row a student, a column a task."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from autograder.model import Report, Status
from autograder.reports.text import clean, number

FORMULA = ("=", "+", "-", "@")  # what a spreadsheet would run


def gradebook(reports: Sequence[Report]) -> pd.DataFrame:
    """Student, score, possible points; each task's points; counts of the six words; digest, problem, file.

    What is void has no points: its cell and the student's score are empty.
    """
    tasks = list(dict.fromkeys(task.name for report in reports for task in report.tasks))
    columns = ["student", "score", "possible", *tasks, *Status, "digest", "problem", "file"]
    rows = [row(report, tasks) for report in reports]
    return pd.DataFrame(rows, columns=pd.Index([str(name) for name in columns]), dtype=object)


def gradebook_csv(reports: Sequence[Report]) -> str:
    """The same as CSV; no cell of it is a formula to a spreadsheet."""
    return str(gradebook(reports).to_csv(index=False, lineterminator="\n"))


def row(report: Report, tasks: Sequence[str]) -> list[Any]:
    """The cells of one student."""
    submission = report.submission
    earned = {task.name: points(task.points, outcome.status) for task, outcome in report.pairs}
    return [
        cell(submission.student),
        None if report.score is None else number(report.score),
        number(report.possible),
        *(earned.get(task) for task in tasks),
        *report.counts.values(),
        submission.digest,
        cell(submission.problem or ""),
        cell(submission.path.name),
    ]


def points(worth: float, status: Status) -> float | None:
    """What a task earned."""
    if status is Status.VOID:
        return None
    return number(worth) if status is Status.PASSED else 0


def cell(text: str) -> str:
    """Text in one line that a spreadsheet does not take for a formula."""
    line = " ".join(clean(text).split())
    return f"'{line}" if line.startswith(FORMULA) else line
