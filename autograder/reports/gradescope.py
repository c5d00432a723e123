"""results.json in Gradescope's schema, which is also what our own --resume reads back.

Students see `output` and the visible tests. `extra_data` is stored and not shown: it holds what staff need
and what `stored.restore` rebuilds the Report from. A test that is void has no score. It is also set to
hidden, because Gradescope withholds the total from students while any test is. Times stand only in
`execution_time` and in fields called `seconds`, so that the rest is equal from run to run.
"""

import json
from dataclasses import asdict, fields
from typing import Any

from autograder.model import Manual, Outcome, Report, Status, Task
from autograder.reports.phrases import PLAIN, by_hand, explanation, headline, hidden, loading, sentence
from autograder.reports.text import number, plain_data, prose


def results(report: Report, *, digest: str = "", manual: tuple[Manual, ...] = ()) -> dict[str, Any]:
    """The report as the object that Gradescope reads. `digest` is the assignment's.

    There is no top-level score while a task is void.
    """
    score = {} if report.score is None else {"score": number(report.score)}
    body = {
        **score,
        "execution_time": round(report.seconds, 3),
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "output_format": "md",
        "output": overview(report, manual),
        "tests": [entry(place, *pair) for place, pair in enumerate(report.pairs, start=1)],
        "extra_data": record(report, digest),
    }
    return {key: plain_data(value) for key, value in body.items()}


def render(report: Report, *, digest: str = "", manual: tuple[Manual, ...] = ()) -> str:
    """The text of results.json. Valid JSON whatever the student's code returned or printed."""
    body = results(report, digest=digest, manual=manual)
    return json.dumps(body, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def overview(report: Report, manual: tuple[Manual, ...]) -> str:
    """What stands above the tests."""
    if report.submission.problem:
        return headline(report)
    parts = {
        "": headline(report),
        "Could not be graded": ungraded(report),
        "While your file was loaded": loading(report),
        "Hidden tasks": hidden(report),
        "Graded by hand": by_hand(manual),
    }
    return "\n\n".join(f"**{title}**\n\n{part}" if title else part for title, part in parts.items() if part)


def ungraded(report: Report) -> str:
    """The void tasks that may be named, as a list."""
    void = (task for task, outcome in report.pairs if outcome.status is Status.VOID and not task.hidden)
    return "\n".join(f"- {task.title}" for task in void)


def entry(place: int, task: Task, outcome: Outcome) -> dict[str, Any]:
    """One entry of `tests`."""
    void = outcome.status is Status.VOID
    earned = task.points if outcome.status is Status.PASSED else 0
    score = {} if void else {"score": number(earned), "max_score": number(task.points)}
    return {
        "number": str(place),
        "name": task.title,
        **score,
        "status": "passed" if outcome.status is Status.PASSED else "failed",
        "output_format": "md",
        "output": "" if task.hidden else story(task, outcome),
        "tags": list(task.names),
        "visibility": "hidden" if task.hidden or void else "visible",
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
    }


def record(report: Report, digest: str) -> dict[str, Any]:
    """Everything the report holds beyond the tasks and the submission's bytes."""
    return {
        "assignment": digest,
        "submission": report.submission.digest,
        "problem": report.submission.problem,
        "outcomes": [told(outcome) for outcome in report.outcomes],
        "notes": [asdict(note) for note in report.notes],
        "environment": list(report.environment),
        "confinement": report.confinement,
    }


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
    }
