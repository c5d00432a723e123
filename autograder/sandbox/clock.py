"""Near side: what a process tree uses, and its end. Reads /proc; sends signals."""

import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


@dataclass(frozen=True, slots=True)
class Usage:
    """What some processes use, added up."""

    cpu: float  # seconds, with those of the children they have waited for
    tasks: int  # processes and threads
    resident: int  # bytes in memory; a page counts in each process that has it


def children(pid: int) -> list[int]:
    """The live children of a process, of all its threads."""
    found: list[int] = []
    try:
        for task in os.listdir(f"/proc/{pid}/task"):
            found += map(int, Path(f"/proc/{pid}/task/{task}/children").read_text().split())
    except OSError:
        return found  # it has ended meanwhile, and with it its list of children
    return found


def tree(pid: int) -> Iterator[int]:
    """A process and all its descendants, parents first."""
    yield pid
    for child in children(pid):
        yield from tree(child)


def cpu_seconds(pids: list[int]) -> float:
    """CPU seconds used by these processes and the children they have waited for."""
    return sum(sum(map(int, _stat(pid)[11:15])) for pid in pids) / TICK


def usage(pids: list[int]) -> Usage:
    """What these processes use, asked of the kernel once for each."""
    stats = [_stat(pid) for pid in pids]
    cpu = sum(sum(map(int, stat[11:15])) for stat in stats) / TICK
    tasks = sum(max(1, int(stat[17])) for stat in stats)
    return Usage(cpu, tasks, PAGE * sum(max(0, int(stat[21])) for stat in stats))


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat from the state on; zeros for a process that is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ["X", *["0"] * 40]


def threads(pid: int) -> int:
    """How many threads a process has."""
    return int(_stat(pid)[17])


def kill_tree(pid: int) -> None:
    """End a process and all its descendants; stopped first, so that none forks meanwhile.

    Who escapes by losing its parent, the zygote ends.
    """
    stopped: list[int] = []
    while found := [member for member in tree(pid) if member not in stopped]:
        for member in found:
            kill(member, signal.SIGSTOP)
        stopped += found
    for member in stopped:
        kill(member, signal.SIGKILL)


def kill(pid: int, number: int) -> None:
    """Send a signal; a process that is gone needs none."""
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return
