"""Both your mse loss and its gradient come out at half of what is wanted. Textbooks differ in one factor:
which form does the handout ask for?

Must fail: mse_loss_is_the_mean_over_all_elements, mse_gradient_is_the_derivative_of_the_loss
"""

import numpy as np


def mse_loss(y_hat, y):
    diff = y_hat - y
    return 0.5 * np.mean(diff**2), diff / diff.size
