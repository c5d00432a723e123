"""The reference of optimizers against torch.optim and its schedulers, and the handout's worked example.

torch's momentum keeps the learning rate out of the velocity: the two agree while it is constant, as here.
"""

from importlib import import_module
from typing import Any

import numpy as np
import pytest
import torch

ref = import_module("reference_solutions.optimizers")  # so loaded, its untyped pages are Any to mypy
Array = np.ndarray[Any, np.dtype[Any]]
ETA = {"lr": 0.05}
RULES = [
    ("sgd", torch.optim.SGD, {"lr": "learning_rate"}, ETA),
    (
        "sgd_momentum",
        torch.optim.SGD,
        {"lr": "learning_rate", "momentum": "momentum"},
        ETA | {"momentum": 0.8},
    ),
    (
        "rmsprop",
        torch.optim.RMSprop,
        {"lr": "learning_rate", "alpha": "decay_rate", "eps": "epsilon"},
        ETA | {"alpha": 0.9, "eps": 1e-3},
    ),
    ("adagrad", torch.optim.Adagrad, {"lr": "learning_rate", "eps": "epsilon"}, ETA | {"eps": 1e-3}),
    ("adam", torch.optim.Adam, {"lr": "learning_rate", "eps": "epsilon"}, ETA | {"eps": 1e-3}),
]


def gradients(steps: int, *shape: int) -> Array:
    """Normal numbers, some of them 0."""
    z: Array = np.random.default_rng([steps, *shape]).normal(size=(steps, *shape))
    return z * (z > -1)


def assert_close(got: Any, want: Any, tol: float = 1e-12) -> None:
    """Same shape, and within tol of the larger of 1 and |want|."""
    got, want = np.asarray(got), np.asarray(want)
    assert got.shape == want.shape
    assert (np.abs(got - want) <= tol * np.maximum(1, np.abs(want))).all()


@pytest.mark.slow
@pytest.mark.parametrize("shape", [(), (3,), (2, 3), (2, 1, 2)])
@pytest.mark.parametrize(("name", "optimizer", "keys", "options"), RULES)
def test_fifty_steps_are_those_of_torch(
    name: str, optimizer: Any, keys: dict[str, str], options: dict[str, float], shape: tuple[int, ...]
) -> None:
    """Every rule follows torch.optim for fifty steps in double precision."""
    w: Any = np.ones(shape)
    config: Any = {keys[key]: value for key, value in options.items()}
    tensor = torch.ones(shape, dtype=torch.float64, requires_grad=True)
    torch_rule = optimizer([tensor], **options)
    for dw in gradients(50, *shape):
        w, config = getattr(ref, name)(w, dw, config)
        tensor.grad = torch.tensor(dw)
        torch_rule.step()
        assert_close(w, tensor.detach().numpy())


@pytest.mark.slow
@pytest.mark.parametrize(("betas", "eps"), [((0.9, 0.999), 1e-8), ((0.5, 0.75), 0.1), ((0.0, 0.0), 1e-8)])
def test_adam_with_other_betas_is_that_of_torch(betas: tuple[float, float], eps: float) -> None:
    """beta1, beta2 and epsilon mean what they mean in torch.optim.Adam, with t = 0 given or left out."""
    w: Any = np.ones(4)
    config: Any = {"learning_rate": 0.1, "beta1": betas[0], "beta2": betas[1], "epsilon": eps, "t": 0}
    tensor = torch.ones(4, dtype=torch.float64, requires_grad=True)
    rule = torch.optim.Adam([tensor], lr=0.1, betas=betas, eps=eps)
    for dw in gradients(20, 4):
        w, config = ref.adam(w, dw, config)
        tensor.grad = torch.tensor(dw)
        rule.step()
    assert_close(w, tensor.detach().numpy())


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("sgd", {"learning_rate": 0.01}),
        ("sgd_momentum", {"learning_rate": 0.01, "momentum": 0.9}),
        ("rmsprop", {"learning_rate": 0.01, "decay_rate": 0.99, "epsilon": 1e-8}),
        ("adagrad", {"learning_rate": 0.01, "epsilon": 1e-8}),
        ("adam", {"learning_rate": 1e-3, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "t": 0}),
    ],
)
def test_defaults_are_those_of_the_contract(name: str, settings: dict[str, float]) -> None:
    """No config, an empty one and one with every default written out give the same two steps."""
    paths = []
    for config in (None, {}, settings):
        w, state = np.ones(3), config
        for dw in gradients(2, 3):
            w, state = getattr(ref, name)(w, dw, state)
        paths.append(w.tolist())
    assert paths[0] == paths[1] == paths[2]


