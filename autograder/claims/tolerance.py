"""How close is close enough. It follows from the dtype of the inputs and the size of the problem.

    eps  unit of the lowest precision among the inputs: 2.2e-16 in float64, 1.2e-7 in float32
    K    `terms`, the number of terms summed into one element
    S    `scale`, the sum of the absolute values of these terms, computed by the judge

Element by element, without a scale:  32 eps max(|want|, 1), in float64 not below 1e-12.
Sums and products, with a scale:      S max(4 (K + 8) eps, floor), floor 1e-10 in float64, 2e-5 in float32.
Trajectories: either of them times `times`.

The source of the second line is Higham, Accuracy and Stability of Numerical Algorithms, section 4.2: whatever
the order of summation, the computed sum of K terms is within (K - 1) u S + O(u^2) of the exact one, where
u = eps / 2; the product before each sum adds one u, and elementary functions add a few. So 4 (K + 8) eps
is at least eight times the bound, and no correct order of summation can fail. The floor is wider than that
bound for all but huge sums; it leaves room for compositions, and is still 50 times below an error of
0.1 % in an element whose terms do not cancel.

The answer's own dtype buys nothing: a float32 answer to float64 inputs is off by 6e-8 and fails.
"""

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, TypedDict

import numpy as np

from autograder.claims.mismatch import Array
from autograder.errors import AuthorError

SMALLEST = 1e-300  # makes an error of 0 smaller than a tolerance of 0


class Closeness(TypedDict, total=False):
    """The options of `near`."""

    like: Any  # the inputs whose dtype counts: an array, a dtype, or a tuple, list or dict of them
    scale: (
        Any  # S, of a shape that broadcasts to the wanted one; for a tuple or dict one each, or one for all
    )
    terms: Any  # K, likewise
    times: float  # a factor on the tolerance
    floor: tuple[float, float]  # in float64 and float32, instead of 1e-10 and 2e-5
    lists: bool  # whether a list of numbers may stand for an array
    names: Any  # what messages call the answer, or a tuple or dict with a name for each part


class Precision(NamedTuple):
    """A float dtype as the rules above see it."""

    eps: float
    least: float  # floor of the rule without a scale
    floor: float  # floor of the rule with one
    column: int  # in `floor=(f64, f32)`


DOUBLE = Precision(float(np.finfo(np.float64).eps), 1e-12, 1e-10, 0)
SINGLE = Precision(float(np.finfo(np.float32).eps), 0.0, 2e-5, 1)
PRECISIONS: Mapping[str, Precision] = MappingProxyType(
    {"float64": DOUBLE, "longdouble": DOUBLE, "float128": DOUBLE, "complex128": DOUBLE}
    | {"float32": SINGLE, "complex64": SINGLE}
)


COMMON = {np.dtype(name): of for name, of in PRECISIONS.items() if name in ("float64", "float32")}


def precision(like: Any) -> Precision:
    """The lowest precision among arrays, dtypes and tuples, lists and dicts of them; ints do not count.

    Raises:
        AuthorError: a dtype lower than float32, or none at all.
    """
    if type(like) is np.ndarray:
        return COMMON.get(like.dtype) or _of_dtype(like.dtype.name)
    if isinstance(like, Mapping):
        like = tuple(like.values())
    if isinstance(like, tuple | list):
        return max(map(precision, like), key=_width, default=DOUBLE)
    if isinstance(like, type | str) or not hasattr(like, "dtype"):
        return _of_dtype(_name(like))
    return _of_dtype(str(like.dtype).removeprefix("torch."))


def _width(found: Precision) -> float:
    return found.eps


def _name(like: Any) -> str:
    """The dtype's name of a dtype in any form, or of a Python number."""
    if like is None or isinstance(like, int | float | complex):
        return "float64"
    text = str(like).removeprefix("torch.")
    try:
        return text if text in PRECISIONS else np.dtype(like).name
    except TypeError:
        raise AuthorError(f"near: like={text[:40]} is neither an array nor a dtype") from None


def _of_dtype(name: str) -> Precision:
    found = PRECISIONS.get(name)
    if found is None:
        if name.startswith(("int", "uint", "bool")):
            return DOUBLE
        raise AuthorError(f"near: no tolerance is known for {name}; use float32 or float64")
    return found


def tolerance(want: Array, how: Closeness) -> Array:
    """The largest error that passes, for each element (or one for all): an array that broadcasts to want's.

    Raises:
        AuthorError: the scale is not finite or does not fit the wanted shape.
    """
    of = precision(how.get("like"))
    scale = how.get("scale")
    if scale is None:
        allowed = np.maximum(32 * of.eps * np.maximum(np.abs(want), 1), of.least)
    else:
        allowed = _fitting(scale, want) * _factor(of, how)
    times = how.get("times", 1)
    return np.asarray((allowed if times == 1 else allowed * times) + SMALLEST)


def _factor(of: Precision, how: Closeness) -> Any:
    """What S is multiplied by."""
    terms, floor = how.get("terms", 1), how.get("floor")
    least = of.floor if floor is None else floor[of.column]
    if isinstance(terms, int):
        return max(4 * (terms + 8) * of.eps, least)
    return np.maximum(4 * (np.asarray(terms) + 8) * of.eps, least)


def _fitting(scale: Any, want: Array) -> Any:
    """The scale, once it is known to be finite and to fit."""
    if isinstance(scale, float) and math.isfinite(scale):
        return scale
    array = np.asarray(scale, dtype=np.float64)
    if not np.isfinite(array).all():
        raise AuthorError("near: scale must be finite")
    if array.shape and array.shape != want.shape:
        try:
            np.broadcast_to(array, want.shape)
        except ValueError:
            raise AuthorError(f"near: a scale of shape {array.shape} for an answer {want.shape}") from None
    return array
