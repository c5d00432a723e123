"""Near side: the directory that one submission's process works in, whatever is done to it."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path


class Home:
    """A directory, and a copy of how loading left it.

    Args:
        parent: the folder in which both are made.
    """

    def __init__(self, parent: str) -> None:
        self.parent = parent
        self.path = Path(tempfile.mkdtemp(dir=parent))
        self.pristine: Path | None = None
        self._held = os.open(self.path, os.O_RDONLY)  # while it is held, no other can have its number

    def empty(self) -> bool:
        """Remove what is in it; whether it is still the directory that the process works in."""
        if self.path.is_symlink() or not self.path.is_dir():
            remove(self.path)
            self.path.mkdir(mode=0o700)
        self.path.chmod(0o700)
        for path in self.path.iterdir():
            remove(path)
        if self._is_held():
            return True
        os.close(self._held)
        self._held = os.open(self.path, os.O_RDONLY)
        return False

    def _is_held(self) -> bool:
        return os.path.samestat(os.fstat(self._held), os.stat(self.path))

    def remember(self) -> None:
        """Keep a copy of what loading left behind, so that each task starts from it.

        Raises:
            OSError, RecursionError: it cannot be copied, on purpose most likely.
        """
        self._forget()
        if any(self.path.iterdir()):
            self.pristine = Path(tempfile.mkdtemp(dir=self.parent))
            _copy(self.path, self.pristine)

    def restore(self) -> bool:
        """Make it as it was when remembered; whether it is still the directory that the process works in."""
        same = self.empty()
        if self.pristine is not None:
            _copy(self.pristine, self.path)
        return same

    def remove(self) -> None:
        """Remove the directory and the copy."""
        self._forget()
        remove(self.path)
        os.close(self._held)

    def _forget(self) -> None:
        if self.pristine is not None:
            remove(self.pristine)
        self.pristine = None


def remove(path: Path) -> None:
    """Remove a file, a link or a folder; one nested too deeply for Python, or locked, by rm."""
    try:
        if path.is_symlink() or not path.is_dir():
            path.unlink(missing_ok=True)
        else:
            shutil.rmtree(path)
    except (OSError, RecursionError):
        subprocess.run(["chmod", "-R", "u+rwx", str(path)], check=False, stderr=subprocess.DEVNULL)
        subprocess.run(["rm", "-rf", str(path)], check=False, stderr=subprocess.DEVNULL)


def _copy(source: Path, target: Path) -> None:
    """Copy regular files and folders; links, pipes and devices are left out."""
    for path in source.iterdir():
        if path.is_symlink():
            continue
        if path.is_dir():
            (target / path.name).mkdir()
            _copy(path, target / path.name)
        elif path.is_file():
            shutil.copyfile(path, target / path.name)
