"""Your gradient is right for one sample and too large for more, while your loss is fine. How did the loss
go from one sample to all, and did the gradient go the same way?

Must fail: logistic_gradient_is_the_derivative_of_the_loss, logistic_gradient_survives_large_margins
"""
import numpy as np


def logistic_loss(w, X, y):
    m = y * (X @ w)
    sigma = np.exp(-np.logaddexp(0, m))
    return np.logaddexp(0, -m).mean(), -(sigma * y) @ X
