"""Values that cross the wire: strategies, both codecs in one process, and equality that forgives nothing."""

import math
from typing import Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from autograder.sandbox.tags import HANDLE, HEADER, REF, WireError
from autograder.sandbox.wire import Codec

DTYPES = (
    "?", "<i1", "<i2", "<i4", "<i8", "<u1", "<u2", "<u4", "<u8", "<f2", "<f4", "<f8", "<c8", "<c16",
    ">i2", ">i8", ">u4", ">f4", ">f8", ">c16", "<U3", ">U2", "S4", "<M8[s]", "<m8[ms]", ">M8[D]", "<g",
)  # fmt: skip

plain = st.one_of(
    st.none(), st.booleans(), st.integers(), st.integers(-(2**200), 2**200), st.floats(), st.text(),
    st.binary(), st.complex_numbers(),
)  # fmt: skip
keys = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**70), 2**70), st.floats(allow_nan=False), st.text(),
    st.binary(),
    st.tuples(st.integers(), st.text()),
)  # fmt: skip
dtypes = st.sampled_from(DTYPES).map(np.dtype)
shapes = npst.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4)
letters = st.characters(codec="utf-8")  # text that is text: half a character may not cross


def arrays_of(dtype: np.dtype[Any], shape: Any) -> st.SearchStrategy[np.ndarray[Any, Any]]:
    """Arrays of this dtype and shape."""
    if dtype.kind != "U":
        return npst.arrays(dtype, shape)
    return npst.arrays(dtype, shape, elements=st.text(letters, max_size=dtype.itemsize // 4))


arrays = st.tuples(dtypes, shapes).flatmap(lambda pair: arrays_of(*pair))
scalars = dtypes.flatmap(lambda dtype: arrays_of(dtype, ())).map(lambda array: array[()])
bounds = st.none() | st.integers(-9, 9)
values = st.recursive(
    st.one_of(plain, arrays, scalars, st.builds(slice, bounds, bounds, bounds)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(keys, inner, max_size=3),
        st.sets(keys, max_size=4),
    ),
    max_leaves=8,
)


class Wire:
    """Both sides in one process. What cannot cross from the far side becomes its type's name."""

    def __init__(self) -> None:
        self.kept: list[Any] = []
        self.far = Codec(self._keep, self._revive_far, far=True)
        self.near = Codec(self._refuse, self._revive_near, far=False, known=self._known)

    def to_near(self, value: Any) -> Any:
        """What the judge sees of a student's value."""
        return _through(self.far, self.near, value)

    def to_far(self, value: Any) -> Any:
        """What a student sees of the judge's value."""
        return _through(self.near, self.far, value)

    def _keep(self, value: Any) -> Any:
        self.kept.append(value)
        return [HANDLE, len(self.kept) - 1, type(value).__name__]

    def _revive_near(self, tag: int, body: list[Any]) -> Any:
        return f"<{body[2]}>"

    def _revive_far(self, tag: int, body: list[Any]) -> Any:
        return self.far.met.values[body[1]]

    def _known(self, value: Any) -> Any:
        places = [place for place, met in enumerate(self.near.met.values) if met is value]
        return [REF, places[0]] if places else None

    def _refuse(self, value: Any) -> Any:
        raise WireError(f"a {type(value).__name__} cannot be sent")


def frame_of(codec: Codec, value: Any) -> bytes:
    """One frame, as it goes over the socket."""
    return b"".join(map(bytes, codec.encode("word", value)))


def decoded(codec: Codec, frame: bytes) -> Any:
    """The values of a frame that is in memory."""
    size, _ = HEADER.unpack_from(frame)
    body = memoryview(bytearray(frame))[HEADER.size :]
    return codec.decode(body[:size], body[size:])[1]


def _through(sender: Codec, receiver: Codec, value: Any) -> Any:
    (got,) = decoded(receiver, frame_of(sender, value))
    return got


def alike(got: Any, want: Any) -> bool:
    """Same type exactly, same value; NaN is NaN, -0.0 is not 0.0."""
    if type(got) is not type(want):
        return False
    if isinstance(want, np.ndarray | np.generic):
        native = want.dtype.newbyteorder("=")
        formed = got.dtype == native and got.shape == want.shape
        return bool(formed and _bits(got) == _bits(want.astype(native)))
    if isinstance(want, list | tuple):
        return len(got) == len(want) and all(map(alike, got, want))
    if isinstance(want, dict):
        return alike(list(got.items()), list(want.items()))
    if isinstance(want, set):
        return alike(sorted(got, key=repr), sorted(want, key=repr))
    if isinstance(want, slice):
        return alike((got.start, got.stop, got.step), (want.start, want.stop, want.step))
    if isinstance(want, complex):
        return alike((got.real, got.imag), (want.real, want.imag))
    if isinstance(want, float):
        same: bool = math.copysign(1, got) == math.copysign(1, want) and got == want
        return same or (math.isnan(got) and math.isnan(want))
    return bool(got == want)


def _bits(array: Any) -> Any:
    """Bytes; of long doubles the text, for their padding is not part of the value."""
    return str(array.tolist()) if array.dtype.char in "gG" else array.tobytes()
