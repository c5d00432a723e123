"""Your dropout drops units at test time as well. What does `mode` say, and who reads it?

Must fail: dropout_keeps_the_mean_of_every_unit, dropout_drops_nothing_at_test_time,
dropout_backward_at_test_time_passes_everything
"""

import numpy as np


def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    k = 1 - p if CONVENTIONS["dropout"] == "drop" else p
    stays = np.random.rand(*x.shape) < k
    factor = stays / k if CONVENTIONS["inverted"] else 1.0 * stays
    return x * factor, factor
