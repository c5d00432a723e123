"""Public code that runs beside yours: the generator you are handed, and a second look at your arguments."""

import numpy as np


def same(value):
    """value itself: how the grader looks again at a grid that it gave you."""
    return value


def rng(seed):
    """A numpy random generator, as your random_search gets it."""
    return np.random.default_rng(seed)
