"""Your path is shorter than it was told to be when it begins close to a minimum. Who decides how many steps
there are?

Must fail: train_returns_every_iterate, train_uses_the_rule_it_is_told_and_its_memory,
train_ends_in_the_minimum_on_its_own_side
"""

import numpy as np


def train(grad, w0, update, config, steps):
    rules = {"sgd": sgd, "sgd_momentum": sgd_momentum, "rmsprop": rmsprop, "adagrad": adagrad, "adam": adam}
    iterates = [w0]
    for _ in range(steps):
        dw = grad(iterates[-1])
        if np.abs(dw).max() < 0.1:
            break
        w, config = rules[update](iterates[-1], dw, config)
        iterates.append(w)
    return iterates
