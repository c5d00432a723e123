"""Laws of derivatives that need no reference, and the functions that students' code may call."""

from collections.abc import Callable
from typing import Any, Unpack

import numpy as np

from autograder.claims.claim import ANSWER, Claim, as_array
from autograder.claims.forms import numbers
from autograder.claims.mismatch import Array, wrong_kind
from autograder.claims.near import near
from autograder.claims.tolerance import DOUBLE, Closeness
from autograder.errors import AuthorError

SLOPE = 1e-6  # relative error allowed for a directional difference in float64


def inner(a: Any, b: Any) -> float:
    """<a, b>: the sum of the products of their elements. The left side of an adjoint identity.

    Raises:
        Mismatch: they are not two arrays of one shape (an answer is among them).
    """
    first, second = as_array(a), as_array(b)
    if first is None or second is None:
        raise wrong_kind(ANSWER, a if first is None else b, "a number or an array")
    second = numbers(ANSWER, second, numbers(ANSWER, first, second))
    with np.errstate(all="ignore"):
        return float((first.astype(np.float64) * second).sum())


def real(value: Any) -> Array:
    """What may hold an answer, in float64.

    Raises:
        Mismatch: it is not made of finite real numbers.
    """
    array = as_array(value)
    if array is None or array.dtype.kind not in "biuf" or not np.isfinite(array).all():
        raise wrong_kind(ANSWER, value, "finite real numbers")
    return array.astype(np.float64)


def near_inner(a: Any, b: Any, **how: Unpack[Closeness]) -> Claim:
    """The right side of an adjoint identity: near <a, b>, with S = sum of |a| |b| and K their size.

    <dout, out(dx)> = <dx', dx> holds for dx' = backward(dout); options are those of `near`. Where a or b is
    itself a sum that cancels, give its own scale.
    """
    first, second = real(a), real(b)
    if first.shape != second.shape:
        raise AuthorError(f"near_inner: shapes {first.shape} and {second.shape}")
    options: Closeness = {"scale": float((np.abs(first) * np.abs(second)).sum()), "terms": first.size}
    options.update(how)
    return near(float((first * second).sum()), **options)


def near_slope(f: Callable[[Array], float], x: Any, v: Any, **how: Unpack[Closeness]) -> Claim:
    """Near the derivative of the scalar function f at x in the direction v, by a central difference.

    All in float64 with the step h = eps^(1/3) max(1, |x|) / |v|, which balances truncation (h^2) against
    rounding (eps / h). Allowed: 1e-6 of the largest among |slope|, |f(x)| and both one-sided slopes. Keep
    ten steps (6e-5) away from kinks, and pair this law with a claim about the value of f.

    Raises:
        AuthorError: x and v differ in shape, or v is 0.
        Mismatch: f, which may be the student's, is not finite and real there.
    """
    x, v = np.asarray(x, np.float64), np.asarray(v, np.float64)
    if x.shape != v.shape or not np.any(v):
        raise AuthorError("near_slope: the direction must have the shape of x, and not be 0")
    h = DOUBLE.eps ** (1 / 3) * max(1.0, float(np.abs(x).max())) / float(np.abs(v).max())
    behind, here, ahead = (float(real(f(x + step * v))) for step in (-h, 0, h))
    slope = (ahead - behind) / (2 * h)
    scale = max(abs(slope), abs(here), abs(ahead - here) / h, abs(here - behind) / h)
    how.update({"scale": scale, "terms": 0, "floor": (SLOPE, SLOPE), "like": None})
    return near(slope, **how)


def difference(after: Any, before: Any) -> Any:
    """after - before, for two numbers, arrays or dicts of them: what a law about a change compares.

    Raises:
        Mismatch: they are no numbers, or differ in shape or keys.
    """
    if isinstance(after, dict) and isinstance(before, dict) and after.keys() == before.keys():
        return {key: difference(after[key], before[key]) for key in after}
    first, second = as_array(after), as_array(before)
    if first is None or second is None:
        odd = after if first is None else before
        raise wrong_kind(ANSWER, odd, "a number or an array")
    second = numbers(ANSWER, second, numbers(ANSWER, first, second))
    with np.errstate(all="ignore"):
        return np.subtract(first, second, dtype=np.result_type(first, second, np.float64))


def callback(
    f: Callable[..., Any],
    *,
    shape: tuple[int, ...] | None = None,
    flat: bool = False,
    may_raise: tuple[type[Exception], ...] = (ValueError,),
) -> Callable[..., Any]:
    """A judge's function to hand to student code, which may call it with anything.

    may_raise declares the errors that a wrong argument causes (they are raised in the student's code; any
    other is a fault of the assignment) as the attribute `may_raise`. With a shape, f takes one
    array of real numbers of that shape, which it gets as float64; anything else is a ValueError. With
    flat=True any shape of as many elements will do, and f gets it in the right one.
    """

    def guarded(*args: Any, **kwargs: Any) -> Any:
        with np.errstate(all="ignore"):
            return f(*args, **kwargs) if shape is None else f(_point(shape, flat, args, kwargs))

    vars(guarded)["may_raise"] = may_raise
    return guarded


def _point(shape: tuple[int, ...], flat: bool, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Array:
    """The only argument, as float64 and in this shape."""
    array = as_array(args[0]) if len(args) == 1 and not kwargs else None
    if array is None or array.dtype.kind not in "biuf" or (array.shape != shape and not flat):
        raise ValueError(f"this function takes one array of real numbers of shape {shape}")
    return np.array(array, dtype=np.float64).reshape(shape)
