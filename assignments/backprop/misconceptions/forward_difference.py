"""Your numerical gradient of w^2 is 2w plus something that grows with h. Draw the two points whose
slope you take: where between them does x lie?

Must fail: numerical_gradient_is_the_central_difference, numerical_gradient_of_the_lecture_functions
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros_like(x)
    base = f(x.copy())
    for i in np.ndindex(x.shape):
        moved = x.copy()
        moved[i] += h
        grad[i] = (f(moved) - base) / h
    return grad
