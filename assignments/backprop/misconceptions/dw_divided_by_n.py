"""Your dw shrinks when there are more samples. Somebody divides by N here, and the loss does so already:
how often should it happen on the way back?

Must fail: affine_backward_gives_dw, mlp_gradients_without_regularisation
"""

import numpy as np


def affine_backward(dout, cache):
    x, w = cache
    N = x.shape[0]
    X = x.reshape(N, -1)
    return (dout @ w.T).reshape(x.shape), X.T @ dout / N, np.sum(dout, axis=0)
