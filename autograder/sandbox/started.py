"""Near side: a worker that runs, by its control socket, its lifeline, its process and its directory."""

import json
import select
import socket
from typing import Any

from autograder.sandbox import clock, credentials
from autograder.sandbox.channel import widen
from autograder.sandbox.clock import Process
from autograder.sandbox.home import Home
from autograder.sandbox.tags import NUMBER, Closed

MOST_STATUS = 0xFFFF
MOURNING = 1.0  # seconds in which a process that has closed its socket is expected to be dead
NOT_AN_ANSWER = (Closed, OSError, ValueError, LookupError, TypeError, OverflowError, RecursionError)


def roomy_pair() -> tuple[socket.socket, socket.socket]:
    """Two connected sockets that hold more than usual; the far side may not ask for that itself."""
    pair = socket.socketpair()
    for end in pair:
        widen(end)
    return pair


class Started:
    """A worker, confined. What it says of itself is never believed further than a word in a message.

    Args:
        control, lifeline: our ends of its two sockets.
        pid: its process, as the kernel tells it.
        work: a descriptor of the directory it works in.
    """

    def __init__(self, control: socket.socket, lifeline: socket.socket, pid: int, work: int) -> None:
        self.control, self.lifeline = control, lifeline
        self.process = Process(pid)
        self.home = Home(work)

    def pass_socket(self, **request: Any) -> socket.socket:
        """Send a request together with one end of a new pair; the other end is ours.

        Raises:
            Closed: it is gone.
        """
        near, far = roomy_pair()
        credentials.expect(near)
        with far:
            try:
                socket.send_fds(self.control, [json.dumps(request).encode()], [far.fileno()])
            except OSError as error:
                near.close()
                raise Closed(str(error)) from None
        return near

    def introduced(self, near: socket.socket, patience: float) -> tuple[int, int]:
        """The pid of the snapshot that speaks on a passed socket, and what its worker calls it.

        Raises:
            Closed, OSError: nobody has introduced itself.
        """
        near.settimeout(patience)
        data, pid, _ = credentials.receive(near, NUMBER.size)
        near.settimeout(None)
        credentials.no_longer(near)
        if not pid or len(data) != NUMBER.size:
            raise Closed("it did not introduce itself")
        return pid, NUMBER.unpack(data)[0]

    def has(self, pid: int) -> bool:
        """Whether a process is this worker or one that it started, and not one that has its number now."""
        return pid in clock.tree(self.process.pid) and self.process.lives()

    def status_of(self, number: int, patience: float) -> int | None:
        """The wait status of a snapshot that has let go of its socket; None if it still lived.

        One that lived on is ended, with all else that the worker's code has started.

        Raises:
            NOT_AN_ANSWER: the worker cannot tell, or is out of step.
        """
        self.control.settimeout(patience)
        self.control.send(json.dumps({"do": "reap", "pid": number}).encode())
        lived = not select.select([self.control], [], [], MOURNING)[0]
        if lived:
            self.kill_children()
        status = int(json.loads(self.control.recv(1 << 12))["status"])
        if not -1 <= status <= MOST_STATUS:
            raise ValueError("not a wait status")
        return None if lived else status

    def status(self) -> int | None:
        """The worker's own wait status, if it is dead."""
        self.lifeline.settimeout(2)
        try:
            return int(self.lifeline.recv(32))
        except (OSError, ValueError):
            return None

    def kill_children(self) -> None:
        """End what it has started."""
        for child in self.process.children():
            clock.kill_tree(child)

    def close(self) -> None:
        """Let go of it; the zygote ends it and all it started."""
        for part in (self.control, self.lifeline, self.process, self.home):
            part.close()
