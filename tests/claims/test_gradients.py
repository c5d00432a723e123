"""Laws of derivatives, and functions that students may call with anything."""

# ruff: noqa: SIM300  (a claim stands on the right of ==, whatever is on the left)

import math
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.claims import Mismatch, callback, difference, inner, near_inner, near_slope
from autograder.claims.strategies import arrays, sizes
from autograder.errors import AuthorError

Array = npt.NDArray[Any]


@st.composite
def maps(draw: st.DrawFn) -> tuple[Array, Array, Array]:
    """A (n, m), x (m,), y (n,)."""
    n, m = draw(sizes(4, 4))
    return draw(arrays((n, m))), draw(arrays(m)), draw(arrays(n))


@given(maps())
def test_a_matrix_and_its_transpose_are_adjoint(drawn: tuple[Array, Array, Array]) -> None:
    """<A x, y> = <x, A^T y>; S is that of the double sum."""
    A, x, y = drawn
    S = float(np.abs(y) @ np.abs(A) @ np.abs(x))
    assert inner(A @ x, y) == near_inner(x, A.T @ y, scale=S, terms=A.size)


@given(maps())
def test_a_thousandth_too_much_is_not_adjoint(drawn: tuple[Array, Array, Array]) -> None:
    """Wherever the sums do not cancel."""
    A, x, y = np.abs(drawn[0]) + 1, np.abs(drawn[1]) + 1, np.abs(drawn[2]) + 1
    for like in (np.float64, np.float32):
        with pytest.raises(Mismatch):
            assert inner(A @ x * 1.001, y) == near_inner(x, A.T @ y, like=like)


def test_inner_wants_two_arrays_of_one_shape() -> None:
    """No broadcasting, no lists."""
    with pytest.raises(Mismatch, match="shape"):
        inner(np.ones(2), np.ones((2, 1)))
    for pair in (([1], np.ones(1)), (np.ones(1), None), (np.array(["a"]), np.array(["b"]))):
        with pytest.raises(Mismatch):
            inner(*pair)
    with pytest.raises(AuthorError, match="near_inner"):
        near_inner(np.ones(2), np.ones(3))


@given(arrays((2, 3)), arrays((2, 3), away=0.1))
def test_the_slope_of_a_smooth_function(x: Array, v: Array) -> None:
    """d/dt f(x + t v) = <grad f, v>; half a thousandth more is caught where nothing cancels."""
    assert inner(np.exp(x), v) == near_slope(lambda at: float(np.exp(at).sum()), x, v)
    with pytest.raises(Mismatch):
        assert inner(np.exp(x), np.abs(v)) * 1.0005 == near_slope(
            lambda at: float(np.exp(at).sum()), x, np.abs(v)
        )


def test_the_slope_at_the_bottom_of_a_bowl_is_zero() -> None:
    """Neither f nor its slope gives a scale there; its one-sided slopes do."""
    assert 0.0 == near_slope(lambda at: float((at**2).sum()), np.zeros(3), np.ones(3))


@pytest.mark.parametrize("v", [np.zeros(2), np.ones(3)])
def test_a_direction_that_is_none_is_the_authors_error(v: Array) -> None:
    """Zero, or of another shape."""
    with pytest.raises(AuthorError, match="near_slope"):
        near_slope(lambda at: 0.0, np.ones(2), v)


def test_difference_subtracts_what_has_one_shape() -> None:
    """Numbers, arrays, and dicts of them."""
    assert difference(3, 1.5) == 1.5
    assert difference({"W": np.ones(2)}, {"W": np.zeros(2)})["W"].tolist() == [1, 1]
    assert math.isnan(difference(math.inf, math.inf))
    assert difference(np.array([True]), np.array([True])).tolist() == [0.0]


@pytest.mark.parametrize(
    ("after", "before"),
    [
        (None, 1.0), (1.0, "a"), ([1], np.ones(1)), (np.ones(2), np.ones((2, 1))),
        (np.array(["a"]), np.ones(1)), (np.ones(1), np.array(["a"])),
        ({"a": 1}, {"b": 1}), ({"a": 1}, 1), ({"a": 1}, {"a": None}),
    ],
    ids=repr,
)  # fmt: skip
def test_difference_refuses_the_rest(after: Any, before: Any) -> None:
    """A Mismatch, as the answer is of the wrong form."""
    with pytest.raises(Mismatch):
        difference(after, before)


def test_a_callback_declares_what_it_may_raise() -> None:
    """ValueError unless told; the function itself is left alone."""

    def f(x: Any) -> Any:
        return x

    assert vars(callback(f))["may_raise"] == (ValueError,)
    assert vars(callback(f, may_raise=(KeyError,)))["may_raise"] == (KeyError,)
    assert callback(f)(3) == 3
    assert not vars(f)


def test_a_callback_with_a_shape_takes_nothing_else() -> None:
    """Whatever student code gives it, f sees a float64 array of that shape."""
    seen: list[Array] = []
    f = callback(lambda x: seen.append(x), shape=(2, 1))
    f(np.ones((2, 1), np.float32))
    assert seen[0].dtype == np.float64
    assert seen[0].shape == (2, 1)
    wrong: list[Any] = [
        np.ones(2),
        1.0,
        None,
        [[1], [2]],
        "ab",
        np.ones((2, 1)) * 1j,
        np.array([["a"], ["b"]]),
    ]
    for value in wrong:
        with pytest.raises(ValueError, match="one array of real numbers"):
            f(value)
    with pytest.raises(ValueError, match="one array"):
        f(np.ones((2, 1)), 1)
    with pytest.raises(ValueError, match="one array"):
        f(x=np.ones((2, 1)))


def test_a_flat_callback_takes_any_shape_of_that_size() -> None:
    """For tasks in which the shape is not the point."""
    f = callback(lambda x: x.shape, shape=(2, 1), flat=True)
    assert f(np.ones(2)) == f(np.ones((1, 2))) == (2, 1)
    with pytest.raises(ValueError, match="shape"):
        f(np.ones(3))


def test_a_callback_never_warns() -> None:
    """1e300 squared is inf, not an error of the grader."""
    assert callback(lambda x: float((x**2).sum()), shape=(1,))(np.array([1e300])) == math.inf


@pytest.mark.parametrize("value", [np.inf, np.nan, 1j, "x"])
def test_what_is_not_a_finite_real_number_is_the_answers_fault(value: object) -> None:
    """An answer inside a law is never taken for a mistake of the assignment."""
    with pytest.raises(Mismatch):
        near_slope(lambda x: value, np.ones(2), np.ones(2))  # type: ignore[arg-type, return-value]
    with pytest.raises(Mismatch):
        near_inner(np.array([value]), np.ones(1))
