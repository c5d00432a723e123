"""Values <-> frames. Data only, in both directions: nothing that arrives is ever executed.

A frame is `header · skeleton · raw`: the skeleton is MessagePack of None, bool, int, float, str, bytes
and lists `[tag, ...]`; arrays above INLINE bytes travel in the raw part, copied by nobody.

Both sides number the composite values (list, tuple, dict, set, array, tensor) that the far side sends,
in the order in which they are met. So the near side can say `[REF, 3]` for something it received, and
the far side finds the very object: a namedtuple stays one, a tensor keeps its graph.
"""

import math
import struct
import sys
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

HEADER = struct.Struct("<IQ")  # bytes of the skeleton, bytes of the raw part
INLINE = 16_384  # bytes up to which an array rides in the skeleton
MAX_SKELETON = 1 << 26
MAX_FRAME = 1 << 28
MAX_DEPTH = 100
KINDS = "biufcUSMm"  # dtype kinds that may cross: everything but objects and records

LIST, TUPLE, DICT, SET, SLICE, COMPLEX, INTEGER, ARRAY, SCALAR, TENSOR, GENERATOR = range(11)
REF, HANDLE, CALLBACK, NAME = range(11, 15)

Skeleton = Any
Array = npt.NDArray[Any]


class WireError(Exception):
    """The bytes are not a frame of ours, or the value cannot cross."""


class TensorArray(np.ndarray[Any, np.dtype[Any]]):
    """A torch tensor as the near side sees it: a plain array that remembers what it was."""

    requires_grad: bool = False
    torch_dtype: str = ""


