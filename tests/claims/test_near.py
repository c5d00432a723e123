"""near: shape first, then finiteness, then values; and a sentence for whoever was wrong."""

# ruff: noqa: SIM300  (a claim stands on the right of ==, whatever is on the left)

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch

from autograder.claims import Claim, Mismatch, near
from autograder.errors import AuthorError

DW = np.array([[1.0, 1.0], [2.0, 3.0], [4.0, 5.0]])


class Handle:
    """What the judge holds when an object stayed with the student."""

    @property
    def autograder_type_name(self) -> str:
        """The remote type's name."""
        return "LayerCache"


def complaint(got: Any, claim: Claim) -> Mismatch:
    """The Mismatch that the comparison raises."""
    with pytest.raises(Mismatch) as caught:
        assert got == claim
    return caught.value


def off(array: Any, index: Any, value: float) -> Any:
    """A copy with one other element."""
    copy = np.array(array)
    copy[index] = value
    return copy


SAME: list[tuple[Any, Any]] = [
    (1.5, 1.5), (np.float64(1.5), 1.5), (np.float32(1.5), 1.5), (np.array(1.5), 1.5), (1.5, np.array(1.5)),
    (torch.tensor(1.5), 1.5), (2, 2.0), (True, 1.0), (2**70, float(2**70)),
    (True, 1), (1.0, 1), (np.int64(3), 3), (np.array(3.0), 3), (3, np.int64(3)), (np.True_, True), (1, True),
    (2**100, 2**100), (1 + 2j, 1 + 2j), (math.inf, math.inf), (-math.inf, -math.inf),
    (DW, DW), (DW.astype(int), DW), (torch.tensor(DW, requires_grad=True), DW), (DW, torch.tensor(DW)),
    (torch.ones(2, dtype=torch.bfloat16), np.ones(2)), (DW.astype(complex), DW), (DW > 0, np.ones((3, 2))),
    (np.array([1.0, 2.0]), np.array([1, 2])), (np.array([True, False]), np.array([1, 0])),
    (np.array([1.0, math.inf]), np.array([1.0, math.inf])), (np.zeros((0, 2)), np.zeros((0, 2))),
    (np.array(["a", "b"]), np.array(["a", "b"])),
    ((1, 2.0), (1, 2.0)), ([1, 2.0], (1, 2.0)), ((1, 2.0), [1, 2.0]), ((), []),
    ((DW, (1, DW)), (DW, [1, DW])),
    ({"a": DW, "b": 1}, {"b": 1, "a": DW}), ({}, {}),
    ("text", "text"), (b"raw", b"raw"), (None, None), ({1, 2}, {2, 1}), (frozenset("ab"), set("ab")),
    ((1.0, 5), (near(1.0), near(5))),
]  # fmt: skip


@pytest.mark.parametrize(("got", "want"), SAME, ids=repr)
def test_what_is_the_same_passes(got: Any, want: Any) -> None:
    """The type of a number, a list for a tuple, the order of keys do not matter."""
    assert got == near(want)
    assert near(want) == got


