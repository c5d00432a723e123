"""How close is close enough: planted errors are caught, other orders of summation never."""

# ruff: noqa: SIM300  (a claim stands on the right of ==, whatever is on the left)

import math
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from autograder.claims import Mismatch, near, upcast
from autograder.claims.strategies import arrays, dtypes, sizes
from autograder.claims.tolerance import DOUBLE, SINGLE, precision

Array = npt.NDArray[Any]
EPS = {"float64": 2.0**-52, "float32": 2.0**-23}
FLOOR = {"float64": 1e-10, "float32": 2e-5}


@st.composite
def layers(draw: st.DrawFn, most: int = 6) -> tuple[Array, Array, Array]:
    """x (N, D), w (D, M) and dout (N, M)."""
    (n, d, m), dtype = draw(sizes(most, most, most)), draw(dtypes())
    return draw(arrays((n, d), dtype)), draw(arrays((d, m), dtype)), draw(arrays((n, m), dtype))


def weights_gradient(x: Array, dout: Array) -> tuple[Array, Array]:
    """dw = x^T dout in float64, and S."""
    x, dout = upcast(x), upcast(dout)
    return x.T @ dout, np.abs(x).T @ np.abs(dout)


def in_order(terms: Array, order: Array) -> Any:
    """The sum of the terms, one after the other, in their own dtype."""
    total = terms.dtype.type(0)
    for term in terms[order]:
        total = total + term
    return total


def pairwise(terms: Array) -> Any:
    """The sum of the terms, halves first."""
    half = len(terms) // 2
    return pairwise(terms[:half]) + pairwise(terms[half:]) if half else terms[0]


@given(layers())
def test_an_error_of_a_thousandth_in_a_gradient_is_caught(layer: tuple[Array, Array, Array]) -> None:
    """In float64 and float32, in the element whose terms cancel least (there to a fifth at most)."""
    x, _, dout = layer
    want, S = weights_gradient(x, dout)
    solid = np.abs(want) > S / 5
    planted = np.where(solid, want * 1.001, want).astype(x.dtype)
    claim = near(want, scale=S, terms=len(x), like=(x, dout))
    if solid.any():
        with pytest.raises(Mismatch):
            assert planted == claim
    assert want.astype(x.dtype) == claim


@given(layers())
def test_an_error_of_a_thousandth_in_a_single_element_is_caught(layer: tuple[Array, Array, Array]) -> None:
    """The comparison is element by element, not on average."""
    x, w, _ = layer
    want = upcast(x) @ upcast(w)
    S = np.abs(upcast(x)) @ np.abs(upcast(w))
    place = np.unravel_index(int(np.argmax(np.abs(want) / (S + 1e-9))), want.shape)
    wrong = want.copy()
    wrong[place] *= 1.001
    if abs(want[place]) > S[place] / 5:
        with pytest.raises(Mismatch, match="wanted"):
            assert wrong == near(want, scale=S, terms=len(w), like=(x, w))


@given(arrays(200, "float32", scale=100.0), st.randoms(use_true_random=False), st.integers(1, 200))
def test_no_order_of_summation_fails_in_float32(terms: Array, random: Any, n: int) -> None:
    """Recursive summation in any order and by halves stays within the bound, cancelled or not."""
    check_orders(terms[:n], random)


@given(arrays(200, "float64", scale=100.0), st.randoms(use_true_random=False), st.integers(1, 200))
def test_no_order_of_summation_fails_in_float64(terms: Array, random: Any, n: int) -> None:
    """The same in float64; the floor of the tolerance is taken away, so that the bound itself is tested."""
    check_orders(terms[:n], random)


def check_orders(terms: Array, random: Any) -> None:
    """Compare some orders with the exact sum, with no floor to help."""
    order = list(range(len(terms)))
    random.shuffle(order)
    want, S = math.fsum(terms.tolist()), math.fsum(np.abs(upcast(terms)).tolist())
    claim = near(want, scale=S, terms=len(terms), like=terms, floor=(0.0, 0.0))
    for got in (
        in_order(terms, np.array(order)),
        in_order(terms, np.argsort(-np.abs(terms))),
        pairwise(terms),
    ):
        assert got == claim


@given(layers(most=8))
def test_products_in_any_order_pass(layer: tuple[Array, Array, Array]) -> None:
    """A matrix product, einsum and loops, each in the dtype of the inputs."""
    x, w, _ = layer
    S = np.abs(upcast(x)) @ np.abs(upcast(w))
    claim = near(upcast(x) @ upcast(w), scale=S, terms=len(w), like=(x, w), floor=(0.0, 0.0))
    backwards = np.array([[in_order(row * column, np.arange(len(w))[::-1]) for column in w.T] for row in x])
    for got in (x @ w, np.einsum("nd,dm->nm", x, w), backwards, (x[:, :, None] * w).sum(axis=1)):
        assert got == claim


