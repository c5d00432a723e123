"""Your numerical gradient is twice the slope. How far apart are the two points you compare?

Must fail: numerical_gradient_is_the_central_difference, numerical_gradient_of_the_lecture_functions, numerical_gradient_leaves_x_alone, numerical_gradient_has_a_small_step_of_its_own
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[i] += h
        down[i] -= h
        grad[i] = (f(up) - f(down)) / h
    return grad
