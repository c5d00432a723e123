"""Near side: calls sent ahead, many in one message, so that neither side waits for the other in between.

A replay makes the calls that the rehearsal made, as long as their arguments do not depend on what the
student answers. So the rehearsal's frames are sent a window at a time; the student's process answers them
in order; and each call that the test then makes is compared with the frame that was sent for it. At the
first difference (or delay, or death) the replay is given up and done again, one call at a time.
"""

from collections import deque
from collections.abc import Callable, Sequence

WINDOW = 32_768  # bytes of calls under way: always less than a socket holds
PATIENCE = 0.05  # CPU seconds that a window may take before it is done one call at a time


class Diverged(BaseException):
    """The test does not make the calls that were sent ahead."""


class Ahead:
    """The frames of all examples, sent a window at a time as the replay goes on."""

    def __init__(self, examples: Sequence[tuple[bytes, ...]], send: Callable[[bytes], None]) -> None:
        self._examples, self._send = examples, send
        self._begun = self._sent = 0  # examples
        self._due: deque[bytes] = deque()  # the calls that the running example has still to make

    def begin(self) -> None:
        """The next example begins.

        Raises:
            Diverged: the last one did not make all of its calls.
        """
        if self._due or self._begun == len(self._examples):
            raise Diverged
        if self._begun == self._sent:
            self._send_window()
        self._due.extend(self._examples[self._begun])
        self._begun += 1

    def expect(self, frame: bytes) -> None:
        """A call is made: is it the one that was sent?

        Raises:
            Diverged: it is another.
        """
        if not self._due or self._due.popleft() != frame:
            raise Diverged

    def _send_window(self) -> None:
        window = bytearray()
        while self._sent < len(self._examples) and len(window) < WINDOW:
            window += b"".join(self._examples[self._sent])
            self._sent += 1
        self._send(bytes(window))
