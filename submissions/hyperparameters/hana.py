import numpy as np
from itertools import product
from sklearn.model_selection import ParameterSampler


def grid_search(objective, grid):
    results = []
    for combo in product(*grid.values()):
        config = dict(zip(grid.keys(), combo))
        results.append((config, objective(**config)))
    results.sort(key=lambda r: r[1])
    return results[0][0], results[0][1], results


def random_search(objective, space, n, rng):
    results = []
    for config in ParameterSampler(space, n, random_state=0):
        results.append((config, objective(config)))
    results.sort(key=lambda r: r[1])
    return results[0][0], results[0][1], results
