"""Finn: one function for both searches."""
import itertools
import numpy as np


def evaluate(objective, configs):
    trials = []
    best_config, best_value = None, None
    for config in configs:
        try:
            value = objective(config)
        except ValueError:
            value = np.nan
        trials.append((config, value))
        if not best_value or value < best_value:
            best_config, best_value = config, value
    return best_config, best_value, trials


def grid_search(objective, grid):
    names = sorted(grid)
    return evaluate(objective, [dict(zip(names, v)) for v in itertools.product(*(grid[k] for k in names))])


def random_search(objective, space, n, rng):
    configs = []
    for _ in range(n):
        c = {}
        for name, (kind, *a) in space.items():
            c[name] = (
                rng.uniform(*a) if kind == "uniform"
                else float(np.exp(rng.uniform(*np.log(a)))) if kind == "log"
                else int(rng.integers(a[0], a[1], endpoint=True)) if kind == "int"
                else a[0][rng.integers(len(a[0]))]
            )
        configs.append(c)
    return evaluate(objective, configs)
