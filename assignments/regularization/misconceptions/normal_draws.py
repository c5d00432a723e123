"""The share of units that stay is off in a way that depends on p. How large is the probability that a
normal random number lies below 0.5, and which random number is below 0.5 half of the time?

Must fail: dropout_drops_the_share_that_p_says, dropout_keeps_the_mean_of_every_unit,
dropout_draws_every_unit_of_a_sample_by_itself, dropout_draws_every_sample_by_itself,
dropout_drops_no_fixed_number_of_units, dropout_that_drops_nothing_is_the_identity
"""

import numpy as np


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    k = 1 - p if CONVENTIONS["dropout"] == "drop" else p
    inverted = CONVENTIONS["inverted"]
    if mode == "train":
        stays = np.random.randn(*x.shape) < k
        factor = stays / k if inverted else 1.0 * stays
    else:
        factor = 1.0 if inverted else k
    return x * factor, factor
