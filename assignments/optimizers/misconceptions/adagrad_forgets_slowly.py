"""Your steps stop getting shorter. Does adagrad ever let go of an old gradient, as rmsprop does?

Must fail: adagrad_divides_by_the_root_of_all_squares, adagrad_adds_epsilon_to_the_root,
adagrad_takes_weights_of_any_shape, adagrad_has_its_defaults
"""

import numpy as np


def adagrad(w, dw, config=None):
    config = settings(config, learning_rate=1e-2, epsilon=1e-8, cache=np.zeros_like(w))
    c = 0.9 * config["cache"] + 0.1 * dw**2
    return w - config["learning_rate"] * dw / (np.sqrt(c) + config["epsilon"]), {**config, "cache": c}
