"""Far side: a fork of the zygote becomes a student's process. Applied before student code is read.

The order matters: what needs rights comes first (memory score, namespaces), then limits, then the rights
go, then Landlock and the filter, which would forbid the rest.
"""

import os
import resource
import signal
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.sandbox import identity, jail, landlock, seccomp, syscalls, visible
from autograder.sandbox.tiers import CLOSED, LANDLOCK, LIMITS, NAMESPACES, SECCOMP, UID, Plan

LOOSE = 3_000_000_000  # bytes of address space above the memory limit: thread stacks, arenas, mappings
NO_DUMP = 1  # the limit with which the kernel writes no core file and starts no program for one either
OWN = 2  # the worker and its snapshot, beside what they start
OTHERS = 500  # processes that a user may start elsewhere meanwhile, where the user is the grader's own

SCRUBBED = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "USER": "student",
    "LOGNAME": "student",
    "PYTHONHASHSEED": "0",
    "MPLBACKEND": "agg",
    "CUDA_VISIBLE_DEVICES": "",
    "PYTHONMALLOC": "malloc",  # with the next line, memory in huge pages: a fork copies half the page tables
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
    **dict.fromkeys(
        ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1"
    ),
}  # the whole environment of a student's process, but for HOME and TMPDIR


@dataclass(frozen=True, slots=True)
class Confinement:
    """What the zygote has worked out once and every worker is held by.

    Attributes:
        plan: the layers; each of them is applied, or the worker does not begin.
        readable: the files and folders that can be seen.
        program: the filter for system calls, where there is one.
    """

    plan: Plan
    readable: tuple[str, ...]
    program: bytes

    @classmethod
    def of(cls, plan: Plan, readable: Iterable[str]) -> "Confinement":
        """Prepare what all workers share."""
        separated = NAMESPACES in plan
        filtered = SECCOMP in plan
        apart = separated or UID in plan  # from the user's own files and processes
        signals = apart or landlock.version() >= landlock.OUTSIDE_REACH
        program = seccomp.program(separated, apart, signals) if filtered else b""
        return cls(plan, tuple(readable), program)

    def apply(self, limits: dict[str, Any], home: str, uid: int, keep: int) -> tuple[list[str], int]:
        """Take away what a student's process does not need.

        Args:
            limits: the fields of model.Limits; sizes in bytes.
            home: the directory to work in, unless the worker has a view of its own.
            uid: the user to become, if the plan has that layer.
            keep: a descriptor to leave open.

        Returns:
            The layers that hold now, and a descriptor of the directory it works in; beside 0, 1, 2 and
            `keep` that is the only one.

        Raises:
            OSError: a layer of the plan does not hold.
        """
        held = [CLOSED] if CLOSED in self.plan else []  # which is the course's, not this process's
        os.setsid()
        _offer_to_the_memory_killer()
        if NAMESPACES in self.plan:
            home = jail.private(limits["disk"], uid if UID in self.plan else None)
            held.append(NAMESPACES)
        work = _work_in(home)
        self._change_user(uid)
        held += [UID] if UID in self.plan else []
        self._limit_processes(limits["processes"])
        limit(limits)
        held.append(LIMITS)
        stand_alone({keep, work})
        syscalls.no_new_privileges()
        syscalls.prctl(syscalls.PR_SET_DUMPABLE, 1)  # its /proc/self stays its own
        if LANDLOCK in self.plan:
            landlock.restrict(self._rules(home))
            held.append(LANDLOCK)
        if self.program:
            seccomp.install(self.program)
            held.append(SECCOMP)
        return held, work

    def _change_user(self, uid: int) -> None:
        """Give up the rights of root, or of a namespace's owner."""
        if UID in self.plan:
            identity.become(uid)
        elif self.plan.user_namespace:
            jail.user_namespace()  # one more: its processes are counted apart from other workers'
            syscalls.drop_capabilities()
        elif os.geteuid() == 0:
            syscalls.drop_capabilities()

    def _limit_processes(self, most: int) -> None:
        """The kernel counts by user: the worker's own processes, or with them all that the user runs."""
        alone = UID in self.plan or self.plan.user_namespace
        _limit(resource.RLIMIT_NPROC, most + (OWN if alone else _tasks_of_all() + OTHERS))

    def _rules(self, home: str) -> landlock.Rules:
        if NAMESPACES in self.plan:
            return landlock.Rules(["/"], [home], visible.DEVICES)
        return landlock.Rules([*self.readable, *visible.PROCESSOR], [home], visible.DEVICES)


def limit(limits: dict[str, Any]) -> None:
    """The kernel's limits for one process: memory, size of files; no core files."""
    _limit(resource.RLIMIT_CORE, NO_DUMP)
    _limit(resource.RLIMIT_FSIZE, limits["file"])
    _limit(resource.RLIMIT_DATA, limits["memory"])
    _limit(resource.RLIMIT_AS, limits["memory"] + LOOSE)


def limit_open_files(limits: dict[str, Any]) -> None:
    """To be said last: below the number of descriptors that the user has under way, none can be sent."""
    _limit(resource.RLIMIT_NOFILE, limits["files"])


def stand_alone(keep: set[int]) -> None:
    """Signals as they are by default, standard streams at nothing, no other descriptor but these."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a file too large is an OSError in Python
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    close_all(keep | {0, 1, 2})


def die_with_parent(parent: int) -> None:
    """Have the kernel kill this process when its parent ends; to be said after a change of user.

    Raises:
        SystemExit: the parent has ended already.
    """
    syscalls.prctl(syscalls.PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        raise SystemExit(1)


def adopt_orphans() -> None:
    """Make orphaned descendants children of this process, so that none gets away."""
    syscalls.prctl(syscalls.PR_SET_CHILD_SUBREAPER, 1)


def close_all(keep: set[int]) -> None:
    """Close every file descriptor but these."""
    folder = "/proc/self/fd" if os.path.isdir("/proc/self/fd") else "/dev/fd"
    for name in os.listdir(folder):
        if int(name) not in keep:
            try:
                os.close(int(name))
            except OSError:
                continue  # the descriptor that listed the directory is closed already


def _offer_to_the_memory_killer() -> None:
    """When the machine runs out of memory, this process goes first."""
    score = Path("/proc/self/oom_score_adj")
    if score.exists():
        score.write_text("1000", encoding="utf-8")


def _tasks_of_all() -> int:
    """The processes and threads of the whole machine: no fewer than any user has."""
    try:
        return int(Path("/proc/loadavg").read_text(encoding="utf-8").split()[3].partition("/")[2])
    except OSError:
        return 0  # a system without /proc


def _work_in(home: str) -> int:
    os.chdir(home)
    os.environ.update(HOME=home, TMPDIR=home)
    tempfile.tempdir = None
    return os.open(".", os.O_RDONLY | os.O_DIRECTORY)


def _limit(which: int, value: int) -> None:
    hard = resource.getrlimit(which)[1]
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(which, (value, value))
