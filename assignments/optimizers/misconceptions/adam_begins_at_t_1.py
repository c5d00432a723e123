"""When t is passed as 0 all is well; without it your first step is only three quarters of the learning
rate. What is t in your first step: 1 or 2?

Must fail: adam_has_its_defaults
"""


def adam(w, dw, config=None, adam=adam):
    return adam(w, dw, settings(config, t=1))
