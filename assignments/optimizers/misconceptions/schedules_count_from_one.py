"""Your schedules are one update ahead: at t = 0 the rate is not yet lr0 any more. What is t in the first
update?

Must fail: step_decay_drops_every_so_many_updates, exponential_decay_shrinks_by_a_factor_each_update
"""


def step_decay(lr0, t, drop, every):
    return lr0 * drop ** ((t + 1) // every)


def exponential_decay(lr0, t, gamma):
    return lr0 * gamma ** (t + 1)
