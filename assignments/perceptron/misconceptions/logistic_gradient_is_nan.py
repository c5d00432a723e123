"""Your gradient is nan for samples that are very wrong. Which two huge numbers are divided by each other
there, and how else can the same quotient be written?

Must fail: logistic_gradient_survives_large_margins
"""
import numpy as np


def logistic_loss(w, X, y):
    m = y * (X @ w)
    sigma = np.exp(-m) / (1 + np.exp(-m))
    return np.logaddexp(0, -m).mean(), -(sigma * y) @ X / len(X)
