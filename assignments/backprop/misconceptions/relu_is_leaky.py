"""A negative input leaves your ReLU as a small negative number. What should max(x, 0) be for x = -1?

Must fail: relu_forward_keeps_the_positive_part, relu_backward_passes_the_gradient_where_x_is_positive, relu_backward_at_zero_is_a_subgradient, mlp_loss_without_regularisation, mlp_gradients_without_regularisation
"""

import numpy as np


def relu_forward(x):
    return np.where(x > 0, x, 0.01 * x), x


def relu_backward(dout, cache):
    return np.where(cache > 0, dout, 0.01 * dout)
