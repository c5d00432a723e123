"""Far side: the course's data for an assignment, where every worker may read them and none may write them."""

import errno
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from autograder.sandbox import leftovers
from autograder.sandbox.paths import DATA
from autograder.sandbox.tiers import NAMESPACES, UID, Plan
from autograder.sandbox.visible import Unsuitable, within

TO_READ, TO_LIST = 0o444, 0o555
OTHERS = 0o007


def prepared(data: str, hide: list[str], plan: Plan) -> str:
    """The zygote's folder on disk: with a copy of the data in it, unless workers can see them as they lie.

    Args:
        data: the path of the course's data, "" for none.
        hide: folders that no student may read.
        plan: whether workers have a view of their own, and so need no folder for anything else.

    Raises:
        Unsuitable: the data cannot be read or copied, or hold what is to be hidden.
    """
    if data and (around := [folder for folder in hide if within(folder, [data])]):
        raise Unsuitable(f"{around[0]} lies inside {data}, which student code must read; move it")
    folder = ""
    try:
        if NAMESPACES in plan and (not data or can_be_shown(data)):
            return ""
        folder = leftovers.make_folder()
        if data and NAMESPACES not in plan and UID in plan:
            check_the_way(Path(folder))
        if data:
            copy(data, os.path.join(folder, DATA))
    except OSError as error:
        if folder:
            leftovers.remove(Path(folder))
        why = f"{error.filename}: {error.strerror}"
        raise Unsuitable(f"the data in {data} cannot be given to student code ({why})") from None
    return folder


def check_the_way(folder: Path) -> None:
    """See that other users can pass through all that a folder lies in.

    Raises:
        PermissionError: they cannot.
    """
    for around in folder.parents:
        if not around.stat().st_mode & stat.S_IXOTH:
            raise PermissionError(errno.EACCES, "closed to other users; set TMPDIR to another folder", around)


def can_be_shown(data: str) -> bool:
    """Whether any user may read all that lies in a folder, and no link or device is among it.

    Raises:
        OSError: we cannot read it either.
    """
    for path in (data, *_below(data)):
        mode = os.lstat(path).st_mode
        wanted = TO_LIST if stat.S_ISDIR(mode) else TO_READ
        if not (stat.S_ISDIR(mode) or stat.S_ISREG(mode)) or wanted & OTHERS & ~mode:
            return False
    return True


def copy(data: str, to: str) -> None:
    """Copy a folder for any user to read; links that lead out of it are left out.

    Raises:
        OSError: it cannot be read, or there is no room.
    """
    os.mkdir(to)
    folders = [to]
    for path in _below(data):
        copied = os.path.join(to, os.path.relpath(path, data))
        if os.path.islink(path):
            target = os.path.realpath(path)
            if os.path.exists(target) and within(target, [data]):
                os.symlink(os.path.relpath(target, os.path.dirname(path)), copied)
        elif os.path.isdir(path):
            os.mkdir(copied)
            folders.append(copied)
        elif os.path.isfile(path):
            shutil.copyfile(path, copied)
            os.chmod(copied, TO_READ)
    for folder in folders:
        os.chmod(folder, TO_LIST)


def _below(data: str) -> Iterator[str]:
    """All that lies below a folder, folders before what is in them."""
    for at, folders, names in os.walk(data, onerror=_refuse):
        yield from (os.path.join(at, name) for name in (*folders, *names))


def _refuse(error: OSError) -> None:
    raise error
