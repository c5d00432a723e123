"""Hyper-parameters: fill in every function that raises NotImplementedError.

The handout has the formulas and the conventions. Hand in this file as hyperparameters.py (or the notebook
as hyperparameters.ipynb). Extra functions of your own are welcome; keep the names and the order of arguments.
"""

import itertools
import math

import numpy as np

# ---- 1. Grid search -----------------------------------------------------------------------------
# Both searches return (best_config, best_value, trials), where trials is a list of (config, value).


def grid_search(objective, grid):
    """objective(config) -> float, grid {name: [value, ...]}  ->  best_config, best_value, trials."""
    raise NotImplementedError


# ---- 2. Random search ---------------------------------------------------------------------------
# A space says for every name where its values come from:
#     ("uniform", lo, hi)   ("log", lo, hi)   ("int", lo, hi)   ("choice", [value, ...])


def random_search(objective, space, n, rng):
    """n trials, all randomness from rng, a numpy Generator  ->  best_config, best_value, trials."""
    raise NotImplementedError


# ---- 3. The worked example of the handout -------------------------------------------------------

if __name__ == "__main__":

    def objective(config):
        """The validation error of the worked example: 3 is as deep as it should be, and 0.01 as fast."""
        return (config["layers"] - 3) ** 2 + (math.log10(config["lr"]) + 2) ** 2

    print(grid_search(objective, {"lr": [0.1, 0.01], "layers": [1, 2]}))
    # ({'lr': 0.01, 'layers': 2}, 1.0, and four trials with the values 5, 2, 4, 1)

    space = {"lr": ("log", 0.0001, 1.0), "layers": ("int", 1, 4)}
    print(random_search(objective, space, 5, np.random.default_rng(0)))
