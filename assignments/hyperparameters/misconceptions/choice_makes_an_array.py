"""Where a list mixes numbers with texts or tuples, the objective does not get what stands in the list, or
your code stops. What does rng.choice do to the list first?

Must fail: choice_hands_values_on_as_they_are
"""


def draw(rng, kind, *bounds):
    if kind == "choice":
        return rng.choice(bounds[0])
    if kind == "int":
        return int(rng.integers(bounds[0], bounds[1] + 1))
    if kind == "log":
        return math.exp(rng.uniform(*map(math.log, bounds)))
    return rng.uniform(*bounds)
