"""Back-propagation: every layer forward, every layer back, and a scalar engine that does it by itself.

    N  samples, D features, C classes, H hidden units, M outputs of a layer
    x  (N, d_1, ..., d_k)  input of a layer, one sample a row; D = d_1 ... d_k
    w  (D, M)              weights;  b (M,) biases
    out, dout              a layer's output, and the gradient of the loss with respect to it
    dx, dw, db             gradients of the loss, each in the shape of x, w, b
    y  (N,)                labels 0 .. C - 1 (mse_loss: targets in the shape of y_hat)

A forward function returns (out, cache); its backward function gets that cache back untouched.
"""

import math

import numpy as np

### BEGIN SOLUTION
CONVENTIONS = {"l2_half": True}  # whether the penalty of mlp_loss has a factor 1/2
### END SOLUTION

# ---- 1. Layers ----------------------------------------------------------------------------------
# The cache is yours: put into it what the backward function needs. Nobody else looks inside.


def affine_forward(x, w, b):
    """x (N, d_1, ..., d_k), w (D, M), b (M,) with D = d_1 * ... * d_k  ->  out (N, M), cache."""
    ### BEGIN SOLUTION
    # out = X w + b, where X is x with every sample flattened to a row.
    X = x.reshape(len(x), -1)  # (N, D)
    return X @ w + b, (x, w)  # (N, M)
    ### END SOLUTION


def affine_backward(dout, cache):
    """dout (N, M)  ->  dx in the shape of x, dw (D, M), db (M,)."""
    ### BEGIN SOLUTION
    # dX = dout w^T, dw = X^T dout, db = the sum of dout over the samples.
    x, w = cache
    X = x.reshape(len(x), -1)  # (N, D)
    dx = (dout @ w.T).reshape(x.shape)  # (N, d_1, ..., d_k)
    return dx, X.T @ dout, dout.sum(axis=0)  # dw (D, M), db (M,)
    ### END SOLUTION


def relu_forward(x):
    """x of any shape  ->  out in the same shape, cache."""
    ### BEGIN SOLUTION
    # out = max(x, 0), element by element.
    return np.maximum(x, 0), x
    ### END SOLUTION


def relu_backward(dout, cache):
    """dout in the shape of x  ->  dx in the shape of x."""
    ### BEGIN SOLUTION
    # dx = dout where x > 0, else 0.
    x = cache
    return np.where(x > 0, dout, 0)
    ### END SOLUTION


def sigmoid_forward(x):
    """x of any shape  ->  out in the same shape, cache."""
    ### BEGIN SOLUTION
    # s = 1 / (1 + e^-x), written with e^-|x| so that nothing overflows.
    z = np.exp(-np.abs(x))
    s = np.where(x >= 0, 1, z) / (1 + z)
    return s, s
    ### END SOLUTION


def sigmoid_backward(dout, cache):
    """dout in the shape of x  ->  dx in the shape of x."""
    ### BEGIN SOLUTION
    # dx = dout s (1 - s).
    s = cache
    return dout * s * (1 - s)
    ### END SOLUTION


def tanh_forward(x):
    """x of any shape  ->  out in the same shape, cache."""
    ### BEGIN SOLUTION
    # t = (e^x - e^-x) / (e^x + e^-x).
    t = np.tanh(x)
    return t, t
    ### END SOLUTION


def tanh_backward(dout, cache):
    """dout in the shape of x  ->  dx in the shape of x."""
    ### BEGIN SOLUTION
    # dx = dout (1 - t^2).
    t = cache
    return dout * (1 - t**2)
    ### END SOLUTION


# ---- 2. Losses ----------------------------------------------------------------------------------
# Each returns the loss and its gradient with respect to the first argument.


def softmax_loss(x, y):
    """Logits x (N, C), labels y (N,) of integers 0 .. C - 1  ->  loss, dx (N, C)."""
    ### BEGIN SOLUTION
    # Mean over the samples of -log p_y, where p = softmax of the row of logits x (N, C).
    N = len(x)
    rows = np.arange(N)
    shifted = x - x.max(axis=1, keepdims=True)  # (N, C), largest of each row is 0
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))  # (N, C)
    dx = np.exp(log_p)
    dx[rows, y] -= 1
    return -log_p[rows, y].sum() / N, dx / N
    ### END SOLUTION


def mse_loss(y_hat, y):
    """y_hat and y of the same shape  ->  loss, gradient in that shape."""
    ### BEGIN SOLUTION
    # Mean over all elements of (y_hat - y)^2, any shape.
    error = y_hat - y
    return (error**2).sum() / error.size, 2 * error / error.size
    ### END SOLUTION


def svm_loss(x, y):
    """Scores x (N, C), labels y (N,) of integers 0 .. C - 1  ->  loss, dx (N, C)."""
    ### BEGIN SOLUTION
    # Mean over the samples of sum_{j != y} max(0, x_j - x_y + 1), scores x (N, C).
    N = len(x)
    rows = np.arange(N)
    margins = np.maximum(x - x[rows, y][:, None] + 1, 0)  # (N, C)
    margins[rows, y] = 0
    dx = (margins > 0).astype(x.dtype)  # (N, C)
    dx[rows, y] = -dx.sum(axis=1)
    return margins.sum() / N, dx / N
    ### END SOLUTION


# ---- 3. Gradients of any function ---------------------------------------------------------------
# `f` and `grad` are functions that are handed to you: call them.