OTHER: list[tuple[Any, Any, str]] = [
    (0.5, 1.0, "the answer is 0.5, wanted 1.0 (off by 0.5)"),
    (1.0, 1.001, "the answer is 1.0, wanted 1.001 (off by 0.001)"),
    (0.30000000001, 0.3, "the answer is 0.30000000001, wanted 0.3 (off by 1e-11)"),
    (-0.0, 1.0, "the answer is 0.0, wanted 1.0 (off by 1.0)"),
    (1 + 2j, 1 + 3j, "the answer is (1.0+2j), wanted (1.0+3j) (off by 1.0)"),
    (3, 4, "the answer is 3, wanted 4"),
    (3.5, 4, "the answer is 3.5, wanted 4"),
    (math.nan, 4, "the answer is nan, wanted 4"),
    (math.nan, 1.0, "the answer is nan, wanted 1.0"),
    (math.nan, math.nan, "the answer is nan, wanted nan"),
    (1.0, math.nan, "the answer is 1.0, wanted nan (off by nan)"),
    (math.inf, -math.inf, "the answer is inf, wanted -inf"),
    (5.0, math.inf, "the answer is 5.0, wanted inf (off by inf)"),
    (10**400, 1.0, "the answer is inf, wanted 1.0"),
    (-(10**400), 1.0, "the answer is -inf, wanted 1.0"),
    (1e308, -1e308, "the answer is 1e+308, wanted -1e+308 (off by inf)"),
    (off(DW, 0, 0.5), DW, "the answer at [0, 0] is 0.5, wanted 1.0 (off by 0.5; 2 of 6 elements differ)"),
    (off(DW, (0, 1), math.nan), DW, "the answer is nan at [0, 1], wanted 1.0"),
    (off(off(DW, 0, 9), (2, 1), math.inf), DW, "the answer is inf at [2, 1], wanted 5.0"),
    (np.array([1, 2]), np.array([1, 3]), "the answer at [1] is 2, wanted 3 (1 of 2 elements differ)"),
    (np.ones(3), np.ones((3, 1)), "the answer has shape (3,), wanted (3, 1)"),
    (np.ones(1), 1.0, "the answer has shape (1,), wanted a single number"),
    (np.ones((1, 1)), 1, "the answer has shape (1, 1), wanted a single number"),
    (1.0, np.ones(1), "the answer is a single number, wanted shape (1,)"),
    (1.0, np.ones((3, 3)), "the answer is a single number, wanted shape (3, 3)"),
    ([1.0, 1.0], np.ones(2), "the answer is a list, wanted an array of shape (2,)"),
    ("1.0", 1.0, "the answer is a string, wanted a single number"),
    ("1", 1, "the answer is a string, wanted 1"),
    (None, 1.0, "the answer is None, wanted a single number"),
    (None, False, "the answer is None, wanted False"),
    (True, None, "the answer is True, wanted None"),
    (0, None, "the answer is a single number, wanted None"),
    (np.ones(2), "text", "the answer is an array of shape (2,), wanted 'text'"),
    (np.array(2.0), "text", "the answer is a single number, wanted 'text'"),
    ("a" * 99, "b", f"the answer is '{'a' * 56}..., wanted 'b'"),
    ({"b", "a"}, {"c"}, "the answer is {'a', 'b'}, wanted {'c'}"),
    ([1], {1}, "the answer is a list, wanted {1}"),
    (b"a", b"b", "the answer is b'a', wanted b'b'"),
    (slice(0, 1), 1.0, "the answer is of type slice, wanted a single number"),
    (Handle(), DW, "the answer is of type LayerCache, wanted an array of shape (3, 2)"),
    (Handle(), 3, "the answer is of type LayerCache, wanted 3"),
    (Handle(), (1, 2), "the answer is of type LayerCache, wanted a tuple of length 2"),
    (Handle(), {}, "the answer is of type LayerCache, wanted a dict"),
    (np.array(["a"]), np.ones(1), "the answer is made of <U1, wanted numbers"),
    (np.ones(1), np.array(["a"]), "the answer is made of float64, wanted made of <U1"),
    (np.array("a"), 1, "the answer is a single number, wanted 1"),
    (DW, (1, 2), "the answer is an array of shape (3, 2), wanted a tuple of length 2"),
    ((1, 2, 3), (1, 2), "the answer is a tuple of length 3, wanted a tuple of length 2"),
    ([1, 5], (1, 2), "part 2 of 2 is 5, wanted 2"),
    ((1, (2, 5)), (1, (2, 4)), "part 2 of 2, part 2 of 2 is 5, wanted 4"),
    ((1, Handle()), (1, 2.0), "part 2 of 2 is of type LayerCache, wanted a single number"),
    ((1, 5), (near(1), near(4)), "part 2 of 2 is 5, wanted 4"),
    ({"W1": 1.0}, {"W1": 1.0, "W2": 2.0}, "the answer has no key 'W2'"),
    ({"W1": 1.0, "b": 1, "c": 1}, {"W1": 1.0}, "the answer has an extra key 'b'"),
    ({"W1": off(DW, 0, 3)}, {"W1": DW}, "W1[0, 0] is 3.0, wanted 1.0 (off by 2.0; 2 of 6 elements differ)"),
    ((0, {"W1": 1}), (0, {"W1": 2}), "part 2 of 2, W1 is 1, wanted 2"),
]  # fmt: skip


