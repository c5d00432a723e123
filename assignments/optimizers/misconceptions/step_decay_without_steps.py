"""Your rate changes at every update, not every so many. What becomes of the rest when t is divided by
`every`?

Must fail: step_decay_drops_every_so_many_updates
"""


def step_decay(lr0, t, drop, every):
    return lr0 * drop ** (t / every)
