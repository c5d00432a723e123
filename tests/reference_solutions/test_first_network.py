"""The reference of `first_network` agrees with torch's optimizer, scikit-learn and the handout."""

import math
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest
import torch
from torch import nn
from torch.utils.data import DataLoader, SubsetRandomSampler, TensorDataset

ref = import_module("reference_solutions.first_network")  # so loaded, its untyped page is Any to mypy
metrics: Any = import_module("sklearn.metrics")

X, Y = torch.randn(50, 1, 28, 28, generator=torch.Generator().manual_seed(3)), torch.arange(50) % 10


@pytest.fixture(autouse=True)
def _one_seed() -> Iterator[None]:
    with torch.random.fork_rng():
        torch.manual_seed(0)
        yield


def batches(size: int, **how: Any) -> DataLoader[Any]:
    """The fifty random images."""
    return DataLoader(TensorDataset(X, Y), batch_size=size, **how)


def linear() -> nn.Module:
    """A network without dropout, always the same."""
    torch.manual_seed(1)
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 10))


def test_the_classifier_is_a_sequence_of_torchs_layers() -> None:
    """In evaluation mode it is W2 relu(W1 x + b1) + b2, with 95,410 numbers; rows do for images."""
    net = ref.Classifier().eval()
    W1, b1, W2, b2 = (p.detach().double() for p in net.parameters())
    wanted = (X.flatten(1).double() @ W1.T + b1).clamp(min=0) @ W2.T + b2
    assert (net(X) - wanted).abs().max() < 1e-5
    assert torch.equal(net(X), net(X.flatten(1)))
    assert sum(p.numel() for p in net.parameters()) == 95_410


def test_while_it_trains_a_fifth_of_the_hidden_units_are_dropped() -> None:
    """Seen from the scores of a network whose hidden units are all 1 and add up."""
    net = ref.Classifier()
    with torch.no_grad():
        for p, value in zip(net.parameters(), (0, 1, 0.8, 0), strict=True):
            p.fill_(value)
    kept = net(torch.zeros(1000, 784))[:, 0]  # of 120 units, each 1 / 0.8 large and weighted by 0.8
    assert abs(kept.mean().item() - 96) < 1
    assert abs(kept.var().item() - 120 * 0.8 * 0.2) < 3


def test_a_run_is_torchs_sgd() -> None:
    """Weights and losses are those of a loop written out, with uneven batches."""
    mine, other = linear(), linear()
    trainer = ref.ModelTrainer(mine, 0.3, 3)
    trainer.run(batches(20), batches(20))
    optimizer, train, test = torch.optim.SGD(other.parameters(), 0.3), [], []
    for _ in range(3):
        train.append(0.0)
        for part in (slice(0, 20), slice(20, 40), slice(40, 50)):
            loss = nn.functional.cross_entropy(other(X[part]), Y[part])
            train[-1] += loss.item() / 3
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
        parts = [(X[k : k + 20], Y[k : k + 20]) for k in (0, 20, 40)]
        test.append(sum(nn.functional.cross_entropy(other(x), y).item() for x, y in parts) / 3)
    for p, q in zip(mine.parameters(), other.parameters(), strict=True):
        assert (p - q).abs().max() < 1e-6
    assert np.abs(np.array(trainer.train_loss) - train).max() < 1e-6
    assert np.abs(np.array(trainer.test_loss) - test).max() < 1e-6


def test_the_accuracy_counts_only_what_was_seen() -> None:
    """With a sampler that yields ten of fifty samples, all right, it is 1."""
    trainer = ref.ModelTrainer(linear(), 0.5, 15)
    trainer.run(batches(50), batches(50))
    loss, accuracy = trainer.test_model(batches(4, sampler=SubsetRandomSampler(range(10))))
    assert (accuracy, loss < 0.5) == (1, True)


def test_testing_changes_nothing() -> None:
    """Twice the same numbers, the same weights, no gradients, though the network has dropout."""
    trainer = ref.ModelTrainer(ref.Classifier(), 0.1, 1)
    before = [p.clone() for p in trainer.model.parameters()]
    assert trainer.test_model(batches(8)) == trainer.test_model(batches(8))
    assert all(p.grad is None for p in trainer.model.parameters())
    assert all(torch.equal(p, q) for p, q in zip(trainer.model.parameters(), before, strict=True))


def test_the_picture_has_two_curves_with_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read back from the figure: both lists over the epochs from 1 on."""
    monkeypatch.setattr(plt, "show", lambda: None)
    trainer = ref.ModelTrainer(linear(), 0.1, 2)
    trainer.train_loss, trainer.test_loss = [3.0, 2.0], [3.5, 3.0]
    trainer.plot_loss()
    drawn = {str(c.get_label()): np.asarray(c.get_xydata()).tolist() for c in plt.gca().get_lines()}
    plt.close()
    assert drawn == {"train": [[1, 3], [2, 2]], "test": [[1, 3.5], [2, 3]]}


def test_the_table_is_scikit_learns() -> None:
    """For random answers; and that of the handout."""
    rng = np.random.default_rng(7)
    y_true, y_pred = rng.integers(0, 5, (2, 200))
    wanted = metrics.confusion_matrix(y_true, y_pred, labels=range(6))
    assert ref.confusion_matrix(torch.tensor(y_true), y_pred.tolist(), 6).tolist() == wanted.tolist()
    assert ref.confusion_matrix([0, 0, 1, 1], [0, 1, 1, 1], 2).tolist() == [[1, 1], [0, 2]]


def test_the_step_of_the_handout() -> None:
    """w = (0, 0), x = 2, class 0, lr 0.1: loss log 2, then w = (0.1, -0.1) and loss log(1 + e^-0.4)."""
    net = nn.Linear(1, 2, bias=False)
    nn.init.zeros_(net.weight)
    trainer = ref.ModelTrainer(net, 0.1, 1)
    samples = [(torch.tensor([[2.0]]), torch.tensor([0]))]
    assert math.isclose(trainer.train_model(samples, 0), math.log(2), rel_tol=1e-6)
    assert (net.weight.flatten() - torch.tensor([0.1, -0.1])).abs().max() < 1e-7
    assert math.isclose(trainer.test_model(samples)[0], math.log1p(math.exp(-0.4)), rel_tol=1e-6)
    assert round(math.log1p(math.exp(-0.4)), 3) == 0.513
