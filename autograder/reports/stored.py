"""results.json read back, so that an unchanged submission is not graded again."""

import msgspec

from autograder.model import LoadNote, Outcome, Report, Submission, Task


class Record(msgspec.Struct, frozen=True):
    """The part of `extra_data` that `gradescope.record` wrote."""

    assignment: str
    submission: str
    outcomes: tuple[Outcome, ...]
    notes: tuple[LoadNote, ...]
    environment: tuple[str, ...]
    confinement: str


class Results(msgspec.Struct, frozen=True):
    """The part of results.json that a Report is made of."""

    execution_time: float
    extra_data: Record


def restore(
    text: str | bytes, submission: Submission, tasks: tuple[Task, ...], digest: str = ""
) -> Report | None:
    """The Report that results.json was rendered from, or None if it must be graded again.

    It must if the text is no such record, if the submission's or the assignment's digest (`digest`) or the
    tasks have changed, or if something was void: the grader's own fault is worth another try.
    """
    try:
        stored = msgspec.json.decode(text, type=Results)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None
    record = stored.extra_data
    notes, seconds, confinement = record.notes, stored.execution_time, record.confinement
    report = Report(submission, tasks, record.outcomes, notes, seconds, record.environment, confinement)
    same = (record.assignment, record.submission) == (digest, submission.digest)
    complete = [outcome.task for outcome in record.outcomes] == [task.name for task in tasks]
    return report if same and complete and submission.digest and not report.void else None
