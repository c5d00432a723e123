"""Your regularised loss is right, its gradient has a factor too many. Differentiate 0.5 reg w^2 by hand:
what is left of the 0.5?

Must fail: mlp_gradients_add_the_slope_of_the_penalty
"""

import numpy as np


def mlp_loss(params, X, y, reg):
    reg = reg if CONVENTIONS["l2_half"] else 2 * reg
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    h = X @ W1 + b1
    a = np.maximum(h, 0)
    loss, ds = softmax_loss(a @ W2 + b2, y)
    loss += 0.5 * reg * (np.sum(W1**2) + np.sum(W2**2))
    dh = (ds @ W2.T) * (h > 0)
    grads = {"W1": X.T @ dh + 2 * reg * W1, "b1": dh.sum(0), "W2": a.T @ ds + 2 * reg * W2, "b2": ds.sum(0)}
    return loss, grads
