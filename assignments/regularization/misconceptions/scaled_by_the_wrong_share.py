"""The right units are dropped, but those that stay come out with the wrong size, and only at p = 0.5 it is
right. Which share, the one dropped or the one kept, makes the mean come out as before?

Must fail: dropout_scales_what_stays, dropout_keeps_the_mean_of_every_unit,
dropout_that_drops_nothing_is_the_identity
"""

import numpy as np


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    k = 1 - p if CONVENTIONS["dropout"] == "drop" else p
    inverted = CONVENTIONS["inverted"]
    if mode == "train":
        stays = np.random.rand(*x.shape) < k
        factor = stays / max(1 - k, 1e-9) if inverted else stays * k / max(1 - k, 1e-9)
    else:
        factor = 1.0 if inverted else k
    return x * factor, factor
