"""Near side: calls and callbacks of one task, whatever carries the frames. Values come back, or an ending."""

import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any, NoReturn, Protocol

from autograder.errors import AuthorError
from autograder.model import Limits
from autograder.sandbox import overruns
from autograder.sandbox.ahead import PATIENCE, Ahead
from autograder.sandbox.endings import NameAbsent, StudentRaised, WorkerLost, clean
from autograder.sandbox.public import Keys, key
from autograder.sandbox.student import Function, Handle
from autograder.sandbox.tags import CALLBACK, HANDLE, REF, Closed, TooLarge, WireError
from autograder.sandbox.wire import Carrier, Codec

NAMED = ("getattr",)  # operations whose arguments are names in the test's text
CHEAP = 0.001  # CPU seconds of decoding that nobody counts
MOST_CALLBACKS = 100_000
MOST_NESTED = 50  # given functions that call the student in their turn, one inside the other
LARGEST = 1 << 40  # bytes: whoever announces a larger answer speaks nonsense


class Watch(Protocol):
    """What bounds the calls: a Meter, or a clock in the same process."""

    call: float

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def charge(self, seconds: float) -> None: ...

    def check_now_and_then(self) -> None: ...

    def tasks(self) -> int: ...

    def spent(self) -> float: ...


class Asking(ABC):
    """Asks the far side. Who extends it sets `channel`, with the codec that `codec()` gives, and `meter`."""

    channel: Carrier
    meter: Watch

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.example = 0  # counts examples: handles of an earlier one are dead
        self.calls = 0  # calls in this example
        self.names: set[str] = set()  # of the student's module, that were asked for
        self._fresh = False
        self._callbacks: list[Callable[..., Any]] = []
        self._places: dict[int, int] = {}
        self._synced = 0
        self._fault: BaseException | None = None
        self._nested = 0  # callbacks that are being served
        self._ahead: Ahead | None = None
        self.frames: list[bytes] = []  # of this example's calls, as sent
        self.repeatable = True  # whether they may be sent ahead: mean the same elsewhere, tell no answer
        self.public: Keys | None = None  # in a rehearsal: what a later call of an example may hold

    @abstractmethod
    def cpu(self) -> float:
        """CPU seconds of the far side. Who asks must not have calls computed ahead."""

    @abstractmethod
    def _end(self) -> str:
        """How the far side ended, once it has let go."""

    def codec(self) -> Codec:
        """The near side's codec."""
        ours = (Function, Handle)
        return Codec(self._foreign, self._revive, far=False, known=self._known, foreign_types=ours)

    def send_ahead(self, examples: Sequence[tuple[bytes, ...]]) -> None:
        """Send the frames of all examples' calls as the examples begin; the calls that follow match them."""
        self._ahead = Ahead(examples, lambda window: self.channel.send_parts([window]))
        self.meter.call = PATIENCE

    def fresh(self) -> None:
        """Begin a new example: what was received before is forgotten on both sides."""
        self._fresh, self.calls = True, 0
        self.frames, self.repeatable = [], True
        self.example += 1
        self._callbacks, self._places, self._synced = [], {}, 0
        self.channel.codec.met.clear()
        self.meter.check_now_and_then()
        if self._ahead is not None:
            self._talking(self._ahead.begin)

    def call(self, operation: str, *args: Any, **kwargs: Any) -> Any:
        """Ask the snapshot to do one of answering.OPERATIONS.

        Raises:
            StudentRaised: the student's code raised.
            NameAbsent: the student's module has no such name.
            WorkerLost: the process died or overran a limit.
            AuthorError: an argument cannot be sent.
        """
        try:
            frame = self.channel.codec.encode(operation, self._fresh, kwargs or None, *args)
        except WireError as error:
            if self.calls:  # the reference's answers could be sent on
                raise WorkerLost(f"its answer leads to an argument that cannot be sent: {error}") from None
            raise AuthorError(f"an argument of a call cannot be sent: {error}") from None
        self._fresh = False
        if self.calls and self.public is not None and operation not in NAMED:
            self.repeatable &= self._is_public([args, kwargs], self.public)
        self.calls += 1
        self.meter.start()
        try:
            return self._talking(lambda: self._ask(frame))
        finally:
            self.meter.stop()

    def _is_public(self, value: Any, public: Keys) -> bool:
        """Whether all of it is public, or the student's own."""
        if isinstance(value, Function | Handle) or self._known(value) is not None:
            return True
        if isinstance(value, dict):
            value = [*value.keys(), *value.values()]
        if isinstance(value, list | tuple):
            return all(self._is_public(item, public) for item in value)
        return callable(value) or key(value) in public

    def _ask(self, frame: list[Any]) -> Any:
        if self._ahead is not None:
            self._ahead.expect(b"".join(frame))
        else:
            self.repeatable &= len(frame) == 1
            self.frames.append(frame[0])
            self.channel.send_parts(frame)
        return self._answer()

    def _talking(self, work: Callable[[], Any]) -> Any:
        try:
            return work()
        except Closed:
            raise WorkerLost(self._end()) from None
        except TooLarge as large:
            raise WorkerLost(overruns.answer(large.size, large.most)) from None
        except WireError as error:
            why = clean(str(error))[:300]
            raise WorkerLost(f"the process sent something that is not an answer ({why})") from None

    def _answer(self) -> Any:
        for _ in range(MOST_CALLBACKS):
            match self._received():
                case ["ok", [value]]:
                    self._raise_fault()
                    return value
                case ["call", [int(number), tuple(args), dict(kwargs)]]:
                    self._serve_callback(number, args, kwargs)
                case ["raised", [dict(facts)]]:
                    self._raise_fault()
                    self._raise(StudentRaised.from_facts(facts))
                case ["absent", [str(name)]]:
                    raise NameAbsent(clean(name)[:200])
                case ["too large", [int(amount), int(most)]]:
                    raise _too_large(amount, min(most, self.limits.output))
                case ["unsendable", [str(why)]]:
                    raise WorkerLost(f"its answer could not be sent: {clean(why)[:300]}")
                case _:
                    raise WireError("an unknown kind of answer")
        raise WorkerLost(f"it called a given function more than {MOST_CALLBACKS:,} times in one call")

    def _received(self) -> tuple[str, list[Any]]:
        """The next message; what it costs to decode is the call's."""
        began = time.thread_time()
        message = self.channel.receive()
        if (took := time.thread_time() - began) > CHEAP:
            self.meter.charge(took)
        return message

    def _raise(self, error: StudentRaised) -> NoReturn:
        """An exception that comes from a limit is the end of the task, any other is an answer."""
        if (lost := overruns.overrun(error, self.limits, self.meter.tasks)) is not None:
            raise lost from None
        raise error

    def _raise_fault(self) -> None:
        """An error in a callback that the test did not declare outlives whatever the student made of it."""
        if self._fault is not None:
            fault, self._fault = self._fault, None
            raise fault

    def _serve_callback(self, number: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        if not 0 <= number < len(self._callbacks) or not all(type(name) is str for name in kwargs):
            raise WireError("an unknown callback")
        if self._nested == MOST_NESTED:
            raise WorkerLost("it and a given function call each other without end")
        function, began = self._callbacks[number], time.thread_time()
        self._nested += 1
        try:
            reply: tuple[str, Any, Any] | tuple[str, Any] = ("return", function(*args, **kwargs))
        except Exception as error:
            if not isinstance(error, getattr(function, "may_raise", ())):
                self._fault = self._fault or error
            reply = ("raise", type(error).__name__, str(error))
        self._nested -= 1
        self.meter.charge(time.thread_time() - began)
        self.channel.send(*reply)

    # -- what the codec asks ----------------------------------------------------------------------

    def _foreign(self, value: Any) -> Any:
        self.repeatable &= isinstance(value, Function)
        packed = getattr(type(value), "autograder_pack", None)
        if packed is not None:
            return packed(value, self)
        if callable(value):
            self._callbacks.append(value)
            return [CALLBACK, len(self._callbacks) - 1]
        raise AuthorError(f"an argument of type {type(value).__name__} cannot be sent to student code")

    def _known(self, value: Any) -> Any:
        """A reference to what came from the student; a list or dict that the test has changed is new."""
        met = self.channel.codec.met
        for place in range(self._synced, len(met.values)):
            self._places[id(met.values[place])] = place
        self._synced = len(met.values)
        return [REF, self._places[id(value)]] if self._is_original(value) else None

    def _is_original(self, value: Any) -> bool:
        """Whether the student sent this very object, and it and all that it holds are as they were sent."""
        place = self._places.get(id(value))
        if place is None or not _same_items(value, self.channel.codec.met.unchanged.get(place, value)):
            return False
        items = value.values() if type(value) is dict else value if type(value) in (list, tuple) else ()
        return all(self._is_original(item) for item in items if type(item) in (list, tuple, dict))

    def _revive(self, tag: int, body: list[Any]) -> Any:
        if tag != HANDLE:
            raise WireError("a reference that only the judge may send")
        _, number, kind = body
        if type(number) is not int:
            raise WireError("not a handle")
        return Handle(self, number, clean(kind)[:80])


def _too_large(amount: int, most: int) -> WorkerLost:
    """An answer is refused by its size, before it is read."""
    if not 0 < most < amount < LARGEST:
        return WorkerLost("the process sent something that is not an answer (of a size that none has)")
    return WorkerLost(overruns.answer(amount, most))


def _same_items(value: Any, before: Any) -> bool:
    """Whether a list or dict still holds the very objects it held."""
    if type(value) is dict:
        value, before = [*value.keys(), *value.values()], [*before.keys(), *before.values()]
    if type(value) is not list:
        return True
    return len(value) == len(before) and all(a is b for a, b in zip(value, before, strict=True))
