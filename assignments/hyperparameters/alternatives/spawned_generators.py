"""A generator of its own for every trial, spawned from rng; permuted options; np.ndindex for the grid."""

import numpy as np


def grid_search(objective, grid):
    counts = np.array([len(v) for v in grid.values()])
    configs = [dict(zip(grid, (v[i] for v, i in zip(grid.values(), idx)))) for idx in np.ndindex(*counts)]
    return search(objective, configs)


def random_search(objective, space, n, rng):
    configs = []
    for child in rng.spawn(n):
        config = {}
        for name, (kind, *args) in space.items():
            match kind:
                case "uniform":
                    config[name] = float(child.uniform(*args))
                case "log":
                    a, b = np.log2(args)
                    config[name] = 2.0 ** (a + (b - a) * child.random())
                case "int":
                    config[name] = int(np.floor(child.random() * (args[1] - args[0] + 1))) + args[0]
                case "choice":
                    config[name] = args[0][child.permutation(len(args[0]))[0]]
        configs.append(config)
    return search(objective, configs)
