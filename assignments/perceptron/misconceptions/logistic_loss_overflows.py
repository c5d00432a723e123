"""Your loss is infinite (or nan) for a sample that is very wrong, where it should be about -m. How large is
e^-m at m = -1000, and do you need that number at all?

Must fail: logistic_loss_survives_large_margins
"""
import numpy as np


def logistic_loss(w, X, y):
    m = y * (X @ w)
    sigma = np.exp(-np.logaddexp(0, m))
    return np.log(1 + np.exp(-m)).mean(), -(sigma * y) @ X / len(X)
