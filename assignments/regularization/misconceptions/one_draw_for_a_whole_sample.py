"""In your output whole rows are 0: a sample is dropped completely or not at all. What shape must the array
of random numbers have, so that each unit is decided by itself?

Must fail: dropout_drops_the_share_that_p_says, dropout_keeps_the_mean_of_every_unit,
dropout_draws_every_unit_of_a_sample_by_itself, dropout_drops_no_fixed_number_of_units
"""

import numpy as np


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    k = 1 - p if CONVENTIONS["dropout"] == "drop" else p
    inverted = CONVENTIONS["inverted"]
    if mode == "train":
        stays = np.random.rand(len(x), 1) < k
        factor = stays / k if inverted else 1.0 * stays
        factor = np.broadcast_to(factor, x.shape)
    else:
        factor = 1.0 if inverted else k
    return x * factor, factor