class Codec:
    """Packs values into skeletons and back.

    Each side says what its own special values are: `foreign(value)` packs what the table below does not
    know (far side: make a handle; near side: a callback, a handle), `revive(tag, body)` answers the
    tags from REF on. `met` collects the composite values that travel from the far to the near side, in
    order; the near side's `known(value)` may answer one of them with a reference.
    """

    def __init__(
        self,
        foreign: Callable[[Any], Skeleton],
        revive: Callable[[int, list[Any]], Any],
        *,
        far: bool,
        known: Callable[[Any], Skeleton | None] | None = None,
    ) -> None:
        self.foreign, self.revive, self.far, self.known = foreign, revive, far, known
        self.met: list[Any] = []  # far side: originals of what it sent; near side: what it received
        self.unchanged: dict[int, Any] = {}  # near side: copies of lists and dicts as they came
        self._raw: list[Any] = []
        self._packers: dict[type, Callable[[Any, int], Skeleton]] = {
            type(None): _same, bool: _same, float: _same, str: _same, bytes: _same,
            int: _integer,
            complex: lambda v, d: [COMPLEX, v.real, v.imag],
            list: self._list, tuple: self._tuple, dict: self._dict, set: self._set, frozenset: self._set,
            slice: lambda v, d: [SLICE, *(self.pack(part, d + 1) for part in (v.start, v.stop, v.step))],
            np.ndarray: self._array, TensorArray: self._tensor_array,
            np.random.Generator: self._generator,
        }  # fmt: skip
        self._rest = memoryview(b"")

    # -- value -> frame ---------------------------------------------------------------------------

    def encode(self, value: Any) -> list[Any]:
        """The parts of one frame, to be sent in order.

        Raises:
            WireError: the value is nested too deeply, is too large, or is text that is not text.
        """
        self._raw, met = [], len(self.met)
        try:
            skeleton = msgspec.msgpack.encode(self.pack(value, 0))
        except (UnicodeEncodeError, RecursionError) as error:
            del self.met[met:]
            raise WireError(f"cannot be sent: {type(error).__name__}") from None
        except BaseException:
            del self.met[met:]
            raise
        raw, self._raw = self._raw, []
        size = sum(part.nbytes for part in raw)
        if len(skeleton) > MAX_SKELETON or size > MAX_FRAME:
            raise WireError(f"an answer of {(len(skeleton) + size) / 1e6:.0f} MB is too large")
        return [HEADER.pack(len(skeleton), size), skeleton, *raw]

    def pack(self, value: Any, depth: int) -> Skeleton:
        if depth > MAX_DEPTH:
            raise WireError(f"values nested more than {MAX_DEPTH} deep cannot be sent")
        packer = self._packers.get(type(value))
        return packer(value, depth) if packer is not None else self._unusual(value, depth)

    def _unusual(self, value: Any, depth: int) -> Skeleton:
        """Subclasses travel as the plain value they extend; the rest is for `foreign`."""
        if isinstance(value, np.generic):
            array = np.asarray(value)
            if array.dtype.kind not in KINDS:
                return self.foreign(value)
            return [SCALAR, array.dtype.newbyteorder("<").str, array.tobytes()]
        for plain in (bool, int, float, complex, str, bytes, list, tuple, dict, set, frozenset):
            if isinstance(value, plain) and not hasattr(type(value), "__array_ufunc__"):
                return self._as_plain(plain, value, depth)
        if isinstance(value, np.ndarray) and not isinstance(value, np.ma.MaskedArray):
            return self._array(value, depth)
        torch = sys.modules.get("torch")
        if torch is not None and isinstance(value, torch.Tensor):
            return self._tensor(value, depth)
        if torch is not None and not self.far and isinstance(value, torch.Generator):
            return [GENERATOR, "torch", value.get_state().numpy().tobytes()]
        return self.foreign(value)

    def _as_plain(self, plain: type, value: Any, depth: int) -> Skeleton:
        if plain in (list, tuple, set, frozenset, dict):
            return self._packers[plain](value, depth)
        return self._packers[plain](plain.__new__(plain, value), depth)  # type: ignore[call-overload]

    def _meet(self, value: Any) -> Skeleton | None:
        if self.far:
            self.met.append(value)
            return None
        return self.known(value) if self.known is not None else None

    def _items(self, tag: int, values: Sequence[Any], depth: int) -> Skeleton:
        return [tag, *[self.pack(item, depth + 1) for item in values]]

    def _list(self, value: list[Any], depth: int) -> Skeleton:
        return self._meet(value) or self._items(LIST, list.__iter__(value), depth)  # type: ignore[arg-type]

    def _tuple(self, value: tuple[Any, ...], depth: int) -> Skeleton:
        return self._meet(value) or self._items(TUPLE, tuple.__iter__(value), depth)  # type: ignore[arg-type]

    def _set(self, value: set[Any], depth: int) -> Skeleton:
        return self._meet(value) or self._items(SET, sorted(value, key=repr), depth)

    def _dict(self, value: dict[Any, Any], depth: int) -> Skeleton:
        flat = [part for pair in dict.items(value) for part in pair]
        return self._meet(value) or self._items(DICT, flat, depth)

    def _array(self, value: Array, depth: int) -> Skeleton:
        if value.dtype.kind not in KINDS:
            return self.foreign(value)
        return self._meet(value) or [ARRAY, *self._buffer(value)]

    def _buffer(self, value: Array) -> tuple[str, tuple[int, ...], Any]:
        dtype = value.dtype
        if dtype.byteorder == ">":
            value, dtype = value.astype(dtype.newbyteorder("<")), dtype.newbyteorder("<")
        if value.nbytes <= INLINE:
            return dtype.str, value.shape, value.tobytes()
        self._raw.append(np.ascontiguousarray(value).reshape(-1).view(np.uint8).data)
        return dtype.str, value.shape, value.nbytes

    def _tensor(self, value: Any, depth: int) -> Skeleton:
        name = str(value.dtype).removeprefix("torch.")
        plain = value.detach().cpu()
        plain = plain.float() if name == "bfloat16" else plain
        met = self._meet(value)
        return met or [TENSOR, *self._buffer(plain.contiguous().numpy()), bool(value.requires_grad), name]

    def _tensor_array(self, value: TensorArray, depth: int) -> Skeleton:
        met = self._meet(value)
        return met or [TENSOR, *self._buffer(np.asarray(value)), value.requires_grad, value.torch_dtype]

    def _generator(self, value: np.random.Generator, depth: int) -> Skeleton:
        if self.far:
            return self.foreign(value)
        state = value.bit_generator.state
        return [GENERATOR, state["bit_generator"], self.pack(state, depth + 1)]

    # -- frame -> value ---------------------------------------------------------------------------

    def decode(self, skeleton: bytes | memoryview, raw: memoryview) -> Any:
        """The value of one frame.

        Raises:
            WireError: anything about it is not as `encode` would have made it.
        """
        self._rest = raw
        try:
            value = self._unpack(msgspec.msgpack.decode(skeleton), 0)
        except (msgspec.DecodeError, ValueError, TypeError, IndexError, KeyError, RecursionError) as error:
            raise WireError(f"not a frame: {error}") from None
        if len(self._rest):
            raise WireError("not a frame: bytes left over")
        return value

    def _unpack(self, body: Any, depth: int) -> Any:
        if type(body) is not list:
            if type(body) in (float, int, str, bool, bytes) or body is None:
                return body
            raise WireError(f"a bare {type(body).__name__} in a frame")
        if depth > MAX_DEPTH:
            raise WireError("too deep")
        tag = body[0]
        if type(tag) is not int or not 0 <= tag <= NAME:
            raise WireError(f"unknown tag {str(tag)[:20]}")
        if tag >= REF:
            return self.revive(tag, body)
        return _UNPACKERS[tag](self, body, depth)

    def _note(self, value: Any, place: int | None = None) -> Any:
        """Remember a composite value under the number that the far side gave it."""
        if self.far:
            return value
        if place is None:
            self.met.append(value)
        else:
            self.met[place] = value
            if type(value) in (list, dict):
                self.unchanged[place] = value.copy()
        return value

    def _place(self) -> int | None:
        """Reserve a number before the parts take theirs: containers are met before what they hold."""
        if self.far:
            return None
        self.met.append(None)
        return len(self.met) - 1

    def _sequence(self, body: list[Any], depth: int) -> Any:
        place = self._place()
        items = [self._unpack(item, depth + 1) for item in body[1:]]
        return self._note(_SEQUENCES[body[0]](items), place)

    def _mapping(self, body: list[Any], depth: int) -> Any:
        place = self._place()
        parts = [self._unpack(item, depth + 1) for item in body[1:]]
        return self._note(dict(zip(parts[::2], parts[1::2], strict=True)), place)

    def _plain_array(self, body: list[Any], depth: int) -> Any:
        _, dtype, shape, data = body
        return self._note(self._revive_array(dtype, shape, data))

    def _scalar(self, body: list[Any], depth: int) -> Any:
        _, dtype, data = body
        return np.frombuffer(data, _dtype(dtype), 1)[0]

    def _revive_array(self, dtype: str, shape: list[int], data: bytes | int) -> Array:
        if len(shape) > 32 or any(type(n) is not int or n < 0 for n in shape):
            raise WireError("not a shape")
        kind = _dtype(dtype)
        if type(data) is int:
            data, self._rest = self._rest[:data], self._rest[data:]
        if math.prod(shape) * kind.itemsize != len(data):
            raise WireError("an array's bytes do not fit its shape")
        array: Array = np.frombuffer(data, kind).reshape(shape) if len(data) else np.empty(shape, kind)
        if self.far:
            return array if array.flags.writeable else array.copy()
        array.flags.writeable = False
        return array

    def _revive_tensor(self, body: list[Any], depth: int) -> Any:
        _, dtype, shape, data, requires_grad, name = body
        array = self._revive_array(dtype, shape, data)
        if self.far:
            return as_tensor(array, str(name), bool(requires_grad))
        value = array.view(TensorArray)
        value.requires_grad, value.torch_dtype = bool(requires_grad), str(name)[:20]
        return self._note(value)

    def _revive_generator(self, body: list[Any], depth: int) -> Any:
        _, kind, state = body
        if not self.far:
            raise WireError("a generator came from the far side")
        if kind == "torch":
            return torch_generator(state)
        bits = getattr(np.random, kind)()
        bits.state = self._unpack(state, depth + 1)
        return np.random.Generator(bits)


