"""Bounds, shapes, signs, parts, and the very numbers that were sent."""

# ruff: noqa: SIM300  (a claim stands on the right of ==, whatever is on the left)

import math
from collections import namedtuple
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from autograder.claims import Claim, Mismatch, anything, between, near, shaped, unpack, up_to_sign, upcast
from autograder.errors import AuthorError


def refused(got: Any, claim: Claim) -> str:
    """The sentence of the Mismatch that the comparison raises."""
    with pytest.raises(Mismatch) as caught:
        assert got == claim
    return str(caught.value)


def test_between_takes_its_bounds_and_what_lies_between() -> None:
    """Each element has its own; a bound may be one number for all."""
    hi = np.array([0.0, 2.0])
    for got in (np.zeros(2), hi, np.array([0.0, 1.0]), np.array([1e-13, 2.0])):
        assert got == between(0, hi)
    assert 0.5 == between(-1, 1)
    assert np.float32(1 + 1e-6) == between(0, 1, like=np.float32)


def test_a_bound_far_away_makes_the_other_no_looser() -> None:
    """With 1e300 above, 0.9 is still below 1; rounding at 0 is forgiven where the other bound is large."""
    assert "0.9" in refused(0.9, between(1, 1e300))
    assert "-0.9" in refused(-0.9, between(-1e300, -1))
    assert -1e-12 == between(0, 1e6)


def test_between_refuses_the_rest() -> None:
    """Outside, not finite, of another shape, no numbers."""
    hi = np.array([0.0, 2.0])
    assert (
        refused(np.array([0.0, 2.1]), between(0, hi))
        == "the answer at [1] is 2.1, wanted something from 0.0 to 2.0"
    )
    assert refused(np.array([0.1, 0.0]), between(0, hi)) == "the answer at [0] is 0.1, wanted 0.0"
    assert "nan" in refused(np.array([0.0, math.nan]), between(0, hi))
    assert "inf" in refused(math.inf, between(0, math.inf))
    assert "shape" in refused(1.0, between(0, hi))
    assert "a list" in refused([0, 1], between(0, hi))


@pytest.mark.parametrize(("lo", "hi"), [(1, 0), ("a", 1), (np.zeros(2), np.zeros(3))])
def test_bounds_that_bound_nothing_are_the_authors_error(lo: Any, hi: Any) -> None:
    """lo above hi, texts, shapes that do not go together."""
    with pytest.raises(AuthorError, match="between"):
        between(lo, hi)


def test_shaped_looks_at_the_shape_alone() -> None:
    """Numbers of any value; no lists, no other shape."""
    assert np.full((2, 3), math.nan) == shaped(2, 3)
    assert 3 == shaped()
    assert refused(np.ones(3), shaped(3, 1)) == "the answer has shape (3,), wanted (3, 1)"
    assert refused([1, 2], shaped(2)) == "the answer is a list, wanted an array of shape (2,)"
    assert refused("a", shaped()) == "the answer is a string, wanted a single number"
    assert "wanted an array" in refused(np.array(["a"]), shaped(1))


W = np.array([[1.0, 2.0], [3.0, 4.0]])


def test_each_row_may_have_its_own_sign() -> None:
    """axis=1: rows; axis=0: columns."""
    assert W * [[1], [-1]] == up_to_sign(W, axis=1)
    assert W * [1, -1] == up_to_sign(W, axis=0)
    assert -W[0] == up_to_sign(W[0], axis=0)


def test_signs_inside_a_row_and_other_numbers_are_wrong() -> None:
    """One sign a vector; and the messages show the numbers that came."""
    assert "wanted" in refused(W * [1, -1], up_to_sign(W, axis=1))
    assert refused(-W + [[0, 0], [0, 1]], up_to_sign(W, axis=1)).startswith(
        "the answer at [1, 1] is -3.0, wanted -4.0"
    )
    assert "nan" in refused(W * math.nan, up_to_sign(W, axis=1))
    assert "wanted" in refused(0 * W, up_to_sign(W, axis=1))
    assert "shape" in refused(W[0], up_to_sign(W, axis=1))
    assert W + 1e-7 == up_to_sign(W, axis=1, like=np.float32)


def test_anything_passes_for_a_part_that_another_task_judges() -> None:
    """But the part must be there."""
    assert (1.0, object()) == near((1.0, anything()))
    assert "length 1" in refused((1.0,), near((1.0, anything())))


def test_unpack_gives_the_parts_themselves() -> None:
    """The very objects, so that a cache can be handed back."""
    cache = object()
    assert unpack((1, cache), "out", "cache")[1] is cache
    assert unpack([1, cache], "out", "cache")[1] is cache


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (None, "the answer is None, wanted 2 parts (out, cache)"),
        ((1,), "the answer has 1 part, wanted 2 parts (out, cache)"),
        ([1, 2, 3], "the answer has 3 parts, wanted 2 parts (out, cache)"),
        (np.ones((2, 3)), "the answer is an array of shape (2, 3), wanted 2 parts (out, cache)"),
        ({"out": 1, "cache": 2}, "the answer is a dict, wanted 2 parts (out, cache)"),
    ],
)
def test_what_is_not_a_tuple_of_that_length_is_a_mismatch(answer: Any, sentence: str) -> None:
    """A student's function that returns nothing gets a sentence."""
    with pytest.raises(Mismatch) as caught:
        unpack(answer, "out", "cache")
    assert str(caught.value) == sentence


@dataclass(frozen=True)
class Record:
    """What a strategy draws."""

    x: Any
    params: Any
    k: int


def test_upcast_goes_everywhere_and_keeps_the_numbers() -> None:
    """float32 becomes float64 with the same value; whole numbers, texts and shapes stay."""
    tenth = np.float32(0.1)
    record = Record(np.full(2, tenth), {"W": [tenth, np.arange(2)], "c": np.ones(1, np.complex64)}, 3)
    wide = upcast(record)
    assert wide.x.dtype == wide.params["W"][0].dtype == np.float64
    assert wide.x[0] == float(tenth) != 0.1
    assert wide.params["W"][1].dtype == np.arange(2).dtype
    assert wide.params["c"].dtype == np.complex128
    assert wide.k == 3
    assert record.x.dtype == np.float32
    assert upcast((1, "a", None)) == (1, "a", None)
    assert upcast(Record) is Record
    pair = namedtuple("pair", "x y")
    assert upcast([pair(tenth, 1)])[0].x == float(tenth)


def test_complex_numbers_are_not_between_real_ones() -> None:
    """They have no order; whatever is in the imaginary part is not forgiven."""
    with pytest.raises(Mismatch, match="real numbers"):
        between(0, 1).check(0.5 + 1e9j)
