"""Your hinge loss is too large by exactly 1, while the gradient is right. A class that wins by a lot
should cost nothing: which term of your sum is still there?

Must fail: svm_loss_is_the_mean_hinge
"""

import numpy as np


def svm_loss(x, y):
    N = x.shape[0]
    margins = np.maximum(0, x - x[np.arange(N), y][:, None] + 1)
    loss = margins.sum() / N
    dx = (margins > 0).astype(x.dtype)
    dx[np.arange(N), y] = 0
    dx[np.arange(N), y] = -dx.sum(axis=1)
    return loss, dx / N
