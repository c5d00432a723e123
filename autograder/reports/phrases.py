"""What the reports say to a student, in one place."""

from collections.abc import Iterator

from autograder.model import LoadNote, Manual, Outcome, Report, Status, Task
from autograder.reports.text import block, clean, code, inline, number, percent, points, prose

PLAIN = {
    Status.PASSED: "every example held",
    Status.FAILED: "it does not hold for every input",
    Status.RAISED: "your code raised an error",
    Status.LOST: "your program stopped, or took more than it may",
    Status.ABSENT: "a name was not found in your submission",
    Status.VOID: "this could not be graded, through no fault of yours; staff have been told",
}
WITHHELD = (
    "Part of this could not be graded, through no fault of yours. "
    "Staff have been told and will grade it again."
)


def headline(report: Report) -> str:
    """The score in a line, or why there is none."""
    if report.submission.problem:
        why = inline(report.submission.problem)
        return f"Your submission could not be graded: {why}. Please hand it in again."
    if report.void:
        return f"**Score: withheld.** {WITHHELD}"
    score = f"{number(report.earned)} of {points(report.possible)}"
    if report.tasks and report.counts[Status.PASSED] == len(report.tasks):
        return f"**Score: {score}.** Full marks, well done!"
    return f"**Score: {score}** ({percent(report.earned, report.possible)})."


def explanation(outcome: Outcome) -> str:
    """What happened in a task that is not hidden, as Markdown; empty if there is nothing to say."""
    if outcome.status is Status.VOID:
        return f"{sentence(PLAIN[Status.VOID])}."
    silent = "" if outcome.status is Status.PASSED else f"{sentence(PLAIN[outcome.status])}."
    parts = [prose(outcome.says) or silent, *example(outcome)]
    return "\n\n".join(part for part in parts if part)


def example(outcome: Outcome) -> Iterator[str]:
    """The counterexample's blocks; got and wanted only if the message did not say them already."""
    found = outcome.counterexample
    if found is None:
        return
    said, text, got, wanted, where = map(
        clean, (outcome.says, found.text, found.got, found.wanted, found.where)
    )
    if text.strip():
        which = "Where it was stopped" if outcome.status is Status.LOST else "The smallest example found"
        yield f"{which}:\n\n{block(text)}"
    for title, value in (("Your code gave", got), ("Expected", wanted)):
        if value.strip() and value not in said:
            yield f"{title}:\n\n{block(value)}"
    if where.strip() and where not in said:
        yield f"Place: {inline(where)}"


def sentence(words: str) -> str:
    """With a capital."""
    return words[:1].upper() + words[1:]


def missing(note: LoadNote) -> str:
    """`cell 5, line 2: did not parse: ...; so `f` is missing`."""
    said = f"{inline(note.where)}: {inline(note.why)}"
    if not note.names:
        return said
    names = [code(" ".join(clean(name).split())[:100]) for name in note.names[:20]]
    more = [f"{len(note.names) - 20} more"] if len(note.names) > 20 else []
    return f"{said}; so {', '.join(names + more)} {'is' if len(note.names) == 1 else 'are'} missing"


def loading(report: Report) -> str:
    """What did not work while the file was loaded, as a list; empty if all did."""
    return "\n".join(f"- {missing(note)}" for note in report.notes[:50])


def by_hand(manual: tuple[Manual, ...]) -> str:
    """The parts that people grade, as a list."""
    return "\n".join(f"- {inline(part.name)}: {points(part.points)}, not graded yet" for part in manual)


def hidden(report: Report) -> str:
    """Hidden tasks by number and status word, as a list. Nothing else of them may be shown."""
    return "\n".join(
        f"- Task {number} ({points(task.points)}): {outcome.status}"
        for number, (task, outcome) in enumerate(report.pairs, start=1)
        if task.hidden
    )


def tally(report: Report) -> str:
    """`14 passed, 3 failed`."""
    return ", ".join(f"{count} {status}" for status, count in report.counts.items() if count)


def worth(task: Task, outcome: Outcome) -> str:
    """`failed, 0 of 4 points`; no number for what is void."""
    if outcome.status is Status.VOID:
        return f"{outcome.status}, {points(task.points)} withheld"
    earned = task.points if outcome.status is Status.PASSED else 0
    return f"{outcome.status}, {number(earned)} of {points(task.points)}"
