"""Your mse is right for one number per sample and too large for several. Over how many numbers
do you take the mean?

Must fail: mse_loss_is_the_mean_over_all_elements, mse_gradient_is_the_derivative_of_the_loss
"""

import numpy as np


def mse_loss(y_hat, y):
    N = y_hat.shape[0]
    return np.sum((y_hat - y) ** 2) / N, 2 * (y_hat - y) / N
