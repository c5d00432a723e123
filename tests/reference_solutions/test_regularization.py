"""The reference of `regularization` agrees with torch's functions, finite differences and counts by hand."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional

from autograder.claims.statistics import accepted

ref = import_module("reference_solutions.regularization")  # so loaded, its untyped page is Any to mypy
W = np.array([[1.0, -2.0, 0.5], [0.25, -0.75, 3.0]])
SHARES = (0.1, 0.25, 0.5, 0.8)
ALARM = 1e-12


@pytest.fixture(autouse=True)
def _as_printed() -> Iterator[None]:
    """Each test leaves the conventions as they were."""
    before = dict(ref.CONVENTIONS)
    yield
    ref.CONVENTIONS.update(before)


def choose(**conventions: object) -> None:
    """What the course chose."""
    ref.CONVENTIONS.update(conventions)


def by_autograd(loss: Any) -> tuple[float, Any]:
    """Value and gradient of a torch function at W."""
    w = torch.tensor(W, requires_grad=True)
    value = loss(w)
    value.backward()
    return float(value.detach()), w.grad.numpy()  # type: ignore[union-attr]


def agrees(ours: Any, theirs: Any) -> None:
    """Two losses with their gradients."""
    assert abs(ours[0] - theirs[0]) < 1e-14
    assert np.abs(ours[1] - theirs[1]).max() < 1e-14


def test_l1_penalty_agrees_with_autograd() -> None:
    """Loss and gradient are those of torch's l1 loss against 0."""
    zero = torch.zeros(W.shape, dtype=torch.float64)
    agrees(ref.l1_penalty(W, 0.3), by_autograd(lambda w: 0.3 * functional.l1_loss(w, zero, reduction="sum")))
    assert ref.l1_penalty(np.zeros(3), 2.0)[1].tolist() == [0, 0, 0]


@pytest.mark.parametrize(("half", "factor"), [(True, 0.5), (False, 1.0)])
def test_l2_penalty_agrees_with_autograd(half: bool, factor: float) -> None:
    """Loss and gradient are those of torch's squared error against 0, with the factor of the convention."""
    choose(l2_half=half)
    zero = torch.zeros(W.shape, dtype=torch.float64)
    agrees(
        ref.l2_penalty(W, 0.3),
        by_autograd(lambda w: 0.3 * factor * functional.mse_loss(w, zero, reduction="sum")),
    )


@pytest.mark.parametrize("inverted", [True, False])
@pytest.mark.parametrize("meaning", ["drop", "keep"])
@pytest.mark.parametrize("p", SHARES)
def test_dropout_keeps_the_share_and_the_size_of_the_convention(
    p: float, meaning: str, inverted: bool
) -> None:
    """Counted by hand: zeros are binomial, the rest is x times one factor; at test time all is."""
    choose(dropout=meaning, inverted=inverted)
    keep, x = (1 - p if meaning == "drop" else p), np.full((200, 50), 2.0)
    out, _ = ref.dropout_forward(x, {"p": p, "mode": "train"})
    lo, hi = accepted(x.size, keep, ALARM)
    assert lo <= (out != 0).sum() <= hi
    assert np.unique(out[out != 0]).tolist() == [2 / keep if inverted else 2.0]
    tested, _ = ref.dropout_forward(x, {"p": p, "mode": "test"})
    assert np.unique(tested).tolist() == [2.0 if inverted else 2 * keep]


@pytest.mark.parametrize("mode", ["train", "test"])
def test_dropout_backward_is_the_derivative_of_forward(mode: str) -> None:
    """Central differences of <out, dout> with the seed fixed."""
    choose(inverted=mode == "train")
    param, dout, h = {"p": 0.4, "mode": mode, "seed": 7}, np.cos(W), 1e-6
    _, cache = ref.dropout_forward(W, param)
    dx = ref.dropout_backward(dout, cache)
    for i in np.ndindex(W.shape):
        step = np.zeros_like(W)
        step[i] = h
        ahead, behind = ((ref.dropout_forward(W + s, param)[0] * dout).sum() for s in (step, -step))
        assert abs((ahead - behind) / (2 * h) - dx[i]) < 1e-8


