"""Hyper-parameters: try every point of a grid, or as many random ones as can be afforded.

    config     {name: value}, one choice of every hyper-parameter
    objective  objective(config) -> the validation error, the smaller the better; may be nan, may raise
    grid       {name: [value, ...]}
    space      {name: ("uniform", lo, hi) | ("log", lo, hi) | ("int", lo, hi) | ("choice", [value, ...])}
    trials     [(config, value), ...], value nan where the objective raised

Both searches return (best_config, best_value, trials).
"""

import itertools
import math

import numpy as np

# ---- 1. Grid search -----------------------------------------------------------------------------
# Both searches return (best_config, best_value, trials), where trials is a list of (config, value).


def grid_search(objective, grid):
    """objective(config) -> float, grid {name: [value, ...]}  ->  best_config, best_value, trials."""
    ### BEGIN SOLUTION
    # The best of all combinations: the points of the product of the lists.
    points = itertools.product(*grid.values())
    return search(objective, [dict(zip(grid, point, strict=True)) for point in points])
    ### END SOLUTION


# ---- 2. Random search ---------------------------------------------------------------------------
# A space says for every name where its values come from:
#     ("uniform", lo, hi)   ("log", lo, hi)   ("int", lo, hi)   ("choice", [value, ...])


def random_search(objective, space, n, rng):
    """n trials, all randomness from rng, a numpy Generator  ->  best_config, best_value, trials."""
    ### BEGIN SOLUTION
    # The best of n points, every coordinate of each drawn on its own.
    return search(objective, [{name: draw(rng, *space[name]) for name in space} for _ in range(n)])


def draw(rng, kind, *bounds):
    """One value of a hyper-parameter."""
    if kind == "choice":
        (options,) = bounds
        return options[rng.integers(len(options))]  # itself; rng.choice makes an array of them
    lo, hi = bounds
    if kind == "int":
        return int(rng.integers(lo, hi, endpoint=True))
    if kind == "log":
        return math.exp(rng.uniform(math.log(lo), math.log(hi)))  # log x is uniform
    return rng.uniform(lo, hi)


def search(objective, configs):
    """Try each config once; nan is never the best, and without any number there is none."""
    trials = [(config, tried(objective, config)) for config in configs]
    numbers = [trial for trial in trials if not math.isnan(trial[1])]
    best_config, best_value = min(numbers, key=lambda trial: trial[1], default=(None, math.nan))
    return best_config, best_value, trials


def tried(objective, config):
    """objective(config), nan if it raises."""
    try:
        return objective(config)
    except Exception:
        return math.nan


### END SOLUTION


# ---- 3. The worked example of the handout -------------------------------------------------------

if __name__ == "__main__":

    def objective(config):
        """The validation error of the worked example: 3 is as deep as it should be, and 0.01 as fast."""
        return (config["layers"] - 3) ** 2 + (math.log10(config["lr"]) + 2) ** 2

    print(grid_search(objective, {"lr": [0.1, 0.01], "layers": [1, 2]}))
    # ({'lr': 0.01, 'layers': 2}, 1.0, and four trials with the values 5, 2, 4, 1)

    space = {"lr": ("log", 0.0001, 1.0), "layers": ("int", 1, 4)}
    print(random_search(objective, space, 5, np.random.default_rng(0)))
