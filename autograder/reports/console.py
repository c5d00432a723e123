"""Reports in the terminal, as things that a rich Console prints. Whatever students wrote is never markup."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from autograder.model import Outcome, Report, Status, Task
from autograder.reports.afterwards import words
from autograder.reports.phrases import WITHHELD, tally, worth
from autograder.reports.stories import story
from autograder.reports.text import clean, cut, number, percent

COLOUR = {
    Status.PASSED: "green",
    Status.FAILED: "red",
    Status.RAISED: "red",
    Status.LOST: "magenta",
    Status.ABSENT: "yellow",
    Status.VOID: "bold white on red",
}


def class_table(reports: Sequence[Report]) -> Table:
    """A row a student: score, bar, and how the tasks ended."""
    table = Table(box=None, pad_edge=False)
    for heading in ("student", "score", "of"):
        table.add_column(heading, justify="left" if heading == "student" else "right", no_wrap=True)
    table.add_column("", width=20)
    table.add_column("tasks", overflow="fold")
    for report in reports:
        score = "void" if report.score is None else str(number(report.score))
        why = report.submission.problem or tally(report)
        table.add_row(
            text(report.submission.student), text(score), str(number(report.possible)), bar(report), text(why)
        )
    return table


def line(report: Report) -> str:
    """One submission in one line, for where there is no terminal."""
    why = report.submission.problem or tally(report)
    said = "Score withheld" if report.void else score(report)
    return clean(f"{report.submission.student}: {said} ({why})")


def bar(report: Report) -> ProgressBar | Text:
    """The share of the points; nothing where the total is withheld."""
    if report.score is None or not report.possible:
        return Text("")
    return ProgressBar(total=report.possible, completed=report.score, width=20)


def one(report: Report, staff: bool = False, explain: bool = False) -> Group:
    """One submission, readable, the score last. Only `staff` see more of a hidden task than its status.

    `explain` adds to each task that is not hidden why its answer is right.
    """
    return Group(*lines(report, staff, explain))


def lines(report: Report, staff: bool, explain: bool) -> Iterator[RenderableType]:
    """The same from top to bottom."""
    if report.submission.problem:
        yield text(f"Not graded: {report.submission.problem}", "bold red")
        return
    for note in report.notes:
        yield text(f"{note.where}: {note.why}", "yellow")
        if note.names:
            yield text(f"  missing: {', '.join(note.names)}")
    for place, (task, outcome) in enumerate(report.pairs, start=1):
        yield from lines_of(f"task {place}, hidden", task, outcome, staff)
        if explain and words(task):
            yield Padding(text(words(task), "italic"), (0, 0, 1, 4))
    if report.confinement:
        yield text(f"\nheld back at {report.confinement}", "dim")
    yield text(f"{report.submission.student}: {tally(report)}")
    yield text(f"Score withheld. {WITHHELD}" if report.void else score(report), "bold")


def lines_of(alias: str, task: Task, outcome: Outcome, staff: bool) -> Iterator[RenderableType]:
    """One task: a line, and below it what there is to say. `alias` is what students call a hidden one."""
    secret = task.hidden and not staff
    yield title(alias if secret else task.title, task, outcome)
    if not secret and outcome.status not in (Status.PASSED, Status.VOID):
        yield Padding(text(story(task, outcome)), (0, 0, 1, 4))
    told = [outcome.staff, f"misconception: {outcome.misconception}" if outcome.misconception else ""]
    if staff and any(told):
        yield Padding(text("\n".join(filter(None, told)), "cyan"), (0, 0, 1, 4))


def title(name: str, task: Task, outcome: Outcome) -> Text:
    """`passed  affine forward is x w plus b (4 of 4 points)`."""
    status = Text(f"{outcome.status:8}", COLOUR[outcome.status])
    return Text.assemble(status, clean(name), (f" ({worth(task, outcome).partition(', ')[2]})", "dim"))


def score(report: Report) -> str:
    """`Score: 37 of 100 (37 %)`."""
    share = percent(report.earned, report.possible)
    return f"Score: {number(report.earned)} of {number(report.possible)} ({share})"


def text(words: str, style: str = "") -> Text:
    """Words as they are: square brackets are no markup, escape sequences are gone."""
    return Text(cut(clean(words)), style)
