"""The reference's Value against torch's autograd and numbers worked out by hand."""

from importlib import import_module
from typing import Any

import pytest
import torch

ref = import_module("reference_solutions.backprop")  # so loaded, its untyped pages are Any to mypy


def leaf(x: float) -> Any:
    """x as a double tensor that collects a gradient."""
    return torch.tensor(x, dtype=torch.float64, requires_grad=True)


def expression(a: Any, b: Any) -> Any:
    """An expression with every operation and with shared parts; torch and Value both compute it."""
    c = 3 * a + b * a - 1
    d = c.tanh() * c + (-a).exp() / 2 + (2 - b) ** 3
    return d * d + (d + c).relu() + c * a**-2 - 1 / b


@pytest.mark.parametrize(("a", "b"), [(0.5, 1.5), (-1.2, 0.3), (2.0, -0.7)])
def test_value_agrees_with_torch(a: float, b: float) -> None:
    """Data and gradients of an expression that uses every operation are autograd's."""
    va, vb, ta, tb = ref.Value(a), ref.Value(b), leaf(a), leaf(b)
    got, want = expression(va, vb), expression(ta, tb)
    got.backward()
    want.backward()
    pairs = [(got.data, want.item()), (va.grad, ta.grad.item()), (vb.grad, tb.grad.item())]
    assert [got for got, _ in pairs] == pytest.approx([want for _, want in pairs], rel=1e-12)


def test_value_by_hand() -> None:
    """At a = 3, b = a a and c = b + b a give c = 36 and dc/da = 2a + 3a^2 = 33."""
    # c = a^2 + a^3 = 9 + 27;  dc/db = 1 + a = 4
    a = ref.Value(3.0)
    b = a * a
    c = b + b * a
    assert a.grad == 0
    c.backward()
    assert (c.data, c.grad, b.grad, a.grad) == (36, 1, 4, 33)


def test_value_goes_back_through_a_long_chain() -> None:
    """A chain of 5,000 additions does not exhaust the stack."""
    a = total = ref.Value(1.0)
    for _ in range(5000):
        total = total + a
    total.backward()
    assert (total.data, a.grad) == (5001, 5001)


def test_value_to_the_zero_is_flat_also_at_zero() -> None:
    """v^0 = 1 with slope 0, at v = 0 too."""
    v = ref.Value(0.0)
    one = v**0
    one.backward()
    assert (one.data, v.grad) == (1, 0)
