"""The right side of `==` in an assert. It is true, or it raises Mismatch; nothing else can be asked of it."""

import math
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, NoReturn

import numpy as np

from autograder.claims.mismatch import Array, Mismatch, kind_of
from autograder.errors import AuthorError

ANSWER = "the answer"
NUMBERS = "biufc"  # dtype kinds: bool, int, unsigned, float, complex


@dataclass(slots=True)
class Asked:
    """A claim, the answer it was asked about, and whether that answer met it."""

    claim: "Claim"
    got: Any
    held: bool = False


Seen = list[Asked]
WITNESS: ContextVar[Seen | None] = ContextVar("WITNESS", default=None)


@contextmanager
def witnessing() -> Iterator[Seen]:
    """Within it every claim and the answer it was asked about are written down, in order."""
    seen: Seen = []
    token = WITNESS.set(seen)
    try:
        yield seen
    finally:
        WITNESS.reset(token)


class Claim(ABC):
    """What an answer must be. `assert got == claim` passes, or raises Mismatch.

    `__array_ufunc__ = None` makes `array == claim` ask the claim instead of every element.
    """

    __slots__ = ("name",)
    __array_ufunc__ = None
    alarm = 0.0  # how probable it is that a right answer is refused

    def __init__(self, name: str = ANSWER) -> None:
        self.name = name

    @abstractmethod
    def check(self, got: Any) -> None:
        """Raise Mismatch unless `got` is as claimed."""

    def __eq__(self, got: object) -> bool:
        if isinstance(got, Claim):
            raise AuthorError("two claims cannot be compared; write: answer == near(wanted)")
        if (seen := WITNESS.get()) is not None:
            seen.append(Asked(self, got))
        __tracebackhide__ = True  # pytest then shows the line of the test, not ours
        try:
            self.check(got)
        except Mismatch as mismatch:
            raise mismatch.with_traceback(None) from None
        if seen is not None:
            seen[-1].held = True
        return True

    def _refuse(self, *_: object) -> NoReturn:
        raise AuthorError(f"{type(self).__name__} can only stand on the right of ==: answer == near(wanted)")

    __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse
    __bool__ = __invert__ = __and__ = __or__ = __rand__ = __ror__ = _refuse

    def __hash__(self) -> int:
        self._refuse()


class Anything(Claim):
    """Any answer at all."""

    __slots__ = ()

    def check(self, got: Any) -> None:
        """Pass."""


def anything() -> Anything:
    """For a part that another task judges: `near((loss, anything()))`."""
    return Anything()


def as_array(value: Any) -> Array | None:
    """A number, array or tensor as an array (a number is 0-d); None for all else."""
    if isinstance(value, np.ndarray):
        return value
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        return np.asarray(_as_float(value))
    if isinstance(value, bool | int | float | complex | np.number | np.bool_):
        return np.asarray(value)
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(value, torch.Tensor):
        plain = value.detach().cpu().resolve_conj().resolve_neg()
        return np.asarray((plain.float() if plain.dtype == torch.bfloat16 else plain).numpy())
    return None


def _as_float(value: int) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def unpack(answer: Any, *names: str) -> tuple[Any, ...]:
    """The parts of a returned tuple (or list), as many as there are names.

    Raises:
        Mismatch: it is something else, or of another length.
    """
    wanted = f"{len(names)} parts ({', '.join(names)})"
    if not isinstance(answer, tuple | list):
        raise Mismatch(ANSWER, kind_of(answer), wanted)
    if len(answer) != len(names):
        parts = "1 part" if len(answer) == 1 else f"{len(answer)} parts"
        raise Mismatch(ANSWER, parts, wanted, f"{ANSWER} has {parts}, wanted {wanted}")
    return tuple(answer)
