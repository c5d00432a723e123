"""What crosses the wire arrives as what it was; what is more than that arrives as the plain part of it."""

import collections
import enum
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from autograder.sandbox.tags import INLINE, MAX_DEPTH, WireError
from tests.sandbox.wire_values import Wire, alike, arrays, scalars, values

MASKED: Any = vars(np.ma)["array"]([1.0], mask=[True])

relaxed = settings(deadline=None, max_examples=150, database=None, derandomize=True)


@pytest.mark.slow
@given(values)
@relaxed
def test_every_value_arrives_at_the_judge_as_it_was(value: Any) -> None:
    """Type, value, order, shape, dtype and bits survive the way from the student."""
    assert alike(Wire().to_near(value), value)


@pytest.mark.slow
@given(values)
@relaxed
def test_every_value_arrives_at_the_student_as_it_was(value: Any) -> None:
    """Type, value, order, shape, dtype and bits survive the way to the student."""
    assert alike(Wire().to_far(value), value)


@pytest.mark.slow
@given(values)
@relaxed
def test_what_came_from_the_student_goes_back_as_the_same_object(value: Any) -> None:
    """A composite value is answered with a reference to its original."""
    wire = Wire()
    received = wire.to_near([value])
    assert wire.to_far(received) is wire.far.met.values[0]


@given(arrays)
@relaxed
def test_arrays_are_read_only_for_the_judge_and_writable_for_the_student(array: Any) -> None:
    """The judge cannot change what it compares; a student may overwrite arguments, which are copies."""
    near, far = Wire().to_near(array), Wire().to_far(array)
    assert not near.flags.writeable
    assert far.flags.writeable
    assert not np.shares_memory(far, array)


@given(scalars)
@relaxed
def test_scalars_of_numpy_stay_scalars_of_numpy(scalar: Any) -> None:
    """float32(0.1) is neither a float nor an array on the other side."""
    assert type(Wire().to_near(scalar)) is type(scalar)


BIG = np.arange(INLINE, dtype=float).reshape(128, 128)


@pytest.mark.parametrize(
    "array",
    [
        BIG, BIG.T, BIG[::2, ::-3], BIG.astype(">f8"), BIG.astype(">f4").T, np.asfortranarray(BIG),
        BIG[:, :0],
        np.broadcast_to(np.float32(2), (100, 100)), BIG.astype("U9"), BIG.astype("M8[s]"), BIG > 7, BIG * 1j,
        np.array("x" * INLINE), np.zeros((0, 3)), np.array(["", "ab"]), np.array([b"a\0b", b""]),
    ],
    ids=lambda array: f"{array.dtype}{array.shape}",
)  # fmt: skip
def test_large_and_strided_arrays_arrive_as_they_were(array: Any) -> None:
    """The raw part of a frame carries any layout."""
    assert alike(Wire().to_near(array), array)
    assert alike(Wire().to_far(array), array)


def test_several_large_arrays_share_one_raw_part() -> None:
    """Arrays above the inline size arrive each in its place."""
    want = [BIG, (BIG.T, {"w": BIG[::2]}), BIG[:3, :3]]
    assert alike(Wire().to_near(want), want)


class Celsius(float):
    """A float of the student's own."""

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = float.__hash__


class Items(list[Any]):
    """A list whose iterator lies."""

    def __iter__(self) -> Any:
        return iter(["lie"])

    def __len__(self) -> int:
        return 99


class Always(np.ndarray[Any, Any]):
    """An array that equals everything."""

    def __eq__(self, other: object) -> Any:
        return True


class Number(int):
    """An int of the student's own."""


class Level(enum.IntEnum):
    """Ints with names."""

    LOW = 1


class Word(str):
    """Text of the student's own."""

    __slots__ = ()


class Blob(bytes):
    """Bytes of the student's own."""


class Point(complex):
    """A complex number of the student's own."""


Cache = collections.namedtuple("Cache", "x w")


