"""Your first step is already shorter than one of plain sgd. Is the velocity of the handout an average,
whose shares add up to 1?

Must fail: momentum_keeps_a_velocity, momentum_scales_only_new_gradients_by_the_learning_rate,
momentum_takes_weights_of_any_shape, momentum_has_its_defaults
"""

import numpy as np


def sgd_momentum(w, dw, config=None):
    config = settings(config, learning_rate=1e-2, momentum=0.9, velocity=np.zeros_like(w))
    mu = config["momentum"]
    v = mu * config["velocity"] - (1 - mu) * config["learning_rate"] * dw
    return w + v, {**config, "velocity": v}
