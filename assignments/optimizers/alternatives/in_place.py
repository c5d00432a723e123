"""Works in place wherever it can, on w, on the config and on its state, as older course solutions do."""

import numpy as np


def sgd(w, dw, config=None):
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-2)
    w -= config["learning_rate"] * dw
    return w, config


def sgd_momentum(w, dw, config=None):
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-2)
    config.setdefault("momentum", 0.9)
    v = config.get("velocity", np.zeros_like(w))
    v *= config["momentum"]
    v -= config["learning_rate"] * dw
    w += v
    config["velocity"] = v
    return w, config


def rmsprop(w, dw, config=None):
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-2)
    config.setdefault("decay_rate", 0.99)
    config.setdefault("epsilon", 1e-8)
    config.setdefault("cache", np.zeros_like(w))
    config["cache"] *= config["decay_rate"]
    config["cache"] += (1 - config["decay_rate"]) * dw * dw
    w -= config["learning_rate"] * dw / (np.sqrt(config["cache"]) + config["epsilon"])
    return w, config


def adagrad(w, dw, config=None):
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-2)
    config.setdefault("epsilon", 1e-8)
    config.setdefault("cache", 0)
    config["cache"] += dw**2
    w -= config["learning_rate"] * dw / (np.sqrt(config["cache"]) + config["epsilon"])
    return w, config


def adam(w, dw, config=None):
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-3)
    config.setdefault("beta1", 0.9)
    config.setdefault("beta2", 0.999)
    config.setdefault("epsilon", 1e-8)
    config.setdefault("m", np.zeros_like(w))
    config.setdefault("v", np.zeros_like(w))
    config.setdefault("t", 0)
    config["t"] += 1
    config["m"] *= config["beta1"]
    config["m"] += (1 - config["beta1"]) * dw
    config["v"] *= config["beta2"]
    config["v"] += (1 - config["beta2"]) * dw**2
    m_hat = config["m"] / (1 - config["beta1"] ** config["t"])
    v_hat = config["v"] / (1 - config["beta2"] ** config["t"])
    w -= config["learning_rate"] * m_hat / (np.sqrt(v_hat) + config["epsilon"])
    return w, config


def minibatches(X, y, batch_size, rng):
    state = rng.bit_generator.state
    rng.shuffle(X)
    after = rng.bit_generator.state
    rng.bit_generator.state = state
    rng.shuffle(y)
    assert rng.bit_generator.state == after
    for start in range(0, X.shape[0], batch_size):
        yield X[start : start + batch_size], y[start : start + batch_size]


def train(grad, w0, update, config, steps):
    w = w0.copy()
    path = [w.copy()]
    for _ in range(steps):
        w, config = globals()[update](w, grad(w), config)
        path.append(w.copy())
    return path


def overfit(X, y):
    w = np.zeros(X.shape[1])
    lr = 0.9 / np.linalg.norm(X.T @ X / len(y), 2)
    for _ in range(4000):
        w -= lr * X.T @ (X @ w - y) / len(y)
    return w


def cure(X, y, X_val, y_val):
    w = np.zeros(X.shape[1])
    best, best_loss, waited = w.copy(), np.inf, 0
    while waited < 10:
        w -= 0.1 * 2 * X.T @ (X @ w - y) / len(y)
        loss = np.mean((X_val @ w - y_val) ** 2)
        waited += 1
        if loss < best_loss:
            best, best_loss, waited = w.copy(), loss, 0
    return best
