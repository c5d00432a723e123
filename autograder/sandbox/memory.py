"""Near side: how much memory a process tree holds. A page that a fork shares with its parent counts once."""

import os
import re
from pathlib import Path

from autograder.sandbox.clock import PAGE

SELDOM = 4  # while the quick sum is over, the exact one is taken at every fourth look: it takes milliseconds
SHARES = re.compile(r"^Pss_(?:Anon|Shmem): +(\d+) kB$", re.MULTILINE)


class Memory:
    """Watches one tree, look by look.

    The quick sum counts shared pages in each process that has them, so it is an upper bound. Only when it
    is over the limit, each page is divided by the number of its holders. Where the kernel does not let us
    see that (of another user's process, without the right to trace it), a lower bound takes its place: what
    the first process holds, and by how much each of the others has grown since it was first seen.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._over = 0
        self._least: dict[int, int] = {}

    def over(self, pids: list[int], resident: int) -> bool:
        """Whether these processes, parents first, together hold more than the limit.

        Args:
            resident: the sum of what each has in memory.
        """
        if len(pids) > 1:
            self._note(pids)
        if resident <= self.limit:
            self._over = 0
            return False
        self._over += 1
        if self._over % SELDOM != 1:
            return False
        held = shares(pids)
        return (self._grown(pids) if held is None else held) > self.limit

    def _note(self, pids: list[int]) -> None:
        for pid in pids[1:]:
            now = anonymous(pid)
            self._least[pid] = min(now, self._least.get(pid, now))

    def _grown(self, pids: list[int]) -> int:
        first, *others = pids
        return anonymous(first) + sum(max(0, anonymous(pid) - self._least.get(pid, 0)) for pid in others)


def shares(pids: list[int]) -> int | None:
    """The processes' shares, in bytes, of the memory that no file backs; None if that is not to be seen."""
    total = 0
    for pid in pids:
        try:
            found = SHARES.findall(Path(f"/proc/{pid}/smaps_rollup").read_text())
        except ProcessLookupError:
            continue  # it has ended and waits to be collected
        except OSError:
            if os.path.exists(f"/proc/{pid}"):
                return None
            continue
        if not found:
            return None
        total += 1024 * sum(map(int, found))
    return total


def anonymous(pid: int) -> int:
    """Bytes in memory that are the process's own or came from its parent; 0 for one that is gone."""
    try:
        _, resident, shared, *_ = Path(f"/proc/{pid}/statm").read_text().split()
    except OSError:
        return 0
    return PAGE * (int(resident) - int(shared))
