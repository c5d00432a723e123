"""Caches are a namedtuple, an object, a closure and a dict; results are namedtuples; grads is an OrderedDict."""

from collections import OrderedDict, namedtuple

import numpy as np

AffineCache = namedtuple("AffineCache", "x w b")
AffineGrads = namedtuple("AffineGrads", ["dx", "dw", "db"])
LossAndGrad = namedtuple("LossAndGrad", "loss grad")


def affine_forward(x, w, b):
    out = np.matmul(np.stack([sample.ravel() for sample in x]), w) + b
    return out, AffineCache(x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    dx = np.matmul(dout, np.transpose(w)).reshape(cache.x.shape)
    dw = np.zeros_like(w)
    db = np.zeros_like(b)
    for sample, g in zip(x, dout):
        dw += sample.ravel()[:, None] * g
        db += g
    return AffineGrads(dx=dx, db=db, dw=dw)


class Switches:
    """Remembers which units were on."""

    def __init__(self, x):
        self.on = np.heaviside(x, 0.5)

    def __call__(self, dout):
        return self.on * dout


def relu_forward(x):
    return x.clip(min=0), Switches(x)


def relu_backward(dout, cache):
    return cache(dout)


def sigmoid_forward(x):
    s = 0.5 * (1 + np.tanh(0.5 * x))
    return s, lambda dout: dout * s * (1 - s)


def sigmoid_backward(dout, cache):
    return cache(dout)


def tanh_forward(x):
    out = np.tanh(x)
    return out, {"out": out, "name": "tanh", "calls": 0}


def tanh_backward(dout, cache):
    cache["calls"] += 1
    return dout - dout * cache["out"] ** 2


def softmax_loss(x, y):
    n = x.shape[0]
    z = x - np.amax(x, axis=1)[:, np.newaxis]
    norm = np.log(np.sum(np.exp(z), axis=1))
    p = np.exp(z - norm[:, np.newaxis])
    p[list(range(n)), y] -= 1.0
    return LossAndGrad((norm - z[list(range(n)), y]).mean(), p / n)


def mse_loss(y_hat, y):
    return LossAndGrad(np.square(y_hat - y).mean(), (y_hat - y) * 2 / np.prod(y.shape))


def mlp_loss(params, X, y, reg):
    reg = reg if CONVENTIONS["l2_half"] else 2 * reg
    h, cache_h = affine_forward(X, params["W1"], params["b1"])
    a, cache_a = relu_forward(h)
    s, cache_s = affine_forward(a, params["W2"], params["b2"])
    result = softmax_loss(s, y)
    top = affine_backward(result.grad, cache_s)
    bottom = affine_backward(relu_backward(top.dx, cache_a), cache_h)
    grads = OrderedDict()
    grads["W2"] = top.dw + reg * params["W2"]
    grads["W1"] = bottom.dw + reg * params["W1"]
    grads["b2"], grads["b1"] = top.db, bottom.db
    total = result.loss + reg * 0.5 * sum((params[k] ** 2).sum() for k in grads if k.startswith("W"))
    return LossAndGrad(total, grads)
