"""Conversations with a far end that says anything, and what the near side may make of them."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import numpy as np

from autograder.errors import EngineError
from autograder.model import Limits
from autograder.sandbox import session as sessions
from autograder.sandbox.ahead import Diverged
from autograder.sandbox.endings import NameAbsent, StudentRaised, WorkerLost
from autograder.sandbox.loaded import Loaded
from autograder.sandbox.run import Run
from autograder.sandbox.session import Session, Source
from autograder.sandbox.student import Handle
from autograder.sandbox.tags import HEADER, KINDS, TensorArray, WireError
from tests.sandbox.forging import ANSWERS, LOADING, Dice, frame, script
from tests.sandbox.wire_values import Wire, decoded

FITS = 1 << 16  # bytes that a socket holds
NOBODY = (1 << 22) + 1  # larger than any pid
LIMITS = Limits(call=5, task=20, load=20)
PLAIN = (type(None), bool, int, float, str, bytes, complex)


class StrangeError(Exception):
    """The near side did what it should not."""


def check_value(found: Any) -> None:
    """It is of the types that may cross, through and through."""
    kind = type(found)
    if kind in (list, tuple, set, frozenset):
        parts: list[Any] = list(found)
    elif kind is dict:
        parts = [*found.keys(), *found.values()]
    elif kind is slice:
        parts = [found.start, found.stop, found.step]
    elif kind in PLAIN or kind is Handle:
        parts = []
    elif isinstance(found, np.generic) or kind in (np.ndarray, TensorArray):
        _check_array(found)
        parts = []
    else:
        raise StrangeError(f"a value of type {kind}")
    for part in parts:
        check_value(part)


def _check_array(found: Any) -> None:
    if found.dtype.kind not in KINDS or not found.dtype.isnative:
        raise StrangeError(f"an array of {found.dtype}")
    if found.flags.writeable and isinstance(found, np.ndarray):
        raise StrangeError("an array that can be written")
    if found.dtype.kind == "U":
        str(found.tolist()).encode()


def check_text(text: str, most: int = 2100) -> None:
    """It can be shown to people."""
    if len(text) > most or not all(c.isprintable() or c == "\n" for c in text):
        raise StrangeError(f"a text that cannot be shown: {text[:100]!r}")


def check_ending(error: BaseException) -> None:
    """It is one of the ways in which a call may end."""
    if isinstance(error, StudentRaised):
        check_text(str(error), 4200)
        for text in (part for place in error.frames for part in place):
            check_text(text)
    elif isinstance(error, NameAbsent | WorkerLost):
        check_text(str(error))
    elif not isinstance(error, Diverged):
        raise StrangeError(f"{type(error).__name__}: {error}") from error


def echo(*args: Any, **kwargs: Any) -> Any:
    """Hand back what came."""
    return args, kwargs


def touch(*args: Any, **kwargs: Any) -> Any:
    """Use what came, which asks the far side while it waits for an answer."""
    return [np.shape(arg) if type(arg) is not Handle else arg.shape for arg in args]


for _function in (touch,):
    vars(_function)["may_raise"] = (Exception,)


def _say(far: socket.socket, said: bytes, closed: bool) -> None:
    with suppress(OSError):  # the near side has heard enough
        far.sendall(said)
        far.close() if closed else far.shutdown(socket.SHUT_WR)


@contextmanager
def run_with(said: bytes, closed: bool = False) -> Iterator[Run]:
    """A run whose far end has said all this already and will say no more."""
    near, far = socket.socketpair()
    with near, far:
        run = Run(near, NOBODY, LIMITS, lambda *_: None)
        saying = threading.Thread(target=_say, args=(far, said, closed))
        if len(said) < FITS:
            saying.run()
        else:
            saying.start()
        yield run
    if saying.ident is not None:
        saying.join()


def call(run: Run, kind: int) -> bool:
    """Make one call and look at what comes of it; whether the run lives on."""
    arguments: tuple[Any, ...] = ((echo, touch), (1.5,), (np.arange(3),))[kind]
    try:
        found = run.call("call", *arguments)
    except BaseException as error:
        check_ending(error)
        return isinstance(error, StudentRaised)
    check_value(found)
    return True


def talk(dice: Dice) -> None:
    """A few calls, one at a time."""
    with run_with(script(dice, ANSWERS), closed=dice.below(32) == 1) as run:
        for _ in range(3):
            if dice.below(2):
                run.fresh()
            if not call(run, dice.below(3)):
                return


def talk_bytes(dice: Dice) -> None:
    """A few calls, answered by the bytes as they are."""
    with run_with(dice.rest()) as run:
        run.fresh()
        while call(run, 0):
            pass


def talk_ahead(dice: Dice) -> None:
    """Examples of one or two calls each, sent ahead; sometimes another call is made than was sent."""
    with run_with(b"") as rehearsal:
        frames = {kind: _frame_of(rehearsal, kind) for kind in (1, 2)}
    plan = [[1 + dice.below(2) for _ in range(1 + dice.below(2))] for _ in range(3)]
    with run_with(script(dice, ANSWERS)) as run:
        run.send_ahead([tuple(frames[kind] for kind in kinds) for kinds in plan])
        for kinds in plan:
            try:
                run.fresh()
            except BaseException as error:
                check_ending(error)
                return
            for kind in kinds:
                if not call(run, kind if dice.below(8) else 1 + dice.below(2)):
                    return


def _frame_of(run: Run, kind: int) -> bytes:
    run.fresh()
    call(run, kind)
    return run.frames[0]


class Loads(Session):
    """A session whose worker says what it is told to."""

    def __init__(self, said: bytes) -> None:
        super().__init__(None, Source(((0, "x = 1"),)), LIMITS, 1)  # type: ignore[arg-type]
        self.said = said
        self._worker = self.home = self  # type: ignore[assignment]

    pid = NOBODY

    def remember(self, most: int) -> None:
        """There is no directory to remember."""

    def _worker_status(self) -> int | None:
        return None

    def _written(self) -> None:
        return None

    def pass_socket(self, **request: Any) -> socket.socket:
        near, far = socket.socketpair()
        self.far = far
        _say(far, self.said[:FITS], closed=False)
        return near


def load(dice: Dice) -> None:
    """Loading ends with what was told, or with a statement that was lost, or before any statement."""
    session = Loads(script(dice, LOADING))
    try:
        loaded = session._load_once()
    except (sessions._LostAt, EngineError) as error:
        check_text(str(getattr(error, "why", error)))
    except BaseException as error:
        raise StrangeError(f"{type(error).__name__}: {error}") from error
    else:
        check_loaded(loaded)
    finally:
        session.far.close()


def check_loaded(loaded: Loaded) -> None:
    """All that is shown of it can be, and the rest is of plain types."""
    for told in loaded.notes:
        for text in (told.where, told.why, told.kind, *told.names):
            check_text(text)
    for defined in loaded.names:
        for text in (defined.name, defined.kind):
            check_text(text)
    for text in (*loaded.missing, *loaded.have, *(part for pair in loaded.unmade for part in pair)):
        check_text(text)
    check_value([loaded.cells, loaded.skipped, loaded.again, loaded.sought])


def unpack(dice: Dice) -> None:
    """Decode one frame."""
    decode(frame(dice, ANSWERS))


def decode(data: bytes) -> None:
    """Bytes are values, or no frame."""
    try:
        found = decoded(Wire().near, data)
    except WireError:
        return
    except Exception as error:
        raise StrangeError(f"{type(error).__name__}: {error}") from error
    check_value(found)


def unpack_bytes(dice: Dice) -> None:
    """Decode the bytes as they are, as one frame."""
    rest = dice.rest()
    decode(HEADER.pack(len(rest), 0) + rest)


KINDS_OF_EXERCISE = (talk, talk_ahead, load, unpack, unpack_bytes, talk_bytes)


def exercise(data: bytes) -> None:
    """One conversation, of the kind and content that the bytes say."""
    dice = Dice(data)
    dice.pick(KINDS_OF_EXERCISE)(dice)
