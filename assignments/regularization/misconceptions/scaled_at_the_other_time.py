"""What stays has the wrong size while training, and everything has the wrong size at test time. By the
conventions, at which of the two times are units scaled?

Must fail: dropout_scales_what_stays, dropout_drops_nothing_at_test_time,
dropout_backward_at_test_time_passes_everything
"""

import numpy as np


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    k = 1 - p if CONVENTIONS["dropout"] == "drop" else p
    inverted = CONVENTIONS["inverted"]
    if mode == "train":
        stays = np.random.rand(*x.shape) < k
        factor = 1.0 * stays if inverted else stays / k
    else:
        factor = k if inverted else 1.0
    return x * factor, factor
