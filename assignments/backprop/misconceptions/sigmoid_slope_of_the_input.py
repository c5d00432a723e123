"""Your sigmoid_backward gives slopes far outside (0, 1/4]. In s (1 - s), is s what went into
the sigmoid or what came out?

Must fail: sigmoid_backward_is_s_times_one_minus_s
"""

import numpy as np


def sigmoid_forward(x):
    out = np.where(x >= 0, 1, np.exp(-np.abs(x))) / (1 + np.exp(-np.abs(x)))
    return out, x


def sigmoid_backward(dout, cache):
    return dout * cache * (1 - cache)
