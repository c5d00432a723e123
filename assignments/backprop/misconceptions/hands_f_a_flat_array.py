"""Your numerical gradient calls f with a different shape than that of x. What shape does f expect?

Must fail: numerical_gradient_leaves_x_alone
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    flat = x.ravel().copy()
    grad = np.zeros_like(flat)
    for i in range(flat.size):
        old = flat[i]
        flat[i] = old + h
        up = f(flat)
        flat[i] = old - h
        down = f(flat)
        flat[i] = old
        grad[i] = (up - down) / (2 * h)
    return grad.reshape(x.shape)
