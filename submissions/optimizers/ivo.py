"""Optimizers. I think in torch, so arrays become tensors first and stay tensors afterwards."""
import math

import numpy as np
import torch


def t64(a):
    return a.clone() if torch.is_tensor(a) else torch.tensor(np.array(a))


def options(config, **defaults):
    return {**defaults, **(config or {})}


def sgd(w, dw, config=None):
    config = options(config, learning_rate=1e-2)
    return t64(w) - config["learning_rate"] * t64(dw), config


def sgd_momentum(w, dw, config=None):
    config = options(config, learning_rate=1e-2, momentum=0.9)
    w, dw = t64(w), t64(dw)
    v = config["momentum"] * config.get("velocity", torch.zeros_like(w)) - config["learning_rate"] * dw
    return w + v, {**config, "velocity": v}


def rmsprop(w, dw, config=None):
    config = options(config, learning_rate=1e-2, decay_rate=0.99, epsilon=1e-8)
    w, dw = t64(w), t64(dw)
    c = torch.lerp(dw ** 2, config.get("cache", torch.zeros_like(w)), config["decay_rate"])
    return w - config["learning_rate"] * dw / (c.sqrt() + config["epsilon"]), {**config, "cache": c}


def adagrad(w, dw, config=None):
    config = options(config, learning_rate=1e-2, epsilon=1e-8)
    w, dw = t64(w), t64(dw)
    c = config.get("cache", torch.zeros_like(w)) + dw ** 2
    return w - config["learning_rate"] * dw / (c.sqrt() + config["epsilon"]), {**config, "cache": c}


def adam(w, dw, config=None):
    config = options(config, learning_rate=1e-3, beta1=0.9, beta2=0.999, epsilon=1e-8, t=0, m=0.0, v=0.0)
    w, dw = t64(w), t64(dw)
    b1, b2, t = config["beta1"], config["beta2"], config["t"] + 1
    m = b1 * config["m"] + (1 - b1) * dw
    v = b2 * config["v"] + (1 - b2) * dw ** 2
    step = (m / (1 - b1 ** t)) / ((v / (1 - b2 ** t)).sqrt() + config["epsilon"])
    return w - config["learning_rate"] * step, {**config, "m": m, "v": v, "t": t}


def minibatches(X, y, batch_size, rng):
    order = torch.tensor(rng.permutation(len(X)))
    return [(t64(X)[part], t64(y)[part]) for part in order.split(batch_size)]


def step_decay(lr0, t, drop, every):
    return torch.tensor(lr0, dtype=torch.float64) * drop ** (t // every)


def exponential_decay(lr0, t, gamma):
    return lr0 * gamma ** t


def cosine_decay(lr0, t, T, lr_min=0.0):
    return lr_min + (lr0 - lr_min) * (1 + math.cos(math.pi * t / T)) / 2


def warmup(lr0, t, steps):
    return lr0 * min((t + 1) / steps, 1)


def train(grad, w0, update, config, steps):
    rule = globals()[update]
    ws = [t64(w0)]
    for _ in range(steps):
        w, config = rule(ws[-1], grad(ws[-1].numpy()), config)
        ws.append(w)
    return torch.stack(ws)


def mse(w, X, y):
    return ((t64(X) @ w - t64(y)) ** 2).mean()


def overfit(X, y):
    w = torch.zeros(X.shape[1], dtype=torch.float64, requires_grad=True)
    opt = torch.optim.Adam([w], lr=0.05)
    for _ in range(2500):
        opt.zero_grad()
        mse(w, X, y).backward()
        opt.step()
    return w


def cure(X, y, X_val, y_val):
    candidates = []
    for decay in (0.001, 0.01, 0.05, 0.1, 0.2):
        w = torch.zeros(X.shape[1], dtype=torch.float64, requires_grad=True)
        opt = torch.optim.SGD([w], lr=0.1, momentum=0.9, weight_decay=decay)
        for _ in range(250):
            opt.zero_grad()
            mse(w, X, y).backward()
            opt.step()
        candidates.append(w)
    return min(candidates, key=lambda w: mse(w, X_val, y_val).item())
