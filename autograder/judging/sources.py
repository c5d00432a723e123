"""What a worker loads: of a submission what the tasks need, of the reference everything."""

from collections.abc import Iterable
from typing import Any

from autograder.intake.standins import read_standins
from autograder.model import Assignment, Submission
from autograder.sandbox import offline
from autograder.sandbox.session import Source


def submission_source(assignment: Assignment, submission: Submission, called: Iterable[str] = ()) -> Source:
    """A submission's cells and files, and the names to load from them.

    Args:
        called: names that the tasks were seen to call, beside those that the tests show.
    """
    cells = tuple((cell.number, cell.source) for cell in submission.cells)
    return Source(
        cells,
        dict(submission.files),
        load=assignment.load,
        wanted=tuple(sorted({*called, *assignment.requires})) or None,
        package=submission.package,
        **_offered(assignment),
    )


def reference_source(assignment: Assignment, *laid_over: str) -> Source:
    """The reference solution, whole; over it, if wanted, definitions that take the place of its own."""
    texts = (reference_text(assignment), *laid_over)
    return Source(tuple(enumerate(texts)), **_offered(assignment))


def reference_text(assignment: Assignment) -> str:
    """The reference with the conventions that the course chose."""
    text = assignment.reference.read_text(encoding="utf-8")
    chosen = dict(assignment.conventions)
    return f"{text}\n\nCONVENTIONS.update({chosen!r})\n" if chosen else text


def _offered(assignment: Assignment) -> dict[str, Any]:
    """What an assignment lays beside every submission."""
    given = assignment.given
    return {
        "given": given.read_text(encoding="utf-8") if given else None,
        "standins": offline.sources() | read_standins(assignment.folder),
    }
