"""Your gradient points the wrong way: a small step along it lowers the loss. If a margin grows, does log(1
+ e^-m) rise or fall?

Must fail: logistic_gradient_is_the_derivative_of_the_loss, logistic_gradient_survives_large_margins
"""
import numpy as np


def logistic_loss(w, X, y):
    m = y * (X @ w)
    sigma = np.exp(-np.logaddexp(0, m))
    return np.logaddexp(0, -m).mean(), (sigma * y) @ X / len(X)
