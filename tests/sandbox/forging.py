"""Frames as a hostile worker may make them: right, nearly right, and nonsense; bytes decide which.

So the same code serves Hypothesis, which draws and shrinks the bytes, and a fuzzer, which breeds them.
"""

import datetime
import struct
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import numpy as np

from autograder.sandbox.tags import (
    ARRAY,
    CALLBACK,
    COMPLEX,
    DICT,
    FROZEN_SET,
    GENERATOR,
    HANDLE,
    HEADER,
    INTEGER,
    LIST,
    MAX_FRAME,
    MAX_SKELETON,
    NAME,
    REF,
    SCALAR,
    SET,
    SLICE,
    TENSOR,
    TUPLE,
)  # fmt: skip

WORDS = (
    "ok", "raised", "call", "absent", "unsendable", "too large", "return", "unit", "loaded", "", "\0",
)  # fmt: skip
GOOD = (
    "<f8", "<f4", "<f2", "<f16", "<i8", "|i1", "|u1", "<u8", "|b1", "<c16", "<c32", "<U1", "<U3", "|S2",
    "<M8[s]", "<m8[ms]", "<M8[25Y]", "<M8",
)  # fmt: skip
BAD = (
    ">f8", ">U1", "|O", "|V4", "f8,f8", "(2,)f8", "(", "M8[s/0]", "<M8[0s]", "<U0", "", "PCG64",
    "<f99999999999", "O", "i4,,",
)  # fmt: skip
NUMBERS = (0, 1, -1, 2, 7, 32, 255, 2**31, 2**40, 2**62, 2**63, 2**64 - 1, -(2**63))
TEXTS = (
    "", "f", "x y", "\0", "frames", "<cell 3>", "/home/s/a.py", "0x1f", "é\u202e\x1b[31m", "/a" * 500,
    "z" * 3000,
)  # fmt: skip
ODD: tuple[Any, ...] = (  # pieces of MessagePack that no encoder of ours makes
    msgspec.Raw(b"\xc1"),  # no type at all
    msgspec.Raw(b"\xa3\xed\xa0\x80"),  # half a character
    msgspec.Raw(b"\xdb\xff\xff\xff\xff"),  # a text that is not there
    msgspec.Raw(b"\xdd\xff\xff\xff\xff"),  # as many items that are not there
    msgspec.Raw(b"\xdf\xff\xff\xff\xff"),
    msgspec.Raw(b"\xc6\xff\xff\xff\xff"),
    msgspec.Raw(b"\x83\x01\x02\x01\x03\x90\x04"),  # a map with a key twice, and a key that has no hash
    msgspec.Raw(b"\xca\x7f\xc0\x00\x01"),  # a NaN of four bytes
    msgspec.Raw(b"\xd6\xff\xff\xff\xff\xff"),  # a time
    msgspec.Raw(b"\xc7\x0c\xff" + b"\xff" * 12),  # a time that is none
    msgspec.Raw(b"\x92\x00" * 150 + b"\x90" + b"\xc0" * 150),  # lists in lists
    msgspec.Raw(b"\x92\x00" * 1500),
    msgspec.msgpack.Ext(5, b"data"),
    datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC),
    {"a": 1},
    [],
)


