"""Your loss rises with reg even when all weights are 0. Which other parameters do you add up?

Must fail: mlp_loss_adds_the_penalty_on_the_weights, mlp_gradients_add_the_slope_of_the_penalty
"""

import numpy as np


def mlp_loss(params, X, y, reg):
    reg = reg if CONVENTIONS["l2_half"] else 2 * reg
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    h, c1 = affine_forward(X, W1, b1)
    a, c2 = relu_forward(h)
    s, c3 = affine_forward(a, W2, b2)
    loss, ds = softmax_loss(s, y)
    grads = {}
    da, grads["W2"], grads["b2"] = affine_backward(ds, c3)
    _, grads["W1"], grads["b1"] = affine_backward(relu_backward(da, c2), c1)
    for k, p in params.items():
        loss += 0.5 * reg * np.sum(p * p)
        grads[k] = grads[k] + reg * p
    return loss, grads
