"""Every sum over an index spelled with einsum, one-hot labels, lists returned instead of tuples."""

import numpy as np


def affine_forward(x, w, b):
    X = np.einsum("n...->n...", x).reshape(len(x), w.shape[0])
    return [np.einsum("nd,dm->nm", X, w) + b[None, :], [X, w, x.shape]]


def affine_backward(dout, cache):
    X, w, shape = cache
    return [
        np.einsum("nm,dm->nd", dout, w).reshape(shape),
        np.einsum("nd,nm->dm", X, dout),
        np.einsum("nm->m", dout),
    ]


def relu_forward(x):
    on = (x > 0).astype(x.dtype)
    return [np.einsum("...,...->...", x, on), on]


def relu_backward(dout, cache):
    return np.einsum("...,...->...", dout, cache)


def softmax_loss(x, y):
    N, C = x.shape
    target = np.eye(C, dtype=x.dtype)[y]
    z = x - x.max(axis=1)[:, None]
    log_p = z - np.log(np.einsum("nc->n", np.exp(z)))[:, None]
    loss = -np.einsum("nc,nc->", target, log_p) / N
    return [loss, (np.exp(log_p) - target) / N]


def mse_loss(y_hat, y):
    d = (y_hat - y).ravel()
    return [np.einsum("i,i->", d, d) / d.size, (2 * d / d.size).reshape(y.shape)]


def svm_loss(x, y):
    N, C = x.shape
    target = np.eye(C, dtype=bool)[y]
    gap = x - np.einsum("nc,nc->n", x, target)[:, None] + 1
    hit = ((gap > 0) & ~target).astype(x.dtype)
    dx = hit - np.einsum("nc->n", hit)[:, None] * target
    return [np.einsum("nc,nc->", gap, hit) / N, dx / N]


def mlp_loss(params, X, y, reg):
    reg = reg if CONVENTIONS["l2_half"] else 2 * reg
    a = X @ params["W1"] + params["b1"]
    on = a > 0
    a = a * on
    loss, g = softmax_loss(np.einsum("nh,hc->nc", a, params["W2"]) + params["b2"], y)
    back = np.einsum("nc,hc,nh->nh", g, params["W2"], on)
    grads = dict(
        b2=np.einsum("nc->c", g),
        W2=np.einsum("nh,nc->hc", a, g) + reg * params["W2"],
        b1=np.einsum("nh->h", back),
        W1=np.einsum("nd,nh->dh", X, back) + reg * params["W1"],
    )
    for k in ("W1", "W2"):
        loss = loss + reg * np.einsum("ij,ij->", params[k], params[k]) / 2
    return [loss, grads]
