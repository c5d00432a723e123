"""Your velocity is right when the learning rate is 1, and far too large when it is small. What does a
gradient have to be multiplied by before it becomes part of a step?

Must fail: momentum_keeps_a_velocity, momentum_scales_only_new_gradients_by_the_learning_rate,
momentum_takes_weights_of_any_shape, momentum_has_its_defaults
"""

import numpy as np


def sgd_momentum(w, dw, config=None):
    config = settings(config, learning_rate=1e-2, momentum=0.9, velocity=np.zeros_like(w))
    v = config["momentum"] * config["velocity"] - dw
    return w + v, {**config, "velocity": v}
