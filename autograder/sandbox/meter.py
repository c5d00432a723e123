"""Near side: limits watched from outside, time on the CPU's clock. Nothing runs inside student code."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from autograder.model import Limits
from autograder.sandbox import clock, overruns
from autograder.sandbox.endings import WorkerLost
from autograder.sandbox.memory import Memory
from autograder.sandbox.overruns import IDLE

STARVED = 10  # how many times longer the backstop is for a process that gets no processor
NOW_AND_THEN = 32  # callbacks, or examples, between two looks at the clock
GLANCE = 0.025  # seconds in one callback after which to look at once
DISK_SELDOM = 10  # looks from one count of what is written to the next


@dataclass(frozen=True, slots=True)
class Room:
    """The room that a process tree has, beside time.

    `written`, where a file system of its own does not bound it, tells how much the tree has written.
    """

    limits: Limits
    written: Callable[[], int] | None = None


class Meter:
    """Watches one process tree while the judge waits for it.

    A call's clock is the tree's CPU time since the first look at it, so a lower bound, plus what the
    judge spends in callbacks and on reading answers. A process that waits without computing is given IDLE
    times the limit; time in which others had the processor does not count.
    """

    one, all, idle = overruns.ONE_CALL, overruns.ONE_TASK, overruns.LIMIT_OF_CALL
    all_waiting = "in this task, mostly waiting"

    def __init__(self, pid: int, call: float, task: float, processes: int, room: Room | None = None) -> None:
        self.pid, self.call, self.task, self.processes, self.room = pid, call, task, processes, room
        self._memory = Memory(room.limits.memory) if room is not None else None
        self._since: tuple[float, float, float] | None = None  # CPU, clock, delay at the first look
        self._charged = self._charged_before = 0.0  # in this call, in those before it
        self._began: float | None = None  # when this call did
        self._in_calls = 0.0  # seconds by the wall clock in those before it
        self._charges = 0
        self._checks = 0
        self._looks = 0

    def start(self) -> None:
        """A new call begins."""
        self._charged_before += self._charged
        self._since, self._charged = None, 0.0
        self._began = time.monotonic()

    def stop(self) -> None:
        """The call has been answered."""
        if self._began is not None:
            self._in_calls += time.monotonic() - self._began
            self._began = None

    def charge(self, seconds: float) -> None:
        """Add the judge's own CPU time (in a callback, on reading answers) to the call's; look now and then.

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

    def spent(self) -> float:
        """The same, with what it cost the judge to read what the tree sent."""
        return self.cpu() + self._charged + self._charged_before

    def tasks(self) -> int:
        """How many processes and threads the tree has."""
        return clock.usage(list(clock.tree(self.pid))).tasks

    def __call__(self) -> None:
        """Look at the tree.

        Raises:
            WorkerLost: it is over a limit.
        """
        members = list(clock.tree(self.pid))
        use, now = clock.usage(members), time.monotonic()
        used = use.cpu + self._charged
        if self._since is None:
            self._since = used, now, clock.delayed(members)
        if used - self._since[0] > self.call:
            raise WorkerLost(overruns.computed(self.call, self.one))
        if now - self._since[1] > IDLE * self.call and self._idled(members, now):
            raise WorkerLost(overruns.waited(self.call, self.idle))
        if use.tasks > self.processes:
            raise WorkerLost(overruns.processes(self.processes))
        self._check_room(members, use.resident)
        self._check_task(used + self._charged_before)
        self._check_waiting(members, now)

    def _idled(self, members: list[int], now: float) -> bool:
        """Whether it was idle too long, and did not just wait for a processor that others had."""
        assert self._since is not None
        waited = now - self._since[1]
        starved = clock.delayed(members) - self._since[2]
        return waited - starved > IDLE * self.call or waited > STARVED * IDLE * self.call

    def check_now_and_then(self) -> None:
        """Between examples: the task's own limit, without asking the kernel each time."""
        self._checks += 1
        if self._checks % NOW_AND_THEN == 0:
            self._check_task(self.spent())
            self._check_waiting(list(clock.tree(self.pid)), time.monotonic())

    def _check_room(self, members: list[int], resident: int) -> None:
        if self.room is None or self._memory is None:
            return
        if self._memory.over(members, resident):
            raise WorkerLost(overruns.held(self.room.limits, together=len(members) > 1))
        self._looks += 1
        count = self.room.written if self._looks % DISK_SELDOM == 0 else None
        if count is not None and count() > self.room.limits.disk:
            raise WorkerLost(overruns.disk(self.room.limits))

    def _check_waiting(self, members: list[int], now: float) -> None:
        waited = self._in_calls + (now - self._began if self._began is not None else 0)
        if waited > IDLE * self.task and waited - clock.delayed(members) > IDLE * self.task:
            raise WorkerLost(f"it took more than {IDLE * self.task:g} s by the clock {self.all_waiting}")

    def _check_task(self, used: float) -> None:
        if used > self.task:
            raise WorkerLost(overruns.computed(self.task, self.all))


class LoadMeter(Meter):
    """Watches a worker that loads: one call is one statement."""

    one = overruns.ONE_STATEMENT
    all = "while it was loaded, which is the limit for loading"
    idle = "which is the limit for one statement"
    all_waiting = "while it was loaded, mostly waiting"
