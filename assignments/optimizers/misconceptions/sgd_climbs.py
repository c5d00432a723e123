"""Your weights move, but the loss grows. The gradient points to where the loss grows fastest: which way do
you want to go?

Must fail: sgd_steps_against_the_gradient, sgd_takes_weights_of_any_shape, sgd_has_its_default,
train_returns_every_iterate, train_ends_in_the_minimum_on_its_own_side
"""


def sgd(w, dw, config=None):
    config = settings(config, learning_rate=1e-2)
    return w + config["learning_rate"] * dw, config
