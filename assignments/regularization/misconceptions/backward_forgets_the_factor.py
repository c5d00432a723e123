"""Your gradient stops at the right units, but what comes through has the wrong size. By what was each unit
multiplied on the way forward?

Must fail: dropout_backward_scales_as_forward_did
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
        return dout * factor
    return dout * factor * (k if CONVENTIONS["inverted"] else 1 / k)
