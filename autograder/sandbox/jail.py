"""Far side: namespaces. A view of the machine that holds the interpreter and an empty place to work.

`enter` is for the zygote, once, after all it preloads; `private` for each worker.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from autograder.sandbox import syscalls
from autograder.sandbox.visible import DEVICES, outermost

WORK = "/autograder-home/work"  # where a worker's own file system is mounted
DATA = "/autograder-home/data"  # where the course's data are, if it gives any
BASE, OLD, NEW = "/tmp", "/old", "/new"  # while the view is built
WRITTEN_BY_MANY = ("/tmp", "/var/tmp", "/dev/shm")  # links to WORK: one size holds for all of them
LINKS = {"/dev/fd": "/proc/self/fd", "/dev/stdin": "/proc/self/fd/0", "/dev/stdout": "/proc/self/fd/1"}
USERS = {"/etc/passwd": "root:x:0:0::/:/bin/false\n", "/etc/group": "root:x:0:\n"}
MOST_FILES = 4096
INSIDE = 1000  # the uid and gid that an ordinary user has in a namespace of its own
ESCAPED = re.compile(r"\\([0-7]{3})")  # how mountinfo writes a space, a tab, a line's end, a backslash
NOT_RUN = syscalls.NO_SUID | syscalls.NO_DEVICES | syscalls.NO_EXEC


def user_namespace() -> None:
    """Become the owner of a new user namespace: all rights inside, none outside."""
    uid, gid = os.geteuid(), os.getegid()
    syscalls.unshare(syscalls.NEW_USER)
    syscalls.prctl(syscalls.PR_SET_DUMPABLE, 1)  # else these files belong to root
    Path("/proc/self/setgroups").write_text("deny", encoding="utf-8")
    Path("/proc/self/uid_map").write_text(f"{INSIDE} {uid} 1", encoding="utf-8")
    Path("/proc/self/gid_map").write_text(f"{INSIDE} {gid} 1", encoding="utf-8")


def enter(readable: Iterable[str], data: str = "") -> None:
    """Leave this machine's files and network for a new root: `readable` at its old paths, `data` at DATA.

    Nothing of it can be written.
    """
    readable = list(readable)
    places = {path: path for path in outermost(map(os.path.realpath, readable))}
    places |= {os.path.realpath(data): DATA} if data else {}
    separate()
    syscalls.mount("tmpfs", BASE, "tmpfs", syscalls.NO_SUID | syscalls.NO_DEVICES, "size=1m,mode=755")
    os.mkdir(BASE + OLD)
    os.mkdir(BASE + NEW)
    syscalls.mount(BASE + NEW, BASE + NEW, None, syscalls.BIND)
    syscalls.pivot_root(BASE, BASE + OLD)
    os.chdir("/")
    for path, place in places.items():
        _bind(path, place)
    for path in readable:
        _link(path)
    for target in _mounted_below(NEW):
        _remount_read_only(target, syscalls.NO_SUID)
    for device in DEVICES:
        _bind(device, device)
    _furnish()
    syscalls.mount("proc", NEW + "/proc", "proc", NOT_RUN)  # while the old one can still be seen
    os.chdir(NEW)
    _remount_read_only(NEW, 0)
    syscalls.pivot_root(".", ".")
    syscalls.unmount(".")
    os.chdir("/")


def separate() -> None:
    """Mounts, network, queues and names of our own; what is mounted from here on stays here."""
    new = syscalls.NEW_MOUNTS | syscalls.NEW_NETWORK | syscalls.NEW_IPC | syscalls.NEW_UTS
    syscalls.unshare(new)
    syscalls.mount(None, "/", None, syscalls.RECURSIVE | syscalls.PRIVATE)


def private(size: int, owner: int | None) -> str:
    """In the view: a fresh place to work of at most `size` bytes, and a /proc of one's own processes.

    The place's path is returned. It belongs to `owner`, if given; it ends with the last process in it.
    """
    syscalls.unshare(syscalls.NEW_MOUNTS | syscalls.NEW_NETWORK | syscalls.NEW_IPC)
    whose = "" if owner is None else f",uid={owner},gid={owner}"
    options = f"size={size},nr_inodes={MOST_FILES},mode=700{whose}"
    syscalls.mount("tmpfs", WORK, "tmpfs", syscalls.NO_SUID | syscalls.NO_DEVICES, options)
    syscalls.mount("proc", "/proc", "proc", NOT_RUN)
    return WORK


def _furnish() -> None:
    for folder in ("/proc", WORK):
        os.makedirs(NEW + folder, exist_ok=True)
    for link, target in {**LINKS, **dict.fromkeys(WRITTEN_BY_MANY, WORK)}.items():
        if not os.path.lexists(NEW + link):
            os.makedirs(os.path.dirname(NEW + link), exist_ok=True)
            os.symlink(target, NEW + link)
    for path, text in USERS.items():
        os.makedirs(os.path.dirname(NEW + path), exist_ok=True)
        Path(NEW + path).write_text(text, encoding="utf-8")


def _link(path: str) -> None:
    """Make the links on the way to a path anew; what they lead to is there already."""
    at = ""
    parts = path.strip("/").split("/")
    for number, part in enumerate(parts):
        at = f"{at}/{part}"
        if os.path.islink(OLD + at):
            target = os.readlink(OLD + at)
            if not os.path.lexists(NEW + at):
                os.makedirs(os.path.dirname(NEW + at), exist_ok=True)
                os.symlink(target, NEW + at)
            _link(os.path.normpath(os.path.join(os.path.dirname(at), target, *parts[number + 1 :])))
            return


def _bind(path: str, place: str) -> None:
    if os.path.isdir(OLD + path):
        os.makedirs(NEW + place, exist_ok=True)
    else:
        os.makedirs(os.path.dirname(NEW + place), exist_ok=True)
        Path(NEW + place).touch()
    syscalls.mount(OLD + path, NEW + place, None, syscalls.BIND | syscalls.RECURSIVE)


def _mounted_below(folder: str) -> list[str]:
    """Where something is mounted: what was bound, and what was mounted somewhere in it."""
    lines = Path(OLD + "/proc/self/mountinfo").read_text("utf-8", "surrogateescape").splitlines()
    targets = [ESCAPED.sub(lambda found: chr(int(found[1], 8)), line.split()[4]) for line in lines]
    return [target for target in targets if target.startswith(f"{folder}/") and os.path.exists(target)]


def _remount_read_only(target: str, more: int) -> None:
    """Flags that the mount has already must be said again: an ordinary user may not take them off."""
    have = os.statvfs(target).f_flag
    kept = {os.ST_NOSUID: syscalls.NO_SUID, os.ST_NODEV: syscalls.NO_DEVICES, os.ST_NOEXEC: syscalls.NO_EXEC}
    flags = sum(flag for bit, flag in kept.items() if have & bit) | more
    syscalls.mount(None, target, None, syscalls.REMOUNT | syscalls.BIND | syscalls.READ_ONLY | flags)
