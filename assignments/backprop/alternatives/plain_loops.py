"""Every layer and loss written with Python loops over single numbers, no matrix products."""

import math

import numpy as np


def affine_forward(x, w, b):
    N = x.shape[0]
    D, M = w.shape
    rows = [list(x[n].flatten()) for n in range(N)]
    out = np.zeros((N, M))
    for n in range(N):
        for m in range(M):
            total = float(b[m])
            for d in range(D):
                total += float(rows[n][d]) * float(w[d, m])
            out[n, m] = total
    return out, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    N = x.shape[0]
    D, M = w.shape
    flat = x.reshape(N, D)
    dflat, dw, db = np.zeros((N, D)), np.zeros((D, M)), np.zeros(M)
    for n in range(N):
        for m in range(M):
            g = float(dout[n, m])
            db[m] += g
            for d in range(D):
                dflat[n, d] += g * float(w[d, m])
                dw[d, m] += g * float(flat[n, d])
    return dflat.reshape(x.shape), dw, db


def each(f, *arrays):
    out = np.zeros(arrays[0].shape)
    for i in np.ndindex(out.shape):
        out[i] = f(*(float(a[i]) for a in arrays))
    return out


def relu_forward(x):
    return each(lambda v: v if v > 0 else 0.0, x), x


def relu_backward(dout, cache):
    return each(lambda g, v: g if v > 0 else 0.0, dout, cache)


def sigmoid(v):
    if v >= 0:
        return 1 / (1 + math.exp(-v))
    return math.exp(v) / (1 + math.exp(v))


def sigmoid_forward(x):
    return each(sigmoid, x), x


def sigmoid_backward(dout, cache):
    return each(lambda g, v: g * sigmoid(v) * sigmoid(-v), dout, cache)


def tanh_forward(x):
    return each(math.tanh, x), x


def tanh_backward(dout, cache):
    return each(lambda g, v: g * (1 - math.tanh(v) ** 2), dout, cache)


def softmax_loss(x, y):
    N, C = x.shape
    loss, dx = 0.0, np.zeros((N, C))
    for n in range(N):
        logits = [float(v) for v in x[n]]
        top = max(logits)
        log_sum = top + math.log(math.fsum(math.exp(v - top) for v in logits))
        loss += (log_sum - logits[y[n]]) / N
        for c in range(C):
            dx[n, c] = (math.exp(logits[c] - log_sum) - (1 if c == y[n] else 0)) / N
    return loss, dx


def mse_loss(y_hat, y):
    pairs = list(zip(y_hat.flatten().tolist(), y.flatten().tolist()))
    loss = sum((p - t) ** 2 for p, t in pairs) / len(pairs)
    return loss, np.array([2 * (p - t) / len(pairs) for p, t in pairs]).reshape(y.shape)


def svm_loss(x, y):
    N, C = x.shape
    loss, dx = 0.0, np.zeros((N, C))
    for n in range(N):
        for c in range(C):
            margin = float(x[n, c]) - float(x[n, y[n]]) + 1.0
            if c != y[n] and margin > 0:
                loss += margin / N
                dx[n, c] += 1 / N
                dx[n, y[n]] -= 1 / N
    return loss, dx


def numerical_gradient(f, x, h=1e-5):
    slopes = []
    for k in range(x.size):
        points = []
        for sign in (1, -1):
            numbers = x.flatten().tolist()
            numbers[k] += sign * h
            points.append(f(np.array(numbers).reshape(x.shape)))
        slopes.append((points[0] - points[1]) / h / 2)
    return np.array(slopes).reshape(x.shape)
