"""What a frame costs is known before it is unpacked, and no frame costs more than it may."""

import tracemalloc
from collections.abc import Callable
from typing import Any

import msgspec
import numpy as np
import pytest

from autograder.sandbox import weighing
from autograder.sandbox.tags import COMPLEX, DICT, HEADER, INTEGER, SET, Met, WireError
from tests.sandbox.test_unpacking import frame
from tests.sandbox.wire_values import Wire, decoded, frame_of


def repeat(work: Callable[[], object], times: int) -> None:
    """Do it again and again."""
    for _ in range(times):
        work()


def test_small_bytes_that_become_large_lists_are_refused_before_they_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two bytes make a list of two hundred: they are counted first."""
    monkeypatch.setattr(weighing, "MOST_WEIGHT", 2_000_000)
    body = b"\x92\xa2ok\xdd\x00\x00\xc3\x51\x00" + b"\x91\x00" * 50_000
    data = HEADER.pack(len(body), 0) + body
    wire = Wire()
    tracemalloc.start()
    with pytest.raises(WireError, match="MB in one example"):
        decoded(wire.near, data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000
    monkeypatch.undo()
    assert len(decoded(wire.near, data)[0]) == 50_000


@pytest.mark.parametrize(
    "value", ["x" * 20_000, np.zeros(5000), [[]] * 500, [0.5] * 900], ids=lambda v: str(v)[:9]
)
def test_the_frames_of_an_example_are_bounded_together(value: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that comes in an example is kept until its end, so it counts together; then it begins anew."""
    monkeypatch.setattr(weighing, "MOST_WEIGHT", 1_000_000)
    wire, data = Wire(), frame_of(Wire().far, value)
    with pytest.raises(WireError, match="in one example"):
        repeat(lambda: decoded(wire.near, data), 100)
    wire.near.met.clear()
    decoded(wire.near, data)


@pytest.mark.parametrize("value", [
    None, 5, -5, 200, 70_000, 2**40, -(2**40), 1.5, "a", "a" * 40, "a" * 300, "a" * 70_000, b"", b"a" * 300,
    b"a" * 70_000, [1, 2], [0] * 20, [0] * 70_000, {"a": 1}, {str(n): n for n in range(20)},
    msgspec.msgpack.Ext(1, b"a"), msgspec.msgpack.Ext(1, b"a" * 3), msgspec.msgpack.Ext(1, b"a" * 300),
    msgspec.msgpack.Ext(1, b"a" * 70_000), msgspec.msgpack.Ext(1, b"a" * 16),
], ids=lambda value: str(value)[:12])  # fmt: skip
def test_values_are_counted_as_they_are_decoded(value: Any) -> None:
    """Each kind of MessagePack is as long as it says."""
    data = msgspec.msgpack.encode([value, None, value])
    parts = 1 + (2 * len(value) if isinstance(value, dict) else len(value) if isinstance(value, list) else 0)
    assert weighing.count(data, 1 << 30) == 2 + 2 * parts


@pytest.mark.slow
def test_a_million_pairs_are_no_burden() -> None:
    """What an honest worker lists at most is not too much for one example."""
    pairs = b"\x93\x01\xce\x00\x01\x00\x00\xcb" + b"\0" * 8  # a tag, an integer, a float
    assert weighing.weight(b"\xdd\x00\x0f\x42\x41\x00" + pairs * 1_000_000, 0, Met()) > 1_000_000 * len(pairs)


ALIKE = [[INTEGER, hex(n * (2**61 - 1))] for n in range(20, 20 + 200)]


@pytest.mark.parametrize("skeleton", [
    [SET, *ALIKE], [DICT, *[part for key in ALIKE for part in (key, 1)]],
    [SET, *[[COMPLEX, float(1_000_003 * n), -float(n)] for n in range(200)]],
], ids=["ints", "keys", "complex"])  # fmt: skip
def test_keys_that_hash_alike_are_refused(skeleton: Any) -> None:
    """A set of such takes time with the square of its size: a few megabytes would take days."""
    with pytest.raises(WireError, match="hash alike"):
        decoded(Wire().near, frame(skeleton))


def test_keys_of_an_honest_worker_hash_apart() -> None:
    """Numbers of every size, texts, pairs: large sets and dicts arrive."""
    numbers = {
        *range(-500, 500),
        *[2.0**n for n in range(-1000, 1000)],
        *[complex(a, b) for a in range(20) for b in range(20)],
    }
    for value in (numbers, {(str(n), n): n for n in range(5000)}):
        assert Wire().to_near(value) == value