def test_a_starter_that_begins_at_t_1_makes_a_shorter_first_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """With starter_t = "1" the first step is made at t = 2, 0.744 of the rate; "t": 0 overrules it."""
    # m / (1 - .9^2) = .1 / .19;  v / (1 - .999^2) = .001 / .001999;  their quotient .5263 / .7073 = .7441
    monkeypatch.setitem(ref.CONVENTIONS, "starter_t", "1")
    w, _ = ref.adam(np.zeros(1), np.ones(1))
    assert_close(w, [-0.7441e-3], tol=1e-7)
    w, _ = ref.adam(np.zeros(1), np.ones(1), {"t": 0})
    assert_close(w, [-1e-3], tol=1e-10)


def test_the_worked_example_of_the_handout() -> None:
    """w = 1, gradients 2 and 1, learning rate 0.1: the numbers that stand there."""
    examples: dict[str, tuple[dict[str, float], list[float]]] = {
        "sgd": ({}, [0.8, 0.7]),
        "sgd_momentum": ({"momentum": 0.9}, [0.8, 0.52]),
        "rmsprop": ({"decay_rate": 0.75}, [0.8, 0.7]),
        "adagrad": ({}, [0.9, 0.9 - 0.1 / 5**0.5]),
        "adam": ({"beta1": 0.5, "beta2": 0.75}, [0.9, 0.9 - 0.1 * (4 / 3) / (16 / 7) ** 0.5]),
    }
    for name, (settings, want) in examples.items():
        w, config, got = 1.0, {"learning_rate": 0.1, **settings}, []
        for dw in (2.0, 1.0):
            w, config = getattr(ref, name)(w, dw, config)
            got.append(w)
        assert_close(got, want, tol=1e-8)


@pytest.mark.slow
def test_schedules_are_those_of_torch() -> None:
    """StepLR, ExponentialLR, CosineAnnealingLR and LinearLR give the same rates, update by update."""
    schedulers: Any = torch.optim.lr_scheduler

    def rates(make: Any, n: int) -> list[float]:
        optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.4)
        scheduler, seen = make(optimizer), []
        for _ in range(n):
            seen.append(scheduler.get_last_lr()[0])
            optimizer.step()
            scheduler.step()
        return seen

    step = rates(lambda o: schedulers.StepLR(o, 3, 0.5), 10)
    assert_close([ref.step_decay(0.4, t, 0.5, 3) for t in range(10)], step)
    exponential = rates(lambda o: schedulers.ExponentialLR(o, 0.9), 10)
    assert_close([ref.exponential_decay(0.4, t, 0.9) for t in range(10)], exponential)
    cosine = rates(lambda o: schedulers.CosineAnnealingLR(o, 9, 0.1), 10)
    assert_close([ref.cosine_decay(0.4, t, 9, 0.1) for t in range(10)], cosine)
    linear = rates(lambda o: schedulers.LinearLR(o, 1 / 5, 1, 4), 10)
    assert_close([ref.warmup(0.4, t, 5) for t in range(10)], linear)


@pytest.mark.parametrize(("N", "B"), [(1, 1), (5, 2), (6, 3), (4, 9)])
def test_minibatches_are_a_partition(N: int, B: int) -> None:
    """Every sample is in one batch with its label, and only the last batch is short."""
    X, y = np.arange(2 * N).reshape(N, 2), 10 * np.arange(N)
    batches = ref.minibatches(X, y, B, np.random.default_rng(3))
    assert [len(Xb) for Xb, _ in batches] == [B] * (N // B) + [N % B] * (N % B > 0)
    assert sorted(int(label) for _, yb in batches for label in yb) == y.tolist()
    assert all((Xb[:, 0] * 5 == yb).all() for Xb, yb in batches)


def test_a_start_left_of_the_hilltop_ends_in_the_good_minimum() -> None:
    """Down (w^2 - 1)^2 + 0.3 w, plain sgd stays on its side, and the left side is lower."""

    def height(w: Array) -> Array:
        return (w**2 - 1) ** 2 + 0.3 * w

    starts = np.array([-1.0, 0.0, 0.2, 1.3])
    *_, ends = ref.train(lambda w: 4 * w**3 - 4 * w + 0.3, starts, "sgd", {"learning_rate": 0.05}, 100)
    assert_close(ends, [-1.0356, -1.0356, 0.9601, 0.9601], tol=1e-4)
    assert height(ends)[1] < height(ends)[2]


def test_overfit_meets_the_labels_and_cure_does_better_elsewhere() -> None:
    """On data made here, the first has no training error, and the second less than half its test error."""
    rng = np.random.default_rng(0)
    Z = rng.normal(size=(1060, 30))
    truth = Z[:, 0] - Z[:, 1] + Z[:, 2]
    X, y = Z / np.sqrt(1 + np.arange(30)), truth + 0.5 * rng.choice([-1.0, 1.0], 1060)
    w, cured = ref.overfit(X[:30], y[:30]), ref.cure(X[:30], y[:30], X[30:60], y[30:60])
    assert_close(X[:30] @ w, y[:30], tol=1e-8)
    errors = [float(((X[60:] @ each - truth[60:]) ** 2).mean()) for each in (w, cured)]
    assert errors[1] < errors[0] / 2
