"""Your first step is right and the later ones are too long. What is t at the second call?

Must fail: adam_follows_both_moments, adam_adds_epsilon_to_the_root, adam_takes_weights_of_any_shape,
adam_has_its_defaults
"""

import numpy as np


def adam(w, dw, config=None):
    defaults = {"learning_rate": 1e-3, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}
    config = settings(config, **defaults, m=np.zeros_like(w), v=np.zeros_like(w), t=0)
    beta1, beta2, eta, eps = (config[key] for key in ("beta1", "beta2", "learning_rate", "epsilon"))
    t = config["t"] + 1
    m = beta1 * config["m"] + (1 - beta1) * dw
    v = beta2 * config["v"] + (1 - beta2) * dw**2
    step = eta * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return w - step, {**config, "m": m, "v": v}
