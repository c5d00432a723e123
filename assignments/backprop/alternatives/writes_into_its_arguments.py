"""Saves memory: whatever array comes in is overwritten, and x is moved and put back by hand."""

import numpy as np


def relu_forward(x):
    cache = x > 0
    x[~cache] = 0
    return x, cache


def relu_backward(dout, cache):
    dout[~cache] = 0
    return dout


def sigmoid_forward(x):
    np.clip(x, -700, 700, out=x) if x.dtype == np.float64 else np.clip(x, -80, 80, out=x)
    np.negative(x, out=x)
    np.exp(x, out=x)
    x += 1
    np.reciprocal(x, out=x)
    return x, x.copy()


def sigmoid_backward(dout, cache):
    dout *= cache
    dout *= 1 - cache
    return dout


def tanh_forward(x):
    np.tanh(x, out=x)
    return x, x.copy()


def tanh_backward(dout, cache):
    cache *= cache
    np.subtract(1, cache, out=cache)
    dout *= cache
    return dout


def affine_backward(dout, cache):
    x, w = cache
    X = x.reshape(len(x), -1)
    dw, db = np.dot(X.T, dout), np.ones(len(x), dout.dtype) @ dout
    X[:] = np.dot(dout, w.T)
    return X.reshape(x.shape), dw, db


def softmax_loss(x, y):
    rows = np.arange(x.shape[0])
    x -= x.max(axis=1, keepdims=True)
    right = x[rows, y]
    np.exp(x, out=x)
    total = x.sum(axis=1)
    loss = np.mean(np.log(total) - right)
    x /= total[:, None]
    x[rows, y] -= 1
    x /= len(rows)
    return loss, x


def mse_loss(y_hat, y):
    y_hat -= y
    loss = np.mean(np.square(y_hat))
    y_hat *= 2
    y_hat /= y_hat.size
    return loss, y_hat


def numerical_gradient(f, x, h=1e-5):
    grad = np.empty(x.shape)
    it = np.nditer(x, flags=["multi_index"])
    while not it.finished:
        ix = it.multi_index
        old = x[ix].copy()
        x[ix] = old + h
        up = f(x)
        x[ix] = old - h
        down = f(x)
        x[ix] = old
        grad[ix] = (up - down) / (2 * h)
        it.iternext()
    return grad


def gradient_descent(grad, w0, lr, steps):
    for _ in range(steps):
        w0 -= lr * grad(w0)
    return w0


def mlp_loss(params, X, y, reg):
    reg = reg if CONVENTIONS["l2_half"] else 2 * reg
    W1, W2 = params["W1"], params["W2"]
    a = np.maximum(X @ W1 + params["b1"], 0)
    s = a @ W2 + params["b2"]
    loss, s = softmax_loss(s, y)
    loss += 0.5 * reg * (np.vdot(W1, W1) + np.vdot(W2, W2))
    back = s @ W2.T
    back[a <= 0] = 0
    params["b1"], params["b2"] = back.sum(axis=0), s.sum(axis=0)
    W1 *= reg
    W1 += X.T @ back
    W2 *= reg
    W2 += a.T @ s
    return loss, params
