"""What the reports say to a student, in one place."""

from collections.abc import Iterator, Sequence

from autograder.model import LoadNote, Mark, Outcome, Report, Status, Task
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
        fault = f"Your submission could not be graded: {why}. Please hand it in again."
        return f"{fault}\n\n{score(report)}" if report.marks else fault
    if report.void:
        return f"**Score: withheld.** {WITHHELD}"
    return score(report)


def score(report: Report) -> str:
    """`**Score: 37 of 80 points** (46 %). Another 20 points are given by hand.`"""
    of = f"{number(report.earned)} of {points(report.possible)}"
    if report.ungraded:
        share = percent(report.earned, report.possible)
        more = sum(part.points for part in report.ungraded)
        return f"**Score: {of}** ({share}) so far; {points(more)} more can be given by hand."
    if report.tasks and number(report.earned) >= number(report.possible):
        return f"**Score: {of}.** Full marks, well done!"
    return f"**Score: {of}** ({percent(report.earned, report.possible)})."


def chosen(report: Report) -> str:
    """Which of several files was graded, and why; empty if there was nothing to choose."""
    return f"{inline(report.submission.chosen)}." if report.submission.chosen else ""


def explanation(outcome: Outcome) -> str:
    """What happened in a task that is not hidden, as Markdown; empty if there is nothing to say."""
    if outcome.status is Status.VOID:
        return f"{sentence(PLAIN[Status.VOID])}."
    silent = "" if outcome.status is Status.PASSED else f"{sentence(PLAIN[outcome.status])}."
    hint = f"**A hint.** {outcome.hint}" if outcome.hint else ""  # Markdown of the author's
    parts = [prose(outcome.says) or silent, *example(outcome), hint]
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
    """With a capital, unless it begins with the name of a file or of something in code."""
    first = words.partition(" ")[0].rstrip(".,:;")
    return words if "." in first or "_" in first else words[:1].upper() + words[1:]


def missing(note: LoadNote) -> str:
    """`cell 5, line 2: did not parse: ...; so `f` is missing`."""
    said = f"{inline(note.where)}: {inline(note.why)}"
    if not note.names:
        return said
    names = [code(" ".join(clean(name).split())[:100]) for name in note.names[:20]]
    more = [f"{len(note.names) - 20} more"] if len(note.names) > 20 else []
    return f"{said}; so {', '.join(names + more)} {'is' if len(note.names) == 1 else 'are'} missing"


def loading(report: Report) -> str:
    """What did not work while the file was loaded, and what was left out, as a list; empty if nothing."""
    told = [f"- {missing(note)}" for note in report.notes[:50]]
    if report.skipped:
        told.append(f"- not run, because no task needs them: {numbered('cell', report.skipped)}")
    return "\n".join(told)


def numbered(kind: str, numbers: Sequence[int]) -> str:
    """`cell 3`, or `cells 1, 4-6 and 9`: numbers in a row together."""
    runs: list[list[int]] = []
    for each in sorted(numbers):
        if runs and runs[-1][-1] == each - 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    *words, last = [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]
    several = f"{', '.join(words)} and {last}" if words else last
    return f"{kind}{'s' if len(numbers) > 1 else ''} {several}"


def ungraded(report: Report) -> str:
    """The parts that nobody has graded yet, as a list."""
    return "\n".join(
        f"- {inline(part.name)}: {points(part.points)}, not graded yet" for part in report.ungraded
    )


def comment(mark: Mark) -> str:
    """What a person wrote, a paragraph a line."""
    return "\n\n".join(prose(line) for line in clean(mark.comment).split("\n") if line.strip())


def hidden(report: Report) -> str:
    """Hidden tasks by number, status word, and what people gave for them, as a list; nothing else of them."""
    lines = []
    for place, (task, outcome) in enumerate(report.pairs, start=1):
        if task.hidden:
            mark = report.marked.get(task.name)
            given = f"; {by_hand(mark, task.points)}" if mark else ""
            said = f": {inline(mark.comment)}" if mark and mark.comment.strip() else ""
            lines.append(f"- Task {place} ({points(task.points)}): {outcome.status}{given}{said}")
    return "\n".join(lines)


def by_hand(mark: Mark, worth: float) -> str:
    """`2.5 of 4 points, given by hand`."""
    return f"{number(mark.points)} of {points(worth)}, given by hand"


def tally(report: Report) -> str:
    """`14 passed, 3 failed`."""
    return ", ".join(f"{count} {status}" for status, count in report.counts.items() if count)


def worth(task: Task, outcome: Outcome, mark: Mark | None = None) -> str:
    """`failed, 0 of 4 points`; no number for what is void, unless a person gave one."""
    if mark:
        return f"{outcome.status}, {by_hand(mark, task.points)}"
    if outcome.status is Status.VOID:
        return f"{outcome.status}, {points(task.points)} withheld"
    earned = task.points if outcome.status is Status.PASSED else 0
    return f"{outcome.status}, {number(earned)} of {points(task.points)}"
