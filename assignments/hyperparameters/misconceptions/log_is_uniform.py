"""Almost all your log draws have the size of the upper end. What is it that should be uniform: the value,
or its exponent?

Must fail: log_draws_are_spread_evenly_over_the_powers_of_ten
"""


def draw(rng, kind, *bounds):
    if kind == "choice":
        return bounds[0][rng.integers(len(bounds[0]))]
    if kind == "int":
        return int(rng.integers(bounds[0], bounds[1] + 1))
    return rng.uniform(*bounds)
