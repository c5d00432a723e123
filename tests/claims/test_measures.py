"""Numbers for the leaderboard: what is written down, and what is refused."""

import math
from typing import Any

import numpy as np
import pytest

from autograder.claims import Mismatch, measured
from autograder.claims.measures import measuring
from autograder.errors import AuthorError
from autograder.model import Measure


def test_what_is_measured_is_written_down_in_six_digits() -> None:
    """The later one of a name holds, with its order."""
    with measuring() as found:
        measured("MAP@10", 0.5)
        measured("MAP@10", np.float64(1 / 3))
        measured("calls", np.int64(7), order="asc")
    assert list(found.values()) == [Measure("MAP@10", 0.333333), Measure("calls", 7.0, "asc")]


def test_outside_of_grading_nothing_is_kept() -> None:
    """A plain pytest run may measure, too; what was measured before is not there the next time."""
    measured("MAP@10", 0.5)
    with measuring() as found:
        pass
    assert found == {}


@pytest.mark.parametrize("value", [math.nan, math.inf, "0.5", None, [0.5]])
def test_only_finite_numbers_count(value: Any) -> None:
    """Anything else is an answer of the wrong form."""
    with measuring() as found, pytest.raises(Mismatch, match="a finite number"):
        measured("MAP@10", value)
    assert found == {}


@pytest.mark.parametrize(("name", "order"), [("MAP", "up"), (" ", "asc")])
def test_a_name_and_one_of_two_orders_are_needed(name: str, order: str) -> None:
    """Whoever wrote the task is told."""
    with pytest.raises(AuthorError, match="desc or asc"):
        measured(name, 0.5, order=order)
