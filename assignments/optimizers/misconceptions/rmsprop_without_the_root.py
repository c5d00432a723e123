"""Your step grows when the gradient shrinks. The cache holds squares: what has to be done to it before it
can be compared with a gradient?

Must fail: rmsprop_divides_by_a_running_root_mean_square, rmsprop_adds_epsilon_to_the_root,
rmsprop_takes_weights_of_any_shape, rmsprop_has_its_defaults
"""

import numpy as np


def rmsprop(w, dw, config=None):
    config = settings(config, learning_rate=1e-2, decay_rate=0.99, epsilon=1e-8, cache=np.zeros_like(w))
    c = config["decay_rate"] * config["cache"] + (1 - config["decay_rate"]) * dw**2
    return w - config["learning_rate"] * dw / (c + config["epsilon"]), {**config, "cache": c}
