"""Near side: the directory that one submission's process works in, seen through an open descriptor.

Nothing here follows a link or a name that leads out of it, whatever is done to it meanwhile.
"""

import os
import shutil
import stat
from collections.abc import Iterator

Kept = dict[str, bytes | None]  # by path; None for a folder
LISTING = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
READING = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
MAKING = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
OPEN_TO_OWNER = 0o700


class Home:
    """A directory, and a copy of how loading left it.

    Args:
        descriptor: of the directory; closed in the end.
    """

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.pristine: Kept = {}

    def remember(self, most: int) -> None:
        """Keep a copy of what loading left behind, at most so many bytes; each task starts from it.

        Raises:
            OSError, RecursionError: it cannot be copied, on purpose most likely.
        """
        self.pristine = {}
        left = most
        for path, data in _contents(self.descriptor, "", most):
            self.pristine[path] = data
            left -= len(data or b"")
            if left < 0:
                raise OSError("there is more in it than there may be")

    def restore(self) -> bool:
        """Make it as it was when remembered; whether that was possible."""
        try:
            _clear(self.descriptor)
            self._fill()
            os.utime(self.descriptor, (0, 0))
            return os.fstat(self.descriptor).st_nlink > 0
        except (OSError, RecursionError):
            return False

    def _fill(self) -> None:
        owner = os.fstat(self.descriptor).st_uid
        for path, data in self.pristine.items():
            folder, _, name = path.rpartition("/")
            within = _opened(self.descriptor, folder)
            try:
                _make(within, name, data, owner)
            finally:
                os.close(within)

    def close(self) -> None:
        """Let go of it; where it is a file system of its own, it ends here."""
        os.close(self.descriptor)


def _contents(folder: int, at: str, most: int) -> Iterator[tuple[str, bytes | None]]:
    """Folders before what is in them, and regular files; links, pipes and devices are left out."""
    for name in sorted(os.listdir(folder)):
        mode = os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode
        if stat.S_ISDIR(mode):
            yield at + name, None
            inner = os.open(name, LISTING, dir_fd=folder)
            try:
                yield from _contents(inner, f"{at}{name}/", most)
            finally:
                os.close(inner)
        elif stat.S_ISREG(mode):
            with open(os.open(name, READING, dir_fd=folder), "rb") as file:
                yield at + name, file.read(most + 1)


def _clear(folder: int) -> None:
    """Remove all that is in it, and whatever can be kept in its own marks."""
    os.fchmod(folder, OPEN_TO_OWNER)
    for mark in os.listxattr(folder):
        os.removexattr(folder, mark)
    for name in os.listdir(folder):
        try:
            os.unlink(name, dir_fd=folder)
        except IsADirectoryError:
            shutil.rmtree(name, dir_fd=folder)


def _opened(folder: int, path: str) -> int:
    """A descriptor of a folder below this one, reached step by step."""
    at = os.dup(folder)
    for name in filter(None, path.split("/")):
        inner = os.open(name, LISTING, dir_fd=at)
        os.close(at)
        at = inner
    return at


def _make(folder: int, name: str, data: bytes | None, owner: int) -> None:
    if data is None:
        os.mkdir(name, OPEN_TO_OWNER, dir_fd=folder)
    made = os.open(name, LISTING if data is None else MAKING, 0o600, dir_fd=folder)
    try:
        if owner != os.geteuid():
            os.fchown(made, owner, -1)
        if data is not None:
            with open(made, "wb", closefd=False) as file:
                file.write(data)
    finally:
        os.close(made)
