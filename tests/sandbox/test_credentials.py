"""Who sent a message is what the kernel says, never what the message says."""

import os
import socket
from collections.abc import Iterator

import pytest

from autograder.sandbox import credentials, syscalls
from tests.sandbox.forks import in_a_fork, skip_unless

Pair = tuple[socket.socket, socket.socket]


@pytest.fixture
def pair() -> Iterator[Pair]:
    """Two ends; at the first one senders are expected."""
    near, far = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with near, far:
        near.settimeout(5)
        credentials.expect(near)
        yield near, far


def test_the_sender_is_named_by_the_kernel(pair: Pair) -> None:
    """A fork's message bears its pid, though both share the socket."""
    near, far = pair
    pid = in_a_fork(lambda: [far.send(b"I am 1"), os.getpid()])[1]
    assert credentials.receive(near, 100) == (b"I am 1", pid, [])
    far.send(b"a")
    assert credentials.receive(near, 100) == (b"a", os.getpid(), [])


def test_a_sender_without_a_pid_here_is_nobody(pair: Pair) -> None:
    """One that lives outside of the reader's tree of processes."""
    skip_unless(lambda: syscalls.unshare(syscalls.NEW_PIDS))
    near, far = pair

    def outside() -> object:
        syscalls.unshare(syscalls.NEW_PIDS)
        far.send(b"from outside")
        return in_a_fork(lambda: credentials.receive(near, 100)[1])

    assert in_a_fork(outside) == 0


def test_one_inside_of_a_tree_has_the_readers_number(pair: Pair) -> None:
    """Not the number that it has itself: 1."""
    skip_unless(lambda: syscalls.unshare(syscalls.NEW_PIDS))
    near, far = pair

    def inside() -> object:
        syscalls.unshare(syscalls.NEW_PIDS)
        return in_a_fork(lambda: [far.send(b"a"), os.getpid()])[1]

    assert in_a_fork(inside) == 1
    assert credentials.receive(near, 100)[1] > 1


def test_descriptors_come_along(pair: Pair) -> None:
    """As new numbers for the same file."""
    near, far = pair
    reading, writing = os.pipe()
    socket.send_fds(far, [b"a"], [writing])
    data, pid, (received,) = credentials.receive(near, 100)
    assert (data, pid) == (b"a", os.getpid())
    os.write(received, b"through")
    assert os.read(reading, 100) == b"through"
    for descriptor in (reading, writing, received):
        os.close(descriptor)


def test_more_descriptors_than_there_is_room_for_are_not_taken(pair: Pair) -> None:
    """No sender fills the reader's table: what is left out the kernel closes."""
    near, far = pair
    before = len(os.listdir("/proc/self/fd"))
    null = os.open(os.devnull, os.O_RDONLY)
    socket.send_fds(far, [b"a"], [null] * 50)
    received = credentials.receive(near, 100)[2]
    assert len(received) <= 2
    for descriptor in (null, *received):
        os.close(descriptor)
    assert len(os.listdir("/proc/self/fd")) == before


def test_later_only_bytes_matter(pair: Pair) -> None:
    """Nobody is named any more."""
    near, far = pair
    credentials.no_longer(near)
    far.send(b"a")
    assert credentials.receive(near, 100) == (b"a", 0, [])


def test_the_end_is_an_empty_message_and_silence_an_error(pair: Pair) -> None:
    """As on any socket."""
    near, far = pair
    near.settimeout(0.01)
    with pytest.raises(TimeoutError):
        credentials.receive(near, 100)
    far.close()
    assert credentials.receive(near, 100)[0] == b""
