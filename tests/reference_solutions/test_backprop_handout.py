"""The worked example that students do on paper is what the reference computes."""

import math
from importlib import import_module

import numpy as np

ref = import_module("reference_solutions.backprop")  # so loaded, its untyped pages are Any to mypy

PARAMS = {
    "W1": np.array([[1.0, -1.0], [1.0, 0.0]]),
    "b1": np.array([-1.0, 0.0]),
    "W2": np.array([[0.0, 0.5], [1.0, -1.0]]),
    "b2": np.array([0.0, -1.0]),
}
X, Y = np.array([[1.0, 2.0]]), np.array([1])


def test_the_worked_example_without_regularisation() -> None:
    """Loss log 2, and the four gradients of the handout."""
    loss, grads = ref.mlp_loss(PARAMS, X, Y, 0.0)
    assert math.isclose(loss, math.log(2), rel_tol=1e-15)
    assert {name: grad.tolist() for name, grad in grads.items()} == {
        "W1": [[-0.25, 0], [-0.5, 0]],
        "b1": [-0.25, 0],
        "W2": [[1, -1], [0, 0]],
        "b2": [0.5, -0.5],
    }


def test_the_worked_example_with_regularisation() -> None:
    """reg = 0.1 adds 0.2625 to the loss and turns dW1 into [[-0.15, -0.1], [-0.4, 0]]."""
    loss, grads = ref.mlp_loss(PARAMS, X, Y, 0.1)
    assert math.isclose(loss, math.log(2) + 0.2625, rel_tol=1e-15)
    assert np.abs(grads["W1"] - [[-0.15, -0.1], [-0.4, 0]]).max() < 1e-15
