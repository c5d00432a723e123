"""The reference of `in_class_exercises` agrees with torch, and with what can be found by trying."""

import math
from importlib import import_module
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn

from autograder.intake.assignments import read_assignment
from autograder.publish.starter import starters

ROOT = Path(__file__).parents[2]
answers: dict[str, Any] = import_module("reference_solutions.in_class_exercises").answers


def test_the_count_is_what_torch_allocates() -> None:
    """Four layers, built where they need no memory; the option has the same number of millions."""
    sizes = (100 * 100, 1000, 1000, 1000, 10)
    layers = [nn.Linear(n, m, device="meta") for n, m in pairwise(sizes)]
    count = sum(p.numel() for layer in layers for p in layer.parameters())
    assert answers["ice1_count"] == count == 12_013_010
    assert [10, 11, 12, 13][answers["ice1"] - 1] == count // 10**6


@pytest.mark.parametrize("batch", [128, 256])
def test_updates_are_what_a_loader_makes(batch: int) -> None:
    """The last mini-batch is short, and counts."""
    data = torch.utils.data.TensorDataset(torch.empty(60_000))
    loader = torch.utils.data.DataLoader(data, batch_size=batch)
    assert answers[f"updates_{batch}"] == len(loader)


def test_the_first_loss_is_that_of_equal_scores() -> None:
    """In torch's cross-entropy; a network just made is close to it."""
    labels = torch.arange(10)
    loss = nn.functional.cross_entropy(torch.zeros(10, 10, dtype=torch.float64), labels).item()
    assert math.isclose(answers["untrained_loss"], loss, rel_tol=1e-12)
    torch.manual_seed(0)
    net = nn.Sequential(nn.Linear(784, 120), nn.ReLU(), nn.Linear(120, 10))
    first = nn.functional.cross_entropy(net(torch.rand(500, 784)), torch.arange(500) % 10).item()
    assert abs(first - loss) < 0.05


def test_the_breakout_is_solved_by_torchs_layers() -> None:
    """Its weights in two Linear layers give XOR beyond 0.7."""
    W1, b1, W2, b2 = (torch.tensor(part, dtype=torch.float64) for part in answers["breakout"])
    x = torch.tensor([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=torch.float64)
    v = nn.functional.relu(nn.functional.linear(x, W1.T, b1))
    y = nn.functional.linear(v, W2[None], b2[None])[:, 0]
    assert (y * torch.tensor([-1, 1, 1, -1]) > 0.7).all()


def test_behind_a_relu_two_corners_are_the_most() -> None:
    """Of many small networks the best has two, and none has more."""
    x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    on = np.array([False, True, True, False])
    grid = np.array(list(product((-2, -1, 0, 1, 2), repeat=5)))  # w, b and the output's weights
    w, outputs = grid[:, :2], grid[:, 2:]
    v1 = np.maximum(w @ x.T, 0)  # (n, 4)
    v2 = np.maximum(-w @ x.T, 0)
    y = np.maximum(outputs[:, :1] * v1 + outputs[:, 1:2] * v2 + outputs[:, 2:], 0)
    right = np.where(on, y > 0.7, y < -0.7).sum(axis=1)
    assert right.max() == answers["breakout_relu_output"]


def test_one_sample_turns_the_first_direction() -> None:
    """The top eigenvector of torch's covariance is the x-axis without it, and the y-axis with it."""
    line = torch.tensor([[-2.0, 0.0], [-1.0, 0.0], [1.0, 0.0], [2.0, 0.0]])
    both = torch.cat([line, torch.tensor([answers["ice3_outlier"]], dtype=torch.float32)])
    before, after = (torch.linalg.eigh(samples.T.cov()).eigenvectors[:, -1].abs() for samples in (line, both))
    assert before.tolist() == pytest.approx([1, 0], abs=1e-6)
    assert after.tolist() == pytest.approx([0, 1], abs=1e-6)


def test_options_and_statements_are_those_of_the_lecture() -> None:
    """Four items are chosen before training; of the statements only the first is true."""
    chosen = {item for item, held in answers["ice2_items"].items() if held}
    assert chosen == {
        "learning rate",
        "number of hidden layers",
        "neurons per hidden layer",
        "activation function",
    }
    assert set(answers["ice2_items"]) - chosen == {"weights", "biases", "gradient"}
    assert (answers["ice2"], answers["ice3"]) == (4, [1])


def test_the_worked_example_of_the_handout() -> None:
    """14 parameters, three updates, log 2; the weights for steps give -0.5, 0, 0, -0.5."""
    starter: dict[str, Any] = {}
    exec(starters(read_assignment("in_class_exercises", ROOT))["in_class_exercises.py"], starter)
    assert sum(p.numel() for p in nn.Sequential(nn.Linear(3, 2), nn.Linear(2, 2)).parameters()) == 14
    assert math.ceil(10 / 4) == 3
    assert round(math.log(2), 2) == 0.69
    y = starter["corners"]([[1, -1], [-1, 1]], [-0.5, -0.5], [1, 1], -0.5)
    assert y.tolist() == [-0.5, 0, 0, -0.5]
