"""As long as the learning rate stays the same your steps are right. When it drops, your old speed drops
with it: was the learning rate already part of the velocity, or is it multiplied to all of it at the end?

Must fail: momentum_scales_only_new_gradients_by_the_learning_rate
"""

import numpy as np


def sgd_momentum(w, dw, config=None):
    config = settings(config, learning_rate=1e-2, momentum=0.9, velocity=np.zeros_like(w))
    v = config["momentum"] * config["velocity"] + dw
    return w - config["learning_rate"] * v, {**config, "velocity": v}
