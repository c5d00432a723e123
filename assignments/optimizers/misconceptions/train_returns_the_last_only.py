"""You return an array where a list of arrays is wanted: the path, not only its end. What is kept of each
step?

Must fail: train_returns_every_iterate, train_uses_the_rule_it_is_told_and_its_memory,
train_ends_in_the_minimum_on_its_own_side
"""


def train(grad, w0, update, config, steps):
    rules = {"sgd": sgd, "sgd_momentum": sgd_momentum, "rmsprop": rmsprop, "adagrad": adagrad, "adam": adam}
    w = w0
    for _ in range(steps):
        w, config = rules[update](w, grad(w), config)
    return w
