"""Your relu_backward lets positive gradients through and stops negative ones. Which number decided
on the way forward whether a unit was on: the gradient, or something you knew then?

Must fail: relu_backward_passes_the_gradient_where_x_is_positive, relu_backward_at_zero_is_a_subgradient, mlp_gradients_without_regularisation
"""


def relu_backward(dout, cache):
    return dout * (dout > 0)
