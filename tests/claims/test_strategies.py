"""What is drawn is fast to draw, within its bounds, and small when shrunk."""

import time
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays as hypothesis_arrays

from autograder.claims.strategies import LEVELS, arrays, dtypes, labels, numbers, shapes, sizes
from autograder.errors import AuthorError

Array = npt.NDArray[Any]
QUIET = settings(database=None, derandomize=True, max_examples=2000)


def smallest(strategy: st.SearchStrategy[Any], condition: Any = lambda drawn: True) -> Any:
    """What shrinking arrives at."""
    return find(strategy, condition, settings=QUIET)


@given(st.data(), shapes(), dtypes())
def test_arrays_are_as_they_were_ordered(data: st.DataObject, shape: tuple[int, ...], dtype: str) -> None:
    """Shape, dtype, range, distance from zero; and they can be written to."""
    x = data.draw(arrays(shape, dtype, scale=2.0, away=0.25))
    assert x.shape == shape
    assert x.dtype == dtype
    assert np.abs(x).max() <= 6
    assert np.abs(x).min() >= 0.25
    x += 1


def test_the_levels_are_simple_numbers_and_many_others() -> None:
    """64 with one decimal or two, the others with a whole mantissa; both signs, and 0."""
    assert len(LEVELS) == 256
    assert LEVELS[:4] == (1.0, -1.0, 2.0, 0.5)
    assert all(round(level, 2) == level for level in LEVELS[:64])
    assert sum(float(np.float32(level)) != level for level in LEVELS) > 150
    assert min(LEVELS) == -max(LEVELS) == -3
    assert 0.0 in LEVELS


def test_the_smallest_array_is_all_ones() -> None:
    """Zeros would hide mistakes."""
    assert smallest(arrays((2, 3))).tolist() == [[1, 1, 1], [1, 1, 1]]
    assert smallest(arrays(2, scale=3.0)).tolist() == [3, 3]
    assert smallest(arrays(())).tolist() == 1


def test_counterexamples_shrink_to_readable_numbers() -> None:
    """Ones, and as few other numbers with one decimal as it takes."""
    assert smallest(arrays((2, 3)), lambda x: x.min() < 0).tolist() == [[1, 1, 1], [1, 1, -1]]
    mixed = smallest(arrays(4), lambda x: x.sum() < -2)
    assert mixed.tolist() == np.round(mixed, 2).tolist()
    assert smallest(arrays(3), lambda x: (x != np.round(x, 2)).any())[0] == 1


@st.composite
def layers(draw: st.DrawFn) -> tuple[Array, Array, Array, Array]:
    """Four arrays, as a layer needs."""
    (n, d, m), dtype = draw(sizes(4, 4, 3)), draw(dtypes())
    first, second = draw(arrays((n, d), dtype)), draw(arrays((d, m), dtype))
    return first, second, draw(arrays(m, dtype)), draw(arrays((n, m), dtype))


def test_records_shrink_to_the_smallest_sizes() -> None:
    """A mistake that shows with two samples is shown with two samples and nothing else."""
    x, w, b, dout = smallest(layers(), lambda layer: len(layer[0]) > 1)
    assert (x.shape, w.shape, b.shape, dout.shape) == ((2, 1), (1, 1), (1,), (2, 1))
    assert {1.0} == set(np.concatenate([part.ravel() for part in (x, w, b, dout)]).tolist())
    assert x.dtype == np.float64


def test_a_record_costs_less_than_elements_drawn_one_by_one() -> None:
    """At most two thirds of hypothesis's own arrays, in the same process; measured: a third."""
    assert seconds(layers()) < 2 / 3 * seconds(slow_layers())


@st.composite
def slow_layers(draw: st.DrawFn) -> list[Any]:
    """The same sizes, element by element."""
    n, d, m = (draw(st.integers(1, most)) for most in (4, 4, 3))
    element = st.floats(-3, 3, width=32)
    return [
        draw(hypothesis_arrays("float64", shape, elements=element)) for shape in ((n, d), (d, m), m, (n, m))
    ]


def seconds(strategy: st.SearchStrategy[Any]) -> float:
    """CPU time of 100 examples, the better of two runs."""

    @settings(QUIET, max_examples=100, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(strategy)
    def draw(_: Any) -> None:
        pass

    def run() -> float:
        began = time.process_time()
        draw()
        return time.process_time() - began

    return min(run(), run())


@given(sizes(4, (2, 5)))
def test_sizes_lie_in_their_ranges(drawn: tuple[int, ...]) -> None:
    """From 1, unless a range says more."""
    n, m = drawn
    assert 1 <= n <= 4
    assert 2 <= m <= 5


def test_sizes_shrink_to_the_smallest_sum() -> None:
    """Not to a first size of 1 whatever the second."""
    assert smallest(sizes(4, (2, 5))) == (1, 2)
    assert smallest(sizes(9, 9), lambda drawn: drawn[0] > 2) == (3, 1)


@given(labels(5, 3))
def test_labels_are_whole_numbers_below_the_number_of_classes(y: Array) -> None:
    """int64, as datasets have them."""
    assert y.dtype == np.int64
    assert ((y >= 0) & (y < 3)).all()


def test_labels_shrink_to_zero_and_reach_every_class() -> None:
    """So that a counterexample names class 0 where it can."""
    assert smallest(labels(3, 4)).tolist() == [0, 0, 0]
    assert smallest(labels(3, 4), lambda y: (y == 3).any()).tolist() == [0, 0, 3]


def test_numbers_are_python_floats() -> None:
    """For scalar code."""
    drawn = smallest(numbers(2, away=0.1))
    assert drawn == (1.0, 1.0)
    assert {type(number) for number in drawn} == {float}


@pytest.mark.parametrize(
    "draw",
    [
        lambda: arrays(2, scale=0.0),
        lambda: arrays(2, scale=1.0, away=2.0),
        lambda: arrays(2, away=-1.0),
        lambda: labels(2, 0),
        lambda: labels(2, 257),
        lambda: sizes((3, 2)),
    ],
)
def test_what_cannot_be_drawn_is_the_authors_error(draw: Any) -> None:
    """Said when the strategy is made."""
    with pytest.raises(AuthorError):
        draw()
