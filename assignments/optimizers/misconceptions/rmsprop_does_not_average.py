"""Your first step is shorter than it should be, and your cache grows larger than any squared gradient. Do
the two shares of a running average add up to 1?

Must fail: rmsprop_divides_by_a_running_root_mean_square, rmsprop_adds_epsilon_to_the_root,
rmsprop_takes_weights_of_any_shape, rmsprop_has_its_defaults
"""

import numpy as np


def rmsprop(w, dw, config=None):
    config = settings(config, learning_rate=1e-2, decay_rate=0.99, epsilon=1e-8, cache=np.zeros_like(w))
    c = config["decay_rate"] * config["cache"] + dw**2
    return w - config["learning_rate"] * dw / (np.sqrt(c) + config["epsilon"]), {**config, "cache": c}
