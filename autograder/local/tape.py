"""What the reference answered when the examples were recorded, played back to the same questions.

Tests ask the reference only about what they have drawn, so the questions are the same whoever is judged.
Should a test ask about a student's answer, the tape knows it if that is right but for rounding; else nothing
can be said. Objects of the reference are numbers here: number 0 is the module, others are met as answers.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.judging.recordings import copied, is_recordable
from autograder.sandbox.endings import Ending

DIGITS = 6  # of a float, by which questions are told apart: another machine rounds in another place
VALUE = "value"  # the question that reads an attribute
OPERATORS = (
    "add", "radd", "sub", "rsub", "mul", "rmul", "truediv", "rtruediv", "matmul", "rmatmul", "pow", "rpow",
    "neg", "getitem", "len", "call", "float",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Thing:
    """An object of the reference's, by its number in this example."""

    number: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What the object with this number said, by name of the function and fingerprint of the arguments."""

    number: int
    name: str
    question: str  # "" if the arguments are not data
    value: Any


class Untold(Ending):
    """The tape does not hold the answer: only the course's grader can judge this."""


class Tape:
    """The answers of the example that is tried."""

    def __init__(self) -> None:
        self._answers: dict[tuple[int, str, str], list[Any]] = {}

    @property
    def reference(self) -> "Played":
        """What stands where a test imports the reference."""
        return Played(self, 0)

    def begin(self, answers: Sequence[Answer]) -> None:
        """The next example, and what the reference answered in it."""
        self._answers = {}
        for each in answers:
            self._answers.setdefault((each.number, each.name, each.question), []).append(each.value)

    def holds(self, number: int, name: str) -> bool:
        """Whether an attribute was read, and not called."""
        return (number, name, VALUE) in self._answers

    def answer(self, number: int, name: str, question: str) -> Any:
        """What was answered; asked again, what was answered then.

        Raises:
            Untold: it was never asked.
        """
        found = self._answers.get((number, name, question))
        if not found:
            raise Untold(f"it compares with `{name}` of the solution for values that were not foreseen")
        return self._revived(copied(found.pop(0) if len(found) > 1 else found[0]))

    def _revived(self, value: Any) -> Any:
        if isinstance(value, Thing):
            return Played(self, value.number)
        if isinstance(value, list | tuple):
            return type(value)([self._revived(item) for item in value])
        if isinstance(value, dict):
            return {key: self._revived(item) for key, item in value.items()}
        return value


class Played:
    """An object of the reference's (or its module), as the tape knows it."""

    def __init__(self, tape: Tape, number: int) -> None:
        self._tape, self.autograder_thing = tape, Thing(number)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if self._tape.holds(self.autograder_thing.number, name):
            return self._tape.answer(self.autograder_thing.number, name, VALUE)
        return self._method(name)

    def _method(self, name: str) -> Callable[..., Any]:
        def answered(*args: Any, **kwargs: Any) -> Any:
            return self._tape.answer(self.autograder_thing.number, name, fingerprint(args, kwargs))

        answered.__name__ = name
        return answered


def _operator(name: str) -> Callable[..., Any]:
    def operator(self: Any, *args: Any, **kwargs: Any) -> Any:
        return self._method(name)(*args, **kwargs)

    operator.__name__ = name
    return operator


def operate(kind: type) -> None:
    """Give a class all OPERATORS, each of which is a method like any other."""
    for name in OPERATORS:
        setattr(kind, f"__{name}__", _operator(f"__{name}__"))


operate(Played)


def things(value: Any) -> Any:
    """The value with objects of the reference's as Things."""
    if isinstance(thing := getattr(value, "autograder_thing", None), Thing):
        return thing
    if isinstance(value, list | tuple):
        return type(value)([things(item) for item in value])
    if isinstance(value, dict):
        return {key: things(item) for key, item in value.items()}
    return value


def fingerprint(args: Sequence[Any], kwargs: Mapping[str, Any]) -> str:
    """What two questions have in common that are equal but for rounding; "" if they hold more than data."""
    told = things([list(args), [list(pair) for pair in sorted(kwargs.items())]])
    if not is_recordable(told):
        return ""
    total = hashlib.sha256()
    _add(total.update, told)
    return total.hexdigest()[:32]


def _add(update: Callable[[bytes], None], value: Any) -> None:
    if isinstance(value, list | tuple):
        update(b"(%d" % len(value))
        for item in value:
            _add(update, item)
    elif isinstance(value, dict):
        update(b"{%d" % len(value))
        for key, item in value.items():
            _add(update, [key, item])
    elif isinstance(value, np.ndarray) and value.dtype.kind not in "biufc":
        update(repr((value.dtype.str, value.shape)).encode() + value.tobytes())
    elif isinstance(value, np.ndarray):
        update(repr(value.shape).encode() + _rounded(value).tobytes())
    elif isinstance(value, bool | int | float | complex | np.number):  # 2 and 2.0 are one question
        update(b"()" + _rounded(np.asarray(value)).tobytes())
    else:
        update(repr(value).encode())


def _rounded(array: Any) -> Any:
    """Numbers as floats of so many digits."""
    if array.dtype.kind == "c":
        return np.stack([_rounded(array.real), _rounded(array.imag)])
    mantissa, exponent = np.frexp(np.ascontiguousarray(array, dtype=np.float64))
    with np.errstate(invalid="ignore", over="ignore"):
        rounded = np.ldexp(np.round(mantissa * 10.0**DIGITS), exponent)
    return rounded + 0.0  # no minus zero
