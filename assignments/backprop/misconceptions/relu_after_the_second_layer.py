"""Your scores are never negative, and your hidden units sometimes are. Between which two layers does
the handout put the ReLU?

Must fail: mlp_loss_without_regularisation, mlp_gradients_without_regularisation
"""

import numpy as np


def mlp_loss(params, X, y, reg):
    reg = reg if CONVENTIONS["l2_half"] else 2 * reg
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    h, c1 = affine_forward(X, W1, b1)
    s, c2 = affine_forward(h, W2, b2)
    out, c3 = relu_forward(s)
    loss, dout = softmax_loss(out, y)
    loss += 0.5 * reg * (np.sum(W1 * W1) + np.sum(W2 * W2))
    dh, dW2, db2 = affine_backward(relu_backward(dout, c3), c2)
    _, dW1, db1 = affine_backward(dh, c1)
    return loss, {"W1": dW1 + reg * W1, "b1": db1, "W2": dW2 + reg * W2, "b2": db2}
