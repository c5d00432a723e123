"""All entries of your list are equal, the start too. If w is changed in place, how many arrays are there in
the list?

Must fail: train_returns_every_iterate, train_uses_the_rule_it_is_told_and_its_memory,
train_ends_in_the_minimum_on_its_own_side
"""

import numpy as np


def train(grad, w0, update, config, steps):
    rules = {"sgd": sgd, "sgd_momentum": sgd_momentum, "rmsprop": rmsprop, "adagrad": adagrad, "adam": adam}
    w = np.array(w0)
    iterates = [w]
    for _ in range(steps):
        w_next, config = rules[update](w, grad(w), config)
        w[...] = w_next
        iterates.append(w)
    return iterates
