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

CONVENTIONS = {"l2_half": True}  # whether the penalty of mlp_loss has a factor 1/2

# ---- layers -------------------------------------------------------------------------------------


def affine_forward(x, w, b):
    """out = X w + b, where X is x with every sample flattened to a row."""
    X = x.reshape(len(x), -1)  # (N, D)
    return X @ w + b, (x, w)  # (N, M)


def affine_backward(dout, cache):
    """dX = dout w^T, dw = X^T dout, db = the sum of dout over the samples."""
    x, w = cache
    X = x.reshape(len(x), -1)  # (N, D)
    dx = (dout @ w.T).reshape(x.shape)  # (N, d_1, ..., d_k)
    return dx, X.T @ dout, dout.sum(axis=0)  # dw (D, M), db (M,)


def relu_forward(x):
    """out = max(x, 0), element by element."""
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    """dx = dout where x > 0, else 0."""
    x = cache
    return np.where(x > 0, dout, 0)


def sigmoid_forward(x):
    """s = 1 / (1 + e^-x), written with e^-|x| so that nothing overflows."""
    z = np.exp(-np.abs(x))
    s = np.where(x >= 0, 1, z) / (1 + z)
    return s, s


def sigmoid_backward(dout, cache):
    """dx = dout s (1 - s)."""
    s = cache
    return dout * s * (1 - s)


def tanh_forward(x):
    """t = (e^x - e^-x) / (e^x + e^-x)."""
    t = np.tanh(x)
    return t, t


def tanh_backward(dout, cache):
    """dx = dout (1 - t^2)."""
    t = cache
    return dout * (1 - t**2)


# ---- losses: (loss, its gradient with respect to the first argument) ------------------------------


def softmax_loss(x, y):
    """Mean over the samples of -log p_y, where p = softmax of the row of logits x (N, C)."""
    N = len(x)
    rows = np.arange(N)
    shifted = x - x.max(axis=1, keepdims=True)  # (N, C), largest of each row is 0
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))  # (N, C)
    dx = np.exp(log_p)
    dx[rows, y] -= 1
    return -log_p[rows, y].sum() / N, dx / N


def mse_loss(y_hat, y):
    """Mean over all elements of (y_hat - y)^2, any shape."""
    error = y_hat - y
    return (error**2).sum() / error.size, 2 * error / error.size


def svm_loss(x, y):
    """Mean over the samples of sum_{j != y} max(0, x_j - x_y + 1), scores x (N, C)."""
    N = len(x)
    rows = np.arange(N)
    margins = np.maximum(x - x[rows, y][:, None] + 1, 0)  # (N, C)
    margins[rows, y] = 0
    dx = (margins > 0).astype(x.dtype)  # (N, C)
    dx[rows, y] = -dx.sum(axis=1)
    return margins.sum() / N, dx / N


# ---- gradients of any function, and what they are for ---------------------------------------------


def numerical_gradient(f, x, h=1e-5):
    """(f(x + h e_i) - f(x - h e_i)) / 2h for every element i of x."""
    slopes = np.empty_like(x)
    for i in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[i] = h
        slopes[i] = (f(x + step) - f(x - step)) / (2 * h)
    return slopes  # shape of x


def gradient_descent(grad, w0, lr, steps):
    """w_steps, where w_{k+1} = w_k - lr grad(w_k)."""
    w = np.array(w0)
    for _ in range(steps):
        w = w - lr * grad(w)
    return w  # shape of w0


def mlp_loss(params, X, y, reg):
    """Softmax loss of affine - ReLU - affine, plus reg / 2 (|W1|^2 + |W2|^2), or twice that; X (N, D)."""
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


# ---- a scalar engine --------------------------------------------------------------------------------


class Value:
    """A number that remembers what it was made of, so that backward() can send gradients there.

    data   the number
    grad   d root / d self after root.backward(), 0 before
    parts  the (part, slope) it was made of; slope = d self / d part
    """

    def __init__(self, data, parts=()):
        self.data = data
        self.grad = 0.0
        self.parts = parts

    def __repr__(self):
        return f"Value(data={self.data}, grad={self.grad})"

    def __add__(self, other):
        other = as_value(other)
        return Value(self.data + other.data, ((self, 1.0), (other, 1.0)))

    def __mul__(self, other):
        other = as_value(other)
        return Value(self.data * other.data, ((self, other.data), (other, self.data)))

    def __pow__(self, n):
        slope = n * self.data ** (n - 1) if n else 0.0  # v^0 is 1, also at v = 0
        return Value(self.data**n, ((self, slope),))

    def relu(self):
        """max(v, 0)."""
        return Value(max(self.data, 0.0), ((self, float(self.data > 0)),))

    def tanh(self):
        """t = tanh v, slope 1 - t^2."""
        t = math.tanh(self.data)
        return Value(t, ((self, 1 - t**2),))

    def exp(self):
        """e^v, its own slope."""
        e = math.exp(self.data)
        return Value(e, ((self, e),))

    def backward(self):
        """Add d self / d v to the grad of every v that self was made of (once a graph)."""
        self.grad = 1.0
        for value in reversed(parts_first(self)):
            for part, slope in value.parts:
                part.grad += slope * value.grad

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -as_value(other)

    def __truediv__(self, other):
        return self * as_value(other) ** -1

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __rsub__(self, other):
        return as_value(other) - self

    def __rtruediv__(self, other):
        return as_value(other) / self


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
