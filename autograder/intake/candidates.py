"""Which file is whose: paths become one Candidate a student, before anything is read."""

import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import BadInput
from autograder.intake.folders import (
    Found,
    archive,
    entries,
    files_below,
    litter,
    matches,
    source,
    unreadable,
)
from autograder.intake.wording import listed, meant

RESERVED = re.compile(
    r"(?i)(con|prn|aux|nul|com[1-9]|lpt[1-9])(\..*)?|gradebook\.csv|summary\.md"
)  # names that Windows keeps for itself, and those of files that lie beside the students' folders


@dataclass(frozen=True, slots=True)
class Candidate:
    """What claims to be one student's submission, or the reason why nothing there can be."""

    student: str
    path: Path  # the file, or the student's folder while there is a problem
    shown: str  # how messages name it, without the folders of this machine
    beside: tuple[Found, ...] = ()  # files in and below the folder of `path`, relative to it
    problem: str | None = None


def candidates(path: Path, patterns: tuple[str, ...]) -> tuple[Candidate, ...]:
    """The candidates at a path: a file, one student's folder, or a folder of students.

    Raises:
        BadInput: the path does not exist, is of no use, or holds no submission.
    """
    try:
        return at(Path(os.path.abspath(path)), path, patterns)
    except OSError as error:
        raise BadInput(f"{path} {unreadable(error)}") from None


def at(path: Path, given: Path, patterns: tuple[str, ...]) -> tuple[Candidate, ...]:
    """The same for an absolute path; complaints name it as it was given."""
    if not path.exists():
        raise BadInput(f"there is no file or folder {given}{nearby(path)}")
    if not path.is_dir():
        return (one_file(path, given),)
    names = [entry.name for entry in entries(path) if not entry.is_dir(follow_symlinks=False)]
    if one_students(names, patterns):
        return (one_folder(path, patterns),)
    return class_folder(path, given, patterns)


def nearby(path: Path) -> str:
    """A hint for a mistyped path."""
    siblings = [other.name for other in path.parent.iterdir()] if path.parent.is_dir() else []
    return meant(path.name, siblings)


def one_file(path: Path, given: Path) -> Candidate:
    """A path that is a file."""
    if archive(path.name):
        raise BadInput(f"{given} is an archive; unpack it and give the folder instead")
    if not source(path.name) or not path.is_file():
        raise BadInput(f"{given} is neither a module (.py) nor a notebook (.ipynb)")
    return Candidate(safe(path.stem), path, printable(path.name))


def one_students(names: list[str], patterns: tuple[str, ...]) -> bool:
    """Whether a folder that directly holds these files is a single student's.

    It is if a file is called just as the assignment asks. A glob such as `*.ipynb` would also describe a
    whole class, so a match by glob counts only if it is the only module or notebook.
    """
    exact = tuple(pattern for pattern in patterns if not re.search(r"[*?\[]", pattern))
    if any(matches(name, exact) for name in names):
        return True
    sources = [name for name in names if source(name)]
    return len(sources) == 1 and matches(sources[0], patterns)


def class_folder(folder: Path, given: Path, patterns: tuple[str, ...]) -> tuple[Candidate, ...]:
    """One candidate for each module, notebook, archive and sub-folder of a class."""
    found = tuple(in_class(folder, patterns))
    if not found and not any(folder.iterdir()):
        raise BadInput(f"{given} is empty")
    if not found:
        raise BadInput(
            f"{given} holds no submissions; expected files such as s01.ipynb, "
            f"or a folder for each student with {listed(patterns, last='or')}"
        )
    return found


def in_class(folder: Path, patterns: tuple[str, ...]) -> Iterator[Candidate]:
    """The candidates directly in a class's folder; other kinds of files are skipped."""
    for entry in entries(folder):
        path, shown = Path(entry.path), printable(entry.name)
        student = safe(entry.name if entry.is_dir() else path.stem)
        if entry.is_symlink():
            yield Candidate(student, path, shown, problem=f"{shown} is a link; hand in the file itself")
        elif entry.is_dir():
            yield one_folder(path, patterns)
        elif archive(entry.name):
            unpack = f"{shown} is an archive; unpack it into a folder {student}"
            yield Candidate(student, path, shown, problem=unpack)
        elif source(entry.name):
            odd = None if entry.is_file() else f"{shown} is not a regular file; hand in a copy"
            yield Candidate(student, path, shown, problem=odd)


def one_folder(folder: Path, patterns: tuple[str, ...]) -> Candidate:
    """The candidate in one student's folder."""
    name = printable(folder.name)
    try:
        below = files_below(folder)
        chosen = the_one(name, below, patterns)
    except BadInput as error:
        return Candidate(safe(folder.name), folder, name, problem=f"{name} {error}")
    home = chosen.parts[:-1]
    beside = tuple(
        Found(other.path, other.parts[len(home) :], other.link, other.size)
        for other in below
        if other is not chosen and other.parts[: len(home)] == home
    )
    shown = printable("/".join((folder.name, *chosen.parts)))
    problem = f"{shown} is a link; hand in the file itself" if chosen.link else None
    return Candidate(safe(folder.name), chosen.path, shown, beside, problem)


def the_one(name: str, below: tuple[Found, ...], patterns: tuple[str, ...]) -> Found:
    """The submission among a student's files: the one called as asked (the outermost, if they are nested),
    else the only module or notebook.

    Raises:
        BadInput: none or several; a predicate that follows the folder's name.
    """
    sources = [found for found in below if source(found.name)]
    asked = [found for found in sources if matches(found.name, patterns)]
    outermost = [found for found in asked if found.depth == min(other.depth for other in asked)]
    claiming = outermost or sources
    if len(claiming) == 1:
        return claiming[0]
    shown = [printable("/".join(found.parts)) for found in claiming]
    if len(outermost) == 2:
        raise BadInput(f"has both {shown[0]} and {shown[1]}; keep one")
    if outermost:
        raise BadInput(f"has {listed(shown)}; keep one")
    if sources:
        raise BadInput(f"has {listed(shown, limit=4)}; call the submission {listed(patterns, last='or')}")
    packed = [found.name for found in below if archive(found.name)]
    if packed:
        raise BadInput(f"holds only the archive {printable(packed[0])}; unpack it there")
    raise BadInput(f"holds no module and no notebook; expected {listed(patterns, last='or')}")


def printable(name: str) -> str:
    """A file name that can be shown and written anywhere."""
    return "".join(c if c.isprintable() else "?" for c in name)


def safe(name: str) -> str:
    """A student's name that can be a folder's name on any system; empty names become "student"."""
    kept = re.sub(r'[\\/:*?"<>|]', "_", unicodedata.normalize("NFC", printable(name))).strip("-. ")
    short = kept.encode()[:120].decode(errors="ignore").rstrip("-. ") or "student"
    return f"_{short}" if RESERVED.fullmatch(short) or litter(short) else short
