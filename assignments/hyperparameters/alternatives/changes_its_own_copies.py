"""One working dict that is changed and copied; pops from copies of grid and space; rng.choice of indices."""

import copy

import numpy as np


def grid_search(objective, grid):
    left = copy.deepcopy(grid)
    partial = [{}]
    while left:
        name, values = left.popitem()
        partial = [dict(config, **{name: value}) for value in values for config in partial]
    work, trials = {}, []
    for config in partial:
        work.clear()
        work.update(config)
        try:
            trials.append((work.copy(), objective(work)))
        except Exception:
            trials.append((work.copy(), np.nan))
    good = sorted((t for t in trials if not np.isnan(t[1])), key=lambda t: t[1])
    return (*good[0], trials) if good else (None, np.inf, trials)


def random_search(objective, space, n, rng):
    best, trials, work = (None, None), [], {}
    for trial in range(n):
        for name in space:
            spec = list(space[name])
            kind = spec.pop(0)
            if kind == "choice":
                work[name] = spec[0][rng.choice(len(spec[0]))]
            elif kind == "int":
                work[name] = rng.choice(np.arange(spec[0], spec[1] + 1))
            else:
                lo, hi = np.log(spec) if kind == "log" else spec
                x = rng.uniform(lo, hi)
                work[name] = np.exp(x) if kind == "log" else x
        try:
            value = objective(dict(work))
        except Exception:
            continue
        trials.append((dict(work), value))
        if not np.isnan(value) and (best[1] is None or value < best[1]):
            best = trials[-1]
    return best[0], best[1], trials
