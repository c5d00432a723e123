"""Ends a student's call that does not end, in the thread that runs it: as Ctrl-C would, and where it is.

A call that swallows the interruption is interrupted again and again. The student's own interruption ends the
whole check. Only the main thread can be interrupted; in any other, a call is judged when it has ended.
"""

import signal
import sys
import threading
from collections.abc import Callable
from functools import partial
from types import FrameType, TracebackType
from typing import Any

from autograder.local.bench import Attempt
from autograder.local.loop import Here
from autograder.model import Task
from autograder.sandbox.endings import Frames, frames_of
from autograder.sandbox.tracebacks import FRAMES, describe, told

LOOK = 0.05  # seconds between two looks at the clock
PATIENT = 6  # interruptions that a call may swallow before they come without a pause
BURST = 5000  # of them
STOPPED = "you interrupted it"

Named = Callable[[str], str]  # a code's file name -> what it is called, "" if it is not the student's


class Guard:
    """Watches a bench's calls. Use as a context manager; its thread is gone at the end.

    Args:
        named: tells the student's code from other code.
        ours: tells the checker's code.

    Attributes:
        stopped: whether the student has interrupted the check.
    """

    def __init__(self, named: Named, ours: Callable[[str], bool]) -> None:
        self.named, self.ours, self.stopped = named, ours, False
        self._here: Here | None = None
        self._over = threading.Event()
        self._turn = threading.Lock()  # held from deciding to interrupt a call until it is interrupted
        self._thread = threading.Thread(target=self._watch, name="checks", daemon=True)
        self._before: Any = None
        self._able = threading.current_thread() is threading.main_thread()

    def __enter__(self) -> "Guard":
        if self._able:
            self._before = signal.signal(signal.SIGINT, self._interrupted)
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        if self._able:
            self._thread.join()
            signal.signal(signal.SIGINT, self._before or signal.default_int_handler)

    def begin(self, task: Task, attempt: Attempt) -> None:
        """A task begins.

        Raises:
            KeyboardInterrupt: the student does not want it.
        """
        if self.stopped:
            raise KeyboardInterrupt

    def call(self, here: Here) -> None:
        """Its calls begin."""
        here.answerer.describe = partial(describe, named=self.named)
        self._turn.acquire()
        self._turn.release()  # what was meant for the call before has arrived, and is ignored as late
        self._here = here

    def _watch(self) -> None:
        swallowed = 0
        while not self._over.wait(LOOK):
            here = self._here
            if here is None or not (why := here.clock.hangs()):
                swallowed = 0
                continue
            here.clock.ended = why
            swallowed += 1
            self._interrupt(here, BURST if swallowed > PATIENT else 1)

    def _interrupt(self, here: Here, times: int) -> None:
        """Interrupt the call; many times with hardly a step between, so that one comes outside a `try`."""
        pace = sys.getswitchinterval()
        if times > 1:
            sys.setswitchinterval(1e-6)
        try:
            for _ in range(times):
                with self._turn:
                    if self._over.is_set() or not here.clock.waits():
                        break
                    interrupt()
        finally:
            sys.setswitchinterval(pace)

    def _interrupted(self, number: int, frame: FrameType | None) -> None:
        """Python's answer to an interruption, in the main thread: ours, or the student's."""
        clock = self._here.clock if self._here is not None else None
        if clock is None or not clock.ended:
            self.stopped = True
            if clock is not None and clock.waits():
                clock.ended = STOPPED
            raise KeyboardInterrupt
        if frames := self._students(frame):
            clock.frames = clock.frames or frames
            raise KeyboardInterrupt

    def _students(self, frame: FrameType | None) -> Frames:
        """Where the student's code is; empty if it waits for ours."""
        found = []
        while frame is not None and not self.ours(frame.f_code.co_filename):
            if self.named(frame.f_code.co_filename):
                found.append(told(frame.f_code, frame.f_lineno, self.named))
            frame = frame.f_back
        return frames_of(found[:FRAMES][::-1])


def interrupt() -> None:
    """Interrupt the main thread, also where it waits for the system."""
    if sys.platform == "win32":
        signal.raise_signal(signal.SIGINT)
    else:
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
