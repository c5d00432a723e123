"""Values -> skeletons. Subclasses travel as the plain value they extend."""

import sys
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from autograder.sandbox.skeletons import to_bytes
from autograder.sandbox.tags import (
    ARRAY,
    COMPLEX,
    DICT,
    FROZEN_SET,
    GENERATOR,
    HEADER,
    INLINE,
    INTEGER,
    KINDS,
    LIST,
    MAX_DEPTH,
    MAX_FRAME,
    MAX_SKELETON,
    MOST_BITS,
    SCALAR,
    SET,
    SLICE,
    TENSOR,
    TUPLE,
    Array,
    Met,
    Skeleton,
    TensorArray,
    TooLarge,
    WireError,
)  # fmt: skip

CONTAINERS = (list, tuple, dict, set, frozenset)
PLAINLY: dict[type, Callable[[Any], Any]] = {  # the value that a subclass extends, whatever it overrides
    int: int.__pos__,
    float: float.__pos__,
    complex: complex.__pos__,
    str: str.__str__,
    bytes: lambda value: bytes.__getitem__(value, slice(None)),
}
KEYS = (type(None), bool, int, float, complex, str, bytes, np.generic)  # hashable on the other side, too


class Packer:
    """One side's way out.

    Args:
        far: whether this is the student's side, which keeps the originals of what it sends in `met`.
        foreign: packs what is none of ours: a handle there, a handle or a callback here.
        known: on the near side, answers a composite value that came from the far side with a reference.
        foreign_types: types that `foreign` packs without any further look at the value.
    """

    def __init__(
        self,
        met: Met,
        *,
        far: bool,
        foreign: Callable[[Any], Skeleton],
        known: Callable[[Any], Skeleton | None] | None,
        foreign_types: Iterable[type] = (),
    ) -> None:
        self.met, self.far, self.foreign, self.known = met, far, foreign, known
        self._raw: list[Any] = []
        self._packers: dict[type, Callable[[Any, int], Skeleton]] = {
            type(None): _same, bool: _same, float: _same, str: _same, bytes: _same,
            int: _integer, complex: _complex, slice: self._slice,
            list: self._list, tuple: self._tuple, dict: self._dict, set: self._set, frozenset: self._set,
            np.ndarray: self._array, TensorArray: self._tensor_array, np.random.Generator: self._generator,
            **dict.fromkeys(foreign_types, lambda value, depth: foreign(value)),
        }  # fmt: skip

    def encode(self, head: str, *values: Any) -> list[Any]:
        """The parts of one frame, to be sent in order: a word, then values.

        Raises:
            WireError: a value is nested too deeply, is too large, or is text that is not text.
        """
        self._raw, met = [], len(self.met.values)
        try:
            skeleton = to_bytes([head, *[self.pack(value, 0) for value in values]])
        except (UnicodeEncodeError, RecursionError) as error:
            del self.met.values[met:]
            raise WireError(f"cannot be sent: {type(error).__name__}") from None
        except BaseException:
            del self.met.values[met:]
            raise
        if not self._raw and len(skeleton) <= MAX_SKELETON:
            return [HEADER.pack(len(skeleton), 0) + skeleton]
        raw, self._raw = self._raw, []
        size = sum(part.nbytes for part in raw)
        if len(skeleton) > MAX_SKELETON:
            raise TooLarge(len(skeleton) + size, MAX_SKELETON)
        if len(skeleton) + size > MAX_FRAME:
            raise TooLarge(len(skeleton) + size, MAX_FRAME)
        return [HEADER.pack(len(skeleton), size) + skeleton, *raw]

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
        for plain in (*PLAINLY, *CONTAINERS):
            if isinstance(value, plain):
                return self._packers[plain](PLAINLY[plain](value) if plain in PLAINLY else value, depth)
        if isinstance(value, np.ndarray) and not isinstance(value, np.ma.MaskedArray):
            return self._array(value, depth)
        torch = sys.modules.get("torch")
        if torch is not None and isinstance(value, torch.Tensor):
            return self._tensor(value, depth)
        if torch is not None and not self.far and isinstance(value, torch.Generator):
            return [GENERATOR, "torch", value.get_state().numpy().tobytes()]
        return self.foreign(value)

    def _meet(self, value: Any) -> Skeleton | None:
        if self.far:
            self.met.values.append(value)
            return None
        return self.known(value) if self.known is not None else None

    def _items(self, tag: int, values: Iterable[Any], depth: int) -> Skeleton:
        return [tag, *[self.pack(item, depth + 1) for item in values]]

    def _list(self, value: list[Any], depth: int) -> Skeleton:
        return self._meet(value) or self._items(LIST, list.__iter__(value), depth)

    def _tuple(self, value: tuple[Any, ...], depth: int) -> Skeleton:
        return self._meet(value) or self._items(TUPLE, tuple.__iter__(value), depth)

    def _set(self, value: set[Any] | frozenset[Any], depth: int) -> Skeleton:
        if not all(map(_is_key, value)):
            return self.foreign(value)
        tag = FROZEN_SET if isinstance(value, frozenset) else SET
        return self._meet(value) or self._items(tag, sorted(value, key=repr), depth)

    def _dict(self, value: dict[Any, Any], depth: int) -> Skeleton:
        if not all(map(_is_key, dict.keys(value))):
            return self.foreign(value)
        flat = [part for pair in dict.items(value) for part in pair]
        return self._meet(value) or self._items(DICT, flat, depth)

    def _array(self, value: Array, depth: int) -> Skeleton:
        if value.dtype.kind not in KINDS or not value.dtype.itemsize:
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
        if str(value.layout) != "torch.strided" or value.is_quantized:
            return self.foreign(value)
        plain = value.detach().cpu().resolve_conj().resolve_neg()
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

    def _slice(self, value: slice, depth: int) -> Skeleton:
        return self._items(SLICE, (value.start, value.stop, value.step), depth)


def _is_key(value: Any) -> bool:
    """Whether the other side can use it as a key, or in a set."""
    if isinstance(value, tuple | frozenset):
        return all(map(_is_key, value))
    return isinstance(value, KEYS)


def _same(value: Any, depth: int) -> Skeleton:
    return value


def _integer(value: int, depth: int) -> Skeleton:
    if -(2**63) <= value < 2**64:
        return value
    if value.bit_length() > MOST_BITS:
        raise WireError(f"an integer of more than {MOST_BITS:,} bits cannot be sent")
    return [INTEGER, hex(value)]


def _complex(value: complex, depth: int) -> Skeleton:
    return [COMPLEX, value.real, value.imag]
