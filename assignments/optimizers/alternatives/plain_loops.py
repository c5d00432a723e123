"""Element by element in Python numbers; state in objects and tuples of its own; lists and generators."""

import math
import random

import numpy as np


def mapped(rule, w, *others):
    """rule(w_i, ...) for every element, which returns a tuple: as many arrays in the shape of w."""
    w, others = np.asarray(w), [np.broadcast_to(o, np.shape(w)) for o in others]
    rows = [rule(float(w[i]), *(float(o[i]) for o in others)) for i in np.ndindex(w.shape)]
    return [np.array(column).reshape(w.shape).astype(w.dtype) for column in zip(*rows)]


def sgd(w, dw, config=None):
    lr = 0.01 if not config else config.get("learning_rate", 0.01)
    (w_next,) = mapped(lambda wi, gi: (wi - lr * gi,), w, dw)
    return w_next, config


def sgd_momentum(w, dw, config=None):
    config = {} if config is None else config
    lr, mu = config.get("learning_rate", 0.01), config.get("momentum", 0.9)
    rule = lambda wi, gi, vi: (wi - (lr * gi - mu * vi), mu * vi - lr * gi)
    w_next, v = mapped(rule, w, dw, config.get("v", 0))
    return w_next, {"learning_rate": lr, "momentum": mu, "v": v}


class Memory(dict):
    """A config with attributes."""

    __getattr__ = dict.__getitem__


def rmsprop(w, dw, config=None):
    c = Memory({"learning_rate": 0.01, "decay_rate": 0.99, "epsilon": 1e-8, "squares": 0.0} | (config or {}))

    def rule(wi, gi, ci):
        ci = c.decay_rate * ci + (1 - c.decay_rate) * gi * gi
        return wi - c.learning_rate * gi / (math.sqrt(ci) + c.epsilon), ci

    w_next, c["squares"] = mapped(rule, w, dw, c.squares)
    return [w_next, c]


def adagrad(w, dw, config=None):
    c = Memory({"learning_rate": 0.01, "epsilon": 1e-8, "history": ()} | (config or {}))
    c["history"] = (*c.history, np.array(dw, dtype=float))
    root = np.sqrt(sum(g**2 for g in c.history))
    return w - c.learning_rate * dw / (root + c.epsilon), c


def adam(w, dw, config=None):
    defaults = {"learning_rate": 1e-3, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "past": []}
    c = Memory(defaults | (config or {}))
    c["past"] = [*c.past, np.array(dw, dtype=float)]
    ages = range(len(c.past) - 1, -1, -1)
    means = []
    for beta, power in ((c.beta1, 1), (c.beta2, 2)):
        weights = [beta**age for age in ages]
        means.append(sum(a * g**power for a, g in zip(weights, c.past)) / sum(weights))
    return w - c.learning_rate * means[0] / (np.sqrt(means[1]) + c.epsilon), c


def minibatches(X, y, batch_size, rng):
    pairs = list(zip(X, y))
    random.Random(int(rng.integers(10**9))).shuffle(pairs)
    while pairs:
        batch, pairs = pairs[:batch_size], pairs[batch_size:]
        Xb, yb = zip(*batch)
        yield [np.array(Xb), np.array(yb)]


def step_decay(lr0, t, drop, every):
    lr = lr0
    for k in range(1, t + 1):
        if k % every == 0:
            lr *= drop
    return lr


def exponential_decay(lr0, t, gamma):
    return np.float64(lr0) * np.exp(t * np.log(gamma))


def cosine_decay(lr0, t, T, lr_min=0):
    return lr_min + (lr0 - lr_min) * math.cos(math.pi * t / (2 * T)) ** 2


def warmup(lr0, t, steps):
    if t + 1 >= steps:
        return lr0
    return np.array(lr0 * (t + 1) / steps)


def train(grad, w0, update, config, steps):
    def walk(w, config):
        yield w
        rule = {f.__name__: f for f in (sgd, sgd_momentum, rmsprop, adagrad, adam)}[update]
        for _ in range(steps):
            w, config = rule(w, grad(w), config)
            yield w

    return walk(w0, config)


def overfit(X, y):
    """Solves the normal equations by elimination with pivots, written out."""
    A = [[*map(float, row), float(b)] for row, b in zip(X, y)]
    n = len(A)
    for i in range(n):
        pivot = max(range(i, n), key=lambda r: abs(A[r][i]))
        A[i], A[pivot] = A[pivot], A[i]
        for r in range(i + 1, n):
            f = A[r][i] / A[i][i]
            A[r] = [a - f * b for a, b in zip(A[r], A[i])]
    w = [0.0] * n
    for i in reversed(range(n)):
        w[i] = (A[i][n] - sum(A[i][j] * w[j] for j in range(i + 1, n))) / A[i][i]
    return np.array(w)


def cure(X, y, X_val, y_val):
    """Fewer columns: the first k, for the k that does best on the validation set; the other weights are 0."""
    best = None
    for k in range(1, X.shape[1] + 1):
        w = np.zeros(X.shape[1])
        w[:k] = np.linalg.lstsq(X[:, :k], y, rcond=None)[0]
        loss = ((X_val @ w - y_val) ** 2).mean()
        if best is None or loss < best[0]:
            best = loss, w
    return best[1]
