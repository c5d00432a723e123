"""In your gradient the samples that are right count most, and those that are wrong hardly at all. What
should a sample with a margin of 20 still contribute?

Must fail: logistic_gradient_is_the_derivative_of_the_loss, logistic_gradient_survives_large_margins
"""
import numpy as np


def logistic_loss(w, X, y):
    m = y * (X @ w)
    sigma = np.exp(-np.logaddexp(0, m))
    return np.logaddexp(0, -m).mean(), -((1 - sigma) * y) @ X / len(X)
