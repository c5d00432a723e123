"""A network cannot have 2.7 layers. What kind of number does an "int" range stand for?

Must fail: int_draws_include_both_ends
"""


def draw(rng, kind, *bounds):
    if kind == "choice":
        return bounds[0][rng.integers(len(bounds[0]))]
    if kind == "log":
        return math.exp(rng.uniform(*map(math.log, bounds)))
    return rng.uniform(*bounds)
