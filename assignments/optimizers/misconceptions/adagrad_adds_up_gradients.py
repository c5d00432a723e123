"""Two gradients of opposite sign cancel in your cache. What must happen to a gradient before it is added
up, so that nothing cancels?

Must fail: adagrad_divides_by_the_root_of_all_squares, adagrad_adds_epsilon_to_the_root,
adagrad_takes_weights_of_any_shape, adagrad_has_its_defaults
"""

import numpy as np


def adagrad(w, dw, config=None):
    config = settings(config, learning_rate=1e-2, epsilon=1e-8, cache=np.zeros_like(w))
    c = config["cache"] + dw
    return w - config["learning_rate"] * dw / (np.abs(c) + config["epsilon"]), {**config, "cache": c}
