"""Your loss is a mean over the samples, and its gradient is too large by a factor. Which factor?
Try one, two and three samples.

Must fail: softmax_gradient_is_the_derivative_of_the_loss, softmax_ignores_a_common_offset, mlp_gradients_without_regularisation
"""

import numpy as np


def softmax_loss(x, y):
    N = x.shape[0]
    z = x - x.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    dx = np.exp(log_p)
    dx[np.arange(N), y] -= 1
    return -log_p[np.arange(N), y].mean(), dx
