"""What both directions of the wire agree on: tags, limits, and the two types of our own."""

import struct
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

HEADER = struct.Struct("<IQ")  # bytes of the skeleton, bytes of the raw part
NUMBER = struct.Struct("<i")  # a snapshot's first word: the number by which its worker knows it
INLINE = 16_384  # bytes up to which an array rides in the skeleton
MAX_SKELETON = 1 << 26
MAX_FRAME = 1 << 28
MAX_DEPTH = 100
MOST_BITS = 1 << 16  # of an integer
MOST_WEIGHT = 1 << 30  # bytes of memory, about, that the judge gives to what comes in one example
OUT_OF_MEMORY = 137  # exit code of a process that has no memory left to tell of it
READING = -1  # in the place of a statement: its text is being read
KINDS = "biufcUSMm"  # dtype kinds that may cross: everything but objects and records

LIST, TUPLE, DICT, SET, FROZEN_SET, SLICE, COMPLEX, INTEGER, ARRAY, SCALAR, TENSOR, GENERATOR = range(12)
REF, HANDLE, CALLBACK, NAME = range(12, 16)

Skeleton = Any
Array = npt.NDArray[Any]


Place = tuple[str, int]  # a file ("" for the submission itself) and the number of a statement in it


def where(cell: int, line: int, file: str = "") -> str:
    """A place in a notebook, in a module, which is cell 0, or in a module beside it."""
    return f"{file}, line {line}" if file else f"cell {cell}, line {line}" if cell else f"line {line}"


class Closed(Exception):
    """The other side is gone."""


class WireError(Exception):
    """The bytes are not a frame of ours, or the value cannot cross."""


class TooLarge(WireError):
    """A frame of `size` bytes, where `most` may be sent."""

    def __init__(self, size: int, most: int) -> None:
        self.size, self.most = size, most
        super().__init__(f"{size / 1e6:.0f} MB are too large, {most / 1e6:.0f} MB may be sent at once")


class TensorArray(np.ndarray[Any, np.dtype[Any]]):
    """A torch tensor as the near side sees it: a plain array that remembers what it was."""

    requires_grad: bool = False
    torch_dtype: str = ""


@dataclass(slots=True)
class Met:
    """The composite values of one example that travelled from the far side to the near side, in order.

    On the far side they are the originals. On the near side `unchanged` holds shallow copies of the lists
    and dicts, by place: a test that changes one means a new value, not the student's.
    """

    values: list[Any] = field(default_factory=list)
    unchanged: dict[int, Any] = field(default_factory=dict)
    weight: int = 0  # bytes of memory, about, of all that came

    def clear(self) -> None:
        """Begin a new example."""
        self.values.clear()
        self.unchanged.clear()
        self.weight = 0
