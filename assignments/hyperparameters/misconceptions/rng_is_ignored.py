"""The same rng gives other configs every time. Which generator do your draws come from?

Must fail: random_search_draws_from_rng_alone
"""

import random


def draw(rng, kind, *bounds):
    if kind == "choice":
        return random.choice(bounds[0])
    if kind == "int":
        return random.randint(*bounds)
    if kind == "log":
        return math.exp(random.uniform(*map(math.log, bounds)))
    return random.uniform(*bounds)
