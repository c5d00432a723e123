"""Units that should stay are dropped and the others stay, yet what stays is scaled as if it were right. How
often is a uniform random number smaller than 0.2, and for those, does your unit stay?

Must fail: dropout_drops_the_share_that_p_says, dropout_keeps_the_mean_of_every_unit,
dropout_that_drops_nothing_is_the_identity
"""

import numpy as np


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    k = 1 - p if CONVENTIONS["dropout"] == "drop" else p
    inverted = CONVENTIONS["inverted"]
    if mode == "train":
        stays = np.random.rand(*x.shape) >= k
        factor = stays / k if inverted else 1.0 * stays
    else:
        factor = 1.0 if inverted else k
    return x * factor, factor
