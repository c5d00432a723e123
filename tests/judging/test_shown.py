"""When two wrong programs have shown the same mistake."""

from typing import Any

import numpy as np
import pytest

from autograder.claims import Mismatch, binomial, near, unpack
from autograder.claims.claim import witnessing
from autograder.judging.failure import Failure
from autograder.judging.shown import COUNT, KIND, Shown, alike, plain, same, shown
from autograder.sandbox.endings import StudentRaised

HELD = Shown()


def failing(body: Any) -> Shown:
    """What an example shows that runs this."""
    with witnessing() as seen:
        try:
            body()
        except Exception as error:
            return shown(Failure({}, error), seen)
    return shown(None, seen)


def test_an_example_that_held_shows_nothing() -> None:
    """Right answers may differ as they like within the tolerance: they are not kept."""

    def body() -> None:
        assert np.ones(2) == near(np.ones(2))

    assert failing(body) == HELD


def test_the_claim_that_was_not_met_is_counted_and_its_answer_kept() -> None:
    """Two claims held before; the third was asked about 5."""

    def body() -> None:
        assert 1 == near(1)  # noqa: SIM300
        assert "a" == near("a")  # noqa: SIM300
        assert 5 == near(6)  # noqa: SIM300

    assert failing(body) == Shown(2, 5)


def test_a_wrong_form_shows_what_was_said() -> None:
    """An answer that does not unpack was asked no claim."""

    def body() -> None:
        assert 1 == near(1)  # noqa: SIM300
        unpack(3, "loss", "dx")

    found = failing(body)
    assert (found.place, found.answer) == (1, None)
    assert "2 parts" in found.said


def test_an_exception_shows_its_type_and_words() -> None:
    """Where it was raised does not matter, what it says does."""

    def body() -> None:
        raise StudentRaised("TypeError", "no", ())

    assert failing(body).said == "TypeError: no"


def test_a_count_is_kept_with_the_number_of_trials() -> None:
    """So that two counts can be compared as counts."""

    def body() -> None:
        assert 10 == binomial(1000, 0.5)  # noqa: SIM300

    assert failing(body).answer == (COUNT, 1000, 10)


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ((1, None, {"a": [True, "x"]}), [1, None, {"a": [True, "x"]}]),
        (np.float64(2.0), 2.0),
        (np.zeros(200_000), (KIND, "an array of shape (200000,)")),
        (object(), (KIND, "of type object")),
    ],
)
def test_answers_are_kept_as_plain_data(value: Any, kept: Any) -> None:
    """Tuples as lists, numbers as numbers; what is large or no data only as what it is."""
    assert plain(value) == kept


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (np.ones(3), np.ones(3) * (1 + 1e-7), True),
        (np.ones(3), np.ones(3) * 1.001, False),
        (np.ones(3), np.ones((3, 1)), False),
        (np.array([np.nan, 1e20]), np.array([np.nan, 1e20]), True),
        (np.array([np.nan, 1.0]), np.array([1.0, 1.0]), False),
        (np.array([1e-9, 1.0]), np.array([2e-9, 1.0]), True),
        ([1, [2.0]], (1, [2.0]), True),
        ([1], [1, 2], False),
        ([np.ones(2)] * 3, [np.ones(2)] * 3, True),
        ([np.ones(2)] * 3, [np.ones(2), np.ones(2), np.zeros(2)], False),
        ({"a": 1}, {"a": 1.0}, True),
        ({"a": 1}, {"b": 1}, False),
        ("a", "a", True),
        ("a", "b", False),
        (None, None, True),
        (None, 0, False),
        (1, "1", False),
        (np.array(["a"]), np.array(["a"]), True),
        ((COUNT, 1000, 250), [COUNT, 1000, 261], True),
        ((COUNT, 1000, 250), (COUNT, 1000, 750), False),
        ((COUNT, 1000, 250), (COUNT, 999, 250), False),
        ((COUNT, 1000, None), (COUNT, 1000, 250), False),
    ],
)
def test_answers_are_the_same_up_to_rounding_and_chance(one: Any, other: Any, expected: bool) -> None:
    """Shapes and kinds must agree; counts may be as far apart as chance puts two of them."""
    assert same(one, other) is expected
    assert same(other, one) is expected


def test_programs_are_alike_if_every_example_ended_alike() -> None:
    """One example that differs is enough to tell them apart, and so is nothing that failed."""
    wrong, other = Shown(0, 3.0), Shown(0, 4.0)
    assert alike((HELD, wrong), (HELD, Shown(0, 3.0)), chance=False)
    assert not alike((HELD, wrong), (HELD, other), chance=False)
    assert not alike((HELD, wrong), (wrong, wrong), chance=False)
    assert not alike((wrong,), (wrong, wrong), chance=False)
    assert not alike((HELD, HELD), (HELD, HELD), chance=False)
    assert not alike((wrong,), (Shown(1, 3.0),), chance=False)


def test_random_answers_are_compared_by_the_claims_and_counts_only() -> None:
    """Where chance has a hand, two programs with one mistake answer with other numbers."""
    assert alike((Shown(0, 3.0),), (Shown(0, 4.0),), chance=True)
    assert not alike((Shown(0, 3.0),), (Shown(1, 3.0),), chance=True)
    assert not alike((Shown(0, (COUNT, 100, 0)),), (Shown(0, (COUNT, 100, 90)),), chance=True)
    assert isinstance(Mismatch("a", "b", "c"), AssertionError)
