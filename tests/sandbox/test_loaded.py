"""What the far side says of its loading is taken apart with care."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.errors import EngineError
from autograder.model import LoadNote
from autograder.sandbox import loaded
from autograder.sandbox.loaded import Loaded, later, plain_codec, where
from autograder.sandbox.tags import HANDLE, HEADER, WireError
from autograder.sandbox.wire import Codec

ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=4,
)


def test_notes_name_a_place_a_reason_and_names() -> None:
    """A cell and a line, or a line of a module."""
    told = Loaded.told([[[3, 2, "NameError: x", ["f", "g"]], [0, 7, "why", []]]], [["nosuch"]], 4)
    assert told.notes == (
        LoadNote("cell 3, line 2", "NameError: x", ("f", "g")),
        LoadNote("line 7", "why", ()),
    )
    assert told.missing == ("nosuch",)
    assert told.threads == 4


def test_what_is_told_without_end_is_cut() -> None:
    """Reports stay readable."""
    notes = [[0, 1, "why", ["f"] * 1500], *[[0, 2, "why", []]] * 1500]
    told = Loaded.told([notes], [["m"] * 1500], 1)
    assert len(told.notes) == len(told.missing) == len(told.notes[0].names) == loaded.MOST


def test_signs_that_steer_a_terminal_do_not_cross() -> None:
    """Neither in reasons nor in names."""
    told = Loaded.told([[[0, 1, "a\x1b[2Jb", ["c\x07"]]]], [["d\x1b"]], 1)
    assert not any(sign in repr(told) + str(told.notes) for sign in ("\x1b", "\x07", "\\x1b", "\\x07"))


@pytest.mark.slow
@given(st.lists(ANYTHING), st.lists(ANYTHING))
def test_anything_else_is_refused(notes: list[Any], end: list[Any]) -> None:
    """With one of the errors that are expected, or it is of that form after all."""
    try:
        told = Loaded.told(notes, end, 1)
    except (TypeError, ValueError, IndexError, OverflowError):
        return
    assert all(isinstance(note, LoadNote) for note in told.notes)


@given(st.integers(0, 100), st.integers())
def test_a_place_is_said_as_readers_count(cell: int, line: int) -> None:
    """Cell 0 is a module, which has no cells."""
    assert where(cell, line) == (f"cell {cell}, line {line}" if cell else f"line {line}")


@pytest.mark.parametrize("number", [4, 5, -1, True, 6.0, "6", None, [6]])
def test_statements_come_in_order(number: Any) -> None:
    """An index that is not a later one would run a statement twice."""
    with pytest.raises(WireError, match="later statement"):
        later(number, than=5)
    assert later(6, than=5) == 6


def test_no_object_crosses_while_loading() -> None:
    """Neither there nor back."""
    near, far = plain_codec(), Codec(lambda value: [HANDLE, 1], lambda tag, body: None, far=True)
    (frame,) = near.encode("load", [1, {"b": 2.0}])
    assert far.decode(frame[HEADER.size :], memoryview(b"")) == ("load", [[1, {"b": 2.0}]])
    with pytest.raises(EngineError, match="a object in a request to load"):
        near.encode("load", object())
    (frame,) = far.encode("told", object())
    with pytest.raises(WireError, match="a reference while loading"):
        near.decode(frame[HEADER.size :], memoryview(b""))
