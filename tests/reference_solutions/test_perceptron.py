"""The reference of `perceptron` agrees with truth tables, torch, the mistake bound and the handout."""

import math
from importlib import import_module
from typing import Any

import numpy as np
import pytest
import torch
from torch.nn import functional

ref = import_module("reference_solutions.perceptron")  # so loaded, its untyped page is Any to mypy

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
RNG = np.random.default_rng(4)


@pytest.mark.parametrize("shape", [(), (5,), (2, 3), (2, 1, 4)])
def test_step_is_torchs_heaviside(shape: tuple[int, ...]) -> None:
    """In every shape, and at zero it is 1."""
    z = np.asarray(RNG.normal(size=shape)) * (RNG.random(shape) < 0.7)
    wanted = torch.heaviside(torch.tensor(z), torch.tensor(1.0, dtype=torch.float64))
    assert np.shape(ref.step(z)) == shape
    assert ref.step(z).tolist() == wanted.int().tolist()


def test_the_neuron_of_the_handout() -> None:
    """It fires for (2, 0) and not for (1, 1), alone or together."""
    w = np.array([1.0, -2.0])
    assert ref.perceptron(np.array([[2.0, 0.0], [1.0, 1.0]]), w, 0.5).tolist() == [1, 0]
    assert int(ref.perceptron(np.array([1.0, 1.0]), w, 0.5)) == 0


@pytest.mark.parametrize(
    ("gate", "truth"), [("and", [0, 0, 0, 1]), ("or", [0, 1, 1, 1]), ("nand", [1, 1, 1, 0])]
)
def test_gates_have_their_truth_tables(gate: str, truth: list[int]) -> None:
    """Each corner by an explicit sum."""
    w, b = getattr(ref, f"{gate}_weights")()
    assert [int(x1 * w[0] + x2 * w[1] + b > 0) for x1, x2 in CORNERS] == truth


def layers(weights: tuple[Any, ...]) -> tuple[torch.nn.Linear, torch.nn.Linear]:
    """The same weights in torch's layers, which keep a row for each unit."""
    W1, b1, W2, b2 = (torch.tensor(np.asarray(part)) for part in weights)
    first, second = torch.nn.Linear(2, len(b1)).double(), torch.nn.Linear(len(b1), 1).double()
    with torch.no_grad():
        for old, new in zip((*first.parameters(), *second.parameters()), (W1.T, b1, W2, b2), strict=True):
            old.copy_(new)
    return first, second


def test_two_layers_of_steps_compute_xor() -> None:
    """Evaluated by torch's layers."""
    first, second = layers(ref.xor_network())
    y = second((first(torch.tensor(CORNERS)) > 0).double()) > 0
    assert y.flatten().tolist() == [False, True, True, False]


def test_two_layers_of_relu_answer_beyond_seven_tenths() -> None:
    """-1, 1, 1, -1, evaluated by torch's layers."""
    first, second = layers(ref.relu_xor_network())
    assert second(first(torch.tensor(CORNERS)).relu()).flatten().tolist() == [-1, 1, 1, -1]


def test_the_perceptron_rule_on_or_as_in_the_handout() -> None:
    """After each epoch w and b are what the pencil says."""
    learned = (ref.perceptron_train(CORNERS, [0, 1, 1, 1], 1.0, n) for n in range(5))
    steps = [(w.tolist(), b) for w, b in learned]
    assert steps == [([0, 0], 0), ([0, 1], 0), ([1, 1], 0), ([1, 1], -1), ([1, 1], -1)]


@pytest.mark.parametrize("d", [1, 2, 5])
def test_no_more_mistakes_than_the_bound(d: int) -> None:
    """Random samples on two sides of a random line are separated after (R / gamma)^2 epochs."""
    X, w, b = RNG.normal(size=(20, d)), RNG.normal(size=d), RNG.normal()
    z = X @ w + b
    X, z = X[np.abs(z) > 0.3], z[np.abs(z) > 0.3]
    R2, gamma2 = (X**2).sum(axis=1).max() + 1, (z**2).min() / (w @ w + b**2)
    v, c = ref.perceptron_train(X, (z > 0).astype(int), 0.1, math.ceil(R2 / gamma2))
    assert (ref.perceptron(X, v, c) == (z > 0)).all()


def test_logistic_loss_agrees_with_torch() -> None:
    """The loss is softplus(-m), the gradient autograd's, also at margins of thousands."""
    for scale in (1.0, 1000.0):
        X, w, y = scale * RNG.normal(size=(7, 3)), RNG.normal(size=3), np.sign(RNG.normal(size=7))
        v = torch.tensor(w, requires_grad=True)
        wanted = functional.softplus(-torch.tensor(y) * (torch.tensor(X) @ v)).mean()
        wanted.backward()  # type: ignore[no-untyped-call]
        loss, grad = ref.logistic_loss(w, X, y)
        assert v.grad is not None
        assert math.isclose(loss, wanted.item(), rel_tol=1e-12)
        assert np.abs(grad - v.grad.numpy()).max() < 1e-12 * scale


def test_logistic_loss_of_the_handout() -> None:
    """log 2 and (0.25, -0.5)."""
    loss, grad = ref.logistic_loss(np.zeros(2), np.array([[1.0, 2.0], [2.0, 0.0]]), np.array([1.0, -1.0]))
    assert math.isclose(loss, math.log(2))
    assert np.abs(grad - [0.25, -0.5]).max() < 1e-15


@pytest.mark.slow
@pytest.mark.parametrize("hidden", [16, 32])
def test_train_xor_learns_from_every_seed(hidden: int) -> None:
    """Ten seeds of ten answer beyond 0.9, so one of three is no luck."""
    target = torch.tensor([-1.0, 1.0, 1.0, -1.0])
    for seed in range(10):
        y = ref.train_xor(hidden, seed)(torch.tensor(CORNERS, dtype=torch.float32))
        assert (y.flatten() * target).min() > 0.9
