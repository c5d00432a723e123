"""The folder of reports: written while grading, or anew from what is stored, with what people have given."""

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console

from autograder.batch import write_atomically
from autograder.errors import BadInput
from autograder.intake.manual import Marked, check_parts, place, read_sheet
from autograder.model import Assignment, Report, Submission
from autograder.reports.afterwards import BEFORE, Moment
from autograder.reports.feedback import feedback
from autograder.reports.fill import Filled, fill
from autograder.reports.gradebook import gradebook_csv
from autograder.reports.gradescope import render
from autograder.reports.stored import Stored, read
from autograder.reports.summary import summary
from autograder.reports.text import clean


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of reports, what people have given for them, and when they are written."""

    folder: Path
    marked: Marked
    moment: Moment = BEFORE

    def write(self, stored: Stored) -> Report:
        """Write a student's results.json and feedback.md if they have changed; the report as written."""
        student = stored.report.submission.student
        report = replace(stored.report, marks=self.marked.marks.get(student, ()))
        results = render(report, digest=stored.digest, title=stored.title, due=stored.due)
        told = feedback(report, self.moment.explains(stored.due))
        for name, text in (("results.json", results), ("feedback.md", told)):
            path = self.folder / student / name
            if not path.is_file() or path.read_bytes() != text.encode():
                write_atomically(path, text)
        return report

    def write_class(self, reports: Sequence[Report], title: str) -> None:
        """Write gradebook and summary."""
        write_atomically(self.folder / "gradebook.csv", gradebook_csv(reports))
        write_atomically(self.folder / "summary.md", summary(reports, title))


@dataclass(frozen=True, slots=True)
class Filling:
    """The options of `gradebook --fill`."""

    file: Path
    column: str | None = None
    out: Path | None = None


def open_shelf(
    folder: Path, assignment: Assignment, submissions: Sequence[Submission], moment: Moment = BEFORE
) -> Shelf:
    """The folder that reports of these submissions go to; what manual.csv gives to others waits there.

    Raises:
        BadInput: manual.csv cannot be read.
        AuthorError: a part that people grade is called as another, or as a task.
    """
    check_parts(assignment.manual, assignment.tasks)
    written = read_sheet(folder)
    own = {submission.student for submission in submissions}
    found = stored_in(folder) if written.rows else ()
    elsewhere = [s.report.submission for _, s in found if s and s.report.submission.student not in own]
    marked = place(written, submissions, assignment.tasks, assignment.manual, elsewhere)
    return Shelf(folder, marked, moment)


def stored_in(folder: Path) -> Iterator[tuple[Path, Stored | None]]:
    """Every results.json of a folder with what it tells; None if that is not its own student's report."""
    for path in sorted(folder.glob("*/results.json"), key=lambda path: path.parent.name.casefold()):
        stored = read(path.read_bytes())
        own = stored is not None and stored.report.submission.student == path.parent.name
        yield path, stored if own else None


def gradebook(folder: Path, filling: Filling | None = None, moment: Moment = BEFORE) -> int:
    """Write all reports of a folder anew, and fill a learning system's file; the exit code.

    2 if a report or a row of manual.csv cannot be read, or a score is not in the file that was to be filled;
    without such a file 3 if something is void; else 0.

    Raises:
        BadInput: there are no reports; manual.csv or the file cannot be read.
    """
    found = list(stored_in(folder))
    stored = [told for _, told in found if told]
    damaged = [f"{path} is damaged or of another version; grade it again" for path, told in found if not told]
    if not stored:
        none = f"{folder} holds no reports; give the folder that run wrote"
        raise BadInput(damaged[0] if damaged else none)
    shelf = Shelf(folder, marks_for(folder, stored), moment)
    reports = [shelf.write(one) for one in stored]
    shelf.write_class(reports, stored[0].title)
    console = Console(soft_wrap=True)
    faults = [*damaged, *shelf.marked.complaints]
    mixed = len({one.digest for one in stored}) > 1
    versions = f"{folder} holds reports of different versions of the assignment; grade them again"
    say(console, [f"grade: {fault}" for fault in [*faults, *([versions] if mixed else [])]], "red")
    say(console, [f"gradebook  {folder / 'gradebook.csv'}", f"summary    {folder / 'summary.md'}"])
    if filling:
        missed = filled(console, filling, reports, stored[0].title).missed
        return 2 if faults or missed else 0
    return 3 if any(report.void for report in reports) else 2 if faults else 0


def marks_for(folder: Path, stored: Sequence[Stored]) -> Marked:
    """What manual.csv gives to stored reports."""
    reports = [one.report for one in stored]
    tasks = {task.name: task for report in reports for task in report.tasks}
    parts = {part.name: part for report in reports for part in report.manual}
    submissions = [report.submission for report in reports]
    return place(read_sheet(folder), submissions, list(tasks.values()), list(parts.values()))


def filled(console: Console, filling: Filling, reports: Sequence[Report], title: str) -> Filled:
    """Fill the file, write it, and tell what was done."""
    try:
        data = filling.file.read_bytes()
    except OSError as error:
        raise BadInput(f"{filling.file} cannot be read: {(error.strerror or 'error').lower()}") from None
    done = fill(data, str(filling.file), reports, title, filling.column)
    out = filling.out or filling.file
    if filling.out or done.data != data:
        replace_file(out, done.data)
    say(console, [f"grade: {warning}" for warning in done.warnings], "red")
    count = f"{done.placed} of {done.placed + len(done.missed)} scores"
    say(console, [f'filled     {out}, column "{done.column}": {count}'])
    waiting = [
        f"{report.submission.student}: {', '.join(part.name for part in report.ungraded)}"
        for report in reports
        if report.ungraded
    ]
    listing(console, "not written", done.missed)
    listing(console, "rows without a submission", done.left)
    listing(console, "not graded by hand yet; the scores are without it", waiting)
    return done


def listing(console: Console, heading: str, lines: Sequence[str]) -> None:
    """Lines under a heading, if there are any."""
    if lines:
        say(console, [f"\n{heading}", *(f"  {line}" for line in lines)])


def say(console: Console, lines: Sequence[str], style: str = "") -> None:
    """Lines as they are."""
    for line in lines:
        console.print(clean(line), style=style, markup=False, highlight=False)


def replace_file(path: Path, data: bytes) -> None:
    """Write somebody's file: the old one or the new one, whole, with the same rights, through a link.

    Raises:
        BadInput: it cannot be written.
    """
    target = path.resolve()
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        temporary.write_bytes(data)
        if target.exists():
            shutil.copymode(target, temporary)
        temporary.replace(target)
    except OSError as error:
        raise BadInput(f"{path} cannot be written: {(error.strerror or 'error').lower()}") from None
    finally:
        temporary.unlink(missing_ok=True)
