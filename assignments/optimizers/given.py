"""Public code that runs beside yours: what the grader makes or looks at on your side. Read it, run it."""

import numpy as np


def rng(seed):
    """A random generator that stays on your side, so that what you draw is gone from it."""
    return np.random.default_rng(seed)


def listed(answer):
    """A list of what an answer yields (a generator, a list, an array, a DataLoader), or else the answer."""
    if isinstance(answer, (str, dict)) or getattr(answer, "ndim", 1) == 0:
        return answer
    try:
        yielded = iter(answer)
    except TypeError:
        return answer
    return list(yielded)


def with_learning_rate(config, lr):
    """Your config with another learning rate, as a schedule would set it between two steps."""
    config["learning_rate"] = lr
    return config
