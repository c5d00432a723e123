"""Your first step is longer than one of plain sgd, though nothing has gathered speed yet. Is this the
momentum of the handout, or the one named after Nesterov?

Must fail: momentum_keeps_a_velocity, momentum_scales_only_new_gradients_by_the_learning_rate,
momentum_takes_weights_of_any_shape, momentum_has_its_defaults
"""

import numpy as np


def sgd_momentum(w, dw, config=None):
    config = settings(config, learning_rate=1e-2, momentum=0.9, velocity=np.zeros_like(w))
    mu, eta = config["momentum"], config["learning_rate"]
    v = mu * config["velocity"] - eta * dw
    return w + mu * v - eta * dw, {**config, "velocity": v}
