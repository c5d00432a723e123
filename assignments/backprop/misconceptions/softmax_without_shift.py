"""Your softmax is right for small logits and nan for large ones. Adding the same number to a whole row
changes no probability: which number would keep every e^x small?

Must fail: softmax_ignores_a_common_offset, softmax_loss_is_finite_for_every_finite_logit
"""

import numpy as np


def softmax_loss(x, y):
    N = x.shape[0]
    p = np.exp(x) / np.exp(x).sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(N), y]).mean()
    dx = p.copy()
    dx[np.arange(N), y] -= 1
    return loss, dx / N
