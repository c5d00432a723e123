"""Folders as students fill them, on disk or packed: files and folders, without the litter of tools."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path

from autograder.errors import BadInput

SOURCES = (".py", ".ipynb")
READABLE = (".zip", ".tar", ".tgz", ".tar.gz", ".tbz2", ".tar.bz2", ".txz", ".tar.xz")
ARCHIVES = (*READABLE, ".gz", ".bz2", ".xz", ".7z", ".rar")
LITTER = frozenset({"__MACOSX", "__pycache__", "Thumbs.db", "desktop.ini"})
INSTALLED = frozenset({"venv", "site-packages", "node_modules"})  # folders of other people's code
MOST_ENTRIES = 20_000
DEEPEST = 20
TOO_MUCH = f"holds more than {MOST_ENTRIES} files or {DEEPEST} levels; keep the submission only"


class Kind(StrEnum):
    """What lies under a name."""

    FILE = "file"
    FOLDER = "folder"
    LINK = "link"
    ODD = "odd"  # a pipe, a device, a socket


@dataclass(frozen=True, slots=True)
class Entry:
    """A file or folder, on disk or in an archive. Nothing of it is read before it is asked for."""

    name: str
    path: Path  # where it lies, an archive being a folder
    kind: Kind
    size: int = 0
    packed: bool = False  # whether it lies in an archive
    content: Callable[[], bytes] = bytes
    listing: Callable[[], Iterable["Entry"]] = tuple

    def read(self) -> bytes:
        """A file's bytes.

        Raises:
            OSError: it cannot be read.
            BadInput: it cannot be unpacked; a predicate that follows the file's name.
        """
        return self.content()

    def children(self) -> list["Entry"]:
        """What lies directly in a folder, sorted by name, without litter.

        Raises:
            OSError: it cannot be read.
            BadInput: it is refused; a predicate that follows the folder's name.
        """
        return sorted((e for e in self.listing() if not litter(e.name)), key=lambda entry: entry.name)

    @property
    def is_folder(self) -> bool:
        """Whether it is one."""
        return self.kind is Kind.FOLDER

    @property
    def claims(self) -> bool:
        """Whether it can hold a submission: a folder, a source or an archive."""
        return self.is_folder or source(self.name) or archive(self.name)


@dataclass(frozen=True, slots=True)
class Found:
    """A file below a folder."""

    entry: Entry
    parts: tuple[str, ...]  # its path relative to the folder that was walked

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.parts[-1]

    @property
    def depth(self) -> int:
        """How many folders lie between."""
        return len(self.parts) - 1

    @property
    def link(self) -> bool:
        """Whether it is a link, which nobody follows."""
        return self.entry.kind is Kind.LINK


def litter(name: str) -> bool:
    """Whether a file or folder of this name is made by a tool and never handed in on purpose."""
    return name.startswith((".", "~$")) or name in LITTER or name in INSTALLED


def source(name: str) -> bool:
    """Whether a name is that of a module or a notebook."""
    return name.lower().endswith(SOURCES)


def archive(name: str) -> bool:
    """Whether a name is that of a packed folder."""
    return name.lower().endswith(ARCHIVES)


def readable(name: str) -> bool:
    """Whether it is that of one which is read without unpacking it."""
    return name.lower().endswith(READABLE)


def stem(name: str) -> str:
    """A file's name without what says that it is a module, a notebook or an archive."""
    endings = [end for end in (*SOURCES, *ARCHIVES) if name.lower().endswith(end)]
    return name[: -max(map(len, endings))] if endings else name


def matches(name: str, patterns: tuple[str, ...]) -> bool:
    """Whether a file is called as the assignment asks, in capitals or not."""
    return any(fnmatchcase(name.lower(), pattern.lower()) for pattern in patterns)


def on_disk(path: Path) -> Entry:
    """What lies at a path that staff gave; here alone links are followed."""
    if path.is_dir():
        return Entry(path.name, path, Kind.FOLDER, listing=partial(scanned, path))
    if path.is_file():
        return Entry(path.name, path, Kind.FILE, path.stat().st_size, content=path.read_bytes)
    return Entry(path.name, path, Kind.ODD)


def scanned(folder: Path) -> Iterator[Entry]:
    """What lies directly in a folder on disk."""
    with os.scandir(folder) as found:
        for entry in found:
            path = Path(entry.path)
            if entry.is_symlink():
                yield Entry(entry.name, path, Kind.LINK)
            elif entry.is_dir():
                yield Entry(entry.name, path, Kind.FOLDER, listing=partial(scanned, path))
            elif entry.is_file():
                size = entry.stat().st_size
                yield Entry(entry.name, path, Kind.FILE, size, content=path.read_bytes)
            else:
                yield Entry(entry.name, path, Kind.ODD)


def files_below(folder: Entry) -> tuple[Found, ...]:
    """All regular files and links below a folder, sorted; a link is listed and never followed.

    Raises:
        BadInput: too many files, too deep, refused or unreadable; a predicate that follows the folder's name.
    """
    try:
        return tuple(sorted(walk(folder), key=lambda found: found.parts))
    except OSError as error:
        raise BadInput(unreadable(error)) from None


def walk(folder: Entry) -> Iterator[Found]:
    """The same, unsorted. A stack, not recursion: the depth is the student's choice."""
    waiting: list[Found] = [Found(folder, ())]
    seen = 0
    while waiting:
        above = waiting.pop()
        for entry in above.entry.children():
            here = Found(entry, (*above.parts, entry.name))
            seen += 1
            if seen > MOST_ENTRIES or len(here.parts) > DEEPEST:
                raise BadInput(TOO_MUCH)
            if entry.is_folder:
                waiting.append(here)
            elif entry.kind is not Kind.ODD:
                yield here


def unreadable(error: OSError) -> str:
    """Why a file or folder cannot be read; a predicate that follows its name."""
    return f"cannot be read: {(error.strerror or 'input/output error').lower()}"
