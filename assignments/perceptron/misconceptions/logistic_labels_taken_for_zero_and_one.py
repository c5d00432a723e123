"""Your loss is right for y = 1 and wrong for y = -1. Which two labels was the formula you use made for, and
which two are given here?

Must fail: logistic_loss_is_the_mean_over_the_samples, logistic_gradient_is_the_derivative_of_the_loss, logistic_loss_survives_large_margins, logistic_gradient_survives_large_margins
"""
import numpy as np


def logistic_loss(w, X, y):
    z = X @ w
    p = np.exp(-np.logaddexp(0, -z))
    return (np.logaddexp(0, z) - y * z).mean(), X.T @ (p - y) / len(X)
