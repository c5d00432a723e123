"""With a tiny epsilon your steps are right, with a large one they are not. Is it added before the root is
taken, or after?

Must fail: rmsprop_adds_epsilon_to_the_root, adagrad_adds_epsilon_to_the_root,
adam_adds_epsilon_to_the_root
"""

import numpy as np


def rmsprop(w, dw, config=None):
    config = settings(config, learning_rate=1e-2, decay_rate=0.99, epsilon=1e-8, cache=np.zeros_like(w))
    c = config["decay_rate"] * config["cache"] + (1 - config["decay_rate"]) * dw**2
    return w - config["learning_rate"] * dw / np.sqrt(c + config["epsilon"]), {**config, "cache": c}


def adagrad(w, dw, config=None):
    config = settings(config, learning_rate=1e-2, epsilon=1e-8, cache=np.zeros_like(w))
    c = config["cache"] + dw**2
    return w - config["learning_rate"] * dw / np.sqrt(c + config["epsilon"]), {**config, "cache": c}


def adam(w, dw, config=None):
    defaults = {"learning_rate": 1e-3, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}
    config = settings(config, **defaults, m=np.zeros_like(w), v=np.zeros_like(w), t=0)
    beta1, beta2, eta, eps = (config[key] for key in ("beta1", "beta2", "learning_rate", "epsilon"))
    t = config["t"] + 1
    m = beta1 * config["m"] + (1 - beta1) * dw
    v = beta2 * config["v"] + (1 - beta2) * dw**2
    step = eta * m / (1 - beta1**t) / np.sqrt(v / (1 - beta2**t) + eps)
    return w - step, {**config, "m": m, "v": v, "t": t}
