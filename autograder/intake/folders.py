"""What lies in the folders that people unpack: regular files and links, without the litter."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from autograder.errors import BadInput

SOURCES = (".py", ".ipynb")
ARCHIVES = (".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".7z", ".rar")
LITTER = frozenset({"__MACOSX", "__pycache__", "__init__.py", "Thumbs.db", "desktop.ini"})
MOST_ENTRIES = 20_000
DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Found:
    """A file below a folder."""

    path: Path
    parts: tuple[str, ...]  # its path relative to the folder that was walked
    link: bool = False
    size: int = 0

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.parts[-1]

    @property
    def depth(self) -> int:
        """How many folders lie between."""
        return len(self.parts) - 1


def litter(name: str) -> bool:
    """Whether a file or folder of this name is made by a tool and never handed in on purpose."""
    return name.startswith((".", "~$")) or name in LITTER


def source(name: str) -> bool:
    """Whether a name is that of a module or a notebook."""
    return name.lower().endswith(SOURCES)


def archive(name: str) -> bool:
    """Whether a name is that of a packed folder."""
    return name.lower().endswith(ARCHIVES)


def matches(name: str, patterns: tuple[str, ...]) -> bool:
    """Whether a file is called as the assignment asks, in capitals or not."""
    return any(fnmatchcase(name.lower(), pattern.lower()) for pattern in patterns)


def entries(folder: Path) -> list[os.DirEntry[str]]:
    """What lies directly in a folder, sorted by name, without litter.

    Raises:
        OSError: the folder cannot be read.
    """
    with os.scandir(folder) as found:
        return sorted((e for e in found if not litter(e.name)), key=lambda entry: entry.name)


def files_below(folder: Path) -> tuple[Found, ...]:
    """All regular files and links below a folder, sorted; a link is listed and never followed.

    Raises:
        BadInput: too many files, too deep, or unreadable; a predicate that follows the folder's name.
    """
    try:
        return tuple(sorted(walk(folder), key=lambda found: found.parts))
    except OSError as error:
        raise BadInput(unreadable(error)) from None


def walk(folder: Path) -> Iterator[Found]:
    """The same, unsorted. A stack, not recursion: the depth is the student's choice."""
    waiting: list[tuple[str, ...]] = [()]
    seen = 0
    while waiting:
        parts = waiting.pop()
        for entry in entries(folder.joinpath(*parts)):
            here = (*parts, entry.name)
            seen += 1
            if seen > MOST_ENTRIES or len(here) > DEEPEST:
                raise BadInput(
                    f"holds more than {MOST_ENTRIES} files or {DEEPEST} levels; keep the submission only"
                )
            if entry.is_symlink():
                yield Found(Path(entry.path), here, link=True)
            elif entry.is_dir():
                waiting.append(here)
            elif entry.is_file():
                yield Found(Path(entry.path), here, size=entry.stat().st_size)


def unreadable(error: OSError) -> str:
    """Why a file or folder cannot be read; a predicate that follows its name."""
    return f"cannot be read: {(error.strerror or 'input/output error').lower()}"
