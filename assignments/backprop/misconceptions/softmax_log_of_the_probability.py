"""Your loss is infinite when the right class is far behind. The probability is rounded to 0 there,
and log 0 is lost: can you write log p without ever computing p?

Must fail: softmax_loss_is_finite_for_every_finite_logit
"""

import numpy as np


def softmax_loss(x, y):
    N = x.shape[0]
    e = np.exp(x - x.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(N), y]).mean()
    p[np.arange(N), y] -= 1
    return loss, p / N