class Dice:
    """Choices made by bytes; when these are used up, always the first one."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0
        self.raw = b""  # what the arrays of a frame have put aside

    def take(self, size: int) -> bytes:
        """The next bytes, filled up with zeros."""
        self.at += size
        return self.data[self.at - size : self.at].ljust(size, b"\0")

    def rest(self) -> bytes:
        """All bytes that are left."""
        return self.take(max(0, len(self.data) - self.at))

    def below(self, most: int) -> int:
        """A number from 0 up to `most`, which is at most 256."""
        return self.take(1)[0] % most

    def pick(self, among: Sequence[Any]) -> Any:
        """One of these."""
        return among[self.below(len(among))]


def value(dice: Dice, depth: int = 0) -> Any:
    """The skeleton of a value, right or wrong."""
    kinds = PARTS if depth > 4 else PARTS + COMPOSITES
    return dice.pick(kinds)(dice, depth)


def _number(dice: Dice, depth: int) -> Any:
    return dice.pick(NUMBERS)


def _float(dice: Dice, depth: int) -> Any:
    return struct.unpack("<d", dice.take(8))[0]


def _text(dice: Dice, depth: int) -> Any:
    return dice.pick(TEXTS)


def _bytes(dice: Dice, depth: int) -> Any:
    return dice.take(dice.below(20))


def _constant(dice: Dice, depth: int) -> Any:
    return dice.pick((None, True, False))


def _odd(dice: Dice, depth: int) -> Any:
    return dice.pick(ODD)


def _array(dice: Dice, depth: int) -> Any:
    dtype = dice.pick(BAD if dice.below(16) == 1 else GOOD)
    shape: list[Any] = [dice.below(4) for _ in range(dice.below(4))]
    size = _itemsize(dtype) * int(np.prod(shape))
    data: Any = dice.take(size)
    if dice.below(4) == 1:
        dice.raw, data = dice.raw + data, size
    if dice.below(32) == 1:
        shape = dice.pick(
            ([2**63, 0], [0, 2**40], [-1], [1.0], [1] * 40, b"\1\2", "ab", {1: 2}, None, [True])
        )
    if dice.below(32) == 1:
        data = value(dice, depth + 1)
    tag = dice.pick((ARRAY, TENSOR, SCALAR))
    if tag == SCALAR:
        return [SCALAR, dtype, data]
    rest = [value(dice, 9), value(dice, 9)] if tag == TENSOR else []
    return [tag, dtype, shape, data, *rest]


def _itemsize(dtype: str) -> int:
    digits = "".join(filter(str.isdigit, dtype))[:2]
    return int(digits or "8") * (4 if "U" in dtype else 1)


def _complex(dice: Dice, depth: int) -> Any:
    return [COMPLEX, value(dice, 9), _float(dice, depth)]


def _integer(dice: Dice, depth: int) -> Any:
    digits = dice.pick(("0x1f", "-0x" + "f" * 17, "0x" + "f" * 5000, "f" * 30_000, "seven", "1_0", " 5 "))
    return [INTEGER, digits]


def _handle(dice: Dice, depth: int) -> Any:
    return [HANDLE, dice.pick(NUMBERS), dice.pick((*TEXTS, 5))]


def _reference(dice: Dice, depth: int) -> Any:
    return [dice.pick((REF, CALLBACK, NAME, GENERATOR, 99, -1, True)), dice.pick(NUMBERS), dice.pick(TEXTS)]


def _alike(dice: Dice, depth: int) -> Any:
    """Keys that hash alike."""
    keys = [[INTEGER, hex(n * (2**61 - 1))] for n in range(10, 10 + 8 * dice.below(64))]
    return [dice.pick((SET, FROZEN_SET, DICT)), *keys]


def _sequence(dice: Dice, depth: int) -> Any:
    tag = dice.pick((LIST, TUPLE, SET, FROZEN_SET, DICT, SLICE))
    count = 3 if tag == SLICE else dice.below(5)
    return [tag, *[value(dice, depth + 1) for _ in range(count)]]


def _mapping(dice: Dice, depth: int) -> Any:
    keys = ("a", "a", 1, 1.0, True, float("nan"), "shape", [TUPLE, 1, "b"])
    return [DICT, *[part for _ in range(dice.below(4)) for part in (dice.pick(keys), value(dice, depth + 1))]]


def _nested(dice: Dice, depth: int) -> Any:
    found = value(dice, depth + 1)
    for _ in range(dice.below(120)):
        found = [LIST, found]
    return found


Part = Callable[[Dice, int], Any]
PARTS: tuple[Part, ...] = (
    _number, _float, _text, _bytes, _array, _handle, _complex, _integer, _constant, _reference, _odd,
)  # fmt: skip
COMPOSITES: tuple[Part, ...] = (_sequence, _sequence, _mapping, _mapping, _array, _array, _nested, _alike)


def facts(dice: Dice) -> Any:
    """What is told of an exception, right but for some of it."""
    told = [
        "type", _spoiled(dice, "ValueError"),
        "message", _spoiled(dice, dice.pick(TEXTS)),
        "frames", _spoiled(dice, [LIST, *[_frame(dice) for _ in range(dice.below(12))]]),
        "module", _spoiled(dice, None),
    ]  # fmt: skip
    return [DICT, *told[: 6 if dice.below(16) == 1 else 8]]


def _frame(dice: Dice) -> Any:
    parts = [dice.pick(TEXTS), dice.pick(NUMBERS), "f", "return 1"]
    return _spoiled(dice, [TUPLE, *[_spoiled(dice, part) for part in parts]])


def _spoiled(dice: Dice, part: Any) -> Any:
    return value(dice, 3) if dice.below(32) == 1 else part


def note(dice: Dice) -> Any:
    """What is told of a statement that did not do its work, right but for some of it."""
    kind = dice.pick(("unparsable", "failed", "timeout", "redefined", *TEXTS))
    told = [dice.pick(("", *TEXTS)), 0, dice.pick(NUMBERS), kind, dice.pick(TEXTS)]
    return _row(dice, *told, [LIST, _spoiled(dice, "name")])


def _row(dice: Dice, *parts: Any) -> Any:
    return _spoiled(dice, [TUPLE, *[_spoiled(dice, part) for part in parts]])


def _rows(dice: Dice, row: Callable[[Dice], Any]) -> Any:
    return _spoiled(dice, [LIST, *[row(dice) for _ in range(dice.below(4))]])


def loading(dice: Dice) -> Any:
    """What is told of loading, right but for some of it."""
    told = [
        "notes", _rows(dice, note),
        "missing", _rows(dice, lambda d: d.pick(TEXTS)),
        "cells", _rows(dice, lambda d: _row(d, d.below(9), d.pick(NUMBERS), d.below(9))),
        "names", _rows(dice, lambda d: _row(d, d.pick(TEXTS), "class", d.below(9), d.pick(NUMBERS), True)),
        "have", _rows(dice, lambda d: d.pick(TEXTS)),
        "unmade", _rows(dice, lambda d: _row(d, d.pick(TEXTS), d.pick(TEXTS))),
        "again", _rows(dice, lambda d: _row(d, d.pick(TEXTS), d.pick(NUMBERS))),
        "sought", _rows(dice, lambda d: _row(d, "", d.pick(TEXTS))),
    ]  # fmt: skip
    return _spoiled(dice, [DICT, *told[: 14 if dice.below(16) == 1 else 16]])


MESSAGES: dict[str, Callable[[Dice], list[Any]]] = {
    "ok": lambda dice: [value(dice)],
    "call": lambda dice: [
        _spoiled(dice, dice.below(3)),
        [TUPLE, value(dice)],
        _spoiled(dice, _mapping(dice, 3)),
    ],
    "raised": lambda dice: [facts(dice)],
    "absent": lambda dice: [_spoiled(dice, dice.pick(TEXTS))],
    "unsendable": lambda dice: [_spoiled(dice, dice.pick(TEXTS))],
    "too large": lambda dice: [dice.pick(NUMBERS), dice.pick(NUMBERS)],
    "unit": lambda dice: [_spoiled(dice, dice.pick(("", *TEXTS))), _spoiled(dice, dice.below(9))],
    "loaded": lambda dice: [loading(dice)],
}
ANSWERS = ("ok", "ok", "call", "call", "raised", "absent", "unsendable", "too large")
LOADING = ("unit", "unit", "loaded")


def frame(dice: Dice, words: Sequence[str]) -> bytes:
    """One frame as it goes over the socket."""
    word = dice.pick(words)
    body = [_spoiled(dice, word), *MESSAGES[word](dice)]
    if dice.below(32) == 1:
        body = dice.pick(([], [word], [*body, None], [dice.pick(WORDS)], "ok", [[word]]))
    skeleton = msgspec.msgpack.encode(body)
    raw, dice.raw = dice.raw, b""
    if dice.below(32) == 1:
        raw = dice.take(dice.pick((0, 8, 16, 72)))
    sizes = len(skeleton), len(raw)
    if dice.below(32) == 1:
        sizes = dice.pick(
            ((0, 0), (MAX_SKELETON, 0), (MAX_SKELETON + 1, 0), (1, MAX_FRAME), (2**32 - 1, 2**64 - 1))
        )
    return HEADER.pack(*sizes) + skeleton + raw


def script(dice: Dice, words: Sequence[str], count: int = 8) -> bytes:
    """Frames one after the other, some of them damaged, cut, or said twice."""
    said = b""
    for _ in range(1 + dice.below(count)):
        part = frame(dice, words)
        damage = dice.below(16)
        if damage == 1:
            part = part[: len(part) - 1 - dice.below(20)]
        elif damage == 2:
            part = part * 2
        elif damage == 3:
            at = int.from_bytes(dice.take(2), "big") % len(part)
            part = part[:at] + dice.take(1) + part[at + 1 :]
        said += part
    return said