@pytest.mark.parametrize(
    ("fancy", "want"),
    [
        (Celsius(1.5), 1.5), (Number(3), 3), (Level.LOW, 1), (Word("w"), "w"), (Blob(b"b"), b"b"),
        (Point(1, 2), 1 + 2j), (Items([1, 2]), [1, 2]), (Cache(1, "w"), (1, "w")),
        (collections.OrderedDict(b=1, a=2), {"b": 1, "a": 2}),
        (collections.defaultdict(list, {1: []}), {1: []}),
        (collections.Counter("aab"), {"a": 2, "b": 1}), (frozenset({1, 2}), frozenset({1, 2})),
        (np.arange(3.0).view(Always), np.arange(3.0)),
        (np.array([[1, 2]]).view(np.matrix), np.array([[1, 2]])),
        (BIG.view(Always), BIG), (BIG.view(np.matrix), BIG), (Number(2**100), 2**100),
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
@pytest.mark.filterwarnings("ignore:the matrix subclass")
def test_subclasses_arrive_as_the_plain_value_they_extend(fancy: Any, want: Any) -> None:
    """An object that equals everything must not decide: only its value crosses."""
    assert alike(Wire().to_near(fancy), want)


def test_a_text_enumeration_arrives_as_its_text() -> None:
    """class Colour(str, Enum): the plain part is the value, not what str() prints."""

    class Colour(str, enum.Enum):  # noqa: UP042  (as students write it)
        RED = "red"

    assert alike(Wire().to_near(Colour.RED), "red")


@pytest.mark.parametrize(
    "value",
    [np.array([1, "a"], dtype=object), np.array([(1, 2.0)], dtype="i4,f8"), object(), print, range,
     np.void(b"x"), MASKED, np.random.default_rng(0), np.float64],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_what_is_no_value_stays_with_the_student(value: Any) -> None:
    """Objects, functions, object and record arrays become handles."""
    wire = Wire()
    assert wire.to_near([value]) == [f"<{type(value).__name__}>"]
    assert wire.kept[0] is value


@pytest.mark.parametrize("value", [np.array([None]), object(), MASKED], ids=lambda v: type(v).__name__)
def test_the_judge_cannot_send_what_is_no_value(value: Any) -> None:
    """Object arrays and strange objects are refused on the way out."""
    with pytest.raises(WireError):
        Wire().to_far(value)


def nested(depth: int) -> list[Any]:
    """Lists in lists."""
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    return value


def test_values_nest_to_the_limit_and_no_deeper() -> None:
    """MAX_DEPTH levels pass; one more, or a list in itself, is refused before anything is sent."""
    assert alike(Wire().to_near(nested(MAX_DEPTH)), nested(MAX_DEPTH))
    loop: list[Any] = []
    loop.append(loop)
    for value in (nested(MAX_DEPTH + 1), loop):
        with pytest.raises(WireError, match="deep"):
            Wire().to_near(value)


def test_a_refused_value_leaves_no_trace_in_the_numbering() -> None:
    """After a value that could not be sent, both sides still agree which object is which."""
    wire = Wire()
    with pytest.raises(WireError):
        wire.to_near([[1], "\ud800"])
    received = wire.to_near((1, 2))
    assert wire.to_far(received) == (1, 2)
    assert len(wire.far.met.values) == len(wire.near.met.values) == 1


@pytest.mark.parametrize(
    ("value", "why"),
    [("\ud800", "UnicodeEncodeError"), (2 ** (1 << 17), "65,536 bits"),
     (np.zeros(1 << 28, "i2"), "too large"), ([b"x" * (1 << 26)], "too large")],
    ids=["surrogate", "huge int", "huge array", "huge bytes"],
)  # fmt: skip
def test_what_is_too_large_or_no_text_is_refused_with_a_reason(value: Any, why: str) -> None:
    """The sender says why; nothing is cut off."""
    with pytest.raises(WireError, match=why):
        Wire().to_near(value)


@pytest.mark.parametrize("bits", [np.random.PCG64, np.random.MT19937, np.random.Philox, np.random.SFC64])
def test_a_numpy_generator_crosses_as_its_state(bits: Any) -> None:
    """The student draws exactly the numbers that the judge would draw next."""
    generator = np.random.Generator(bits(5))
    generator.random(3)
    received = Wire().to_far(generator)
    assert received.random(4).tolist() == generator.random(4).tolist()


def test_sets_cross_in_an_order_that_does_not_depend_on_hashes() -> None:
    """Two equal sets make the same frame."""
    forward, backward = {"a", "b", "c", 1}, {1, "c", "b", "a"}
    assert Wire().far.encode("w", forward) == Wire().far.encode("w", backward)


@pytest.mark.parametrize("value", [{frozenset({1})}, {frozenset({1}): 2}, {(frozenset(), 1)}], ids=repr)
def test_frozen_sets_inside_sets_and_keys_arrive(value: Any) -> None:
    """A set of sets is a set of frozen sets, and stays one."""
    assert alike(Wire().to_near(value), value)


@pytest.mark.parametrize("value", [np.str_(""), np.bytes_(b"")], ids=repr)
def test_empty_numpy_text_arrives(value: Any) -> None:
    """The empty numpy string is a value like any other."""
    assert alike(Wire().to_near(value), value)
