"""Whatever a hostile worker says, a call has a value of plain types or one of the known endings."""

import os
import signal
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from types import FrameType
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.model import Limits
from autograder.sandbox.channel import Channel
from autograder.sandbox.endings import NameAbsent, StudentRaised, WorkerLost
from autograder.sandbox.loaded import Loaded
from autograder.sandbox.run import Run
from autograder.sandbox.student import Handle, WrongForm
from autograder.sandbox.tags import (
    ARRAY,
    DICT,
    HANDLE,
    HEADER,
    INTEGER,
    LIST,
    MAX_SKELETON,
    SCALAR,
    TUPLE,
    WireError,
)
from tests import fuzz_wire
from tests.sandbox import hostile
from tests.sandbox.forging import Dice
from tests.sandbox.test_unpacking import frame
from tests.sandbox.wire_values import Wire, decoded

relaxed = settings(deadline=None, max_examples=300, database=None, derandomize=True)
inputs = st.binary(min_size=40, max_size=400)
HANG = 120  # seconds, a hundred times what any of these tests takes
REAL = fuzz_wire.frames()


@pytest.fixture(autouse=True)
def no_hang() -> Iterator[None]:
    """A test that hangs fails."""

    def give_up(number: int, where: FrameType | None) -> None:
        raise RuntimeError("the near side hangs")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(HANG)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def message(word: str, *body: Any) -> bytes:
    """A frame made by hand."""
    skeleton = msgspec.msgpack.encode([word, *body])
    return HEADER.pack(len(skeleton), 0) + skeleton


def answer(*said: bytes, arguments: tuple[Any, ...] = ()) -> Any:
    """What a call comes to if this is all that the far end says."""
    with hostile.run_with(b"".join(said)) as run:
        run.fresh()
        return run.call("call", *arguments)


# -- drawn ----------------------------------------------------------------------------------------


@given(st.binary(max_size=300))
@relaxed
def test_bytes_are_values_of_plain_types_or_no_frame(data: bytes) -> None:
    """Whatever MessagePack makes of them."""
    hostile.unpack_bytes(Dice(data))


@pytest.mark.slow
@given(inputs)
@relaxed
def test_forged_frames_are_values_of_plain_types_or_no_frame(data: bytes) -> None:
    """Tags with nearly the right parts, in every place."""
    hostile.unpack(Dice(data))


@pytest.mark.slow
@given(inputs)
@relaxed
def test_a_call_ends_in_a_known_way(data: bytes) -> None:
    """Answers, callbacks and endings forged, damaged, cut off, repeated: a value, or one of the endings."""
    hostile.talk(Dice(data))


@pytest.mark.slow
@given(inputs)
@relaxed
def test_calls_sent_ahead_end_in_a_known_way(data: bytes) -> None:
    """The same where many calls are under way; and where the test makes another call than was sent."""
    hostile.talk_ahead(Dice(data))


@pytest.mark.slow
@given(inputs)
@relaxed
def test_loading_ends_in_a_known_way(data: bytes) -> None:
    """Places and facts that are forged are notes that can be shown, or a statement that was lost."""
    hostile.load(Dice(data))


@st.composite
def damaged_streams(draw: st.DrawFn) -> bytes:
    """Real frames in any order, some twice, with some bytes changed, cut out or cut off."""
    stream = bytearray(b"".join(draw(st.lists(st.sampled_from(REAL), min_size=1, max_size=5))))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, max(0, len(stream) - 1)))
        stream[at : at + draw(st.integers(0, 3))] = draw(st.binary(max_size=3))
    return bytes(stream[: draw(st.integers(0, 2 * len(stream)))])


@pytest.mark.slow
@given(damaged_streams())
@relaxed
def test_damaged_streams_end_in_a_known_way(stream: bytes) -> None:
    """Frames of which only some bytes are wrong, headers included."""
    hostile.talk_bytes(Dice(stream))


# -- slow, silent, endless ------------------------------------------------------------------------


def test_an_answer_that_comes_byte_by_byte_arrives() -> None:
    """However a frame is cut up, it is one frame."""
    want, (near, far) = {"x": np.arange(20), "y": ["text"] * 9}, socket.socketpair()
    near.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1)
    said = b"".join(map(bytes, Wire().far.encode("ok", want)))
    with near, far, ThreadPoolExecutor(1) as pool:
        run = Run(near, hostile.NOBODY, hostile.LIMITS, lambda *_: None)
        sending = pool.submit(lambda: [far.send(bytes([byte])) for byte in said])
        got = run.call("value", 1)
        assert len(sending.result()) == len(said)
    assert got["x"].tolist() == list(range(20))


