"""Frames over a socket pair."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest

from autograder.sandbox.channel import BUFFER, Channel
from autograder.sandbox.tags import HEADER, MAX_FRAME, MAX_SKELETON, Closed, TooLarge, WireError
from tests.sandbox.wire_values import Wire, alike


class Ends:
    """A near and a far channel that speak to each other, and how often the near one looked."""

    def __init__(self) -> None:
        near, far = socket.socketpair()
        wire = Wire()
        self.looks, self.patience = 0, 2
        self.near = Channel(near, wire.near, self._look)
        self.far = Channel(far, wire.far)

    def _look(self) -> None:
        self.looks += 1
        if self.looks > self.patience:
            raise TimeoutError("given up")


@pytest.fixture
def ends() -> Iterator[Ends]:
    ends = Ends()
    yield ends
    ends.near.close()
    ends.far.close()


@pytest.mark.parametrize("size", [0, 1, BUFFER // 8, BUFFER // 8 + 1, BUFFER], ids=lambda n: f"{n} floats")
def test_frames_of_any_size_arrive(ends: Ends, size: int) -> None:
    """A frame larger than the socket's buffer goes in pieces."""
    want = np.arange(float(size))
    ends.patience = 1000
    with ThreadPoolExecutor(1) as pool:
        sending = pool.submit(ends.far.send, "ok", want, "x" * size)
        word, (array, text) = ends.near.receive()
        sending.result()
    assert (word, text) == ("ok", "x" * size)
    assert alike(array, want)


def test_many_frames_at_once_arrive_one_by_one(ends: Ends) -> None:
    """What was read ahead, and lies across the end of the buffer, is kept for the next frame."""
    sizes = [1, 30_000, 40_000, 3, 65_000, 65_536, 70_000, 2] * 3
    with ThreadPoolExecutor(1) as pool:
        sending = [pool.submit(ends.far.send, "ok", "x" * size) for size in sizes]
        assert [len(ends.near.receive()[1][0]) for _ in sizes] == sizes
        assert [each.result() for each in sending] == [None] * len(sizes)


def test_hundreds_of_large_arrays_fit_one_frame(ends: Ends) -> None:
    """The number of raw parts is not bounded by what one system call takes."""
    want = [np.full(2100, n) for n in range(1100)]
    ends.patience = 1000  # it takes long on a busy machine
    with ThreadPoolExecutor(1) as pool:
        sending = pool.submit(ends.far.send, "ok", want)
        assert alike(ends.near.receive()[1][0], want)
        sending.result()


def test_the_near_side_looks_while_nothing_comes(ends: Ends) -> None:
    """The watch is asked while the channel waits to receive; what it raises ends the wait."""
    with pytest.raises(TimeoutError):
        ends.near.receive()
    assert ends.looks == 3


def test_the_near_side_looks_while_nothing_goes(ends: Ends) -> None:
    """The watch is asked while the channel waits to send."""
    with pytest.raises(TimeoutError):
        ends.near.send("ok", b"x" * 10_000_000)
    assert ends.looks == 3


def test_a_closed_end_is_told(ends: Ends) -> None:
    """Receiving from, and sending to, an end that is closed raises Closed."""
    ends.far.close()
    with pytest.raises(Closed):
        ends.near.receive()
    with pytest.raises(Closed):
        ends.near.send("ok", 1)


def test_a_frame_that_breaks_off_is_closed(ends: Ends) -> None:
    """Half a frame is no frame."""
    ends.far.sock.sendall(HEADER.pack(100, 0) + b"half")
    ends.far.close()
    with pytest.raises(Closed):
        ends.near.receive()


def test_a_reset_connection_is_closed(ends: Ends) -> None:
    """An error of the socket is Closed too."""
    ends.near.send("ok", 1)  # unread by the far end, so that closing resets
    ends.far.close()
    with pytest.raises(Closed):
        ends.near.receive()


@pytest.mark.parametrize(
    "sizes", [(MAX_SKELETON + 1, 0), (0, MAX_FRAME + 1), (2**32 - 1, 2**64 - 1)], ids=repr
)
def test_a_frame_too_large_is_refused_before_it_is_read(ends: Ends, sizes: tuple[int, int]) -> None:
    """The header alone is enough to refuse."""
    ends.far.sock.sendall(HEADER.pack(*sizes))
    with pytest.raises(TooLarge) as caught:
        ends.near.receive()
    assert caught.value.size == sum(sizes) > caught.value.most


def test_what_cannot_be_sent_is_not_sent_in_part(ends: Ends) -> None:
    """After a WireError the next frame is whole."""
    with pytest.raises(WireError):
        ends.far.send("ok", ["first", "\ud800"])
    ends.far.send("ok", "second")
    received: Any = ends.near.receive()
    assert received == ("ok", ["second"])


def test_a_channel_can_be_polled(ends: Ends) -> None:
    """It has the descriptor of its socket."""
    assert ends.near.fileno() == ends.near.sock.fileno()
