"""Your rate drops one update too soon. If t counts from 0, which t is the first of the second period?

Must fail: step_decay_drops_every_so_many_updates
"""


def step_decay(lr0, t, drop, every):
    return lr0 * drop ** ((t + 1) // every)
