"""Your weights all share one denominator. Should a weight with small gradients be slowed down because
another weight has large ones?

Must fail: adagrad_divides_by_the_root_of_all_squares, adagrad_adds_epsilon_to_the_root,
adagrad_takes_weights_of_any_shape, adagrad_has_its_defaults
"""

import numpy as np


def adagrad(w, dw, config=None):
    config = settings(config, learning_rate=1e-2, epsilon=1e-8, cache=0.0)
    c = config["cache"] + (dw**2).sum()
    return w - config["learning_rate"] * dw / (np.sqrt(c) + config["epsilon"]), {**config, "cache": c}
