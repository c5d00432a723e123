"""The rows of your hinge gradient do not add up to 0. Each margin holds two scores: what happens
to the loss when the score of the right class rises?

Must fail: svm_gradient_is_the_derivative_of_the_loss
"""

import numpy as np


def svm_loss(x, y):
    N = x.shape[0]
    margins = np.maximum(0, x - x[np.arange(N), y][:, None] + 1)
    margins[np.arange(N), y] = 0
    return margins.sum() / N, (margins > 0).astype(x.dtype) / N
