"""Near side: deadlines from outside, on CPU time. Nothing runs inside student code."""

import time

from autograder.sandbox import clock
from autograder.sandbox.endings import WorkerLost

IDLE = 4  # the wall-clock backstop, as a multiple of the CPU limit
NOW_AND_THEN = 32  # callbacks, or examples, between two looks at the clock
GLANCE = 0.025  # seconds in one callback after which to look at once


class Meter:
    """Watches one process tree while the judge waits for it.

    A call's clock is the tree's CPU time since the first look at it, so a lower bound, plus what the
    judge spends in callbacks. A process that waits without computing is given IDLE times the limit.
    """

    def __init__(self, pid: int, call: float, task: float, processes: int) -> None:
        self.pid, self.call, self.task, self.processes = pid, call, task, processes
        self._since: tuple[float, float] | None = None
        self._charged = 0.0
        self._charges = 0
        self._checks = 0

    def start(self) -> None:
        """A new call begins."""
        self._since, self._charged = None, 0.0

    def charge(self, seconds: float) -> None:
        """Add the judge's own CPU time in a callback to the call, and look at the clock now and then.

        Raises:
            WorkerLost: it is over a limit.
        """
        self._charged += seconds
        self._charges += 1
        if self._charges % NOW_AND_THEN == 0 or seconds > GLANCE:
            self()

    def cpu(self) -> float:
        """CPU seconds of the tree so far."""
        return clock.cpu_seconds(list(clock.tree(self.pid)))

    def __call__(self) -> None:
        """Look at the tree.

        Raises:
            WorkerLost: it is over a limit.
        """
        members = list(clock.tree(self.pid))
        used, now = clock.cpu_seconds(members) + self._charged, time.monotonic()
        if self._since is None:
            self._since = used, now
        if used - self._since[0] > self.call:
            raise WorkerLost(f"it used more than {self.call:g} s of computing time in one call")
        if now - self._since[1] > IDLE * self.call:
            raise WorkerLost(f"it waited for more than {IDLE * self.call:g} s without finishing")
        if len(members) > self.processes:
            raise WorkerLost(f"it started more than {self.processes} processes")
        self._check_task(used)

    def check_now_and_then(self) -> None:
        """Between examples: the task's own limit, without asking the kernel each time."""
        self._checks += 1
        if self._checks % NOW_AND_THEN == 0:
            self._check_task(self.cpu())

    def _check_task(self, used: float) -> None:
        if used > self.task:
            raise WorkerLost(f"it used more than {self.task:g} s of computing time in this task")
