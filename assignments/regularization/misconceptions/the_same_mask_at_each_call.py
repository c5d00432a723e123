"""Each call drops the very same units. Which line makes the random numbers begin anew every time, and who
asked for it?

Must fail: dropout_drops_no_fixed_number_of_units, dropout_draws_a_new_mask_at_each_call
"""

import numpy as np


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    k = 1 - p if CONVENTIONS["dropout"] == "drop" else p
    inverted = CONVENTIONS["inverted"]
    if mode == "train":
        np.random.seed(0)
        stays = np.random.rand(*x.shape) < k
        factor = stays / k if inverted else 1.0 * stays
    else:
        factor = 1.0 if inverted else k
    return x * factor, factor
