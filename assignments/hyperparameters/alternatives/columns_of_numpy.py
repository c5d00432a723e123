"""All draws of a name at once; points by unravelled indices; nanargmin; a tuple of pairs, numpy's numbers."""

import numpy as np


def best_of(objective, configs):
    values = np.full(len(configs), np.nan)
    for i, config in enumerate(configs):
        try:
            values[i] = objective(config)
        except:
            pass
    trials = tuple(zip(configs, values))
    if np.isnan(values).all():
        return None, None, trials
    i = np.nanargmin(values)
    return [configs[i], values[i], trials]


def grid_search(objective, grid):
    names, lists = list(grid.keys()), list(grid.values())
    shape = [len(values) for values in lists]
    configs = []
    for index in np.random.permutation(int(np.prod(shape))):
        where = np.unravel_index(index, shape)
        configs.append({name: values[j] for name, values, j in zip(names, lists, where)})
    return best_of(objective, configs)


def random_search(objective, space, n, rng):
    columns = {}
    for name, spec in space.items():
        kind = spec[0]
        if kind == "choice":
            columns[name] = [spec[1][j] for j in rng.integers(0, len(spec[1]), size=n)]
        elif kind == "int":
            columns[name] = rng.integers(spec[1], spec[2] + 1, size=n)
        elif kind == "log":
            columns[name] = np.exp(rng.uniform(np.log(spec[1]), np.log(spec[2]), size=n))
        else:
            columns[name] = rng.uniform(spec[1], spec[2], size=n)
    return best_of(objective, [{name: column[i] for name, column in columns.items()} for i in range(n)])
