"""Your loss grows with the number of samples: hand in every sample twice and it doubles. Is the loss here a
sum or a mean?

Must fail: logistic_loss_is_the_mean_over_the_samples, logistic_gradient_is_the_derivative_of_the_loss, logistic_loss_survives_large_margins, logistic_gradient_survives_large_margins
"""
import numpy as np


def logistic_loss(w, X, y):
    m = y * (X @ w)
    sigma = np.exp(-np.logaddexp(0, m))
    return np.logaddexp(0, -m).sum(), -(sigma * y) @ X
