"""Your cured weights are as bad on new data as the over-fitted ones. On which data do you compare the
strengths of the penalty, and which strength must win there?

Must fail: cure_does_well_on_held_out_data
"""

import numpy as np


def cure(X, y, X_val, y_val):
    fits = [np.linalg.solve(X.T @ X + 10.0**k * np.eye(X.shape[1]), X.T @ y) for k in range(-8, 3)]
    return min(fits, key=lambda w: ((X @ w - y) ** 2).mean())
