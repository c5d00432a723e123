"""Whatever rule is asked for, your path is that of plain sgd. Where is the name of the rule used?

Must fail: train_uses_the_rule_it_is_told_and_its_memory
"""


def train(grad, w0, update, config, steps, train=train):
    return train(grad, w0, "sgd", config, steps)
