"""Your gradients of W2 and b2 are right, those of W1 and b1 are not. A hidden unit that was off did not
influence the loss: does your backward pass know which ones were?

Must fail: mlp_gradients_without_regularisation
"""

import numpy as np


def mlp_loss(params, X, y, reg):
    reg = reg if CONVENTIONS["l2_half"] else 2 * reg
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    a = np.maximum(X @ W1 + b1, 0)
    loss, ds = softmax_loss(a @ W2 + b2, y)
    loss += 0.5 * reg * ((W1**2).sum() + (W2**2).sum())
    dh = ds @ W2.T
    return loss, {"W1": X.T @ dh + reg * W1, "b1": dh.sum(0), "W2": a.T @ ds + reg * W2, "b2": ds.sum(0)}
