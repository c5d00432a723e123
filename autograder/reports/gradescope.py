"""results.json in Gradescope's schema, which is also what our own --resume reads back.

Students see `output` and the visible tests. `extra_data` is stored and not shown: it holds what staff need
and what `stored.restore` rebuilds the Report from. A test that is void has no score. It is also set to
hidden, because Gradescope withholds the total from students while any test is. A part that people grade is a
test as soon as it has points. Explanations are a test without points that Gradescope itself
shows after the due date. Times stand only in `execution_time` and in fields called `seconds`, so that
the rest is equal from run to run.
"""

import json
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from autograder.model import Manual, Mark, Outcome, Report, Status, Submission, Task
from autograder.reports.afterwards import explanations
from autograder.reports.leaderboard import entries
from autograder.reports.phrases import (
    PLAIN,
    by_hand,
    chosen,
    comment,
    explanation,
    headline,
    hidden,
    loading,
    sentence,
    ungraded,
)
from autograder.reports.text import number, plain_data, prose


def results(
    report: Report, *, digest: str = "", title: str = "", due: datetime | None = None
) -> dict[str, Any]:
    """The report as the object that Gradescope reads. `digest`, `title` and `due` are the assignment's.

    There is no top-level score while a task is void.
    """
    score = {} if report.score is None else {"score": number(report.score)}
    body = {
        **score,
        "execution_time": round(report.seconds, 3),
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "output_format": "md",
        "output": overview(report),
        "tests": tests(report),
        "extra_data": record(report, digest, title) | {"due": due.isoformat() if due else None},
    }
    if board := entries(report):
        body["leaderboard"] = board
    return {key: plain_data(value) for key, value in body.items()}


def render(report: Report, *, digest: str = "", title: str = "", due: datetime | None = None) -> str:
    """The text of results.json. Valid JSON whatever the student's code returned or printed."""
    body = results(report, digest=digest, title=title, due=due)
    return json.dumps(body, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def overview(report: Report) -> str:
    """What stands above the tests."""
    if report.submission.problem:
        return headline(report)
    parts = {
        "": "\n\n".join(filter(None, (headline(report), chosen(report)))),
        "Could not be graded": withheld(report),
        "While your file was loaded": loading(report),
        "Hidden tasks": hidden(report),
        "Graded by hand": ungraded(report),
    }
    return "\n\n".join(f"**{title}**\n\n{part}" if title else part for title, part in parts.items() if part)


def withheld(report: Report) -> str:
    """The void tasks that may be named, as a list."""
    void = (pair[0] for pair in report.pairs if report.points(*pair) is None and not pair[0].hidden)
    return "\n".join(f"- {task.title}" for task in void)


def tests(report: Report) -> list[dict[str, Any]]:
    """One entry a task, one for each manual part that has been graded, and one for all explanations."""
    pairs = enumerate(report.pairs, start=1)
    found = [entry(place, report, *pair) for place, pair in pairs]
    graded = [part for part in report.manual if part.name in report.marked]
    places = enumerate(graded, start=len(found) + 1)
    found += [given(place, part, report.marked[part.name]) for place, part in places]
    return found + [afterwards(len(found) + 1, said) for said in [explanations(report)] if said]


def afterwards(place: int, said: str) -> dict[str, Any]:
    """The entry of the explanations, there from the start: Gradescope knows when students may see it."""
    return {
        "number": str(place),
        "name": "Explanations",
        "score": 0,
        "max_score": 0,
        "status": "passed",
        "output_format": "md",
        "output": said,
        "visibility": "after_due_date",
    }


def given(place: int, part: Manual, mark: Mark) -> dict[str, Any]:
    """The entry of a part that a person graded."""
    return {
        "number": str(place),
        "name": part.name,
        "score": number(mark.points),
        "max_score": number(part.points),
        "status": "passed" if mark.points >= part.points else "failed",
        "output_format": "md",
        "output": comment(mark),
        "visibility": "visible",
    }


def entry(place: int, report: Report, task: Task, outcome: Outcome) -> dict[str, Any]:
    """The entry of a task. What a person gave for it stands above what came out."""
    mark, earned = report.marked.get(task.name), report.points(task, outcome)
    score = {} if earned is None else {"score": number(earned), "max_score": number(task.points)}
    full = outcome.status is Status.PASSED if mark is None else mark.points >= task.points
    above = [f"**{by_hand(mark, task.points)}**", comment(mark)] if mark else []
    return {
        "number": str(place),
        "name": task.title,
        **score,
        "status": "passed" if full else "failed",
        "output_format": "md",
        "output": "" if task.hidden else "\n\n".join(filter(None, [*above, story(task, outcome)])),
        "tags": list(task.names),
        "visibility": "hidden" if task.hidden or earned is None else "visible",
        "extra_data": {"status": str(outcome.status)} if task.hidden else details(outcome),
    }


def story(task: Task, outcome: Outcome) -> str:
    """The task's sentence, the status in plain words, and what happened."""
    verdict = "" if outcome.status is Status.VOID else f"{sentence(outcome.status)}: {PLAIN[outcome.status]}."
    return "\n\n".join(part for part in (prose(task.sentence), verdict, explanation(outcome)) if part)


def details(outcome: Outcome) -> dict[str, Any]:
    """What staff see of a task."""
    found = outcome.counterexample
    return {
        "status": str(outcome.status),
        "counterexample": dict(found.arguments) if found else None,
        "staff": outcome.staff,
        "misconception": outcome.misconception,
    }


def record(report: Report, digest: str, title: str) -> dict[str, Any]:
    """Everything the report holds but the submission's bytes and what manual.csv says."""
    return {
        "assignment": digest,
        "title": title,
        "submission": report.submission.digest,
        "problem": report.submission.problem,
        "handed_in": handed_in(report.submission),
        "tasks": [stored(task) for task in report.tasks],
        "manual": [{"name": part.name, "points": float(part.points)} for part in report.manual],
        "outcomes": [told(outcome) for outcome in report.outcomes],
        "notes": [asdict(note) for note in report.notes],
        "skipped": list(report.skipped),
        "environment": list(report.environment),
        "confinement": report.confinement,
    }


def handed_in(submission: Submission) -> dict[str, Any]:
    """What is known of a submission beside its bytes."""
    return {
        "student": submission.student,
        "file": submission.path.name,
        "chosen": submission.chosen,
        "people": [asdict(person) for person in submission.people],
        "late": submission.late,
        "attempts": submission.attempts,
        "submitted": submission.submitted,
    }


def stored(task: Task) -> dict[str, Any]:
    """A task as it is kept; what a hidden one asks stays with the course."""
    secret = {"sentence": "", "explanation": ""} if task.hidden else {}
    return {**asdict(task), "points": float(task.points), **secret}


def told(outcome: Outcome) -> dict[str, Any]:
    """An outcome, whole."""
    found = outcome.counterexample
    return {
        "task": outcome.task,
        "status": outcome.status,
        "says": outcome.says,
        "staff": outcome.staff,
        "counterexample": {field.name: getattr(found, field.name) for field in fields(found)}
        if found
        else None,
        "seconds": round(outcome.seconds, 3),
        "misconception": outcome.misconception,
        "hint": outcome.hint,
        "measures": [list(measure) for measure in outcome.measures],
    }
