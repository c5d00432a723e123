"""Far side: Limits -> what the process may not do. Applied after the fork, before student code is read."""

import ctypes
import os
import resource
import signal
import tempfile
from collections.abc import Iterable
from typing import Any

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
OPEN_FILES = 256
LOOSE = 3_000_000_000  # bytes of address space above the memory limit: thread stacks, arenas, mappings

SCRUBBED = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "PYTHONHASHSEED": "0",
    "MPLBACKEND": "agg",
    "CUDA_VISIBLE_DEVICES": "",
    "PYTHONMALLOC": "malloc",  # with the next line, memory in huge pages: a fork copies half the page tables
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
    **dict.fromkeys(
        ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1"
    ),
}  # the whole environment of a student's process, but for HOME and TMPDIR


def prctl(option: int, value: int) -> None:
    """One prctl(2) call; where there is none (not Linux), nothing happens."""
    call = getattr(ctypes.CDLL(None, use_errno=True), "prctl", None)
    if call is not None and call(option, value, 0, 0, 0) < 0:
        raise OSError(ctypes.get_errno(), f"prctl({option})")


def die_with_parent(parent: int) -> None:
    """Have the kernel kill this process when its parent ends.

    Raises:
        SystemExit: the parent has ended already.
    """
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        raise SystemExit(1)


def adopt_orphans() -> None:
    """Make orphaned descendants children of this process, so that none gets away."""
    prctl(PR_SET_CHILD_SUBREAPER, 1)


def confine(limits: dict[str, Any], home: str, keep: Iterable[int]) -> None:
    """Take away what a student's process does not need.

    Args:
        limits: `memory` and `disk` in bytes, `processes` a count.
        home: the only directory it is meant to write to; becomes the working directory.
        keep: file descriptors to leave open beside 0, 1 and 2, which are pointed at nothing.
    """
    os.setsid()
    os.chdir(home)
    os.environ.update(HOME=home, TMPDIR=home)
    tempfile.tempdir = None
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, OPEN_FILES)
    _limit(resource.RLIMIT_FSIZE, limits["disk"])
    _limit(resource.RLIMIT_DATA, limits["memory"])
    _limit(resource.RLIMIT_AS, limits["memory"] + LOOSE)
    _limit(resource.RLIMIT_NPROC, _processes_of_this_user() + limits["processes"])
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a file too large is an OSError in Python
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    close_all(set(keep) | {0, 1, 2})


def close_all(keep: set[int]) -> None:
    """Close every file descriptor but these."""
    for name in os.listdir("/dev/fd"):
        if int(name) not in keep:
            try:
                os.close(int(name))
            except OSError:
                continue  # the descriptor that listed the directory is closed already


def _limit(which: int, value: int) -> None:
    hard = resource.getrlimit(which)[1]
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(which, (value, value))


def _processes_of_this_user() -> int:
    """NPROC counts all tasks of the user: what runs already must not count against the student."""
    mine = os.getuid()
    count = 0
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                if os.stat(f"/proc/{name}").st_uid == mine:
                    count += len(os.listdir(f"/proc/{name}/task"))
            except OSError:
                continue  # it ended while we counted
    return count
