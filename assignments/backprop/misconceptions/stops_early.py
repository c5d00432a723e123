"""Your w stays where it is when you start close to the minimum. Who decides how many steps are made:
the gradient, or the caller?

Must fail: gradient_descent_takes_the_steps_it_is_told
"""

import numpy as np


def gradient_descent(grad, w0, lr, steps):
    w = w0
    for _ in range(steps):
        step = lr * grad(w)
        if np.all(np.abs(step) <= 1e-8):
            break
        w = w - step
    return w
