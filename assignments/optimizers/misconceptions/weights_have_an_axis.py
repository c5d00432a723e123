"""Your code works for vectors and matrices, and raises for a weight that is a single number. What does
`len` or `[:]` ask of an array?

Must fail: sgd_takes_weights_of_any_shape, momentum_takes_weights_of_any_shape
"""

import numpy as np


def sgd(w, dw, config=None):
    config = settings(config, learning_rate=1e-2)
    w_next = np.array(w)
    for i in range(len(w)):
        w_next[i] = w[i] - config["learning_rate"] * dw[i]
    return w_next, config


def sgd_momentum(w, dw, config=None):
    config = settings(config, learning_rate=1e-2, momentum=0.9, velocity=np.zeros_like(w))
    v = np.zeros_like(w)
    v[:] = config["momentum"] * config["velocity"] - config["learning_rate"] * dw
    return w + v, {**config, "velocity": v}