def torch_generator(state: bytes) -> Any:
    """A torch.Generator in this state; far side only."""
    import torch

    return torch.Generator().set_state(torch.frombuffer(bytearray(state), dtype=torch.uint8))


def as_tensor(array: Array, dtype: str, requires_grad: bool) -> Any:
    """The torch tensor of an array; far side only, where importing torch is the student's wish."""
    import torch  # only a worker that is sent a tensor pays for this import

    tensor = torch.from_numpy(np.array(array))
    if dtype == "bfloat16":
        tensor = tensor.bfloat16()
    return tensor.requires_grad_() if requires_grad and tensor.is_floating_point() else tensor


def _same(value: Any, depth: int) -> Skeleton:
    return value


def _integer(value: int, depth: int) -> Skeleton:
    if -(2**63) <= value < 2**64:
        return value
    if value.bit_length() > 1 << 16:
        raise WireError("an integer of more than 65,536 bits cannot be sent")
    return [INTEGER, hex(value)]


def _dtype(name: str) -> np.dtype[Any]:
    found = _DTYPES.get(name)
    if found is None:
        found = np.dtype(name)
        if found.kind not in KINDS:
            raise WireError(f"arrays of dtype {name[:20]} cannot cross")
    return found


_DTYPES = {d: np.dtype(d) for d in ("<f8", "<f4", "<f2", "<i8", "<i4", "<i2", "|i1", "|u1", "|b1", "<c16")}
_SEQUENCES: dict[int, Callable[[list[Any]], Any]] = {LIST: list, TUPLE: tuple, SET: set}
_UNPACKERS: dict[int, Callable[[Codec, list[Any], int], Any]] = {
    LIST: Codec._sequence,
    TUPLE: Codec._sequence,
    SET: Codec._sequence,
    DICT: Codec._mapping,
    SLICE: lambda c, body, d: slice(*(c._unpack(part, d + 1) for part in body[1:])),
    COMPLEX: lambda c, body, d: complex(body[1], body[2]),
    INTEGER: lambda c, body, d: int(body[1][:20_000], 16),
    ARRAY: Codec._plain_array,
    SCALAR: Codec._scalar,
    TENSOR: Codec._revive_tensor,
    GENERATOR: Codec._revive_generator,
}
