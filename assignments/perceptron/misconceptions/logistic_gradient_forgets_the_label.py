"""Your gradient does not take notice of the labels themselves. Where does y come in when m = y (x . w) is
differentiated by w?

Must fail: logistic_gradient_is_the_derivative_of_the_loss, logistic_gradient_survives_large_margins
"""
import numpy as np


def logistic_loss(w, X, y):
    m = y * (X @ w)
    sigma = np.exp(-np.logaddexp(0, m))
    return np.logaddexp(0, -m).mean(), -sigma @ X / len(X)
