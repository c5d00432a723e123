"""Whenever one of your hyper-parameters is large, all others are, too. How many random numbers does one
config need?

Must fail: every_value_is_drawn_on_its_own
"""


def random_search(objective, space, n, rng):
    return search(objective, [at(rng.random(), space) for _ in range(n)])


def at(u, space):
    config = {}
    for name, (kind, *bounds) in space.items():
        if kind == "choice":
            config[name] = bounds[0][int(u * len(bounds[0]))]
        elif kind == "int":
            config[name] = bounds[0] + int(u * (bounds[1] - bounds[0] + 1))
        elif kind == "log":
            config[name] = bounds[0] * (bounds[1] / bounds[0]) ** u
        else:
            config[name] = bounds[0] + u * (bounds[1] - bounds[0])
    return config
