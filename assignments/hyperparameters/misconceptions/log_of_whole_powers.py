"""Your log draws are only ever the lower end times 1, 10, 100, ... Is the exponent a whole number?

Must fail: log_draws_are_spread_evenly_over_the_powers_of_ten
"""


def draw(rng, kind, *bounds):
    if kind == "choice":
        return bounds[0][rng.integers(len(bounds[0]))]
    if kind == "int":
        return int(rng.integers(bounds[0], bounds[1] + 1))
    if kind == "log":
        return bounds[0] * 10.0 ** rng.integers(0, round(math.log10(bounds[1] / bounds[0])) + 1)
    return rng.uniform(*bounds)
