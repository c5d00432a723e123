"""Your regularisation term and its gradient are both off by a factor of two. The handout fixes one factor
in front of reg: which one?

Must fail: mlp_loss_adds_the_penalty_on_the_weights, mlp_gradients_add_the_slope_of_the_penalty
"""

import numpy as np


def mlp_loss(params, X, y, reg):
    decay = 2 * reg if CONVENTIONS["l2_half"] else reg
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    h = X @ W1 + b1
    a = np.maximum(h, 0)
    loss, ds = softmax_loss(a @ W2 + b2, y)
    loss += decay / 2 * (np.sum(W1**2) + np.sum(W2**2))
    dh = (ds @ W2.T) * (h > 0)
    grads = {"W1": X.T @ dh + decay * W1, "b1": dh.sum(0), "W2": a.T @ ds + decay * W2, "b2": ds.sum(0)}
    return loss, grads
