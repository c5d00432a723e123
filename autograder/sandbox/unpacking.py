"""Skeletons -> values. The peer may be hostile: everything is checked, nothing is executed."""

import math
import re
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.sandbox import weighing
from autograder.sandbox.skeletons import BROKEN, from_bytes
from autograder.sandbox.tags import (
    ARRAY,
    COMPLEX,
    DICT,
    FROZEN_SET,
    GENERATOR,
    INTEGER,
    LIST,
    MAX_DEPTH,
    MOST_BITS,
    NAME,
    REF,
    SCALAR,
    SET,
    SLICE,
    TENSOR,
    TUPLE,
    Array,
    Met,
    TensorArray,
    WireError,
)  # fmt: skip

PLAIN = {float, int, str, bool, bytes, type(None)}
BAD = (BROKEN, ValueError, TypeError, IndexError, KeyError, OverflowError, RecursionError)
DTYPE = re.compile(  # as `dtype.str` says it: numpy evaluates other names, and dies of some
    r"[<|](?:[biufcSU][1-9]\d{0,9}|[Mm]8(?:\[(?:[1-9]\d{0,8})?[A-Za-z]{1,2}\])?)", re.ASCII
)


class Unpacker:
    """One side's way in.

    Args:
        far: whether this is the student's side, where arrays are writable and tensors are torch's. On
            the near side arrays are read-only, and composite values are remembered in `met`.
        revive: answers the tags from REF on.
    """

    def __init__(self, met: Met, *, far: bool, revive: Callable[[int, list[Any]], Any]) -> None:
        self.met, self.far, self.revive = met, far, revive
        self._rest = memoryview(b"")

    def decode(self, skeleton: bytes | memoryview, raw: memoryview) -> tuple[str, list[Any]]:
        """The word and the values of one frame.

        Raises:
            WireError: anything about it is not as `encode` would have made it.
        """
        self._rest = raw
        if not self.far:
            self.met.weight += weighing.weight(skeleton, len(raw), self.met)
        try:
            head, *bodies = from_bytes(skeleton)
            if type(head) is not str:
                raise WireError("not a frame: no word")
            values = [self._unpack(body, 0) for body in bodies]
        except BAD as error:
            raise WireError(f"not a frame: {error}") from None
        if len(self._rest):
            raise WireError("not a frame: bytes left over")
        return head, values

    def _unpack(self, body: Any, depth: int) -> Any:
        if type(body) is not list:
            if type(body) in PLAIN:
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
            self.met.values.append(value)
        else:
            self.met.values[place] = value
            if type(value) in (list, dict):
                self.met.unchanged[place] = value.copy()
        return value

    def _place(self) -> int | None:
        """Reserve a number before the parts take theirs: containers are met before what they hold."""
        if self.far:
            return None
        self.met.values.append(None)
        return len(self.met.values) - 1

    def _sequence(self, body: list[Any], depth: int) -> Any:
        place = self._place()
        items = [self._unpack(item, depth + 1) for item in body[1:]]
        if body[0] in (SET, FROZEN_SET):
            weighing.check_hashes(items)
        return self._note(_SEQUENCES[body[0]](items), place)

    def _mapping(self, body: list[Any], depth: int) -> Any:
        place = self._place()
        parts = [self._unpack(item, depth + 1) for item in body[1:]]
        weighing.check_hashes(parts[::2])
        return self._note(dict(zip(parts[::2], parts[1::2], strict=True)), place)

    def _plain_array(self, body: list[Any], depth: int) -> Any:
        _, dtype, shape, data = body
        return self._note(self._revive_array(dtype, shape, data))

    def _scalar(self, body: list[Any], depth: int) -> Any:
        _, dtype, data = body
        if _dtype(dtype).kind == "U":
            _check_text(data)
        return np.frombuffer(data, _dtype(dtype), 1)[0]

    def _revive_array(self, dtype: str, shape: list[int], data: Any) -> Array:
        if len(shape) > 32 or any(type(n) is not int or n < 0 for n in shape):
            raise WireError("not a shape")
        kind = _dtype(dtype)
        part = self._take(data) if type(data) is int else data
        if math.prod(shape) * kind.itemsize != len(part):
            raise WireError("an array's bytes do not fit its shape")
        if kind.kind == "U":
            _check_text(part)
        array: Array = np.frombuffer(part, kind).reshape(shape) if len(part) else np.empty(shape, kind)
        if self.far:
            return array if array.flags.writeable else array.copy()
        array.flags.writeable = False
        return array

    def _take(self, size: int) -> memoryview:
        part, self._rest = self._rest[:size], self._rest[size:]
        return part

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


def _check_text(part: Any) -> None:
    """numpy keeps text as code points and believes whatever it is given.

    Raises:
        WireError: one of them is no character.
    """
    codes = np.frombuffer(part, "<u4")
    if ((codes > 0x10FFFF) | ((codes >= 0xD800) & (codes < 0xE000))).any():
        raise WireError("text that is not text")


def _integer(text: str) -> int:
    value = int(text[: MOST_BITS // 4 + 3], 16)  # "-0x" and the digits
    if value.bit_length() > MOST_BITS:
        raise WireError("an integer too large")
    return value


def _dtype(name: str) -> np.dtype[Any]:
    found = _DTYPES.get(name)
    if found is None:
        if not DTYPE.fullmatch(name):
            raise WireError(f"arrays of dtype {name[:20]} cannot cross")
        found = np.dtype(name)
    return found


_DTYPES = {d: np.dtype(d) for d in ("<f8", "<f4", "<f2", "<i8", "<i4", "<i2", "|i1", "|u1", "|b1", "<c16")}
_SEQUENCES: dict[int, Callable[[list[Any]], Any]] = {
    LIST: list,
    TUPLE: tuple,
    SET: set,
    FROZEN_SET: frozenset,
}
_UNPACKERS: dict[int, Callable[[Unpacker, list[Any], int], Any]] = {
    LIST: Unpacker._sequence,
    TUPLE: Unpacker._sequence,
    SET: Unpacker._sequence,
    FROZEN_SET: Unpacker._sequence,
    DICT: Unpacker._mapping,
    SLICE: lambda c, body, d: slice(*(c._unpack(part, d + 1) for part in body[1:])),
    COMPLEX: lambda c, body, d: complex(body[1], body[2]),
    INTEGER: lambda c, body, d: _integer(body[1]),
    ARRAY: Unpacker._plain_array,
    SCALAR: Unpacker._scalar,
    TENSOR: Unpacker._revive_tensor,
    GENERATOR: Unpacker._revive_generator,
}
