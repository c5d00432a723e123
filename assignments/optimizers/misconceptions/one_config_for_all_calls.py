"""Without a config your first step is right the first time, and different the second time. In Python, when
is the value after `=` in a `def` line made: at each call, or once?

Must fail: momentum_has_its_defaults, adagrad_has_its_defaults
"""

import numpy as np


def sgd_momentum(w, dw, config={}):
    config = {} if config is None else config
    for key, value in {"learning_rate": 1e-2, "momentum": 0.9}.items():
        config.setdefault(key, value)
    config["velocity"] = config["momentum"] * config.get("velocity", 0) - config["learning_rate"] * dw
    return w + config["velocity"], config


def adagrad(w, dw, config={}):
    config = {} if config is None else config
    for key, value in {"learning_rate": 1e-2, "epsilon": 1e-8}.items():
        config.setdefault(key, value)
    config["cache"] = config.get("cache", 0) + dw**2
    return w - config["learning_rate"] * dw / (np.sqrt(config["cache"]) + config["epsilon"]), config
