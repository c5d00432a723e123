"""Calls within one process: frames go from one side to the other as over a socket, each side in its turn.

So values mean what they mean in grading: copies cross, plain values arrive, objects stay behind handles.
"""

import time
from collections import deque
from collections.abc import Callable
from types import ModuleType
from typing import Any

from autograder.model import Limits
from autograder.sandbox import overruns
from autograder.sandbox.answering import Answerer
from autograder.sandbox.asking import Asking
from autograder.sandbox.endings import Ending, Frames, WorkerLost
from autograder.sandbox.tags import HEADER, MAX_FRAME, TooLarge, WireError
from autograder.sandbox.wire import Codec


class Clock:
    """Bounds the calls of one task by the computing time of this process; too much is told after the call.

    Whoever must end a call that does not end looks at `over` from another thread.
    """

    def __init__(self, limits: Limits) -> None:
        self.call, self.task = limits.call, limits.task
        self._began: float | None = None  # when this call did
        self._since = 0.0  # the same by the wall
        self._used = 0.0  # in the calls before it
        self.ended: str = ""  # why somebody has decided that the call is to end
        self.frames: Frames = ()  # where it was then

    def over(self) -> str:
        """Which limit the running call has overrun, or why else it is to end; empty if it may go on."""
        if self.ended:
            return self.ended
        began = self._began
        used = time.process_time() - began if began is not None else 0.0
        if used > self.call:
            return overruns.computed(self.call, overruns.ONE_CALL)
        late = self._used + used > self.task
        return overruns.computed(self.task, overruns.ONE_TASK) if late else ""

    def start(self) -> None:
        """A call begins."""
        self._since, self._began = time.monotonic(), time.process_time()

    def stop(self) -> None:
        """It has been answered.

        Raises:
            WorkerLost: too late.
        """
        why = self.over()
        self._used, self._began = self.spent(), None
        if why:
            raise WorkerLost(why, self.frames)

    def waits(self) -> float:
        """Seconds by the wall since the running call began; 0 between calls."""
        return time.monotonic() - self._since if self._began is not None else 0.0

    def hangs(self) -> str:
        """The same, if it waits for too long, too; empty between calls."""
        waited = self.waits()
        if waited > overruns.IDLE * self.call:
            return self.ended or overruns.waited(self.call, overruns.LIMIT_OF_CALL)
        return self.over() if waited else ""

    def charge(self, seconds: float) -> None:
        """What the judge's side needs runs on the same clock."""

    def check_now_and_then(self) -> None:
        """`over` tells."""

    def tasks(self) -> int:
        """Processes and threads that count: this one."""
        return 1

    def spent(self) -> float:
        """Computing seconds of all calls."""
        return self._used + (time.process_time() - self._began if self._began is not None else 0.0)


class End:
    """One end: frames sent here arrive at the other; who waits for one lets the other side go on."""

    def __init__(self, codec: Codec, go_on: Callable[[], None], most: int = MAX_FRAME) -> None:
        self.codec, self._go_on, self._most = codec, go_on, most
        self.arrived: deque[bytes] = deque()
        self.other: End

    def send(self, head: str, *values: Any) -> None:
        """Encode and send one frame."""
        self.send_parts(self.codec.encode(head, *values))

    def send_parts(self, parts: list[Any]) -> None:
        """Send the parts of an encoded frame."""
        self.other.arrived.append(b"".join(parts))

    def receive(self) -> tuple[str, list[Any]]:
        """The next frame's word and values.

        Raises:
            TooLarge: it has more bytes than one may have here.
        """
        while not self.arrived:
            self._go_on()
        frame = self.arrived.popleft()
        if (size := sum(HEADER.unpack_from(frame))) > self._most:
            raise TooLarge(size, self._most)
        return decoded(self.codec, frame)


def decoded(codec: Codec, frame: bytes) -> tuple[str, list[Any]]:
    """The word and the values of one frame."""
    size = HEADER.unpack_from(frame)[0]
    view = memoryview(bytearray(frame))[HEADER.size :]  # arrays of the far side may be written into
    return codec.decode(view[:size], view[size:])


class Here(Asking):
    """A task's calls, answered by modules of this very process."""

    def __init__(self, limits: Limits, modules: dict[str, ModuleType]) -> None:
        super().__init__(limits)
        self.meter = self.clock = Clock(limits)
        self.channel = self._near = End(self.codec(), self._answer_one, limits.output)
        self.answerer = Answerer(self._far, modules)

    def _far(self, codec: Codec) -> End:
        far = End(codec, self._serve_one)
        far.other, self._near.other = self._near, far
        return far

    def _answer_one(self) -> None:
        """The near side waits: the far side answers the call that arrived."""
        try:
            self.answerer.serve_one(*self._near.other.receive())
        except WireError as error:
            self._near.other.send("unsendable", str(error))

    def _serve_one(self) -> None:
        """The far side waits, in a function that the test gave it: the near side runs that."""
        word, values = self._near.receive()
        if word != "call":
            raise WireError("an answer where a question was expected")
        try:
            self._serve_callback(*values)
        except Ending as ending:
            self._fault = ending  # whatever the student makes of it, it is raised when the call is over
            raise

    def cpu(self) -> float:
        """CPU seconds of the calls so far."""
        return self.clock.spent()

    def _end(self) -> str:
        return "its process died"
