"""Your dropout always drops the same number of units, so that one that stays makes it likelier that its
neighbour goes. Is each unit decided by itself?

Must fail: dropout_drops_no_fixed_number_of_units
"""

import numpy as np


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    k = 1 - p if CONVENTIONS["dropout"] == "drop" else p
    inverted = CONVENTIONS["inverted"]
    if mode == "train":
        stays = np.zeros(x.size)
        stays[np.random.permutation(x.size)[: int(round(k * x.size))]] = 1
        stays = stays.reshape(x.shape)
        factor = stays / k if inverted else stays
    else:
        factor = 1.0 if inverted else k
    return x * factor, factor
