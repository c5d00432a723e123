"""Far side: the zygote's folder for directories to work in, and how it goes even if the zygote is killed."""

import fcntl
import os
import shutil
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

PREFIX = "autograder-"
YOUNG = 60  # seconds in which a folder may be new and not yet held


def make_folder() -> str:
    """A new folder, held by an open file as long as this process lives; others' abandoned ones go."""
    for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if is_abandoned(path):
            remove(path)
    folder = tempfile.mkdtemp(prefix=PREFIX)
    os.chmod(folder, 0o711)  # to be passed through by the users who work below it
    fcntl.flock(os.open(folder, os.O_RDONLY), fcntl.LOCK_EX)
    return folder


def is_abandoned(path: Path) -> bool:
    """Whether a folder of this kind is ours to remove: of our own user, not new, held by nobody."""
    with suppress(OSError):
        facts = path.lstat()
        if path.is_symlink() or facts.st_uid != os.getuid() or time.time() - facts.st_mtime < YOUNG:
            return False
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        finally:
            os.close(descriptor)
    return False


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
