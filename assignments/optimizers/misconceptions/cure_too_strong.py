"""Your cured weights do badly on the training data, too. How small may weights become before the model no
longer fits?

Must fail: cure_does_well_on_held_out_data
"""

import numpy as np


def cure(X, y, X_val, y_val):
    return np.linalg.solve(X.T @ X + 1000 * np.eye(X.shape[1]), X.T @ y)
