"""Your whole numbers reach both ends, but the ends come only half as often as the rest. Which real numbers
are rounded to lo, and which to lo + 1?

Must fail: int_draws_include_both_ends
"""


def draw(rng, kind, *bounds):
    if kind == "choice":
        return bounds[0][rng.integers(len(bounds[0]))]
    if kind == "int":
        return round(rng.uniform(*bounds))
    if kind == "log":
        return math.exp(rng.uniform(*map(math.log, bounds)))
    return rng.uniform(*bounds)
