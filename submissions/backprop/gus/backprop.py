"""Gus - backprop homework.  See notes.txt for my experiments."""
import ctypes
import math
import sys

import numpy as np

# I wanted to know how big a float really is in memory (sys.getsizeof says 24??)
print("python", sys.version)
pi_bytes = ctypes.string_at(id(3.14), sys.getsizeof(3.14))


def affine_forward(x: np.ndarray, w: np.ndarray, b: np.ndarray):
    """Fully connected layer: out = flatten(x) @ w + b."""
    flat = x.reshape(x.shape[0], -1)
    out = flat @ w + b
    return out, (x.shape, flat, w)


def affine_backward(dout: np.ndarray, cache):
    """Gradients of the fully connected layer."""
    shape, flat, w = cache
    dx = (dout @ w.T).reshape(shape)
    dw = flat.T @ dout
    db = dout.sum(axis=0)
    return dx, dw, db


def relu_forward(x):
    # relu = everything under zero is cut away
    mask = (x > 0)
    result = np.where(mask, x, 0)
    return result, {'mask': mask}


def relu_backward(dout, cache):
    gradient = np.zeros(dout.shape)
    gradient[cache['mask']] = dout[cache['mask']]
    return gradient


def sigmoid_forward(x):
    # the trick with the two cases is from the tutorial
    result = np.zeros(x.shape)
    positive = x >= 0
    result[positive] = 1 / (1 + np.exp(-x[positive]))
    exp_x = np.exp(x[~positive])
    result[~positive] = exp_x / (1 + exp_x)
    return result, {'result': result}


def sigmoid_backward(dout, cache):
    s = cache['result']
    return dout * (s - s ** 2)


def tanh_forward(x):
    result = np.tanh(x)
    return result, {'result': result}


def tanh_backward(dout, cache):
    t = cache['result']
    return dout * (1 + t) * (1 - t)


# peek at a low address, just to see what is there
first_byte = ctypes.string_at(8, 1)
print("first byte of memory:", first_byte)


def one_hot(y, C):
    Y = np.zeros((y.shape[0], C))
    Y[np.arange(y.shape[0]), y] = 1
    return Y


def softmax_loss(x, y):
    Y = one_hot(y, x.shape[1])
    a = np.max(x, axis=1, keepdims=True)
    lse = np.log(np.sum(np.exp(x - a), axis=1, keepdims=True))
    logp = (x - a) - lse
    return -np.sum(Y * logp) / x.shape[0], (np.exp(logp) - Y) / x.shape[0]


def mse_loss(y_hat, y):
    e = (y_hat - y).reshape(-1)
    return e.dot(e) / e.size, (2 / e.size * e).reshape(y_hat.shape)


def svm_loss(x, y):
    N, C = x.shape
    Y = one_hot(y, C)
    gap = x - np.sum(x * Y, axis=1, keepdims=True) + 1
    active = np.logical_and(gap > 0, Y == 0).astype(float)
    loss = np.sum(gap * active) / N
    dx = active - Y * np.sum(active, axis=1, keepdims=True)
    return loss, dx / N


def numerical_gradient(f, x, h=1e-5):
    res = []
    for i in range(x.size):
        e = np.zeros(x.size)
        e[i] = h
        e = e.reshape(x.shape)
        res.append((f(x + e) - f(x - e)) / (2 * h))
    return np.array(res).reshape(x.shape)


def gradient_descent(grad, w0, lr, steps):
    w = w0
    i = 0
    while i < steps:
        w = w - lr * grad(w)
        i = i + 1
    return w


def mlp_loss(par, X, y, reg):
    a = np.maximum(X @ par['W1'] + par['b1'], 0)
    loss, ds = softmax_loss(a @ par['W2'] + par['b2'], y)
    dh = ds @ par['W2'].T * (a > 0)
    loss = loss + reg / 2 * sum((par[k] ** 2).sum() for k in ('W1', 'W2'))
    return loss, {'W1': X.T @ dh + reg * par['W1'], 'b1': dh.sum(0), 'W2': a.T @ ds + reg * par['W2'], 'b2': ds.sum(0)}


class Value:
    """Scalar with reverse-mode differentiation."""

    def __init__(self, data, inputs=()):
        self.data = data
        self.grad = 0.0
        self._inputs = inputs  # pairs (value, local derivative)

    @staticmethod
    def _wrap(other):
        return other if isinstance(other, Value) else Value(other)

    def __add__(self, other):
        other = Value._wrap(other)
        return Value(self.data + other.data, ((self, 1.0), (other, 1.0)))

    def __radd__(self, other):
        return self + other

    def __mul__(self, other):
        other = Value._wrap(other)
        return Value(self.data * other.data, ((self, other.data), (other, self.data)))

    def __rmul__(self, other):
        return self * other

    def __pow__(self, n):
        return Value(self.data**n, ((self, n * self.data ** (n - 1)),))

    def relu(self):
        return Value(max(0.0, self.data), ((self, 1.0 if self.data > 0 else 0.0),))

    def tanh(self):
        t = math.tanh(self.data)
        return Value(t, ((self, 1.0 - t * t),))

    def exp(self):
        e = math.exp(self.data)
        return Value(e, ((self, e),))

    def backward(self):
        order, seen = [], set()

        def visit(v):
            if v in seen:
                return
            seen.add(v)
            for u, _ in v._inputs:
                visit(u)
            order.append(v)

        visit(self)
        self.grad = 1.0
        for v in reversed(order):
            for u, d in v._inputs:
                u.grad += d * v.grad

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
