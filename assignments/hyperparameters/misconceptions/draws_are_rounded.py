"""Your random values come back several times, and small ranges give few different ones. Who said how many
digits a learning rate has?

Must fail: uniform_draws_are_spread_evenly_over_their_range
"""


def draw(rng, kind, *bounds):
    if kind == "choice":
        return bounds[0][rng.integers(len(bounds[0]))]
    if kind == "int":
        return int(rng.integers(bounds[0], bounds[1] + 1))
    if kind == "log":
        return math.exp(rng.uniform(*map(math.log, bounds)))
    return round(rng.uniform(*bounds), 3)
