"""Near side: how much lies in a directory, counted from outside, whatever was done to it."""

import contextlib
import itertools
import os
import stat

ENTRY = 4096  # bytes that a file or folder counts at least
MOST_ENTRIES = 100_000
MOST_DEPTH = 64


def disk_used(home: int, most: int) -> int:
    """The bytes that lie below the open directory `home`; counting stops at the first sum above `most`.

    Holes in files are free, a file with two names counts once. What cannot be counted (folders in folders
    without end, a folder that cannot be listed) counts as more than `most`.
    """
    return _Count(most).total(home)


def unnamed(pids: list[int]) -> int:
    """The bytes of files that these processes have open and that no folder lists any more."""
    found = {}
    for pid in pids:
        try:
            descriptors = os.listdir(f"/proc/{pid}/fd")
        except OSError:
            continue  # it has ended, or is another user's
        for descriptor in descriptors:
            with contextlib.suppress(OSError):  # closed meanwhile
                file = os.stat(f"/proc/{pid}/fd/{descriptor}")
                if stat.S_ISREG(file.st_mode) and not file.st_nlink:
                    found[file.st_dev, file.st_ino] = 512 * file.st_blocks
    return sum(found.values())


class _Count:
    """One count under way."""

    def __init__(self, most: int) -> None:
        self.most, self.used, self.entries = most, 0, 0
        self.seen: set[tuple[int, int]] = set()

    def total(self, home: int) -> int:
        try:
            self._folder(home, 0)
        except (_Enough, OSError):
            return max(self.used, self.most + 1)
        return self.used

    def _folder(self, folder: int, depth: int) -> None:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in itertools.islice(entries, MOST_ENTRIES + 1)]
        for name in names:
            try:
                self._entry(folder, name, depth)
            except FileNotFoundError:
                continue  # removed while we counted

    def _entry(self, folder: int, name: str, depth: int) -> None:
        found = os.stat(name, dir_fd=folder, follow_symlinks=False)
        self._add(found)
        if not stat.S_ISDIR(found.st_mode):
            return
        if depth == MOST_DEPTH:
            raise _Enough
        inner = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=folder)
        try:
            self._folder(inner, depth + 1)
        finally:
            os.close(inner)

    def _add(self, found: os.stat_result) -> None:
        self.entries += 1
        if found.st_nlink > 1 and not stat.S_ISDIR(found.st_mode):
            if (found.st_dev, found.st_ino) in self.seen:
                return
            self.seen.add((found.st_dev, found.st_ino))
        self.used += max(ENTRY, 512 * found.st_blocks)
        if self.used > self.most or self.entries > MOST_ENTRIES:
            raise _Enough


class _Enough(Exception):
    """The sum is above what may be, or there is no end to it."""
