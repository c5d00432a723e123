"""Your gradient flows through units that were dropped, and stops at others that were not. Which random
numbers decided on the way forward, and where are they on the way back?

Must fail: dropout_backward_stops_where_units_were_dropped, dropout_backward_scales_as_forward_did
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
    return x * factor, (k, mode)


def dropout_backward(dout, cache):
    k, mode = cache
    inverted = CONVENTIONS["inverted"]
    if mode == "test":
        return dout * (1.0 if inverted else k)
    stays = np.random.rand(*dout.shape) < k
    return dout * (stays / k if inverted else stays)
