"""Near side: what a process tree uses, and its end. Reads /proc; sends signals."""

import os
import select
import signal
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
MOST_MEMBERS = 100_000  # of a tree: more than any limit on processes
MOST_ROUNDS = 1000  # of stopping, where forks come faster than they can be stopped
PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


@dataclass(frozen=True, slots=True)
class Usage:
    """What some processes use, added up."""

    cpu: float  # seconds, with those of the children they have waited for
    tasks: int  # processes and threads
    resident: int  # bytes in memory; a page counts in each process that has it


class Process:
    """A process, never taken for another one that is given its number after its end."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._handle: int | None = None
        if hasattr(os, "pidfd_open"):
            with suppress(ProcessLookupError):
                self._handle = os.pidfd_open(pid)

    def lives(self) -> bool:
        """Whether it has not ended; where the system cannot say, it is believed to live."""
        if self._handle is None:
            return not hasattr(os, "pidfd_open")
        poll = select.poll()
        poll.register(self._handle, select.POLLIN)
        return not poll.poll(0)

    def signal(self, number: int) -> None:
        """Send a signal; a process that has ended needs none."""
        with suppress(ProcessLookupError):
            if self._handle is not None:
                signal.pidfd_send_signal(self._handle, number)
            elif not hasattr(os, "pidfd_open"):
                os.kill(self.pid, number)

    def kill_tree(self) -> None:
        """End it and all its descendants, if it lives."""
        if self.lives():
            kill_tree(self.pid)

    def children(self) -> list[int]:
        """Its live children, if it lives."""
        return children(self.pid) if self.lives() else []

    def close(self) -> None:
        """Let go of it."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


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
    waiting = [pid]
    for _ in range(MOST_MEMBERS):
        if not waiting:
            return
        yield (member := waiting.pop())
        waiting += reversed(children(member))


def delayed(pids: list[int]) -> float:
    """Seconds for which these processes could have run and waited for a processor; 0 where nobody counts."""
    total = 0
    for pid in pids:
        with suppress(OSError, IndexError):  # it has ended, or the kernel does not tell
            total += int(Path(f"/proc/{pid}/schedstat").read_bytes().split()[1])
    return total / 1e9


def exact_seconds(pids: list[int]) -> float:
    """Seconds for which the threads of these processes had a processor, finer than the clock's ticks.

    It is as `cpu_seconds` says where nobody counts.
    """
    total = 0
    for pid in pids:
        with suppress(OSError, IndexError):
            for path in Path(f"/proc/{pid}/task").iterdir():
                total += int((path / "schedstat").read_bytes().split()[0])
    return total / 1e9 if total else cpu_seconds(pids)


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
    """The fields of /proc/PID/stat from the state on; zeros for a process that is gone.

    What stands before them is the process's own name for itself, in any bytes.
    """
    try:
        return Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].decode().split()
    except OSError:
        return ["X", *["0"] * 40]


def threads(pid: int) -> int:
    """How many threads a process has."""
    return int(_stat(pid)[17])


def kill_tree(pid: int) -> None:
    """End a process and all its descendants; stopped first, so that none forks meanwhile.

    Each is held by a handle, so that whoever is given the number of one that has ended is not taken for it.
    Who escapes by losing its parent, the zygote ends.
    """
    stopped: dict[int, Process] = {}
    quiet = 0  # rounds in which nobody new was found alive; between two, nobody can have been born
    try:
        for _ in range(MOST_ROUNDS):
            gone = [member for member, process in stopped.items() if not process.lives()]
            for member in gone:
                stopped.pop(member).close()
            found = [member for member in tree(pid) if member not in stopped]
            for member in found:
                stopped[member] = Process(member)
                stopped[member].signal(signal.SIGSTOP)
            quiet = 0 if any(stopped[member].lives() for member in found) else quiet + 1
            if quiet == 2:
                break
        for process in stopped.values():
            process.signal(signal.SIGKILL)
    finally:
        for process in stopped.values():
            process.close()
