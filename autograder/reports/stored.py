"""results.json read back: to keep what has not changed, and to write reports anew without grading."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Annotated

import msgspec

from autograder.model import LoadNote, Manual, Outcome, Person, Report, Submission, Task


class HandedIn(msgspec.Struct, frozen=True):
    """What `gradescope.handed_in` wrote."""

    student: str
    file: str
    chosen: str
    people: tuple[Person, ...]
    late: bool | None
    attempts: int | None
    submitted: str


class Record(msgspec.Struct, frozen=True):
    """The part of `extra_data` that `gradescope.record` wrote."""

    assignment: str
    title: str
    submission: str
    problem: str | None
    handed_in: HandedIn
    tasks: tuple[Task, ...]
    manual: tuple[Manual, ...]
    outcomes: tuple[Outcome, ...]
    notes: tuple[LoadNote, ...]
    skipped: tuple[int, ...]
    environment: tuple[str, ...]
    confinement: str
    due: Annotated[datetime, msgspec.Meta(tz=True)] | None = None


class Results(msgspec.Struct, frozen=True):
    """The part of results.json that a Report is made of."""

    execution_time: float
    extra_data: Record


@dataclass(frozen=True, slots=True)
class Stored:
    """A report as results.json tells it, without the submitted bytes; what it must know of its assignment."""

    report: Report
    digest: str
    title: str
    due: datetime | None = None


def read(text: str | bytes) -> Stored | None:
    """What a results.json tells, or None if it is damaged or of another version of the grader."""
    try:
        stored = msgspec.json.decode(text, type=Results)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None
    record = stored.extra_data
    if [outcome.task for outcome in record.outcomes] != [task.name for task in record.tasks]:
        return None
    return Stored(
        Report(
            submission=submission(record),
            tasks=record.tasks,
            outcomes=record.outcomes,
            notes=record.notes,
            seconds=stored.execution_time,
            environment=record.environment,
            confinement=record.confinement,
            skipped=record.skipped,
            manual=record.manual,
        ),
        record.assignment,
        record.title,
        record.due,
    )


def submission(record: Record) -> Submission:
    """What was handed in, without its bytes."""
    told = record.handed_in
    return Submission(
        told.student,
        Path(told.file),
        digest=record.submission,
        problem=record.problem,
        chosen=told.chosen,
        people=told.people,
        late=told.late,
        attempts=told.attempts,
        submitted=told.submitted,
    )


def restore(
    text: str | bytes, submission: Submission, tasks: tuple[Task, ...], digest: str = ""
) -> Report | None:
    """The Report that results.json was rendered from, or None if it must be graded again.

    It must if the text is no such record, if the submission's or the assignment's digest (`digest`) or the
    tasks have changed, or if something was void: the grader's own fault is worth another try.
    """
    stored = read(text)
    if stored is None or not submission.digest or stored.report.void:
        return None
    before = (stored.digest, stored.report.submission.digest, [task.name for task in stored.report.tasks])
    if before != (digest, submission.digest, [task.name for task in tasks]):
        return None
    return replace(stored.report, submission=submission, tasks=tasks)