@pytest.mark.parametrize(("got", "want", "sentence"), OTHER, ids=[sentence for *_, sentence in OTHER])
def test_what_differs_is_said_in_one_sentence(got: Any, want: Any, sentence: str) -> None:
    """The place, what is there and what should be there."""
    assert str(complaint(got, near(want))) == sentence


def test_a_mismatch_carries_its_parts() -> None:
    """For reports: where, got and wanted as short texts."""
    found = complaint(off(DW, (0, 1), 0.5), near(DW, names="dw"))
    assert (found.where, found.got, found.wanted) == ("dw[0, 1]", "0.5", "1.0")
    found = complaint(np.ones(3), near(np.ones((3, 1)), names="dw"))
    assert (found.where, found.got, found.wanted) == ("dw", "shape (3,)", "shape (3, 1)")


def test_parts_are_called_by_their_names() -> None:
    """names is a text, a tuple or a dict."""
    assert complaint((1.0, 2.0), near((1.0, 3.0), names=("dx", "dw"))).where == "dw"
    assert complaint({"a": 1}, near({"a": 2}, names={"a": "da"})).where == "da"
    assert complaint((1, 2), near((1, 3), names="history")).where == "history, part 2 of 2"
    assert complaint(((1,), 2), near(((3,), 2), names=("dx", "dw"))).where == "dx, part 1 of 1"


def test_the_worst_element_is_shown() -> None:
    """Measured by its own tolerance."""
    scale = np.array([1.0, 1e6])
    assert (
        complaint(np.array([1.1, 3.0]), near(np.array([1.0, 2.0]), scale=scale)).where == "the answer at [0]"
    )


def test_lists_may_stand_for_arrays_where_the_test_says_so() -> None:
    """lists=True, and only rectangular lists of numbers."""
    assert [[1, 2.0]] == near(np.array([[1.0, 2.0]]), lists=True)
    for ragged in ([[1], [1, 2]], [object()]):
        assert "wanted an array" in str(complaint(ragged, near(np.ones(2), lists=True)))
    assert "made of" in str(complaint(["a", "b"], near(np.ones(2), lists=True)))


def test_a_scale_makes_a_whole_number_a_sum() -> None:
    """Integers are exact only without one."""
    assert 3 + 1e-12 == near(3, scale=3.0, terms=2)


@pytest.mark.parametrize("claim", [near(1), near(1.0), near((1, 2)), near({"a": 1})], ids=repr)
def test_a_claim_only_stands_on_the_right_of_equals(claim: Claim) -> None:
    """Anything else would be true or false without a word."""
    misuses: list[Callable[[], object]] = [
        lambda: 1.0 != claim, lambda: np.ones(2) != claim, lambda: bool(claim), lambda: hash(claim),
        lambda: claim < claim, lambda: claim == claim, lambda: not claim, lambda: claim & True,
    ]  # fmt: skip
    for misuse in misuses:
        with pytest.raises(AuthorError):
            misuse()


@pytest.mark.parametrize(
    ("want", "how"),
    [
        (object(), {}), (np.array([object()]), {}), (1.0, {"rtol": 1e-3}), ((1, 2), {"scale": (1.0,)}),
        (np.ones(2), {"scale": np.ones(3)}), (1.0, {"scale": math.inf}), (1.0, {"scale": math.nan}),
        (1.0, {"like": np.float16}), (1.0, {"like": "nothing"}), (1.0, {"like": torch.float16}),
    ],
    ids=repr,
)  # fmt: skip
def test_what_cannot_be_compared_is_the_authors_error(want: Any, how: Any) -> None:
    """Found in the rehearsal, not by a student."""
    with pytest.raises(AuthorError):
        near(want, **how)


def test_claims_show_what_they_want() -> None:
    """In pytest's own output."""
    texts = [repr(near(want)) for want in (1.5, 2, (1,), {"a": 1})]
    assert texts == ["near(1.5)", "near(2)", "near([near(1)])", "near({'a': near(1)})"]
