"""With plain sgd your path is right; with momentum or adam every step is like a first one. What does a rule
return beside the weights?

Must fail: train_uses_the_rule_it_is_told_and_its_memory
"""


def train(grad, w0, update, config, steps):
    rules = {"sgd": sgd, "sgd_momentum": sgd_momentum, "rmsprop": rmsprop, "adagrad": adagrad, "adam": adam}
    iterates = [w0]
    for _ in range(steps):
        w, _config = rules[update](iterates[-1], grad(iterates[-1]), config)
        iterates.append(w)
    return iterates
