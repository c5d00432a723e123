"""Optimizers: fill in every function that raises NotImplementedError.

The handout has the formulas and the conventions. Hand in this file as optimizers.py (or the notebook
as optimizers.ipynb). Extra functions of your own are welcome; keep the names and the order of arguments.
"""

import numpy as np

# ---- 1. Mini-batches ----------------------------------------------------------------------------


def minibatches(X, y, batch_size, rng):
    """X (N, d), y (N,), rng a numpy Generator  ->  list (or generator) of (Xb, yb), one epoch."""
    raise NotImplementedError


# ---- 2. Rules of update -------------------------------------------------------------------------
# Each takes weights w, their gradient dw (same shape) and config, a dict or None, and returns
# (w_next, config). What you return as config comes back to you in the next step, untouched.


def sgd(w, dw, config=None):
    """config: learning_rate (default 1e-2)."""
    raise NotImplementedError


def sgd_momentum(w, dw, config=None):
    """config: learning_rate (1e-2), momentum (0.9), and your velocity (0)."""
    raise NotImplementedError


def rmsprop(w, dw, config=None):
    """config: learning_rate (1e-2), decay_rate (0.99), epsilon (1e-8), and your cache (0)."""
    raise NotImplementedError


def adagrad(w, dw, config=None):
    """config: learning_rate (1e-2), epsilon (1e-8), and your cache (0)."""
    raise NotImplementedError


def adam(w, dw, config=None):
    """config: learning_rate (1e-3), beta1 (0.9), beta2 (0.999), epsilon (1e-8), t (0), your m and v (0)."""
    raise NotImplementedError


# ---- 3. Learning rates that change --------------------------------------------------------------
# t counts the updates made so far: it is 0 at the first.


def step_decay(lr0, t, drop, every):
    """The rate is multiplied by drop after each `every` updates  ->  a number."""
    raise NotImplementedError


def exponential_decay(lr0, t, gamma):
    """The rate is multiplied by gamma after each update  ->  a number."""
    raise NotImplementedError


def cosine_decay(lr0, t, T, lr_min=0.0):
    """From lr0 at t = 0 to lr_min at t = T, along half a wave of the cosine  ->  a number."""
    raise NotImplementedError


def warmup(lr0, t, steps):
    """Up to lr0 in equal steps, then lr0  ->  a number."""
    raise NotImplementedError


# ---- 4. Training --------------------------------------------------------------------------------


def train(grad, w0, update, config, steps):
    """update is the name of a rule: "sgd", "adam", ...  ->  [w_0, w_1, ..., w_steps], w_0 being w0."""
    raise NotImplementedError


# ---- 5. Over-fitting, and its cure --------------------------------------------------------------


def overfit(X, y):
    """X (30, 30), y (30,) with noisy labels  ->  w (30,) with X w close to y, noise and all."""
    raise NotImplementedError


def cure(X, y, X_val, y_val):
    """The same, and a validation set  ->  w (30,) that does well on samples it has never seen."""
    raise NotImplementedError


# Given: a data set like those that overfit and cure are judged on. Other seeds, other data.


def noisy_lines(seed):
    """X, y, X_val, y_val (30 samples each), X_test (200, 30), and its labels without noise (200,)."""
    rng = np.random.default_rng(seed)
    Z = rng.normal(size=(260, 30))
    truth = Z[:, :3] @ rng.choice([-1.0, 1.0], 3)
    X, y = Z / np.sqrt(1 + np.arange(30)), truth + 0.5 * rng.choice([-1.0, 1.0], 260)
    return X[:30], y[:30], X[30:60], y[30:60], X[60:], truth[60:]


if __name__ == "__main__":
    # The worked example of the handout: w = 1, then gradients 2 and 1.
    settings = {
        sgd: {},
        sgd_momentum: {"momentum": 0.9},
        rmsprop: {"decay_rate": 0.75},
        adagrad: {},
        adam: {"beta1": 0.5, "beta2": 0.75, "t": 0},
    }
    for rule, config in settings.items():
        w, config = rule(np.array([1.0]), np.array([2.0]), {"learning_rate": 0.1, **config})
        after_one = np.array(w)
        w, config = rule(w, np.array([1.0]), config)
        print(rule.__name__, after_one, w)

    X, y, X_val, y_val, X_test, truth = noisy_lines(0)
    for name, w in {"overfit": overfit(X, y), "cure": cure(X, y, X_val, y_val)}.items():
        print(name, "training", np.mean((X @ w - y) ** 2), "held out", np.mean((X_test @ w - truth) ** 2))