def test_dropout_draws_anew_unless_a_seed_is_given() -> None:
    """Two calls differ; with the same seed they do not."""
    x = np.ones((20, 20))
    masks = [ref.dropout_forward(x, {"p": 0.5, "mode": "train"})[0] for _ in range(2)]
    same = [ref.dropout_forward(x, {"p": 0.5, "mode": "train", "seed": 3})[0] for _ in range(2)]
    assert (masks[0] != masks[1]).any()
    assert (same[0] == same[1]).all()


@pytest.mark.parametrize("p", [0.0, *SHARES])
def test_the_layer_is_distributed_as_the_one_of_torch(p: float) -> None:
    """Both drop a share that p explains, give the others the same values, and pass all in evaluation."""
    x = torch.full((100, 100), 3.0)
    largest = []
    for layer in (ref.Dropout(p), nn.Dropout(p)):
        out = layer(x)
        lo, hi = accepted(x.numel(), p, ALARM) if p else (0, 0)
        assert lo <= int((out == 0).sum()) <= hi
        largest.append(float(out.max()))
        assert torch.equal(layer.eval()(x), x)
    assert abs(largest[0] - largest[1]) < 1e-5


def slowly(losses: list[float], patience: int, min_delta: float) -> tuple[int, int]:
    """By the definition: the improving epochs first, then the first that ends `patience` others in a row."""
    marks: list[int] = []
    for k, loss in enumerate(losses):
        if not marks or loss < losses[marks[-1]] - min_delta:
            marks.append(k)
    stop = next(
        (k for k in range(len(losses)) if k >= patience and not {*range(k - patience + 1, k + 1)} & {*marks}),
        len(losses) - 1,
    )
    return stop, max(k for k in marks if k <= stop)


def test_early_stopping_agrees_with_its_definition() -> None:
    """Two thousand courses on a grid, with ties, nan and every patience."""
    rng = np.random.default_rng(5)
    for _ in range(2000):
        losses = [float(n) for n in rng.integers(0, 9, rng.integers(1, 12))]
        losses[1:] = [float("nan") if rng.random() < 0.05 else loss for loss in losses[1:]]
        patience, delta = int(rng.integers(1, 5)), float(rng.choice([0.0, 0.5, 1.5]))
        assert ref.early_stopping(losses, patience, delta) == slowly(losses, patience, delta)


def test_early_stopping_lets_nothing_depend_on_a_constant() -> None:
    """Adding a constant changes nothing, and a larger patience never stops earlier."""
    losses = [5.0, 4.0, 4.5, 3.0, 3.5, 3.25, 4.0, 2.0]
    told = [ref.early_stopping(losses, patience) for patience in (1, 2, 3, 4)]
    assert told == [ref.early_stopping([loss + 8 for loss in losses], patience) for patience in (1, 2, 3, 4)]
    assert [stop for stop, _ in told] == sorted(stop for stop, _ in told)


def test_the_worked_example_of_the_handout() -> None:
    """The numbers that students do on paper."""
    w = np.array([1.0, -2.0, 0.5, 0.0])
    agrees(ref.l1_penalty(w, 0.1), (0.35, np.array([0.1, -0.1, 0.1, 0.0])))
    agrees(ref.l2_penalty(w, 0.1), (0.2625, np.array([0.1, -0.2, 0.05, 0.0])))
    factor = np.array([[1.25, 0.0, 1.25, 1.25]])
    assert ref.dropout_backward(np.array([[1.0, 1.0, -1.0, 2.0]]), factor).tolist() == [[1.25, 0, -1.25, 2.5]]
    assert ref.early_stopping([5, 4, 3, 3.1, 3.2, 3.3], 2) == (4, 2)
    assert ref.diagnose_fit([1.0, 0.5, 0.2], [1.1, 0.8, 0.9], 0.4, 0.3) == "over"


@pytest.mark.parametrize(
    ("train", "val", "word"),
    [
        ([0.1, 0.9], [0.2, 0.2], "under"),
        ([0.9], [5.0], "under"),
        ([0.3], [0.5], "right"),
        ([0.3], [0.1], "right"),
    ],
)
def test_diagnose_fit_by_hand(train: list[float], val: list[float], word: str) -> None:
    """high = 0.5, gap = 0.4: a high training loss comes first, and a lower validation loss is fine."""
    assert ref.diagnose_fit(train, val, 0.5, 0.4) == word
