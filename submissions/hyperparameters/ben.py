"""Hyper-parameters. Ben O."""

import math


def grid_search(objective, grid):
    # count through the grid like an odometer
    names = list(grid)
    wheels = [0] * len(names)
    trials = []
    while True:
        config = {}
        for name, wheel in zip(names, wheels):
            config[name] = grid[name][wheel]
        attempt(objective, config, trials)
        place = len(names) - 1
        while place >= 0:
            wheels[place] += 1
            if wheels[place] < len(grid[names[place]]):
                break
            wheels[place] = 0
            place -= 1
        if place < 0:
            break
    return best(trials) + (trials,)


def attempt(objective, config, trials):
    """Failures are not written down."""
    try:
        trials.append([config, objective(config)])
    except Exception as problem:
        print("skipped", config, "because of", type(problem).__name__, problem)


def best(trials):
    good = [t for t in trials if not math.isnan(t[1])]
    if not good:
        return None, None
    good.sort(key=lambda t: t[1])
    return good[0][0], good[0][1]


def one(spec, rng):
    kind = spec[0]
    if kind == "choice":
        return spec[1][rng.integers(0, len(spec[1]))]
    lo, hi = spec[1], spec[2]
    if kind == "int":
        return lo + int(rng.random() * (hi - lo + 1))
    if kind == "log":
        return 10 ** rng.uniform(math.log10(lo), math.log10(hi))
    return rng.uniform(lo, hi)


def random_search(objective, space, n, rng):
    trials = []
    for _ in range(n):
        config = {name: one(spec, rng) for name, spec in space.items()}
        attempt(objective, config, trials)
    return best(trials) + (trials,)


if __name__ == "__main__":
    print(grid_search(lambda c: c["a"] - c["b"], {"a": [1, 2], "b": [3, 4]}))
