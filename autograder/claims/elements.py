"""Numbers and arrays, compared element by element."""

import cmath
from typing import Any

import numpy as np

from autograder.claims.claim import ANSWER, NUMBERS, Claim, as_array
from autograder.claims.mismatch import (
    Array,
    Mismatch,
    at,
    number,
    shortened,
    two_numbers,
    wrong_kind,
    wrong_shape,
)
from autograder.claims.tolerance import Closeness, tolerance
from autograder.errors import AuthorError

EXACT = "biuUSMm"  # dtype kinds that must be equal unless a scale is given


class Near(Claim):
    """A number or an array: its shape, and its values within a tolerance (ints, bools, texts: equal)."""

    __slots__ = ("allowed", "kinds", "lists", "want")

    def __init__(self, want: Array, how: Closeness, name: str = ANSWER) -> None:
        self.name = name
        kind = want.dtype.kind
        if kind not in NUMBERS and kind not in EXACT:
            raise AuthorError(f"near: an array of {want.dtype} cannot be compared")
        exact = kind in EXACT and how.get("scale") is None
        self.want = want if exact or kind == "c" else want.astype(np.float64, copy=False)
        self.allowed = None if exact else tolerance(self.want, how)
        self.kinds = NUMBERS if kind in NUMBERS else kind
        self.lists = how.get("lists", False)

    def __repr__(self) -> str:
        return f"near({shortened(self.want.tolist())})"

    def check(self, got: Any) -> None:
        """Raise Mismatch unless shape, kind and values agree."""
        array = got if type(got) is np.ndarray else self._array(got)
        if array.shape != self.want.shape:
            raise wrong_shape(self.name, array, self.want)
        if array.dtype.kind not in self.kinds:
            wanted = "numbers" if self.kinds == NUMBERS else f"made of {self.want.dtype}"
            raise Mismatch(self.name, f"made of {array.dtype}", wanted)
        with np.errstate(all="ignore"):
            if not self._holds(array):
                self._explain(array)

    def _array(self, got: Any) -> Array:
        """The answer as an array, if it is one (or a list, where these are allowed)."""
        array = as_array(got)
        if array is None and self.lists and isinstance(got, list | tuple):
            array = _of_list(got)
        if array is None:
            shape = self.want.shape
            raise wrong_kind(self.name, got, f"an array of shape {shape}" if shape else "a single number")
        return array

    def _holds(self, got: Array) -> bool:
        if self.allowed is None:
            return bool((got == self.want).all())
        return bool((np.abs(got - self.want) < self.allowed).all())  # < : neither nan nor inf holds

    def _explain(self, got: Array) -> None:
        """Raise Mismatch about the worst element; pass if all that is odd are equal infinities."""
        bad = np.asarray(got != self.want)
        badness = np.zeros(got.shape)
        if self.allowed is not None:
            error = np.abs(got - self.want)
            bad = bad & ~(error < self.allowed)
            badness = error / self.allowed
        if bad.any():
            raise self._mismatch(got, bad, badness)

    def _mismatch(self, got: Array, bad: Array, badness: Array) -> Mismatch:
        """What is wrong at the worst element: first what is not finite, then what is furthest off."""
        badness = np.where(bad, np.nan_to_num(badness, nan=np.inf, posinf=np.inf), -1)
        if got.dtype.kind in "fc":
            badness = np.where(bad & ~np.isfinite(got), np.inf, np.minimum(badness, 1e300))
        index = tuple(int(i) for i in np.unravel_index(int(np.argmax(badness)), got.shape))
        found, wanted = got[index].item(), self.want[index].item()
        where, texts = at(self.name, index), two_numbers(found, wanted)
        if isinstance(found, float | complex) and not cmath.isfinite(found):
            place = f" at {list(index)}" if index else ""
            return Mismatch(where, *texts, f"{self.name} is {texts[0]}{place}, wanted {texts[1]}")
        facts = self._how_far(abs(found - wanted) if self.allowed is not None else None, bad)
        return Mismatch(where, *texts, f"{where} is {texts[0]}, wanted {texts[1]}{facts}")

    def _how_far(self, error: float | None, bad: Array) -> str:
        """ " (off by 0.5; 2 of 6 elements differ)", as far as there is something to say."""
        facts = [] if error is None else [f"off by {number(error, 3)}"]
        if bad.size > 1:
            facts.append(f"{int(bad.sum())} of {bad.size} elements differ")
        return f" ({'; '.join(facts)})" if facts else ""


def _of_list(values: Any) -> Array | None:
    """A list of numbers (or of equally long lists of them) as an array; None for all else."""
    try:
        array = np.asarray(values)
    except (ValueError, TypeError):
        return None
    return array if array.dtype.kind in NUMBERS + EXACT else None
