"""Your first step is right and the later ones depend on the latest gradient alone. Does the cache you
return hold what was in the one you got?

Must fail: rmsprop_divides_by_a_running_root_mean_square, rmsprop_adds_epsilon_to_the_root,
rmsprop_takes_weights_of_any_shape, rmsprop_has_its_defaults
"""

import numpy as np


def rmsprop(w, dw, config=None):
    config = settings(config, learning_rate=1e-2, decay_rate=0.99, epsilon=1e-8)
    c = (1 - config["decay_rate"]) * dw**2
    return w - config["learning_rate"] * dw / (np.sqrt(c) + config["epsilon"]), {**config, "cache": c}
