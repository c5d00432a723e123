"""Near side: the ways in which a call can end other than with a value.

StudentRaised       an ordinary exception: a counterexample to be shrunk, like a wrong value
Ending              ends the task at once; derives from BaseException so that Hypothesis neither
├── NameAbsent      catches nor shrinks it
└── WorkerLost
"""

import os
import re
import signal
from typing import Any, Self

from autograder.sandbox.tags import WireError

CRASHES = {
    "SIGSEGV": "it crashed (segmentation fault)",
    "SIGBUS": "it crashed (bus error)",
    "SIGABRT": "it aborted",
    "SIGFPE": "it crashed (arithmetic error)",
    "SIGILL": "it crashed (illegal instruction)",
    "SIGKILL": "it was killed, most likely for using too much memory",
}
SIGNALS = {number.value: CRASHES[number.name] for number in signal.Signals if number.name in CRASHES}

HOME = re.compile(r"/autograder-\w+/\w+/?")  # the end of the path to a directory that a worker works in
Frames = tuple[tuple[str, str, str], ...]  # (where, function, source line), outermost first


class Ending(BaseException):
    """The task is over."""


class NameAbsent(Ending):
    """The student's module has no such name; str() is the name."""


class WorkerLost(Ending):
    """The process died or overran a limit; str() says which, for the student.

    Attributes:
        frames: the student's own frames where it happened, as those of StudentRaised; empty if not known.
    """

    def __init__(self, says: str, frames: Frames = ()) -> None:
        self.frames = frames
        super().__init__(says)


class StudentRaised(Exception):
    """The student's code raised; never revived as its own class.

    Attributes:
        kind: the exception's type name.
        message: its text, cleaned of addresses and temporary paths.
        frames: the student's own frames.
        module: the missing module whose stand-in was used, if that is the cause.
    """

    def __init__(self, kind: str, message: str, frames: Frames, module: str | None = None) -> None:
        self.kind, self.message, self.frames, self.module = kind, message, frames, module
        super().__init__(f"{kind}: {message}" if message else kind)

    @classmethod
    def from_facts(cls, facts: dict[str, Any]) -> Self:
        """Build from what the far side told.

        Raises:
            WireError: the facts are not of the form that `tracebacks.describe` gives them.
        """
        try:
            frames, module = frames_of(facts["frames"]), facts["module"]
            kind, message = clean(facts["type"]), clean(facts["message"])
            return cls(kind, message, frames, clean(module) if module is not None else None)
        except (LookupError, TypeError, ValueError, OverflowError) as error:
            raise WireError(f"not an exception's facts: {type(error).__name__}") from None


def frames_of(told: Any) -> Frames:
    """The frames of an exception; only exact types, for to look into a handle is to ask the far side."""
    if type(told) is not list or any(type(frame) is not tuple for frame in told):
        raise TypeError("not frames")
    return tuple(
        (_place(file, line), clean(function), clean(source)) for file, line, function, source in told[:10]
    )


def _place(file: Any, line: Any) -> str:
    if type(file) is not str or type(line) is not int:
        raise TypeError("not a place")
    if cell := re.fullmatch(r"<cell (\d{1,6}|In\[\d{1,6}\])>", file):  # In[3]: of a notebook that runs
        return f"cell {cell[1]}, line {line}"
    beside = re.fullmatch(r"/.*?([\w.-]{1,80}\.py)", file[:1000])
    return f"{beside[1]}, line {line}" if beside else f"line {line}"


def clean(text: Any) -> str:
    """Text from the far side: short, printable, without what differs between two runs."""
    if not isinstance(text, str):
        raise ValueError("not text")
    text = re.sub(r"0x[0-9a-fA-F]{6,}", "0x…", text[:2000].replace("\t", " "))
    text = re.sub(r"[/\w.-]{12,}", _without_home, text)
    return "".join(c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in text)


def _without_home(found: re.Match[str]) -> str:
    """A path without the part that leads to the directory a worker works in."""
    path = found[0]
    home = HOME.search(path)
    return path[home.end() :] if home else path


def death(status: int | None) -> str:
    """What a wait status says, in words a student understands."""
    if status is None or status < 0:
        return "its process died"
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        return SIGNALS.get(number, f"its process was ended by signal {number}")
    return f"it ended its own process (exit code {os.WEXITSTATUS(status)})"
