"""Your training error is still that of the noise. How much longer must gradient descent run until even the
noise is met?

Must fail: overfit_learns_the_noise
"""

import numpy as np


def overfit(X, y):
    w = np.zeros(X.shape[1])
    for _ in range(30):
        w = w - 0.1 * 2 * X.T @ (X @ w - y) / len(y)
    return w
