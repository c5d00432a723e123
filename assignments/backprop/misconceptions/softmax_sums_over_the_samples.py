"""Your loss grows with the number of samples while its gradient does not. Copy every sample twice:
should the loss change?

Must fail: softmax_loss_is_the_mean_cross_entropy, softmax_ignores_a_common_offset, softmax_loss_is_finite_for_every_finite_logit, mlp_loss_without_regularisation
"""

import numpy as np


def softmax_loss(x, y):
    N = x.shape[0]
    z = x - x.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    dx = np.exp(log_p)
    dx[np.arange(N), y] -= 1
    return -log_p[np.arange(N), y].sum(), dx / N
