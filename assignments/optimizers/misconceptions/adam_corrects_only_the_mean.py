"""Your first step is about thirty times the learning rate with the usual betas. m is divided by what it
lacks: which other mean began at 0, too?

Must fail: adam_begins_with_a_step_as_long_as_the_learning_rate, adam_follows_both_moments,
adam_adds_epsilon_to_the_root, adam_takes_weights_of_any_shape, adam_has_its_defaults
"""

import numpy as np


def adam(w, dw, config=None):
    defaults = {"learning_rate": 1e-3, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}
    config = settings(config, **defaults, m=np.zeros_like(w), v=np.zeros_like(w), t=0)
    beta1, beta2, eta, eps = (config[key] for key in ("beta1", "beta2", "learning_rate", "epsilon"))
    t = config["t"] + 1
    m = beta1 * config["m"] + (1 - beta1) * dw
    v = beta2 * config["v"] + (1 - beta2) * dw**2
    return w - eta * m / (1 - beta1**t) / (np.sqrt(v) + eps), {**config, "m": m, "v": v, "t": t}
