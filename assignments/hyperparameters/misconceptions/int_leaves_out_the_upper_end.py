"""The largest whole number of a range is never drawn. Does rng.integers include its second argument?

Must fail: int_draws_include_both_ends
"""


def draw(rng, kind, *bounds):
    if kind == "choice":
        return bounds[0][rng.integers(len(bounds[0]))]
    if kind == "int":
        return int(rng.integers(*bounds))
    if kind == "log":
        return math.exp(rng.uniform(*map(math.log, bounds)))
    return rng.uniform(*bounds)
