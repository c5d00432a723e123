"""Recursion over the names, failures left out of the trials, powers of ten, int by truncation."""

import math


def combinations(grid, names):
    if not names:
        yield {}
        return
    for value in grid[names[0]]:
        for rest in combinations(grid, names[1:]):
            yield {names[0]: value, **rest}


def best_of(objective, configs):
    best_config, best_value, trials = None, float("inf"), []
    for config in configs:
        try:
            value = objective(config)
        except Exception as error:
            print("failed:", config, error)
            continue
        trials.append([dict(config), float(value)])
        if value <= best_value:
            best_config, best_value = dict(config), value
    return best_config, best_value, trials


def grid_search(objective, grid):
    return best_of(objective, combinations(grid, list(grid)))


def sample(spec, rng):
    if spec[0] == "uniform":
        return spec[1] + (spec[2] - spec[1]) * rng.random()
    if spec[0] == "log":
        return 10 ** rng.uniform(math.log10(spec[1]), math.log10(spec[2]))
    if spec[0] == "int":
        return int(rng.uniform(spec[1], spec[2] + 1))
    return spec[1][int(rng.random() * len(spec[1]))]


def random_search(objective, space, n, rng):
    return best_of(objective, ({k: sample(v, rng) for k, v in space.items()} for _ in range(n)))
