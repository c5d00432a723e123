"""When t is passed as 0 all is well; without it your first step is shorter than the learning rate. How
often has t been counted up by then?

Must fail: adam_has_its_defaults
"""


def adam(w, dw, config=None, adam=adam):
    return adam(w, dw, settings(config, t=int(CONVENTIONS["starter_t"]) + 1))