@given(layers())
def test_a_float32_answer_to_float64_inputs_fails(layer: tuple[Array, Array, Array]) -> None:
    """The answer's dtype buys nothing: what float32 rounds away is missed."""
    x, w, _ = upcast(layer)
    want, S = x @ w, np.abs(x) @ np.abs(w)
    rounded = want.astype(np.float32)
    if (np.abs(rounded - want) > 1e-9 * S).any():
        with pytest.raises(Mismatch):
            assert rounded == near(want, scale=S, terms=len(w), like=(x, w))


@given(layers())
def test_neither_a_number_nor_a_broadcast_passes_for_an_array(layer: tuple[Array, Array, Array]) -> None:
    """Shape comes first, whatever the values."""
    want = np.ones_like(layer[0], dtype=float)
    for got in (1.0, np.float64(1), np.ones(()), want[None], want.reshape(-1, 1, 1)):
        with pytest.raises(Mismatch, match="shape"):
            assert got == near(want, scale=1e9)


@given(layers(), st.integers(0, 35), st.sampled_from([math.nan, math.inf, -math.inf]))
def test_what_is_not_finite_never_passes(layer: tuple[Array, Array, Array], place: int, odd: float) -> None:
    """However large the scale."""
    want = upcast(layer[0])
    got = want.copy()
    got.flat[place % got.size] = odd
    with pytest.raises(Mismatch, match=r"nan|inf"):
        assert got == near(want, scale=1e300, times=1e8)


@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_the_rule_without_a_scale(dtype: str) -> None:
    """|error| <= 32 eps max(|want|, 1), in float64 not below 1e-12."""
    for want in (0.0, 1.0, 5000.0):
        allowed = max(32 * EPS[dtype] * max(want, 1), 1e-12 if dtype == "float64" else 0)
        assert want + 0.9 * allowed == near(want, like=dtype)
        with pytest.raises(Mismatch):
            assert want + 1.1 * allowed == near(want, like=dtype)


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("terms", [1, 10, 10**9])
def test_the_rule_with_a_scale(dtype: str, terms: int) -> None:
    """|error| <= S max(4 (K + 8) eps, floor), times `times`."""
    allowed = 10.0 * max(4 * (terms + 8) * EPS[dtype], FLOOR[dtype]) * 3
    claim = near(0.0, scale=10.0, terms=terms, times=3, like=dtype)
    assert 0.99 * allowed == claim
    with pytest.raises(Mismatch):
        assert 1.01 * allowed == claim


def test_each_part_and_each_element_has_its_own_scale() -> None:
    """scale and terms may be tuples, dicts and arrays."""
    assert (1e-8, 1e-5) == near((0.0, 0.0), scale=(1e3, 1e6), terms=(1, 2))
    with pytest.raises(Mismatch, match="part 1"):
        assert (1e-5, 1e-5) == near((0.0, 0.0), scale=(1e3, 1e6))
    assert {"a": 1e-8} == near({"a": 0.0}, scale={"a": 1e3})
    small, large = near(np.zeros(2), scale=1.0, terms=np.array([0, 10**9])), np.array([0.0, 1e-7])
    assert large == small
    with pytest.raises(Mismatch):
        assert large[::-1] == small


def test_a_scale_of_zero_wants_the_very_number() -> None:
    """A sum without terms is exact."""
    assert np.zeros(2) == near(np.zeros(2), scale=np.zeros(2))
    with pytest.raises(Mismatch):
        assert np.array([0, 1e-20]) == near(np.zeros(2), scale=np.zeros(2))


def test_the_lowest_precision_among_the_inputs_counts() -> None:
    """Arrays, dtypes, tensors, tuples and dicts of them; whole numbers do not count."""
    x32, x64, labels = np.ones(2, np.float32), np.ones(2), np.arange(2)
    singles = [x32, (x64, x32), {"W": x64, "b": [x32]}, np.float32, np.float32(1), "float32", np.dtype("f4")]
    for like in (*singles, torch.ones(2), torch.float32, np.ones(2, np.complex64), (labels, x32)):
        assert precision(like) is SINGLE
    for like in (None, x64, labels, (), (labels, True), 1.0, torch.float64, np.longdouble, np.ones(1, bool)):
        assert precision(like) is DOUBLE
