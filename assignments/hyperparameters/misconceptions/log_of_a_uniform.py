"""Your log draws lie outside their range, many are negative. You take a logarithm last; what would take you
back?

Must fail: log_draws_are_spread_evenly_over_the_powers_of_ten
"""


def draw(rng, kind, *bounds):
    if kind == "choice":
        return bounds[0][rng.integers(len(bounds[0]))]
    if kind == "int":
        return int(rng.integers(bounds[0], bounds[1] + 1))
    x = rng.uniform(*bounds)
    return math.log(x) if kind == "log" else x
