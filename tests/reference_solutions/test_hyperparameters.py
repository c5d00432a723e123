"""The reference of hyperparameters against brute force, closed forms and numbers worked out by hand."""

import math
from importlib import import_module
from typing import Any

import numpy as np
import pytest

from autograder.claims import binomial

ref = import_module("reference_solutions.hyperparameters")  # so loaded, its untyped pages are Any to mypy
SPACE = {
    "a": ("uniform", -1.0, 3.0),
    "b": ("log", 1e-4, 1.0),
    "c": ("int", 2, 4),
    "d": ("choice", [None, "x"]),
}


def paraboloid(config: dict[str, Any]) -> float:
    """The objective of the handout's worked example."""
    error: float = (config["layers"] - 3) ** 2 + (math.log10(config["lr"]) + 2) ** 2
    return error


def failing(config: dict[str, Any]) -> float:
    """Nan at layers = 1, an exception where lr = 0.01."""
    if config["lr"] == 0.01:
        raise RuntimeError("diverged")
    return math.nan if config["layers"] == 1 else paraboloid(config)


def drawn(name: str, n: int) -> Any:
    """n draws of a name of SPACE."""
    _, _, trials = ref.random_search(lambda config: 0.0, SPACE, n, np.random.default_rng(0))
    return [config[name] for config, _ in trials]


def test_the_worked_example_by_hand() -> None:
    """The four errors of the handout are 5, 2, 4 and 1; the last point is the best."""
    # (1 - 3)^2 + (-1 + 2)^2 = 5, (2 - 3)^2 + 1 = 2, (1 - 3)^2 + 0 = 4, (2 - 3)^2 + 0 = 1
    best, value, trials = ref.grid_search(paraboloid, {"lr": [0.1, 0.01], "layers": [1, 2]})
    assert (best, value) == ({"lr": 0.01, "layers": 2}, 1.0)
    assert [round(error, 12) for _, error in trials] == [5, 2, 4, 1]


def test_failures_cost_their_own_point() -> None:
    """With nan at the first point and exceptions at two others, (0.1, 2) is left; alone they leave None."""
    best, value, trials = ref.grid_search(failing, {"lr": [0.1, 0.01], "layers": [1, 2]})
    assert (best, round(value, 12), len(trials)) == ({"lr": 0.1, "layers": 2}, 2, 4)
    assert ref.grid_search(failing, {"lr": [0.01], "layers": [1, 2]})[0] is None


@pytest.mark.parametrize("seed", range(5))
def test_grid_search_agrees_with_nested_loops(seed: int) -> None:
    """On a random table over 2 x 3 x 2 points the search finds what three loops find, and tries each once."""
    values = np.random.default_rng(seed).normal(size=(2, 3, 2))
    grid = {"i": [0, 1], "j": [0, 1, 2], "k": [0, 1]}
    best, value, trials = ref.grid_search(lambda config: values[tuple(config.values())], grid)
    i, j, k = np.unravel_index(values.argmin(), values.shape)
    assert (best, value) == ({"i": i, "j": j, "k": k}, values.min())
    assert sorted(tuple(config.values()) for config, _ in trials) == sorted(np.ndindex(2, 3, 2))


def test_random_search_makes_n_trials_and_keeps_the_best() -> None:
    """Of 50 trials with the values 49, 48, ..., 0 the last is the best."""
    left = iter(range(49, -1, -1))
    best, value, trials = ref.random_search(lambda _: next(left), SPACE, 50, np.random.default_rng(1))
    assert (best, value, len(trials)) == (trials[-1][0], 0, 50)


def test_draws_follow_their_distributions() -> None:
    """Each quarter of a range (of its logarithm) gets a quarter of the draws; 2, 3, 4 are equally likely."""
    n = 4000
    quarters = [-1.0, 0.0, 1.0, 2.0, 3.0], [1e-4, 1e-3, 1e-2, 1e-1, 1.0]
    for name, edges in zip("ab", quarters, strict=True):
        counts, _ = np.histogram(drawn(name, n), edges)
        assert counts.sum() == n
        assert [counts.tolist()[i] == binomial(n, 1 / 4) for i in range(4)]
    whole = drawn("c", n)
    assert set(whole) == {2, 3, 4}
    assert [whole.count(value) == binomial(n, 1 / 3) for value in (2, 3, 4)]
    assert drawn("d", n).count(None) == binomial(n, 1 / 2)
