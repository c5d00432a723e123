"""Back-propagation: fill in every function that raises NotImplementedError.

The handout has the formulas and the conventions. Hand in this file as backprop.py (or the notebook
as backprop.ipynb). Extra functions of your own are welcome; keep the names and the order of arguments.
"""

import numpy as np

# ---- 1. Layers ----------------------------------------------------------------------------------
# A forward function returns (out, cache). The cache is yours: put into it what the backward
# function needs. Nobody else looks inside.


def affine_forward(x, w, b):
    """x (N, d_1, ..., d_k), w (D, M), b (M,) with D = d_1 * ... * d_k  ->  out (N, M), cache."""
    raise NotImplementedError


def affine_backward(dout, cache):
    """dout (N, M)  ->  dx in the shape of x, dw (D, M), db (M,)."""
    raise NotImplementedError


def relu_forward(x):
    """x of any shape  ->  out in the same shape, cache."""
    raise NotImplementedError


def relu_backward(dout, cache):
    """dout in the shape of x  ->  dx in the shape of x."""
    raise NotImplementedError


def sigmoid_forward(x):
    """x of any shape  ->  out in the same shape, cache."""
    raise NotImplementedError


def sigmoid_backward(dout, cache):
    """dout in the shape of x  ->  dx in the shape of x."""
    raise NotImplementedError


def tanh_forward(x):
    """x of any shape  ->  out in the same shape, cache."""
    raise NotImplementedError


def tanh_backward(dout, cache):
    """dout in the shape of x  ->  dx in the shape of x."""
    raise NotImplementedError


# ---- 2. Losses ----------------------------------------------------------------------------------
# Each returns the loss and its gradient with respect to the first argument.


def softmax_loss(x, y):
    """Logits x (N, C), labels y (N,) of integers 0 .. C - 1  ->  loss, dx (N, C)."""
    raise NotImplementedError


def mse_loss(y_hat, y):
    """y_hat and y of the same shape  ->  loss, gradient in that shape."""
    raise NotImplementedError


def svm_loss(x, y):
    """Scores x (N, C), labels y (N,) of integers 0 .. C - 1  ->  loss, dx (N, C)."""
    raise NotImplementedError


# ---- 3. Gradients of any function ---------------------------------------------------------------


def numerical_gradient(f, x, h=1e-5):
    """f takes an array in the shape of x and returns a number  ->  array in the shape of x."""
    raise NotImplementedError


def gradient_descent(grad, w0, lr, steps):
    """grad takes an array in the shape of w0 and returns one  ->  w after so many steps."""
    raise NotImplementedError


# ---- 4. A network of two layers -----------------------------------------------------------------


def mlp_loss(params, X, y, reg):
    """params {"W1": (D, H), "b1": (H,), "W2": (H, C), "b2": (C,)}, X (N, D), y (N,)  ->  loss, grads.

    grads is a dict with the same four keys, each gradient in the shape of its parameter.
    """
    raise NotImplementedError


# ---- 5. Automatic differentiation ---------------------------------------------------------------


class Value:
    """A number that remembers how it was computed.

    data is the number; grad is d(result) / d(this) after result.backward(), and 0 before.
    """

    def __init__(self, data):
        self.data = data
        self.grad = 0.0

    def __add__(self, other):
        """self + other, where other is a Value or a number."""
        raise NotImplementedError

    def __radd__(self, other):
        """other + self, where other is a number."""
        raise NotImplementedError

    def __mul__(self, other):
        """self * other, where other is a Value or a number."""
        raise NotImplementedError

    def __rmul__(self, other):
        """other * self, where other is a number."""
        raise NotImplementedError

    def __pow__(self, n):
        """self ** n, where n is a constant int or float."""
        raise NotImplementedError

    def relu(self):
        """max(self, 0)."""
        raise NotImplementedError

    def tanh(self):
        """The hyperbolic tangent of self."""
        raise NotImplementedError

    def exp(self):
        """e to the power self."""
        raise NotImplementedError

    def backward(self):
        """Fill in the grad of every Value that self was computed from."""
        raise NotImplementedError

    # Given: these follow from + * and **.

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + (-other)

    def __rsub__(self, other):
        return (-self) + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value(data={self.data}, grad={self.grad})"
