"""What the commands do: read, grade, write, print."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from autograder import batch
from autograder.doctor import examine
from autograder.errors import BadInput
from autograder.gradebooks import Shelf, open_shelf
from autograder.intake.assignments import assignment_names, read_assignment
from autograder.intake.submissions import find_submissions
from autograder.judging.grader import Grader
from autograder.model import Assignment, Report, Submission
from autograder.reports import console as screen
from autograder.reports.afterwards import BEFORE, Moment
from autograder.reports.stored import Stored, restore
from autograder.sandbox.tiers import Tier


@dataclass(frozen=True, slots=True)
class Choice:
    """The options of `run`."""

    out: Path | None = None
    jobs: int = 1
    only: str | None = None
    task: str | None = None
    force: bool = False
    require: Tier | None = None
    moment: Moment = BEFORE


def run(root: Path, name: str, paths: Sequence[Path], choice: Choice) -> int:
    """Grade and write reports; the exit code."""
    assignment = read_assignment(name, root)
    submissions = find_submissions(assignment, paths)
    if choice.only is not None:  # the name as it is written there
        choice = replace(choice, only=find_submissions(assignment, paths, choice.only)[0].student)
    folder = choice.out or Path("reports") / "-".join(filter(None, (assignment.name, choice.task)))
    make(folder)
    console = Console(soft_wrap=True)
    with Grader(assignment, choice.task, require=choice.require) as grader:
        for fault in grader.faults:
            console.print(f"grade: {fault}", style="red", markup=False)
        shelf = open_shelf(folder, assigned(grader), submissions, choice.moment)
        reports = graded(grader, submissions, shelf, choice, console)
    console.print(screen.class_table(reports), soft_wrap=False)
    for complaint in shelf.marked.complaints:
        console.print(f"grade: {complaint}", style="red", markup=False, highlight=False)
    console.print(f"\nheld back  {grader.launcher.plan}", highlight=False)
    console.print(f"reports    {folder}/STUDENT/feedback.md and results.json", highlight=False)
    console.print(
        f"gradebook  {folder / 'gradebook.csv'}\nsummary    {folder / 'summary.md'}", highlight=False
    )
    code = exit_code([r for r in reports if choice.only in (None, r.submission.student)])
    return code or (2 if shelf.marked.complaints else 0)


def assigned(grader: Grader) -> Assignment:
    """What is graded: the whole assignment, or one task of it, which no part by hand belongs to."""
    manual = grader.assignment.manual if grader.only is None else ()
    return replace(grader.assignment, tasks=grader.tasks, manual=manual)


def make(folder: Path) -> None:
    """Make the folder that reports go to.

    Raises:
        BadInput: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(
            f"reports cannot be written to {folder}: {error.strerror}; choose another -o"
        ) from None


def exit_code(reports: Sequence[Report]) -> int:
    """3 if something is void, 2 if a submission could not be read, else 0."""
    if any(report.void for report in reports):
        return 3
    return 2 if any(report.submission.problem for report in reports) else 0


def graded(
    grader: Grader, submissions: Sequence[Submission], shelf: Shelf, choice: Choice, console: Console
) -> list[Report]:
    """All reports, in the submissions' order: those kept from before, and new ones, written as they come.

    Whatever ends this early, the gradebook and the summary hold what is finished.
    """
    part = assigned(grader)
    known = [r for s in submissions if (r := kept_report(grader, s, shelf.folder, choice))]
    kept = {r.submission.student: write_report(r, shelf, part) for r in known}
    waiting = [s for s in submissions if s.student not in kept and choice.only in (None, s.student)]
    reports = dict(kept)
    try:
        with closing(batch.grade(grader, waiting, choice.jobs)) as stream:
            for report in followed(stream, len(waiting), len(kept), console):
                reports[report.submission.student] = write_report(report, shelf, part)
    finally:
        ordered = [reports[s.student] for s in submissions if s.student in reports]
        if ordered:
            shelf.write_class(ordered, part.title)
    return ordered


def kept_report(grader: Grader, submission: Submission, folder: Path, choice: Choice) -> Report | None:
    """The report of an earlier run, if nothing that decides the grade has changed since."""
    path = folder / submission.student / "results.json"
    again = choice.force and choice.only in (None, submission.student)
    if again or submission.problem is not None or not path.is_file():
        return None
    report = restore(path.read_bytes(), submission, grader.tasks, grader.assignment.digest)
    return report if report and held(report) >= (choice.require or Tier.L0) else None


def held(report: Report) -> Tier:
    """The tier at which a report came about; the lowest where it does not say."""
    return Tier.__members__.get(report.confinement.partition(":")[0], Tier.L0)


def write_report(report: Report, shelf: Shelf, assignment: Assignment) -> Report:
    """Write a student's results.json and feedback.md; the report with what people gave."""
    report = replace(report, manual=assignment.manual)
    return shelf.write(Stored(report, assignment.digest, assignment.title, assignment.due))


def followed(stream: Iterator[Report], count: int, kept: int, console: Console) -> Iterator[Report]:
    """Pass the reports on, showing how far the work is: a bar on a terminal, lines elsewhere."""
    if kept:
        console.print(f"{kept} unchanged since the last run (grade them again with --force)", highlight=False)
    if not console.is_terminal:
        for done, report in enumerate(stream, 1):
            console.print(f"[{done}/{count}] {screen.line(report)}", markup=False, highlight=False)
            yield report
        return
    columns = (TextColumn("{task.description:20}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as progress:
        bar = progress.add_task("grading", total=count)  # no thread refreshes it: `stream` forks
        progress.refresh()
        for report in stream:
            progress.update(bar, advance=1, description=report.submission.student, refresh=True)
            yield report


def check(
    root: Path, file: Path, name: str | None, require: Tier | None = None, moment: Moment = BEFORE
) -> int:
    """Grade one submission and print its report."""
    assignment = read_assignment(name or guess(root, file), root)
    submissions = find_submissions(assignment, [file])
    if len(submissions) != 1:
        raise BadInput(f"{file} holds {len(submissions)} submissions; check takes one, run takes all")
    if submissions[0].problem is not None:
        raise BadInput(submissions[0].problem)
    with Grader(assignment, require=require) as grader:
        (report,) = batch.grade(grader, submissions, 1)
    Console().print(screen.one(report, explain=moment.explains(assignment.due)))
    return exit_code([report])


def guess(root: Path, file: Path) -> str:
    """The assignment that a path speaks of, by its own name or a folder's.

    Raises:
        BadInput: it speaks of none, or there are several.
    """
    names = assignment_names(root)
    found = [name for name in names if name in (file.stem, *file.absolute().parts)]
    if len(found) == 1:
        return found[0]
    raise BadInput(f"which assignment is {file}? Say it: grade check {file} {'|'.join(names)}")


def doctor(root: Path, require: Tier | None) -> int:
    """Print what holds student code back here."""
    Console(file=sys.stdout).print(examine(root, require))
    return 0


def list_assignments(root: Path) -> int:
    """Print the assignments."""
    table = Table(box=None, pad_edge=False)
    for heading in ("assignment", "points", "title", "hand in"):
        table.add_column(heading)
    for name in assignment_names(root):
        assignment = read_assignment(name, root)
        table.add_row(name, f"{assignment.points:g}", assignment.title, " or ".join(assignment.files))
    Console(file=sys.stdout).print(table)
    return 0
