"""Your numerical gradient is the same for every h. Call it on x^3 with h = 0.1 and with h = 1: a central
difference should show its step. Does yours hear of it?

Must fail: numerical_gradient_is_the_central_difference
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    eps = 1e-5
    grad = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[i] += eps
        down[i] -= eps
        grad[i] = (f(up) - f(down)) / (2 * eps)
    return grad
