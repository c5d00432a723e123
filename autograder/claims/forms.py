"""Answers of which only the bounds, the shape or the line are known."""

from typing import Any, Unpack

import numpy as np
import numpy.typing as npt

from autograder.claims.claim import NUMBERS, Claim, as_array
from autograder.claims.elements import Near
from autograder.claims.mismatch import Array, Mismatch, at, number, shape_of, wrong_kind, wrong_shape
from autograder.claims.tolerance import Closeness, tolerance
from autograder.errors import AuthorError


class Between(Claim):
    """Finite numbers of this shape, each from lo to hi."""

    __slots__ = ("above", "below", "hi", "lo")

    def __init__(self, lo: Array, hi: Array, like: Any) -> None:
        super().__init__()
        self.lo, self.hi = np.broadcast_arrays(lo, hi)
        if not (self.lo <= self.hi).all():
            raise AuthorError("between: lo must not be above hi")
        low, high = np.abs(self.lo), np.abs(self.hi)  # a bound far away makes the other no looser
        self.below = tolerance(np.maximum(low, np.minimum(high, 1.0)), {"like": like})
        self.above = tolerance(np.maximum(high, np.minimum(low, 1.0)), {"like": like})

    def check(self, got: Any) -> None:
        """Raise Mismatch about the first element out of bounds."""
        array = numbers(self.name, got, self.lo)
        inside = (self.lo - self.below <= array) & (array <= self.hi + self.above) & np.isfinite(array)
        if not inside.all():
            index = tuple(int(i) for i in np.argwhere(~inside)[0])
            lo, hi = number(self.lo[index].item()), number(self.hi[index].item())
            wanted = lo if lo == hi else f"something from {lo} to {hi}"
            raise Mismatch(at(self.name, index), number(array[index].item()), wanted)


def between(lo: Any, hi: Any, *, like: Any = None) -> Claim:
    """Finite numbers between lo and hi, which are of the answer's shape (or a number for all of it).

    Rounding is forgiven as by `near(lo, like=like)`.

    Raises:
        AuthorError: the bounds are no numbers, or lo > hi somewhere.
    """
    try:
        return Between(np.asarray(lo, np.float64), np.asarray(hi, np.float64), like)
    except (TypeError, ValueError) as error:
        raise AuthorError(f"between: {error}") from None


class Shaped(Claim):
    """Numbers in an array of this very shape."""

    __slots__ = ("want",)

    def __init__(self, want: Array) -> None:
        super().__init__()
        self.want = want

    def check(self, got: Any) -> None:
        """Raise Mismatch unless it is an array of that shape."""
        numbers(self.name, got, self.want)


def shaped(*sides: int) -> Claim:
    """An array of numbers of this very shape, whatever is in it; without sides: a single number."""
    return Shaped(np.broadcast_to(0.0, sides))


class UpToSign(Claim):
    """A matrix whose rows (or columns) are right up to their signs."""

    __slots__ = ("axis", "how", "want")

    def __init__(self, want: Array, axis: int, how: Closeness) -> None:
        super().__init__()
        self.want, self.axis, self.how = want, axis, how

    def check(self, got: Any) -> None:
        """Raise Mismatch unless the answer is near, once each vector of `want` is turned the same way."""
        array = numbers(self.name, got, self.want)
        with np.errstate(all="ignore"):
            along = (array * self.want).sum(axis=self.axis, keepdims=True)
        Near(np.where(along < 0, -self.want, self.want), self.how, self.name).check(array)


def up_to_sign(want: npt.ArrayLike, *, axis: int, **how: Unpack[Closeness]) -> Claim:
    """Near `want` or its opposite, for each vector along `axis` on its own.

    `axis=1`: every row has its own sign; `axis=0`: every column. The other options are those of `near`.
    """
    return UpToSign(np.asarray(want, np.float64), axis, how)


def numbers(name: str, got: Any, like: Array) -> Array:
    """The answer as an array of numbers in the shape of `like`.

    Raises:
        Mismatch: it is something else.
    """
    array = as_array(got)
    if array is None or array.dtype.kind not in NUMBERS:
        raise wrong_kind(name, got, f"an array of shape {like.shape}" if like.shape else shape_of(like))
    if array.dtype.kind == "c" and like.dtype.kind != "c":
        raise wrong_kind(name, got, "real numbers")
    if array.shape != like.shape:
        raise wrong_shape(name, array, like)
    return array
