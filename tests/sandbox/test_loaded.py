"""What the far side says of its loading is taken apart with care."""

from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.errors import EngineError
from autograder.model import LoadNote
from autograder.sandbox import loaded
from autograder.sandbox.loaded import Defined, Loaded, place, plain_codec
from autograder.sandbox.tags import HANDLE, HEADER, READING, WireError, where
from autograder.sandbox.wire import Codec

ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=4,
)
PARTS = tuple(part.name for part in fields(Loaded) if part.name != "threads")
REFUSED = (TypeError, ValueError, LookupError, OverflowError)


def told(threads: int = 1, **facts: Any) -> Loaded:
    """What is made of these facts, and no others."""
    return Loaded.told(dict.fromkeys(PARTS, ()) | facts, threads)


def test_notes_name_a_place_a_kind_a_reason_and_names() -> None:
    """A cell and a line, a line of a module, or a line of a module beside it."""
    notes = told(
        notes=[
            ["", 3, 2, "failed", "NameError: x", ["f", "g"]],
            ["", 0, 7, "timeout", "why", []],
            ["lib/tool.py", 0, 9, "unparsable", "no", ["h"]],
        ]
    ).notes
    assert notes == (
        LoadNote("cell 3, line 2", "NameError: x", ("f", "g"), "failed", 3, 2),
        LoadNote("line 7", "why", (), "timeout", 0, 7),
        LoadNote("lib/tool.py, line 9", "no", ("h",), "unparsable", 0, 9),
    )


def test_the_other_facts_are_kept() -> None:
    """Modules that were missing, names and where they are defined, what needs another attempt, threads."""
    found = told(
        4,
        missing=["nosuch"],
        names=[["f", "function", 2, 5, True], ["C", "class", 0, 1, False]],
        have=["f"],
        unmade=[["W", "line 2 would have defined it"]],
        again=[["", 3], ["tool.py", 0]],
        sought=[["tool.py", "W"]],
    )
    assert found.missing == ("nosuch",)
    assert found.names == (Defined("f", "function", 2, 5, True), Defined("C", "class", 0, 1, False))
    assert found.unmade == (("W", "line 2 would have defined it"),)
    assert (found.have, found.again) == (("f",), (("", 3), ("tool.py", 0)))
    assert (found.sought, found.threads) == ((("tool.py", "W"),), 4)


def test_a_cell_is_skipped_if_none_of_its_statements_was_needed() -> None:
    """Not if it is empty, if one ran or failed, or if there are no cells at all."""
    notes = [["", 4, 1, "failed", "why", []]]
    cells = [[1, 2, 0], [2, 0, 0], [3, 2, 1], [4, 1, 0], [5, 1, 0]]
    assert told(notes=notes, cells=cells).skipped == (1, 5)
    assert told(cells=[[0, 2, 0]]).skipped == ()


def test_what_is_told_without_end_is_cut() -> None:
    """Reports stay readable, and lists short."""
    notes = [["", 0, 1, "failed", "why" * 999, ["f" * 999] * 1500]] * 1500
    found = told(notes=notes, missing=["m"] * 1500, have=["h"] * 1500, cells=[[1, 1, 1]] * 9000)
    assert len(found.notes) == len(found.missing) == len(found.have) == loaded.MOST
    assert (len(found.notes[0].why), len(found.notes[0].names)) == (loaded.LONGEST, loaded.MOST)
    assert len(found.notes[0].names[0]) == loaded.NAME
    assert len(found.cells) == loaded.MANY
    assert len(told(unmade=[["f", "why"]] * 1500).unmade) == loaded.MOST


@pytest.mark.parametrize("part", ["names", "again", "sought"])
def test_lists_that_are_not_shown_have_an_end_too(part: str) -> None:
    """It is only a higher one."""
    rows = {"names": ["f", "function", 0, 1, True], "again": ["", 1], "sought": ["", "x"]}
    facts: dict[str, Any] = {part: [rows[part]] * 9000}
    assert len(getattr(told(1, **facts), part)) == loaded.MANY


def test_signs_that_steer_a_terminal_do_not_cross() -> None:
    """Neither in reasons nor in names, kinds or files."""
    sign = "a\x1b[2Jb\x07"
    found = told(
        notes=[[sign, 0, 1, sign, sign, [sign]]], missing=[sign], have=[sign], unmade=[[sign, sign]],
        names=[[sign, sign, 1, 1, True]],
    )  # fmt: skip
    assert not any(bad in repr(found) for bad in ("\x1b", "\x07", "\\x1b", "\\x07"))


ROWS = (
    st.lists(ANYTHING) | st.tuples(st.text(), st.integers(), st.integers(), *[st.text()] * 2, st.just(()))
)  # fmt: skip


@pytest.mark.slow
@given(st.dictionaries(st.sampled_from(PARTS), st.lists(ROWS | ANYTHING)) | ANYTHING, st.booleans())
def test_anything_else_is_refused(facts: Any, whole: bool) -> None:
    """With one of the errors that are expected, or it is of that form after all."""
    if whole and isinstance(facts, dict):
        facts = dict.fromkeys(PARTS, ()) | facts
    try:
        found = Loaded.told(facts, 1)
    except REFUSED:
        return
    assert all(isinstance(note, LoadNote) for note in found.notes)
    assert all(isinstance(cell, int) for cell in found.skipped)


@pytest.mark.parametrize("part", PARTS)
def test_no_part_may_be_missing(part: str) -> None:
    """Less than all of it is not an answer."""
    with pytest.raises(KeyError):
        Loaded.told(dict.fromkeys({*PARTS} - {part}, ()), 1)


@given(st.integers(0, 100), st.integers())
def test_a_place_is_said_as_readers_count(cell: int, line: int) -> None:
    """Cell 0 is a module, which has no cells; nor has a module beside it."""
    assert where(cell, line) == (f"cell {cell}, line {line}" if cell else f"line {line}")
    assert where(cell, line, "tool.py") == f"tool.py, line {line}"


@pytest.mark.parametrize(
    "said", [[], [""], ["", READING - 1], ["", "6"], ["", None], [6, 6], ["", 6, 6], ["", 6.0]]
)
def test_a_place_is_a_file_and_a_number(said: list[Any]) -> None:
    """What is none of a statement's is refused."""
    with pytest.raises(WireError, match="not the place of a statement"):
        place(said)
    assert place(["tool.py", 6]) == ("tool.py", 6)
    assert place(["", READING]) == ("", READING)


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
