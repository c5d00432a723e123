"""Your softmax fails when one sample has much larger logits than another. After your shift, what is the
largest entry of each row?

Must fail: softmax_ignores_a_common_offset, softmax_loss_is_finite_for_every_finite_logit
"""

import numpy as np


def softmax_loss(x, y):
    N = len(y)
    z = x - np.max(x)
    log_p = z - np.log(np.exp(z).sum(axis=1))[:, None]
    dx = np.exp(log_p)
    dx[range(N), y] -= 1
    return -log_p[range(N), y].mean(), dx / N
