"""Your first step is right, and the later ones are those of plain sgd. Where is the velocity between two
calls?

Must fail: momentum_keeps_a_velocity, momentum_scales_only_new_gradients_by_the_learning_rate,
momentum_takes_weights_of_any_shape, momentum_has_its_defaults
"""

import numpy as np


def sgd_momentum(w, dw, config=None):
    config = settings(config, learning_rate=1e-2, momentum=0.9)
    v = config.get("velocity", np.zeros_like(w))
    v = config["momentum"] * v - config["learning_rate"] * dw
    return w + v, config
