"""After a test call your gradient has the wrong size. Nothing was dropped there: by what was each unit
multiplied?

Must fail: dropout_backward_at_test_time_passes_everything
"""

import numpy as np


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    k = 1 - p if CONVENTIONS["dropout"] == "drop" else p
    inverted = CONVENTIONS["inverted"]
    if mode == "train":
        stays = np.random.rand(*x.shape) < k
        factor = stays / k if inverted else 1.0 * stays
    else:
        factor = 1.0 if inverted else k
    return x * factor, (factor, k, mode)


def dropout_backward(dout, cache):
    factor, k, mode = cache
    if mode == "test":
        return dout / k if CONVENTIONS["inverted"] else dout
    return dout * factor