@pytest.mark.slow
@pytest.mark.parametrize("said", [b"", HEADER.pack(1000, 0) + b"x", HEADER.pack(MAX_SKELETON // 2, 9)])
def test_an_end_that_falls_silent_is_lost(said: bytes) -> None:
    """Before a frame or within one, waiting has an end."""
    near, far = socket.socketpair()
    with near, far:
        far.sendall(said)
        run = Run(near, hostile.NOBODY, Limits(call=0.05), lambda *_: None)
        with pytest.raises(WorkerLost, match="waited"):
            run.call("value", 1)


class Waiting(Exception):
    """Nothing has come for a while."""


def resident() -> int:
    """Bytes that this process holds in memory."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def test_what_is_announced_takes_no_memory_before_it_comes() -> None:
    """A header of hundreds of megabytes costs its sender nothing, and so it costs the judge nothing."""
    near, far = socket.socketpair()
    held: list[int] = []

    def look() -> None:
        held.append(resident())
        raise Waiting

    with near, far:
        far.sendall(HEADER.pack(9, 200_000_000) + b"skeleton!")
        channel = Channel(near, Wire().near, look)
        before = resident()
        with pytest.raises(Waiting):
            channel.receive()
    assert held[0] - before < 20_000_000


# -- what must not be believed --------------------------------------------------------------------

NAMES = (
    "M8[s/0]",
    "(",
    "(2,",
    "i4,,",
    "f8",
    ">f8",
    "=f8",
    "<M8[0s]",
    "<f8,",
    "|O8",
    "<f08",
    "|S0",
    "double",
    "<M8[s]x",
)


@pytest.mark.parametrize("name", NAMES)
def test_numpy_is_asked_only_for_types_by_their_own_names(name: str) -> None:
    """It evaluates some other names as Python, and divides by zero at one: that ends the process."""
    with pytest.raises(WireError, match="cannot cross"):
        decoded(Wire().near, frame([ARRAY, name, [1], b"\0" * 8]))


@pytest.mark.parametrize("parts", [[ARRAY, ">U1", [1]], [SCALAR, ">U1"]], ids=["array", "scalar"])
def test_text_in_another_byte_order_is_refused(parts: list[Any]) -> None:
    """Read as ours it is a character, read as it says it is none, and numpy fails to make it."""
    with pytest.raises(WireError):
        decoded(Wire().near, frame([*parts, b"\xff\0\0\0"]))


def test_an_integer_that_could_not_go_back_does_not_come() -> None:
    """Both ways have the same limit, so that a test may hand back what it got."""
    assert decoded(Wire().near, frame([INTEGER, hex(2**65_535)])) == [2**65_535]
    with pytest.raises(WireError, match="too large"):
        decoded(Wire().near, frame([INTEGER, hex(2**65_536)]))


@pytest.mark.parametrize("place", ["all", "one", "part"])
def test_the_facts_of_an_exception_are_not_asked_for(place: str) -> None:
    """A handle among them is refused: to look into it would be a call within the answer to a call."""
    handle = [HANDLE, 0, "list"]
    one = [TUPLE, "<cell 1>", handle, "f", "x"] if place == "part" else handle
    frames = handle if place == "all" else [LIST, one]
    told = message("raised", [DICT, "type", "E", "message", "m", "frames", frames, "module", None])
    with pytest.raises(WorkerLost, match="not an exception's facts"):
        answer(told, *[told] * 10)


def test_a_file_name_without_end_is_not_looked_at() -> None:
    """Only its line is told; a search in all that a frame holds would take minutes."""
    place = [TUPLE, "/" + "a" * 5_000_000, 7, "f", "x"]
    with pytest.raises(StudentRaised) as caught:
        answer(
            message("raised", [DICT, "type", "E", "message", "m", "frames", [LIST, place], "module", None])
        )
    assert caught.value.frames == (("line 7", "f", "x"),)


@pytest.mark.parametrize(
    ("said", "ending"),
    [
        (message("absent", "n\x1b[1m" * 1000), NameAbsent),
        (message("unsendable", "n\x1b[1m" * 1000), WorkerLost),
        (message("ok", [INTEGER, "n\x1b" * 9000]), WorkerLost),
    ],
    ids=["absent", "unsendable", "no answer"],
)
def test_text_from_the_far_side_is_short_and_plain(said: bytes, ending: type[BaseException]) -> None:
    """It goes into reports, whatever the word it comes with."""
    with pytest.raises(ending) as caught:
        answer(said)
    hostile.check_text(str(caught.value), 400)


def test_what_is_told_of_loading_has_an_end() -> None:
    """It goes into reports: so many notes, modules and names, and no more."""
    names = ["name"] * 1001
    facts: dict[str, Any] = dict.fromkeys((part.name for part in fields(Loaded)), ())
    facts |= {"notes": [("", 0, 1, "failed", "why", names)] * 1001, "missing": names}
    loaded = Loaded.told(facts, 1)
    assert [len(loaded.notes), len(loaded.notes[0].names), len(loaded.missing)] == [200] * 3


def test_a_callback_is_called_as_python_would() -> None:
    """Names of arguments are texts; anything else is no call, and not a fault of the test."""
    with pytest.raises(WorkerLost, match="an unknown callback"):
        answer(message("call", 0, [TUPLE], [DICT, 1, 2]), arguments=(hostile.echo,))


def test_a_size_that_none_can_have_is_lost() -> None:
    """A header is only bytes."""
    with pytest.raises(WorkerLost):
        answer(HEADER.pack(2**32 - 1, 2**64 - 1))


def test_callbacks_within_callbacks_have_an_end() -> None:
    """A given function that asks the student, who calls it again, ends before the judge's stack does."""
    again = message("call", 1, [TUPLE, [HANDLE, 0, "Thing"]], [DICT])
    with pytest.raises(WorkerLost, match="without end"):
        answer(*[again] * 500, arguments=(hostile.echo, hostile.touch))


def test_the_items_of_a_handle_are_a_list() -> None:
    """Anything else is an answer of the wrong form, not a fault of the grader."""
    with hostile.run_with(message("ok", [HANDLE, 0, "Thing"]) + message("ok", 5)) as run:
        thing = run.call("value", 1)
        assert isinstance(thing, Handle)
        with pytest.raises(WrongForm):
            iter(thing)
