"""Your loss is small where the margin is negative, so it praises mistakes. Put in a sample that is far on
its right side: what should its loss be near?

Must fail: logistic_loss_is_the_mean_over_the_samples, logistic_gradient_is_the_derivative_of_the_loss, logistic_loss_survives_large_margins, logistic_gradient_survives_large_margins
"""
import numpy as np


def logistic_loss(w, X, y):
    m = y * (X @ w)
    sigma = np.exp(-np.logaddexp(0, m))
    return np.logaddexp(0, m).mean(), ((1 - sigma) * y) @ X / len(X)
