"""Your numerical gradient calls f with a different shape than that of x. What shape does f expect?

Must fail: numerical_gradient_leaves_x_alone
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    row = x.reshape(1, -1).copy()
    grad = np.zeros_like(row)
    for i in range(row.size):
        old = row[0, i]
        row[0, i] = old + h
        up = f(row)
        row[0, i] = old - h
        down = f(row)
        row[0, i] = old
        grad[0, i] = (up - down) / (2 * h)
    return grad.reshape(x.shape)
