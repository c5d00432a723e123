"""Your validation error falls and rises again, but the weights you return are those of the end. Which of
all the weights on the way do you want?

Must fail: cure_does_well_on_held_out_data
"""

import numpy as np


def cure(X, y, X_val, y_val):
    w, losses = np.zeros(X.shape[1]), []
    for _ in range(5000):
        w = w - 0.3 * 2 * X.T @ (X @ w - y) / len(y)
        losses.append(((X_val @ w - y_val) ** 2).mean())
    return w
