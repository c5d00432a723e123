import numpy as np
from itertools import product
import optuna


def grid_search(objective, grid):
    results = []
    for combo in product(*grid.values()):
        config = dict(zip(grid.keys(), combo))
        results.append((config, objective(**config)))
    results.sort(key=lambda r: r[1])
    return results[0][0], results[0][1], results


def random_search(objective, space, n, rng):
    study = optuna.create_study(sampler=optuna.samplers.RandomSampler(seed=0))
    results = []
    for _ in range(n):
        trial = study.ask()
        config = {name: trial.suggest_float(name, lo, hi) for name, (kind, lo, hi) in space.items()}
        results.append((config, objective(config)))
    results.sort(key=lambda r: r[1])
    return results[0][0], results[0][1], results
