"""Your numerical gradient cannot be called as numerical_gradient(f, x). The handout gives h a value for callers
who do not care: where in your function could Python find it?

Must fail: numerical_gradient_has_a_small_step_of_its_own
"""

import numpy as np


def numerical_gradient(f, x, h):
    grad = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[i] += h
        down[i] -= h
        grad[i] = (f(up) - f(down)) / (2 * h)
    return grad
