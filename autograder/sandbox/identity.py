"""Far side: a user id that nobody else has, and the end of all that runs under it."""

import os
import secrets
import signal
from contextlib import suppress
from pathlib import Path

from autograder.sandbox.leftovers import remove

LOWEST, COUNT = 1_879_048_192, 1 << 28  # above the ids that systemd gives to containers, all unused
FEW_LOWEST, FEW = 60_000, 5_000  # where only the first 65,536 ids exist
ATTEMPTS = 20  # to end what keeps forking
SHARED = ("/dev/shm", "/tmp", "/var/tmp")  # folders in which every user may leave files


def unused() -> int:
    """A user id at random out of a range that is nobody's."""
    for line in Path("/proc/self/uid_map").read_text(encoding="utf-8").splitlines():
        first, _, count = map(int, line.split())
        if first + count >= LOWEST + COUNT:
            return LOWEST + secrets.randbelow(COUNT)
    return FEW_LOWEST + secrets.randbelow(FEW)


def become(uid: int) -> None:
    """Be this user and in this user's group only; rights of root end with it."""
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)


def sweep(uid: int) -> None:
    """End every process of this user and remove what it left in shared folders."""
    for _ in range(ATTEMPTS):
        pid = os.fork()
        if pid == 0:
            try:
                become(uid)
                os.kill(-1, signal.SIGKILL)  # all that this user may kill: its own, at one stroke
            finally:
                os._exit(0)
        os.waitpid(pid, 0)
        if not processes_of(uid):  # only after a stroke: a list misses who forks while it is made
            break
    for folder in SHARED:
        with suppress(OSError):  # not there, or not ours to read
            for entry in os.scandir(folder):
                if entry.stat(follow_symlinks=False).st_uid == uid:
                    remove(Path(entry.path))


def processes_of(uid: int) -> list[int]:
    """The processes of a user that still run."""
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        with suppress(OSError):  # it has ended meanwhile
            facts = dict(line.split(":", 1) for line in _lines(f"/proc/{name}/status") if ":" in line)
            if int(facts["Uid"].split()[0]) == uid and facts["State"].split()[0] not in "ZX":
                found.append(int(name))
    return found


def _lines(path: str) -> list[str]:
    return Path(path).read_text(encoding="utf-8", errors="replace").splitlines()
