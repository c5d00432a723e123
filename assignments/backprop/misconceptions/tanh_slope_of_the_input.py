"""Your tanh_backward is negative for large x, although tanh never falls. In 1 - t^2, is t what went
into tanh or what came out?

Must fail: tanh_backward_is_one_minus_t_squared
"""

import numpy as np


def tanh_forward(x):
    return np.tanh(x), x


def tanh_backward(dout, cache):
    return dout * (1 - cache**2)
