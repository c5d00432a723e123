"""After your numerical gradient x is no longer what it was. Print it before and after the loop,
for two elements: from where do you measure the second?

Must fail: numerical_gradient_leaves_x_alone
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        x[i] += h
        up = f(x)
        x[i] -= 2 * h
        down = f(x)
        grad[i] = (up - down) / (2 * h)
    return grad
