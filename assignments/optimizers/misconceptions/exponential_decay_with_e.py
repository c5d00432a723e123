"""With gamma close to 1 your rate falls to almost nothing in a few updates. What is multiplied to the rate
at each update: gamma, or e to the minus gamma?

Must fail: exponential_decay_shrinks_by_a_factor_each_update
"""

import math


def exponential_decay(lr0, t, gamma):
    return lr0 * math.exp(-gamma * t)
