"""Every rng gives you the same configs, whatever its seed. Who decides on the seed, you or the caller?

Must fail: random_search_draws_from_rng_alone
"""

import numpy as np


def random_search(objective, space, n, rng):
    rng = np.random.default_rng(42)
    return search(objective, [{name: draw(rng, *space[name]) for name in space} for _ in range(n)])
