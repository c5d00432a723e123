"""gradebook.csv: a row a student, a column a task."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from autograder.model import Person, Report, Status, Submission
from autograder.reports.text import clean, number

FORMULA = ("=", "+", "-", "@")  # what a spreadsheet would run
KNOWN = ["name", "id", "email", "late", "attempts"]  # what learning systems tell of a submission


def gradebook(reports: Sequence[Report]) -> pd.DataFrame:
    """Student, score, possible points; each task's points; counts of the six words; digest, problem, file.

    Before the digest stand the misconceptions that explain the student's answers.
    What a learning system knows of students stands behind `student` if it is known of any; a group has a
    row for each of its people. Where people grade parts there are columns `automatic` (the tasks' points),
    one for each part, and `ungraded`. What is void has no points: its cell and the score are empty.
    """
    tasks = list(dict.fromkeys(task.name for report in reports for task in report.tasks))
    parts = list(dict.fromkeys(part.name for report in reports for part in report.manual))
    known = KNOWN if any(is_known(report.submission) for report in reports) else []
    automatic, ungraded = (["automatic"], ["ungraded"]) if parts else ([], [])
    head = ["student", *known, "score", "possible", *automatic]
    columns = [*head, *tasks, *parts, *ungraded, *Status, "misconceptions", "digest", "problem", "file"]
    rows = [
        [*who, *score(report, automatic), *earned(report, tasks, parts), *facts(report)]
        for report in reports
        for who in persons(report.submission, known)
    ]
    return pd.DataFrame(rows, columns=pd.Index([cell(str(name)) for name in columns]), dtype=object)


def gradebook_csv(reports: Sequence[Report]) -> str:
    """The same as CSV; no cell of it is a formula to a spreadsheet."""
    return str(gradebook(reports).to_csv(index=False, lineterminator="\n"))


def is_known(submission: Submission) -> bool:
    """Whether a learning system told something of it."""
    return bool(submission.people) or submission.late is not None or submission.attempts is not None


def persons(submission: Submission, known: Sequence[str]) -> list[list[Any]]:
    """The first cells of each row of a submission: whose it is."""
    if not known:
        return [[cell(submission.student)]]
    late = "" if submission.late is None else "yes" if submission.late else "no"
    return [
        [*map(cell, (submission.student, who.name, who.id, who.email)), late, submission.attempts]
        for who in submission.people or (Person(),)
    ]


def score(report: Report, automatic: Sequence[str]) -> list[Any]:
    """Score and possible points; where people grade, also the points of the tasks."""
    withheld = report.score is None
    return [
        None if withheld else number(report.earned),
        number(report.total),
        *(None if withheld else number(report.automatic) for _ in automatic),
    ]


def earned(report: Report, tasks: Sequence[str], parts: Sequence[str]) -> list[Any]:
    """The points of each task and part, and the parts that nobody has graded yet."""
    given = {task.name: report.points(task, outcome) for task, outcome in report.pairs}
    given |= {mark.task: mark.points for mark in report.marks}
    ungraded = [cell("; ".join(part.name for part in report.ungraded))] if parts else []
    cells = [given.get(name) for name in (*tasks, *parts)]
    return [*(None if points is None else number(points) for points in cells), *ungraded]


def facts(report: Report) -> list[Any]:
    """The last cells: counts, and what was handed in."""
    submission = report.submission
    texts = cell(submission.problem or ""), cell(submission.path.name)
    named = cell("; ".join(dict.fromkeys(o.misconception for o in report.outcomes if o.misconception)))
    return [*report.counts.values(), named, submission.digest, *texts]


def cell(text: str) -> str:
    """Text in one line that a spreadsheet does not take for a formula."""
    line = " ".join(clean(text).split())
    return f"'{line}" if line.startswith(FORMULA) else line
