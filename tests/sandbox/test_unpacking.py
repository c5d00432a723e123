"""The peer may be hostile: whatever it sends is a value or a WireError."""

import warnings
from contextlib import suppress
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.sandbox.tags import (
    ARRAY,
    COMPLEX,
    DICT,
    GENERATOR,
    HANDLE,
    HEADER,
    INTEGER,
    LIST,
    MAX_DEPTH,
    NAME,
    SCALAR,
    SET,
    SLICE,
    TENSOR,
    TUPLE,
    WireError,
)
from tests.sandbox.wire_values import Wire, decoded, frame_of, values

relaxed = settings(deadline=None, max_examples=300, database=None, derandomize=True)


def frame(*skeleton: Any, raw: bytes = b"") -> bytes:
    """A frame made by hand."""
    body = msgspec.msgpack.encode(["ok", *skeleton])
    return HEADER.pack(len(body), len(raw)) + body + raw


def receive(data: bytes) -> None:
    """Decode as the judge does; a WireError is the only error it may raise."""
    with suppress(WireError):
        decoded(Wire().near, data)


@given(st.binary(max_size=200))
@relaxed
def test_random_bytes_are_a_value_or_a_wire_error(data: bytes) -> None:
    """Garbage raises nothing else in the judge."""
    receive(HEADER.pack(len(data), 0) + data)


@pytest.mark.slow
@given(values, st.data())
@relaxed
def test_damaged_frames_are_a_value_or_a_wire_error(value: Any, data: st.DataObject) -> None:
    """A valid frame with some bytes changed raises nothing else in the judge."""
    good = bytearray(frame_of(Wire().far, value))
    for _ in range(data.draw(st.integers(1, 4))):
        good[data.draw(st.integers(HEADER.size, len(good) - 1))] = data.draw(st.integers(0, 255))
    receive(bytes(good))


parts = st.one_of(
    st.none(), st.booleans(), st.integers(-9, 40), st.sampled_from([2**31, 2**40, 2**63, -(2**63)]),
    st.floats(),
    st.sampled_from(["<f8", "|O", "<U0", "S0", "<U2", "V4", "M8[s]", "f8,f8", "(2,)f8", "PCG64", "0x1f"]),
    st.text(max_size=4), st.binary(max_size=16),
    st.dictionaries(st.text(max_size=2), st.booleans(), max_size=1),
)  # fmt: skip
skeletons = st.recursive(
    parts,
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.tuples(st.integers(0, NAME + 1), st.lists(inner, max_size=5)).map(
            lambda pair: [pair[0], *pair[1]]
        )
    ),
    max_leaves=10,
)


@pytest.mark.slow
@given(skeletons, st.binary(max_size=16))
@relaxed
def test_forged_skeletons_are_a_value_or_a_wire_error(skeleton: Any, raw: bytes) -> None:
    """Tags with the wrong parts raise nothing else in the judge."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # numpy warns of some dtype names, as it does when grading
        receive(frame(skeleton, raw=raw))


def deep(depth: int) -> list[Any]:
    """A skeleton of lists in lists."""
    value: list[Any] = [LIST]
    for _ in range(depth):
        value = [LIST, value]
    return value


FORGED = {
    "an object array": [ARRAY, "|O", [1], b"\0" * 8],
    "a record array": [ARRAY, "f8,f8", [1], b"\0" * 16],
    "an array larger than its bytes": [ARRAY, "<f8", [2], b"\0" * 8],
    "an array of negative size": [ARRAY, "<f8", [-1], b""],
    "an array of fractional size": [ARRAY, "<f8", [1.0], b"\0" * 8],
    "an array of too many axes": [ARRAY, "<f8", [1] * 33, b"\0" * 8],
    "an array of nothing, without end": [ARRAY, "<U0", [2**40], b""],
    "an array of raw bytes that are not there": [ARRAY, "<f8", [1], 8],
    "an array of raw bytes before the start": [ARRAY, "<f8", [1], -8],
    "no such dtype": [ARRAY, "<q9", [1], b"\0" * 8],
    "a scalar of an object": [SCALAR, "|O", b"\0" * 8],
    "a scalar without bytes": [SCALAR, "<f8", b""],
    "a tensor without a name": [TENSOR, "<f8", [1], b"\0" * 8],
    "a generator": [GENERATOR, "PCG64", [DICT]],
    "half a pair": [DICT, 1],
    "a key that has no hash": [DICT, [LIST], 1],
    "a member that has no hash": [SET, [LIST]],
    "a slice of four": [SLICE, 1, 2, 3, 4],
    "a complex number of text": [COMPLEX, "1", 2],
    "an integer of words": [INTEGER, "seven"],
    "an unknown tag": [NAME + 1],
    "a tag that is a flag": [True, 1],
    "a tag below zero": [-1, 1],
    "no tag": [],
    "a bare map": {"a": 1},
    "a bare map inside": [TUPLE, {"a": 1}],
    "a handle without parts": [HANDLE],
    "lists in lists": deep(MAX_DEPTH + 1),
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_value_is_a_wire_error(name: str) -> None:
    """Each way of lying in a skeleton is refused."""
    with pytest.raises(WireError):
        decoded(Wire().near, frame(FORGED[name]))


def test_a_bottomless_frame_is_a_wire_error() -> None:
    """Nesting beyond what the decoder can follow is refused like any other."""
    body = b"\x92\xa2ok" + b"\x92\x00" * 100_000 + b"\x90"
    with pytest.raises(WireError):
        decoded(Wire().near, HEADER.pack(len(body), 0) + body)


@pytest.mark.parametrize("parts", [[ARRAY, "<U1", [1]], [SCALAR, "<U1"]], ids=["array", "scalar"])
def test_text_that_no_python_can_print_is_refused(parts: list[Any]) -> None:
    """Strings of numpy hold code points only, or the judge fails when it shows one."""
    with pytest.raises(WireError):
        decoded(Wire().near, frame([*parts, b"\xff" * 4]))


def test_bytes_left_over_are_refused() -> None:
    """A frame uses up its raw part."""
    with pytest.raises(WireError, match="left over"):
        decoded(Wire().near, frame(1, raw=b"more"))


@pytest.mark.parametrize("body", [b"", msgspec.msgpack.encode(1), msgspec.msgpack.encode([1, 2])], ids=repr)
def test_a_frame_begins_with_a_word(body: bytes) -> None:
    """What is not a word and its values is refused."""
    with pytest.raises(WireError):
        decoded(Wire().near, HEADER.pack(len(body), 0) + body)


def test_an_array_from_the_raw_part_is_not_copied() -> None:
    """The judge reads large arrays where they were received."""
    array = np.arange(10_000.0)
    data = memoryview(bytearray(frame_of(Wire().far, array)))
    size = HEADER.unpack_from(data)[0] + HEADER.size
    _, (got,) = Wire().near.decode(data[HEADER.size : size], data[size:])
    assert np.shares_memory(got, np.frombuffer(data, np.uint8))
