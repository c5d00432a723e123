"""Near side: a snapshot of a worker for one task. Answers calls within limits, then is thrown away."""

import socket
from collections.abc import Callable

from autograder.model import Limits
from autograder.sandbox import clock, overruns
from autograder.sandbox.asking import Asking
from autograder.sandbox.channel import Channel
from autograder.sandbox.meter import Meter, Room


class Run(Asking):
    """One snapshot. `call` asks it; values come back, or one of the endings is raised.

    Args:
        status: tells the wait status of this snapshot once it has let go of its socket, or None.
        written: tells how much the submission has written, where no file system of its own bounds that.
    """

    meter: Meter
    channel: Channel

    def __init__(
        self,
        sock: socket.socket,
        pid: int,
        limits: Limits,
        status: Callable[[], int | None],
        written: Callable[[], int] | None = None,
    ) -> None:
        super().__init__(limits)
        self.pid, self._status = pid, status
        self.process = clock.Process(pid)
        self.meter = Meter(pid, limits.call, limits.task, limits.processes, Room(limits, written))
        self.channel = Channel(sock, self.codec(), self.meter, limits.output)
        self.seconds = 0.0

    def cpu(self) -> float:
        """CPU seconds of the snapshot and what it began. Who asks must not have calls computed ahead."""
        self.repeatable = False
        return clock.exact_seconds(list(clock.tree(self.meter.pid)))

    def _end(self) -> str:
        return overruns.ending(self._status(), self.limits)

    def close(self) -> None:
        """End the snapshot and all it started."""
        self.seconds = self.meter.cpu()
        self.process.kill_tree()
        self.process.close()
        self.channel.close()
