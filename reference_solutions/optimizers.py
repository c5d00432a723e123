"""Training: mini-batches, update rules, learning rates that change, good and bad minima, and over-fitting.

    w, dw   weights of any shape, and the gradient of the loss with respect to them
    config  a rule's settings and what it remembers; it comes back with the next weights
    t       number of updates made so far: 0 at the first
    X (N, D), y (N,)  samples and labels;  w (D,) weights of the linear model y_hat = X w

A rule of update takes (w, dw, config) and returns (w_next, config).
"""

import math

import numpy as np

### BEGIN SOLUTION
CONVENTIONS = {"starter_t": "0"}  # what adam's t is before the first step; "1" in some course starters
### END SOLUTION

# ---- 1. Mini-batches ----------------------------------------------------------------------------


def minibatches(X, y, batch_size, rng):
    """X (N, d), y (N,), rng a numpy Generator  ->  list (or generator) of (Xb, yb), one epoch."""
    ### BEGIN SOLUTION
    # All samples once, in an order drawn from rng, in batches; the last one may be short.
    order = rng.permutation(len(X))
    parts = [order[i : i + batch_size] for i in range(0, len(X), batch_size)]
    return [(X[part], y[part]) for part in parts]
    ### END SOLUTION


# ---- 2. Rules of update -------------------------------------------------------------------------
# Each takes weights w, their gradient dw (same shape) and config, a dict or None, and returns
# (w_next, config). What you return as config comes back to you in the next step, untouched.


### BEGIN SOLUTION
def settings(config, **defaults):
    """The config, filled up; a new dict."""
    return {**defaults, **(config or {})}


### END SOLUTION


def sgd(w, dw, config=None):
    """config: learning_rate (default 1e-2)."""
    ### BEGIN SOLUTION
    # w - lr dw.
    config = settings(config, learning_rate=1e-2)
    return w - config["learning_rate"] * dw, config
    ### END SOLUTION


def sgd_momentum(w, dw, config=None):
    """config: learning_rate (1e-2), momentum (0.9), and your velocity (0)."""
    ### BEGIN SOLUTION
    # v = mu v - lr dw;  w + v.
    config = settings(config, learning_rate=1e-2, momentum=0.9, velocity=np.zeros_like(w))
    v = config["momentum"] * config["velocity"] - config["learning_rate"] * dw
    return w + v, {**config, "velocity": v}
    ### END SOLUTION


def rmsprop(w, dw, config=None):
    """config: learning_rate (1e-2), decay_rate (0.99), epsilon (1e-8), and your cache (0)."""
    ### BEGIN SOLUTION
    # c = rho c + (1 - rho) dw^2;  w - lr dw / (sqrt(c) + eps).
    config = settings(config, learning_rate=1e-2, decay_rate=0.99, epsilon=1e-8, cache=np.zeros_like(w))
    c = config["decay_rate"] * config["cache"] + (1 - config["decay_rate"]) * dw**2
    step = config["learning_rate"] * dw / (np.sqrt(c) + config["epsilon"])
    return w - step, {**config, "cache": c}
    ### END SOLUTION


def adagrad(w, dw, config=None):
    """config: learning_rate (1e-2), epsilon (1e-8), and your cache (0)."""
    ### BEGIN SOLUTION
    # c = c + dw^2;  w - lr dw / (sqrt(c) + eps).
    config = settings(config, learning_rate=1e-2, epsilon=1e-8, cache=np.zeros_like(w))
    c = config["cache"] + dw**2
    step = config["learning_rate"] * dw / (np.sqrt(c) + config["epsilon"])
    return w - step, {**config, "cache": c}
    ### END SOLUTION


def adam(w, dw, config=None):
    """config: learning_rate (1e-3), beta1 (0.9), beta2 (0.999), epsilon (1e-8), t (0), your m and v (0)."""
    ### BEGIN SOLUTION
    # m and v are running means of dw and dw^2, divided by what they lack because they began at 0.
    defaults = {"learning_rate": 1e-3, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}
    state = {"m": np.zeros_like(w), "v": np.zeros_like(w), "t": int(CONVENTIONS["starter_t"])}
    config = settings(config, **defaults, **state)
    beta1, beta2, t = config["beta1"], config["beta2"], config["t"] + 1
    m = beta1 * config["m"] + (1 - beta1) * dw
    v = beta2 * config["v"] + (1 - beta2) * dw**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    step = config["learning_rate"] * m_hat / (np.sqrt(v_hat) + config["epsilon"])
    return w - step, {**config, "m": m, "v": v, "t": t}
    ### END SOLUTION


# ---- 3. Learning rates that change --------------------------------------------------------------
# t counts the updates made so far: it is 0 at the first.


