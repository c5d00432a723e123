"""In your output whole columns are 0: a unit is dropped in every sample or in none. What shape must the
array of random numbers have, so that each sample loses other units?

Must fail: dropout_draws_every_sample_by_itself
"""

import numpy as np


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    k = 1 - p if CONVENTIONS["dropout"] == "drop" else p
    inverted = CONVENTIONS["inverted"]
    if mode == "train":
        stays = np.random.rand(x.shape[1]) < k
        factor = stays / k if inverted else 1.0 * stays
        factor = np.broadcast_to(factor, x.shape)
    else:
        factor = 1.0 if inverted else k
    return x * factor, factor
