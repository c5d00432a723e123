"""Your list is one too short at the end. If there are `steps` steps, how many weights are there with the
start?

Must fail: train_returns_every_iterate, train_uses_the_rule_it_is_told_and_its_memory,
train_ends_in_the_minimum_on_its_own_side
"""


def train(grad, w0, update, config, steps, train=train):
    return train(grad, w0, update, config, max(steps - 1, 0))
