"""A skeleton survives its text, and nothing else is written."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.local import plain

ATOMS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary()
SKELETONS = st.recursive(ATOMS, lambda inner: st.lists(inner, max_size=4), max_leaves=20)


@given(st.lists(SKELETONS, max_size=5))
def test_a_skeleton_comes_back(body: list[Any]) -> None:
    """Numbers of any size, infinities, any text and bytes, in lists of lists, with their types."""
    back = plain.from_bytes(plain.to_bytes(body))
    assert back == body
    assert repr(back) == repr(body)


def test_it_is_read_from_a_view() -> None:
    """Bytes or a view of them."""
    assert plain.from_bytes(memoryview(plain.to_bytes([1, b"2"]))) == [1, b"2"]
    assert plain.from_bytes(plain.to_bytes([bytearray(b"1"), memoryview(b"2")])) == [b"1", b"2"]


@pytest.mark.parametrize("value", [object(), {1, 2}, 1j, print])
def test_other_values_are_refused(value: Any) -> None:
    """What is not a skeleton is not written."""
    with pytest.raises(TypeError, match="in a skeleton"):
        plain.to_bytes([value])


@pytest.mark.parametrize("text", [b"", b"{", b"1", b'"a"', b"null", b"\xff"])
def test_other_texts_are_refused(text: bytes) -> None:
    """What is not a list in JSON is told by the one error."""
    with pytest.raises(plain.BROKEN):
        plain.from_bytes(text)
