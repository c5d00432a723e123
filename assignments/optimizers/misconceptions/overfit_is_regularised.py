"""Your weights do not meet the training labels: something still holds them back. What keeps them small?

Must fail: overfit_learns_the_noise
"""

import numpy as np


def overfit(X, y):
    return np.linalg.solve(X.T @ X + np.eye(X.shape[1]), X.T @ y)
