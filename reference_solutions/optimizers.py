"""Training: mini-batches, update rules, learning rates that change, good and bad minima, and over-fitting.

    w, dw   weights of any shape, and the gradient of the loss with respect to them
    config  a rule's settings and what it remembers; it comes back with the next weights
    t       number of updates made so far: 0 at the first
    X (N, D), y (N,)  samples and labels;  w (D,) weights of the linear model y_hat = X w

A rule of update takes (w, dw, config) and returns (w_next, config).
"""

import math

import numpy as np

CONVENTIONS = {"starter_t": "0"}  # what adam's t is before the first step; "1" in some course starters

# ---- mini-batches -------------------------------------------------------------------------------


def minibatches(X, y, batch_size, rng):
    """All samples once, in an order drawn from rng, in batches; the last one may be short."""
    order = rng.permutation(len(X))
    parts = [order[i : i + batch_size] for i in range(0, len(X), batch_size)]
    return [(X[part], y[part]) for part in parts]


# ---- rules of update ----------------------------------------------------------------------------


def settings(config, **defaults):
    """The config, filled up; a new dict."""
    return {**defaults, **(config or {})}


def sgd(w, dw, config=None):
    """w - lr dw."""
    config = settings(config, learning_rate=1e-2)
    return w - config["learning_rate"] * dw, config


def sgd_momentum(w, dw, config=None):
    """v = mu v - lr dw;  w + v."""
    config = settings(config, learning_rate=1e-2, momentum=0.9, velocity=np.zeros_like(w))
    v = config["momentum"] * config["velocity"] - config["learning_rate"] * dw
    return w + v, {**config, "velocity": v}


def rmsprop(w, dw, config=None):
    """c = rho c + (1 - rho) dw^2;  w - lr dw / (sqrt(c) + eps)."""
    config = settings(config, learning_rate=1e-2, decay_rate=0.99, epsilon=1e-8, cache=np.zeros_like(w))
    c = config["decay_rate"] * config["cache"] + (1 - config["decay_rate"]) * dw**2
    step = config["learning_rate"] * dw / (np.sqrt(c) + config["epsilon"])
    return w - step, {**config, "cache": c}


def adagrad(w, dw, config=None):
    """c = c + dw^2;  w - lr dw / (sqrt(c) + eps)."""
    config = settings(config, learning_rate=1e-2, epsilon=1e-8, cache=np.zeros_like(w))
    c = config["cache"] + dw**2
    step = config["learning_rate"] * dw / (np.sqrt(c) + config["epsilon"])
    return w - step, {**config, "cache": c}


def adam(w, dw, config=None):
    """m and v are running means of dw and dw^2, divided by what they lack because they began at 0."""
    defaults = {"learning_rate": 1e-3, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}
    state = {"m": np.zeros_like(w), "v": np.zeros_like(w), "t": int(CONVENTIONS["starter_t"])}
    config = settings(config, **defaults, **state)
    beta1, beta2, t = config["beta1"], config["beta2"], config["t"] + 1
    m = beta1 * config["m"] + (1 - beta1) * dw
    v = beta2 * config["v"] + (1 - beta2) * dw**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    step = config["learning_rate"] * m_hat / (np.sqrt(v_hat) + config["epsilon"])
    return w - step, {**config, "m": m, "v": v, "t": t}


# ---- learning rates that change: the rate of update t = 0, 1, 2, ... ----------------------------


def step_decay(lr0, t, drop, every):
    """lr0 drop^floor(t / every)."""
    return lr0 * drop ** (t // every)


def exponential_decay(lr0, t, gamma):
    """lr0 gamma^t."""
    return lr0 * gamma**t


def cosine_decay(lr0, t, T, lr_min=0.0):
    """Half a wave of the cosine, from lr0 at t = 0 to lr_min at t = T."""
    return lr_min + (lr0 - lr_min) * (1 + math.cos(math.pi * t / T)) / 2


def warmup(lr0, t, steps):
    """lr0 / steps at first, lr0 after `steps` updates and from then on."""
    return lr0 * min(1.0, (t + 1) / steps)


# ---- training -----------------------------------------------------------------------------------


def train(grad, w0, update, config, steps):
    """[w_0, w_1, ..., w_steps], each made of the one before by the rule of that name."""
    rules = {"sgd": sgd, "sgd_momentum": sgd_momentum, "rmsprop": rmsprop, "adagrad": adagrad, "adam": adam}
    iterates = [np.array(w0)]
    for _ in range(steps):
        w, config = rules[update](iterates[-1], grad(iterates[-1]), config)
        iterates.append(w)
    return iterates


# ---- over-fitting and its cure ------------------------------------------------------------------


def overfit(X, y):
    """The w with X w closest to y: as many weights as samples, so it meets every label, noise and all."""
    return np.linalg.lstsq(X, y, rcond=None)[0]  # (D,)


def cure(X, y, X_val, y_val):
    """l2: the w that minimises |X w - y|^2 + lam |w|^2, with the lam that does best on the validation set."""
    penalties = [10.0**k * np.eye(X.shape[1]) for k in range(-3, 3)]  # (D, D) each
    fits = [np.linalg.solve(X.T @ X + penalty, X.T @ y) for penalty in penalties]  # (D,) each
    return min(fits, key=lambda w: ((X_val @ w - y_val) ** 2).mean())
