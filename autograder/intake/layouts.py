"""What a path holds: one submission, one student's folder, a class, or a learning system's export."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from autograder.errors import BadInput
from autograder.intake.archives import unpacked
from autograder.intake.candidates import Candidate, printable, safe
from autograder.intake.exports import exported
from autograder.intake.folders import (
    Entry,
    Kind,
    archive,
    matches,
    on_disk,
    readable,
    source,
    stem,
    unreadable,
)
from autograder.intake.wording import listed, meant
from autograder.model import Assignment


def candidates(path: Path, assignment: Assignment) -> tuple[Candidate, ...]:
    """The candidates at a path: a file, one student's folder, a folder of students, an export.

    Raises:
        BadInput: the path does not exist, is of no use, or holds no submission; an export is broken.
    """
    try:
        return tuple(at(Path(os.path.abspath(path)), path, assignment))
    except OSError as error:
        raise BadInput(f"{path} {unreadable(error)}") from None


def at(path: Path, given: Path, assignment: Assignment) -> list[Candidate]:
    """The same for an absolute path; complaints name it as it was given."""
    if not path.exists():
        raise BadInput(f"there is no file or folder {given}{nearby(path)}")
    entry = on_disk(path)
    if entry.is_folder:
        return exported(entry, assignment) or in_folder(entry, given, assignment)
    if readable(path.name) and entry.kind is Kind.FILE:
        return in_archive(entry, assignment)
    return [one_file(entry, given)]


def nearby(path: Path) -> str:
    """A hint for a mistyped path."""
    siblings = [other.name for other in path.parent.iterdir()] if path.parent.is_dir() else []
    return meant(path.name, siblings)


def one_file(entry: Entry, given: Path) -> Candidate:
    """A path that is a file."""
    if archive(entry.name):
        raise BadInput(f"{given} is an archive; unpack it and give the folder instead")
    if not source(entry.name) or entry.kind is not Kind.FILE:
        raise BadInput(f"{given} is neither a module (.py) nor a notebook (.ipynb)")
    return Candidate(safe(stem(entry.name)), entry, printable(entry.name))


def in_archive(packed: Entry, assignment: Assignment) -> list[Candidate]:
    """A path that is an archive: a class, an export, or one student's files; a broken one is a student's."""
    student, shown = safe(stem(packed.name)), printable(packed.name)
    try:
        top = unpacked(packed)
        folder = without_wrapping(top)
    except BadInput as error:
        return [Candidate(student, packed, shown, f"{shown} {error}")]
    if found := exported(top, assignment):
        return found
    if one_students(folder, assignment.files) or one_source(folder, assignment.files):
        return [Candidate(student, packed, shown)]
    return list(in_class(folder)) or [Candidate(student, packed, shown)]  # whose reading says what is missing


def without_wrapping(folder: Entry) -> Entry:
    """The folder that was packed, if all lies in one.

    Raises:
        BadInput: it is refused.
    """
    inside = folder.children()
    if len(inside) != 1 or not inside[0].is_folder:
        return folder
    inside[0].children()
    return inside[0]


def in_folder(folder: Entry, given: Path, assignment: Assignment) -> list[Candidate]:
    """A path that is a folder and no export."""
    if one_students(folder, assignment.files):
        return [student_folder(folder)]
    return class_folder(folder, given, assignment)


def one_students(folder: Entry, patterns: tuple[str, ...]) -> bool:
    """Whether a folder is a single student's by the files that it directly holds.

    It is if one is called just as the assignment asks. A glob such as `*.ipynb` would also describe a
    whole class, so a match by glob counts only if it is the only module or notebook.
    """
    names = [entry.name for entry in folder.children() if not entry.is_folder]
    exact = tuple(pattern for pattern in patterns if not re.search(r"[*?\[]", pattern))
    if any(matches(name, exact) for name in names):
        return True
    sources = [name for name in names if source(name)]
    return len(sources) == 1 and matches(sources[0], patterns)


def one_source(folder: Entry, patterns: tuple[str, ...]) -> bool:
    """Whether an archive is a single student's: one module or notebook, and no students' folders beside."""
    children = folder.children()
    others = [entry for entry in children if entry.is_folder and of_somebody(entry, patterns)]
    packed = [entry for entry in children if archive(entry.name)]
    return len([entry for entry in children if source(entry.name)]) == 1 and not others and not packed


def of_somebody(folder: Entry, patterns: tuple[str, ...]) -> bool:
    """Whether a folder beside is another student's; one that is refused is."""
    try:
        return one_students(folder, patterns)
    except BadInput:  # said when it is read
        return True


def class_folder(folder: Entry, given: Path, assignment: Assignment) -> list[Candidate]:
    """One candidate for each module, notebook, archive and sub-folder of a class."""
    found = list(in_class(folder))
    if not found and not list(folder.listing()):
        raise BadInput(f"{given} is empty")
    if not found:
        raise BadInput(
            f"{given} holds no submissions; expected files such as s01.ipynb, "
            f"or a folder for each student with {listed(assignment.files, last='or')}"
        )
    return found


def in_class(folder: Entry) -> Iterator[Candidate]:
    """The candidates directly in a class's folder; other kinds of files are skipped."""
    for entry in folder.children():
        shown, student = printable(entry.name), safe(stem(entry.name))
        if entry.kind is Kind.LINK:
            yield Candidate(student, entry, shown, f"{shown} is a link; hand in the file itself")
        elif entry.is_folder:
            yield student_folder(entry)
        elif archive(entry.name) and not readable(entry.name):
            yield Candidate(
                student, entry, shown, f"{shown} is an archive; unpack it into a folder {student}"
            )
        elif entry.name != "__init__.py" and (source(entry.name) or readable(entry.name)):
            odd = f"{shown} is not a regular file; hand in a copy" if entry.kind is Kind.ODD else None
            yield Candidate(student, entry, shown, odd)


def student_folder(folder: Entry) -> Candidate:
    """The candidate in one student's folder."""
    return Candidate(safe(folder.name), folder, printable(folder.name))
