"""None, a text, a set or a whole number: equal, and nothing less."""

from types import NoneType
from typing import Any

import numpy as np

from autograder.claims.claim import ANSWER, NUMBERS, Claim, as_array
from autograder.claims.mismatch import Mismatch, shortened, two_numbers, wrong_kind, wrong_shape


class Same(Claim):
    """A value that must be met exactly; a whole number may come as any numeric scalar (True, 2.0)."""

    __slots__ = ("want",)

    def __init__(self, want: Any, name: str = ANSWER) -> None:
        self.name, self.want = name, want

    def __repr__(self) -> str:
        return f"near({shortened(self.want)})"

    def check(self, got: Any) -> None:
        """Raise Mismatch unless equal."""
        if isinstance(self.want, int):
            self._check_number(got)
        elif not isinstance(got, _types(self.want)):
            raise wrong_kind(self.name, got, shortened(self.want))
        elif got != self.want:
            raise Mismatch(self.name, shortened(got), shortened(self.want))

    def _check_number(self, got: Any) -> None:
        array = as_array(got)
        if array is None or array.dtype.kind not in NUMBERS:
            raise wrong_kind(self.name, got, shortened(self.want))
        if array.shape:
            raise wrong_shape(self.name, array, np.asarray(self.want))
        value = got if isinstance(got, int) else array.item()
        if value != self.want:
            raise Mismatch(self.name, *two_numbers(value, self.want))


def _types(want: Any) -> tuple[type, ...]:
    """Which types may equal this value."""
    if isinstance(want, set | frozenset):
        return set, frozenset
    return (NoneType,) if want is None else (str,) if isinstance(want, str) else (bytes,)