def step_decay(lr0, t, drop, every):
    """The rate is multiplied by drop after each `every` updates  ->  a number."""
    ### BEGIN SOLUTION
    # lr0 drop^floor(t / every).
    return lr0 * drop ** (t // every)
    ### END SOLUTION


def exponential_decay(lr0, t, gamma):
    """The rate is multiplied by gamma after each update  ->  a number."""
    ### BEGIN SOLUTION
    # lr0 gamma^t.
    return lr0 * gamma**t
    ### END SOLUTION


def cosine_decay(lr0, t, T, lr_min=0.0):
    """From lr0 at t = 0 to lr_min at t = T, along half a wave of the cosine  ->  a number."""
    ### BEGIN SOLUTION
    # Half a wave of the cosine, from lr0 at t = 0 to lr_min at t = T.
    return lr_min + (lr0 - lr_min) * (1 + math.cos(math.pi * t / T)) / 2
    ### END SOLUTION


def warmup(lr0, t, steps):
    """Up to lr0 in equal steps, then lr0  ->  a number."""
    ### BEGIN SOLUTION
    # lr0 / steps at first, lr0 after `steps` updates and from then on.
    return lr0 * min(1.0, (t + 1) / steps)
    ### END SOLUTION


# ---- 4. Training --------------------------------------------------------------------------------


def train(grad, w0, update, config, steps):
    """update is the name of a rule: "sgd", "adam", ...  ->  [w_0, w_1, ..., w_steps], w_0 being w0."""
    ### BEGIN SOLUTION
    # [w_0, w_1, ..., w_steps], each made of the one before by the rule of that name.
    rules = {"sgd": sgd, "sgd_momentum": sgd_momentum, "rmsprop": rmsprop, "adagrad": adagrad, "adam": adam}
    iterates = [np.array(w0)]
    for _ in range(steps):
        w, config = rules[update](iterates[-1], grad(iterates[-1]), config)
        iterates.append(w)
    return iterates
    ### END SOLUTION


# ---- 5. Over-fitting, and its cure --------------------------------------------------------------


def overfit(X, y):
    """X (30, 30), y (30,) with noisy labels  ->  w (30,) with X w close to y, noise and all."""
    ### BEGIN SOLUTION
    # The w with X w closest to y: as many weights as samples, so it meets every label, noise and all.
    return np.linalg.lstsq(X, y, rcond=None)[0]  # (D,)
    ### END SOLUTION


def cure(X, y, X_val, y_val):
    """The same, and a validation set  ->  w (30,) that does well on samples it has never seen."""
    ### BEGIN SOLUTION
    # l2: the w that minimises |X w - y|^2 + lam |w|^2, with the lam that does best on the validation set.
    penalties = [10.0**k * np.eye(X.shape[1]) for k in range(-3, 3)]  # (D, D) each
    fits = [np.linalg.solve(X.T @ X + penalty, X.T @ y) for penalty in penalties]  # (D,) each
    return min(fits, key=lambda w: ((X_val @ w - y_val) ** 2).mean())
    ### END SOLUTION


### BEGIN STARTER
# # Given: a data set like those that overfit and cure are judged on. Other seeds, other data.
#
#
# def noisy_lines(seed):
#     """X, y, X_val, y_val (30 samples each), X_test (200, 30), and its labels without noise (200,)."""
#     rng = np.random.default_rng(seed)
#     Z = rng.normal(size=(260, 30))
#     truth = Z[:, :3] @ rng.choice([-1.0, 1.0], 3)
#     X, y = Z / np.sqrt(1 + np.arange(30)), truth + 0.5 * rng.choice([-1.0, 1.0], 260)
#     return X[:30], y[:30], X[30:60], y[30:60], X[60:], truth[60:]
### END STARTER


if __name__ == "__main__":
    # The worked example of the handout: w = 1, then gradients 2 and 1.
    configs = {
        sgd: {},
        sgd_momentum: {"momentum": 0.9},
        rmsprop: {"decay_rate": 0.75},
        adagrad: {},
        adam: {"beta1": 0.5, "beta2": 0.75, "t": 0},
    }
    for rule, config in configs.items():
        w, config = rule(np.array([1.0]), np.array([2.0]), {"learning_rate": 0.1, **config})
        after_one = np.array(w)
        w, config = rule(w, np.array([1.0]), config)
        print(rule.__name__, after_one, w)
    ### BEGIN STARTER
    #
    # X, y, X_val, y_val, X_test, truth = noisy_lines(0)
    # for name, w in {"overfit": overfit(X, y), "cure": cure(X, y, X_val, y_val)}.items():
    #     print(name, "training", np.mean((X @ w - y) ** 2), "held out", np.mean((X_test @ w - truth) ** 2))
    ### END STARTER