def numerical_gradient(f, x, h=1e-5):
    """f takes an array in the shape of x and returns a number  ->  array in the shape of x."""
    ### BEGIN SOLUTION
    # (f(x + h e_i) - f(x - h e_i)) / 2h for every element i of x.
    slopes = np.empty_like(x)
    for i in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[i] = h
        slopes[i] = (f(x + step) - f(x - step)) / (2 * h)
    return slopes  # shape of x
    ### END SOLUTION


def gradient_descent(grad, w0, lr, steps):
    """grad takes an array in the shape of w0 and returns one  ->  w after so many steps."""
    ### BEGIN SOLUTION
    # w_steps, where w_{k+1} = w_k - lr grad(w_k).
    w = np.array(w0)
    for _ in range(steps):
        w = w - lr * grad(w)
    return w  # shape of w0
    ### END SOLUTION


# ---- 4. A network of two layers -----------------------------------------------------------------
# Build it from the functions above.


def mlp_loss(params, X, y, reg):
    """params {"W1": (D, H), "b1": (H,), "W2": (H, C), "b2": (C,)}, X (N, D), y (N,)  ->  loss, grads.

    grads is a dict with the same four keys, each gradient in the shape of its parameter.
    """
    ### BEGIN SOLUTION
    # Softmax loss of affine - ReLU - affine, plus reg / 2 (|W1|^2 + |W2|^2), or twice that; X (N, D).
    W1, b1, W2, b2 = (params[name] for name in ("W1", "b1", "W2", "b2"))
    hidden, cache1 = affine_forward(X, W1, b1)  # (N, H)
    active, cache_relu = relu_forward(hidden)
    scores, cache2 = affine_forward(active, W2, b2)  # (N, C)
    loss, dscores = softmax_loss(scores, y)

    dactive, dW2, db2 = affine_backward(dscores, cache2)
    _, dW1, db1 = affine_backward(relu_backward(dactive, cache_relu), cache1)
    decay = reg if CONVENTIONS["l2_half"] else 2 * reg
    loss = loss + decay / 2 * ((W1**2).sum() + (W2**2).sum())
    return loss, {"W1": dW1 + decay * W1, "b1": db1, "W2": dW2 + decay * W2, "b2": db2}
    ### END SOLUTION


# ---- 5. Automatic differentiation ---------------------------------------------------------------
# Every operation makes a new Value. Store in it what backward() will need.


class Value:
    """A number that remembers how it was computed.

    data is the number; grad is d(result) / d(this) after result.backward(), and 0 before.
    """

    ### BEGIN SOLUTION
    def __init__(self, data, parts=()):
        self.data = data
        self.grad = 0.0
        self.parts = parts  # what it was made of: (part, slope), where slope = d self / d part

    ### END SOLUTION
    ### BEGIN STARTER
    # def __init__(self, data):
    #     self.data = data
    #     self.grad = 0.0
    ### END STARTER

    def __add__(self, other):
        """self + other, where other is a Value or a number."""
        ### BEGIN SOLUTION
        other = as_value(other)
        return Value(self.data + other.data, ((self, 1.0), (other, 1.0)))
        ### END SOLUTION

    def __radd__(self, other):
        """other + self, where other is a number."""
        ### BEGIN SOLUTION
        return self + other
        ### END SOLUTION

    def __mul__(self, other):
        """self * other, where other is a Value or a number."""
        ### BEGIN SOLUTION
        other = as_value(other)
        return Value(self.data * other.data, ((self, other.data), (other, self.data)))
        ### END SOLUTION

    def __rmul__(self, other):
        """other * self, where other is a number."""
        ### BEGIN SOLUTION
        return self * other
        ### END SOLUTION

    def __pow__(self, n):
        """self ** n, where n is a constant int or float."""
        ### BEGIN SOLUTION
        slope = n * self.data ** (n - 1) if n else 0.0  # v^0 is 1, also at v = 0
        return Value(self.data**n, ((self, slope),))
        ### END SOLUTION

    def relu(self):
        """max(self, 0)."""
        ### BEGIN SOLUTION
        return Value(max(self.data, 0.0), ((self, float(self.data > 0)),))
        ### END SOLUTION

    def tanh(self):
        """The hyperbolic tangent of self."""
        ### BEGIN SOLUTION
        # t = tanh v, slope 1 - t^2.
        t = math.tanh(self.data)
        return Value(t, ((self, 1 - t**2),))
        ### END SOLUTION

    def exp(self):
        """e to the power self."""
        ### BEGIN SOLUTION
        # e^v, its own slope.
        e = math.exp(self.data)
        return Value(e, ((self, e),))
        ### END SOLUTION

    def backward(self):
        """Fill in the grad of every Value that self was computed from."""
        ### BEGIN SOLUTION
        # Add d self / d v to the grad of every v that self was made of (once a graph).
        self.grad = 1.0
        for value in reversed(parts_first(self)):
            for part, slope in value.parts:
                part.grad += slope * value.grad
        ### END SOLUTION

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


### BEGIN SOLUTION
def as_value(number):
    """A Value stays itself; a number becomes a constant."""
    return number if isinstance(number, Value) else Value(number)


def parts_first(root):
    """root and all it was made of, each after its own parts (a topological order, without recursion)."""
    order, seen, todo = [], set(), [(root, False)]
    while todo:
        value, ready = todo.pop()
        if ready:
            order.append(value)
        elif value not in seen:
            seen.add(value)
            todo.append((value, True))
            todo.extend((part, False) for part, _ in value.parts)
    return order


### END SOLUTION
