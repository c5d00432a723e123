"""Your tanh is right for ordinary numbers and nan for large ones. How large is e^x at x = 1000,
and what is one such number divided by another?

Must fail: tanh_survives_large_inputs
"""

import numpy as np


def tanh_forward(x):
    up, down = np.exp(x), np.exp(-x)
    t = (up - down) / (up + down)
    return t, t
