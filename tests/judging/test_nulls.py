"""Null answers have the form of the right one, as far as their kind says, and nothing else of it."""

from typing import Any

import numpy as np
import pytest
import torch
from torch import nn

from autograder.judging.nulls import NAMES, null

RIGHT = """
import numpy as np, torch
from torch import nn

def pair(x):
    return x.sum(), {"dx": 2 * x, "kind": "float"}

class Number:
    def __init__(self, data):
        self.data, self.grad = data, 1.0

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(2, 3)
    def forward(self, x):
        return self.layer(x)
    def encode(self, x):
        return self.layer(x) + 1

answers = {"first": 3, "second": [1, 2]}
"""


def answered(kind: str) -> dict[str, Any]:
    """The module with nulls of this kind in place of everything it defines."""
    space: dict[str, Any] = {"__name__": "__student__"}
    exec(RIGHT + null(kind, ["pair", "Number", "Net", "answers"]), space)
    return space


X = np.array([[1.0, 2.0], [3.0, 4.0]])


@pytest.mark.parametrize(("kind", "fill"), [("zeros", 0.0), ("ones", 1.0), ("nan", np.nan)])
def test_numbers_are_replaced_in_the_right_shape(kind: str, fill: float) -> None:
    """In tuples, dicts, objects, the answers of models and values; models keep no parameter."""
    space = answered(kind)
    total, rest = space["pair"](X)
    assert np.array_equal([total], [fill], equal_nan=True)
    assert np.array_equal(rest["dx"], np.full((2, 2), fill), equal_nan=True)
    assert rest["kind"] is None
    assert np.array_equal([space["Number"](5.0).data], [fill], equal_nan=True)
    net = space["Net"]().train()
    assert isinstance(net, nn.Module)
    assert not list(net.parameters())
    encode: Any = net.encode
    for answer in (net(torch.ones(4, 2)), encode(torch.ones(4, 2))):
        assert np.array_equal(answer.numpy(), np.full((4, 3), fill), equal_nan=True)
    assert np.array_equal([space["answers"]["first"]], [fill], equal_nan=True)


def test_larger_has_one_row_more() -> None:
    """A number becomes an array of one."""
    total, rest = answered("larger")["pair"](X)
    assert total.shape == (1,)
    assert rest["dx"].shape == (3, 2)


def test_constant_is_right_once() -> None:
    """The first answer is given again and again, each name its own."""
    space = answered("constant")
    first = space["pair"](X)
    assert first[0] == 10.0
    assert space["pair"](3 * X) is first
    assert space["Number"](2.0).data == 2.0
    assert space["Number"](7.0).data == 2.0
    assert space["answers"] == {"first": 3, "second": 3}
    answer = space["Net"]()(torch.ones(4, 2))
    assert space["Net"]()(torch.zeros(4, 2)) is answer


@pytest.mark.parametrize(
    ("kind", "answer"), [("none", None), ("zero", 0), ("empty", ()), ("echo", "x"), ("pair", ("x", ("x",)))]
)
def test_some_do_not_look_at_the_question(kind: str, answer: object) -> None:
    """None, 0, nothing, or the argument itself."""
    assert answered(kind)["pair"]("x") == answer


def test_raises_raises() -> None:
    """As a starter does."""
    with pytest.raises(NotImplementedError):
        exec(RIGHT + null("raises", ["pair"]) + "pair(1)", {"__name__": "__student__"})
    assert answered("raises")["answers"] is None
    assert "raises" in NAMES
