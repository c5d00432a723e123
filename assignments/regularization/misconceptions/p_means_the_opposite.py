"""Your dropout keeps what it should drop and drops what it should keep; at p = 0.5 nobody would notice.
Does p, by the conventions, say how many units go or how many stay?

Must fail: dropout_drops_the_share_that_p_says, dropout_scales_what_stays,
dropout_that_drops_nothing_is_the_identity
"""

import numpy as np


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    k = p if CONVENTIONS["dropout"] == "drop" else 1 - p
    inverted = CONVENTIONS["inverted"]
    if mode == "train":
        stays = np.random.rand(*x.shape) < k
        factor = stays / max(k, 1e-9) if inverted else 1.0 * stays
    else:
        factor = 1.0 if inverted else k
    return x * factor, factor
