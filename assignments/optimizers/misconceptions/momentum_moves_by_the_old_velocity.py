"""Your first step goes nowhere, and every later one seems to be the step before. Which velocity moves the
weights, the old one or the new?

Must fail: momentum_keeps_a_velocity, momentum_scales_only_new_gradients_by_the_learning_rate,
momentum_takes_weights_of_any_shape, momentum_has_its_defaults
"""

import numpy as np


def sgd_momentum(w, dw, config=None):
    config = settings(config, learning_rate=1e-2, momentum=0.9, velocity=np.zeros_like(w))
    old = config["velocity"]
    v = config["momentum"] * old - config["learning_rate"] * dw
    return w + old, {**config, "velocity": v}
