"""Your loss is right to seven digits and no better, and it stops growing where the right class has almost no
chance. What is added to the probability before the logarithm, and what does that do to a p of 1e-12?

Must fail: softmax_loss_is_the_mean_cross_entropy, softmax_ignores_a_common_offset,
softmax_loss_is_finite_for_every_finite_logit, mlp_loss_without_regularisation
"""

import numpy as np


def softmax_loss(x, y):
    N = len(x)
    p = np.exp(x - x.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(N), y] + 1e-8).sum() / N
    dx = p.copy()
    dx[np.arange(N), y] -= 1
    return loss, dx / N
