"""With settings of its own every step is right; without any, the learning rate or the decay rate is not
that of the handout. Whose default is yours?

Must fail: rmsprop_has_its_defaults, momentum_has_its_defaults
"""


def rmsprop(w, dw, config=None, rmsprop=rmsprop):
    return rmsprop(w, dw, settings(config, decay_rate=0.9))


def sgd_momentum(w, dw, config=None, sgd_momentum=sgd_momentum):
    return sgd_momentum(w, dw, settings(config, momentum=0.0))
