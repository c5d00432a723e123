"""Far side: a path that leads nowhere here is looked for among what was handed in and what the course gives.

Notebooks open what lies on the student's own machine: '/content/drive/MyDrive/hw1/data/train.csv',
'C:\\Users\\me\\train.csv', '../Data/train.csv'. Functions that take a path do first what they always do.
Only if there is no such file, or it may not be touched, the longest end of the path that exists is taken
instead: below the directory to work in, then in the course's data, where a file's bare name is enough if it
is the only one. What is written to such a path goes to the same path below the directory to work in. If
nothing is found, the first error comes.
"""

import errno
import os
import posix  # its functions are never replaced
import re
import sys
from collections.abc import Iterator, Sequence

ELSEWHERE = frozenset((errno.ENOENT, errno.EACCES, errno.EPERM, errno.EROFS))  # reasons to look for it
DATA = "data"  # what the folder of the course's data is called
DRIVES = [f"{at}/{name}" for at in ("/content/drive", "/content/gdrive", "/gdrive", "/drive")
          for name in ("MyDrive", "My Drive")]  # fmt: skip
ROOTS = (*DRIVES, "/content", "/kaggle/working", "/tmp", "/var/tmp", "/dev/shm")  # each is where we work
SYSTEM = ("/usr", "/etc", "/bin", "/sbin", "/lib", "/lib64", "/boot", "/proc", "/sys", "/dev", "/run")
MOST_PARTS = 40  # of a path that somebody means
DRIVE_LETTER = re.compile(r"[A-Za-z]:(?=[/\\])")


class Paths:
    """Where files are looked for. Nothing is, before `begin`."""

    def __init__(self) -> None:
        self.work = self.data = ""
        self._roots: tuple[str, ...] = ()
        self._system: tuple[str, ...] = ()
        self._given: dict[str, list[str]] = {}  # paths in the data, by "data/..." in lower case
        self._named: dict[str, list[str]] = {}  # paths of files, by their bare names in lower case
        self._folders = {""}

    def offer(self, data: str) -> None:
        """Learn what lies in the folder of the course's data."""
        self.data = data
        self._given[DATA] = [""]
        for at, folders, names in os.walk(data):
            inner = at[len(data) + 1 :]
            for name in (*folders, *names):
                path = os.path.join(inner, name)
                self._given.setdefault(f"{DATA}/{path}".lower(), []).append(path)
            self._folders |= {os.path.join(inner, name) for name in folders}
            for name in names:
                self._named.setdefault(name.lower(), []).append(os.path.join(inner, name))

    def begin(self, work: str) -> None:
        """Look from now on: first below this directory, which is the process's own."""
        self._roots = tuple(f"{root}/" for root in (work, os.path.dirname(work), *ROOTS))
        self._system = tuple(f"{folder}/" for folder in (*SYSTEM, sys.prefix, sys.base_prefix))
        self.work = work

    # -- where something is -----------------------------------------------------------------------

    def existing(self, path: str) -> str | None:
        """Where something lies that may be meant by a path that leads nowhere."""
        parts = self._parts(path)
        return None if parts is None else self._in_work(parts) or self._in_data(parts)

    def own(self, path: str) -> str | None:
        """The same, among what the process may change."""
        parts = self._parts(path)
        return None if parts is None else self._in_work(parts)

    def place(self, path: str) -> str | None:
        """Where to make what cannot be made at a path. The folder is there, or is made."""
        parts = self._parts(path)
        if not parts:
            return None
        folder = self._in_work(parts[:-1]) or self._made(parts[:-1])
        return folder and os.path.join(folder, parts[-1])

    def given(self, path: str) -> str | None:
        """The folder of the course's that a path leads to, if the process has none of its own."""
        parts = self._parts(path) if self.data else None
        if not parts or self._in_work(parts):
            return None
        found = (self._called(end) for end in _ends(parts))
        return self._path(next((path for path in found if path in self._folders), None))

    def _parts(self, path: str) -> list[str] | None:
        """The names in a path below the directory that stands for ours; None where nothing may be meant."""
        if not (self.work and path):
            return None
        if "\\" in path or DRIVE_LETTER.match(path):
            path = DRIVE_LETTER.sub("", path).replace("\\", "/")
        full = os.path.normpath(os.path.join(_current(), path)).replace("//", "/") + "/"
        root = next((root for root in self._roots if full.startswith(root)), "/")
        if full == "//" or (root == "/" and full.startswith(self._system)):
            return None
        parts = [part for part in full[len(root) :].split("/") if part]
        return parts if len(parts) <= MOST_PARTS else None

    def _in_work(self, parts: Sequence[str]) -> str | None:
        """The longest end of a path that exists below the directory to work in; case decides nothing."""
        if not parts:
            return self.work
        there = {name.lower() for name in _names(self.work)}
        ends = (self._below(parts[n:]) for n, part in enumerate(parts) if part.lower() in there)
        return next(filter(None, ends), None)

    def _below(self, parts: Sequence[str]) -> str | None:
        at = self.work
        for part in parts:
            found = _chosen(part, [name for name in _names(at) if name.lower() == part.lower()])
            if found is None:
                return None
            at = os.path.join(at, found)
        return at

    def _made(self, parts: Sequence[str]) -> str | None:
        at = self.work
        for part in parts:
            at = os.path.join(at, part)
            try:
                posix.mkdir(at)
            except FileExistsError:
                continue
            except OSError:
                return None
        return at

    def _in_data(self, parts: Sequence[str]) -> str | None:
        """The longest end of a path that exists in the data, with their folder or without; else a file."""
        found = (self._called(name) for end in _ends(parts) for name in (end, f"{DATA}/{end}"))
        path = next((path for path in found if path is not None), None)
        return self._path(_chosen("", self._named.get(parts[-1].lower(), [])) if path is None else path)

    def _called(self, name: str) -> str | None:
        return _chosen(name.removeprefix(f"{DATA}/"), self._given.get(name.lower(), []))

    def _path(self, path: str | None) -> str | None:
        return path if path is None else os.path.join(self.data, path).rstrip("/")


def _ends(parts: Sequence[str]) -> Iterator[str]:
    """The ends of a path, the longest first."""
    return ("/".join(parts[start:]) for start in range(len(parts)))


def _chosen(wanted: str, found: Sequence[str]) -> str | None:
    """What is wanted itself, or else the only thing found."""
    if wanted in found:
        return wanted
    return found[0] if len(found) == 1 else None


def _current() -> str:
    try:
        return os.getcwd()
    except OSError:
        return "/"  # it has been removed


def _names(folder: str) -> list[str]:
    try:
        return posix.listdir(folder)
    except OSError:
        return []  # no folder, or not to be read
