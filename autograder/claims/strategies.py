"""Building blocks for `@given`. Few choices an array, so that drawing is fast; simple values when shrunk.

An array is one draw of bytes, and each byte picks a level. Bytes 0 to 63 are 1, -1, 2, 0.5, ..., then the
tenths up to +-3; adding 64, 128 or 192 to a byte makes its level up to 5 % smaller, with the whole mantissa
in use. Bytes shrink towards 0 and lose their high bits early, so the smallest array is all ones (zeros
would hide mistakes), and a counterexample ends as numbers that can be checked by hand.
"""

import functools
import math
from typing import TypeVar

import numpy as np
from hypothesis import strategies as st

from autograder.claims.mismatch import Array
from autograder.errors import AuthorError

T = TypeVar("T")
DTYPES = ("float64", "float32")
SIMPLE = (1.0, -1.0, 2.0, 0.5, -2.0, -0.5, 3.0, -3.0, 0.0, 1.5, -1.5, 0.25, -0.25, 0.75)
GOLDEN = (math.sqrt(5) - 1) / 2
SHAPES = (
    *((1,), (2,), (3,), (1, 1), (1, 2), (2, 1), (5,), (2, 2), (1, 3), (3, 2), (2, 4)),
    *((1, 2, 1), (2, 1, 2), (2, 2, 2), (2, 3, 2)),
)


def _levels() -> tuple[float, ...]:
    """256 numbers from -3 to 3: 64 simple ones, then three times as many close to these."""
    tenths = [sign * k / 10 for k in range(1, 31) for sign in (1, -1)]
    simple = list(dict.fromkeys((*SIMPLE, *tenths)))
    return tuple(simple + [simple[k % 64] * (1 - 0.05 * (k * GOLDEN % 1)) for k in range(64, 256)])


LEVELS = _levels()


def _table(dtype: str, scale: float, away: float) -> Array:
    """The levels times scale; what is nearer to 0 than `away` moves out to twice that distance."""
    table = np.array(LEVELS) * scale
    return np.where(np.abs(table) < away, np.copysign(2 * away, table), table).astype(dtype)


@functools.lru_cache(maxsize=256)
def _bytes(n: int) -> st.SearchStrategy[bytes]:
    return st.binary(min_size=n, max_size=n)


@st.composite
def _levelled(draw: st.DrawFn, shape: tuple[int, ...], table: Array) -> Array:
    drawn = np.frombuffer(draw(_bytes(math.prod(shape))), np.uint8)
    return np.asarray(table[drawn].reshape(shape))


@functools.lru_cache(maxsize=4096)
def _arrays(shape: tuple[int, ...], dtype: str, scale: float, away: float) -> st.SearchStrategy[Array]:
    if scale <= 0 or not 0 <= 2 * away <= 3 * scale:
        raise AuthorError(f"arrays: scale={scale} must be above 0, away={away} from 0 to 1.5 scale")
    return _levelled(shape, _table(dtype, scale, away))


def arrays(
    shape: int | tuple[int, ...], dtype: str = "float64", *, scale: float = 1.0, away: float = 0.0
) -> st.SearchStrategy[Array]:
    """Arrays of this shape with elements from -3 scale to 3 scale, none nearer to 0 than `away`.

    Raises:
        AuthorError: a scale that is not above 0, an `away` that is negative or above 1.5 scale.
    """
    return _arrays((shape,) if isinstance(shape, int) else tuple(shape), dtype, scale, away)


@st.composite
def numbers(draw: st.DrawFn, n: int, *, scale: float = 1.0, away: float = 0.0) -> tuple[float, ...]:
    """n Python floats, as the elements of `arrays`."""
    return tuple(draw(arrays(n, scale=scale, away=away)).tolist())


@st.composite
def _labels(draw: st.DrawFn, n: int, classes: int) -> Array:
    return np.frombuffer(draw(_bytes(n)), np.uint8).astype(np.int64) % classes


@functools.lru_cache(maxsize=256)
def labels(n: int, classes: int) -> st.SearchStrategy[Array]:
    """n labels from 0 to classes - 1 (at most 256 classes), int64; they shrink towards 0."""
    if not 1 <= classes <= 256:
        raise AuthorError(f"labels: {classes} classes; from 1 to 256 can be drawn")
    return _labels(n, classes)


def dtypes() -> st.SearchStrategy[str]:
    """ "float64" or "float32", the first when shrunk."""
    return _DTYPE


@functools.lru_cache(maxsize=256)
def sizes(*ranges: int | tuple[int, int]) -> st.SearchStrategy[tuple[int, ...]]:
    """Tuples with a size for each range: `sizes(4, (2, 5))` draws (1, 2) to (4, 5), small ones when shrunk.

    Raises:
        AuthorError: a range without sizes.
    """
    bounds = [(1, each) if isinstance(each, int) else each for each in ranges]
    if any(lo > hi for lo, hi in bounds):
        raise AuthorError(f"sizes: nothing lies in {ranges}")
    return _sizes(tuple(st.integers(lo, hi) for lo, hi in bounds))


@st.composite
def _sizes(draw: st.DrawFn, each: tuple[st.SearchStrategy[int], ...]) -> tuple[int, ...]:
    return tuple(map(draw, each))


@st.composite
def _one_of(draw: st.DrawFn, values: tuple[T, ...]) -> T:
    return values[draw(_index(len(values)))]


@functools.lru_cache(maxsize=256)
def _index(n: int) -> st.SearchStrategy[int]:
    return st.integers(0, n - 1)


def shapes() -> st.SearchStrategy[tuple[int, ...]]:
    """Shapes of one to three axes with at most 12 elements, single ones among them."""
    return _SHAPE


_DTYPE = _one_of(DTYPES)
_SHAPE = _one_of(SHAPES)
