"""The forms of other books: the last step in place of a velocity, one factor for both corrections of adam."""

import math

import numpy as np


class Settings:
    """A config that is no dict at all once it has been returned."""

    def __init__(self, given, defaults):
        self.values = dict(defaults)
        self.values.update(given.values if isinstance(given, Settings) else given or {})

    def __getitem__(self, key):
        return self.values[key]

    def __setitem__(self, key, value):
        self.values[key] = value


def sgd_momentum(w, dw, config=None):
    """The change of w is remembered, not a velocity: step = mu (last step) - lr dw."""
    config = Settings(config, {"learning_rate": 0.01, "momentum": 0.9, "step": 0.0})
    config["step"] = config["momentum"] * config["step"] - config["learning_rate"] * dw
    return w + config["step"], config


def rmsprop(w, dw, config=None):
    config = Settings(config, {"learning_rate": 0.01, "decay_rate": 0.99, "epsilon": 1e-8, "c": 0.0})
    config["c"] += (1 - config["decay_rate"]) * (dw**2 - config["c"])
    return w - config["learning_rate"] / (config["c"] ** 0.5 + config["epsilon"]) * dw, config


def adam(w, dw, config=None):
    """lr sqrt(1 - beta2^t) / (1 - beta1^t) in front, epsilon scaled along with the root."""
    defaults = {"learning_rate": 1e-3, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}
    c = {**defaults, "m": 0.0, "v": 0.0, "t": 0, **({} if config is None else config)}
    c["t"] += 1
    c["m"] = dw + c["beta1"] * (c["m"] - dw)
    c["v"] = dw * dw + c["beta2"] * (c["v"] - dw * dw)
    lack = math.sqrt(1 - c["beta2"] ** c["t"])
    alpha = c["learning_rate"] * lack / (1 - c["beta1"] ** c["t"])
    return w - alpha * c["m"] / (np.sqrt(c["v"]) + c["epsilon"] * lack), c


def minibatches(X, y, batch_size, rng):
    """Random keys, sorted; rows of X and y glued together, and cut apart again."""
    rows = np.column_stack([X, y])[np.argsort(rng.random(len(X)))]
    cuts = np.split(rows, range(batch_size, len(rows), batch_size))
    return tuple((cut[:, :-1], cut[:, -1]) for cut in cuts)


def train(grad, w0, update, config, steps):
    """An array whose row k is w_k, filled row by row."""
    path = np.empty((steps + 1, *w0.shape))
    path[0] = w0
    for k in range(steps):
        path[k + 1], config = eval(update)(path[k], grad(path[k]), config)
    return path


def overfit(X, y):
    return np.linalg.inv(X.T @ X) @ X.T @ y


def cure(X, y, X_val, y_val):
    """l1: proximal gradient steps, its strength chosen by validation."""
    slope = np.linalg.norm(X.T @ X / len(y), 2)
    fits = []
    for lam in (0.003, 0.01, 0.03, 0.1, 0.3):
        w = np.zeros(X.shape[1])
        for _ in range(300):
            w = w - X.T @ (X @ w - y) / len(y) / slope
            w = np.sign(w) * np.maximum(np.abs(w) - lam / slope, 0)
        fits.append((np.mean((X_val @ w - y_val) ** 2), list(w)))
    return np.array(min(fits)[1])
