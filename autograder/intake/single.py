"""Files one by one: each module and notebook is a submission of its own, with the modules that it imports."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from autograder.errors import BadInput
from autograder.intake.archives import unpacked
from autograder.intake.candidates import printable
from autograder.intake.folders import (
    Entry,
    Found,
    Kind,
    archive,
    files_below,
    on_disk,
    readable,
    source,
    unreadable,
)
from autograder.intake.imports import Find, Parts, followed
from autograder.intake.layouts import nearby
from autograder.intake.submissions import whole
from autograder.model import Submission

NESTED = 2  # archives in archives
ABOVE = 2  # folders above a file to which its relative imports may reach


def single_files(given: str) -> Iterator[Submission]:
    """Each module and notebook at a path: that file, or all that lie in a folder or an archive.

    `student` is the path, as it was given. One that cannot be read comes with its `problem`, a sentence.
    """
    path = Path(os.path.abspath(given))
    try:
        if not path.exists():
            yield refused(given, path, f"there is no file or folder {printable(given)}{nearby(path)}")
            return
        entry = on_disk(path)
        if entry.is_folder or (readable(entry.name) and entry.kind is Kind.FILE):
            yield from inside(entry, given)
        elif source(entry.name) and entry.kind is Kind.FILE:
            yield beside_others(path, given)
        else:
            raise BadInput(no_source(entry.name))
    except OSError as error:
        yield refused(given, path, f"{printable(given)} {unreadable(error)}")
    except BadInput as error:
        yield refused(given, path, f"{printable(given)} {error}")


def refused(given: str, path: Path, problem: str) -> Submission:
    """What cannot be read, and why."""
    return Submission(given, path, problem=problem)


def no_source(name: str) -> str:
    """Why a file is none to read; a predicate that follows its name."""
    if archive(name):
        return "is an archive of a kind that is not read here; unpack it and give the folder"
    return "is neither a module (.py) nor a notebook (.ipynb)"


def beside_others(path: Path, given: str) -> Submission:
    """A file on disk; of what lies beside it only what it imports is looked at."""
    parts = path.parts[1:][-ABOVE - 1 :]
    root = path.parents[len(parts) - 1]

    def find(parts: Parts) -> Found | None:
        other = root.joinpath(*parts)
        if not other.is_file():
            return None
        entry = on_disk(other)
        return Found(replace(entry, kind=Kind.LINK) if other.is_symlink() else entry, parts)

    return one(given, Found(on_disk(path), parts), find)


def inside(entry: Entry, given: str) -> Iterator[Submission]:
    """Every source in a folder or an archive, and in the archives in it.

    Raises:
        BadInput: it cannot be read, or holds none; a predicate that follows its name.
    """
    below, broken = opened(files_below(entry if entry.is_folder else unpacked(entry)))
    sources = [found for found in below if source(found.name) and not blank(found)]
    if not sources and not broken:
        raise BadInput("holds no module (.py) and no notebook (.ipynb)")
    there = {found.parts: found for found in below}
    for found, why in broken:
        name = within(given, found)
        yield refused(name, found.entry.path, f"{printable(name)} {why}")
    for found in sources:
        yield one(within(given, found), found, there.get)


def opened(below: tuple[Found, ...], depth: int = 0) -> tuple[list[Found], list[tuple[Found, str]]]:
    """These files, with what archives among them hold in their place; and archives that cannot be read."""
    files, broken = [], []
    for found in below:
        if depth == NESTED or found.link or not readable(found.name):
            files.append(found)
            continue
        try:
            inner, worse = opened(files_below(unpacked(found.entry)), depth + 1)
        except BadInput as error:
            broken.append((found, str(error)))
            continue
        files += [replace(other, parts=(*found.parts, *other.parts)) for other in inner]
        broken += [(replace(other, parts=(*found.parts, *other.parts)), why) for other, why in worse]
    return files, broken


def blank(found: Found) -> bool:
    """Whether it is what marks a package, and nothing else."""
    return found.name == "__init__.py" and not found.link and not found.entry.read().strip()


def within(given: str, found: Found) -> str:
    """The path of a file in what was given."""
    return f"{given.rstrip('/')}/{'/'.join(found.parts)}"


def one(given: str, chosen: Found, find: Find) -> Submission:
    """A source with the modules that it imports, or with the reason why it cannot be read."""
    known = Submission(given, chosen.entry.path)
    try:
        if chosen.link:
            raise BadInput("is a link; give the file itself")
        alone = whole(known, replace(chosen, parts=chosen.parts[-1:]), ())
        helpers = followed(chosen, "\n".join(cell.source for cell in alone.cells), find)
        return whole(known, chosen, helpers) if helpers else alone
    except BadInput as error:
        return replace(known, problem=f"{printable(given)} {error}")
    except OSError as error:
        return replace(known, problem=f"{printable(given)} {unreadable(error)}")
