"""torch does the calculus: caches keep a graph, backward functions ask autograd, tensors are returned."""

import numpy as np
import torch
import torch.nn.functional as F


def leaf(a):
    return torch.tensor(np.array(a)).requires_grad_()


def affine_forward(x, w, b):
    x, w, b = leaf(x), leaf(w), leaf(b)
    out = x.flatten(start_dim=1) @ w + b
    return out, (out, [x, w, b])


def affine_backward(dout, cache):
    out, leaves = cache
    return torch.autograd.grad(out, leaves, torch.as_tensor(np.array(dout)), retain_graph=True)


def forward(f, x):
    x = leaf(x)
    out = f(x)
    return out.detach(), (out, x)


def backward(dout, cache):
    out, x = cache
    (dx,) = torch.autograd.grad(out, x, torch.as_tensor(np.array(dout)), retain_graph=True)
    return dx


def relu_forward(x):
    return forward(torch.relu, x)


def sigmoid_forward(x):
    return forward(torch.sigmoid, x)


def tanh_forward(x):
    return forward(torch.tanh, x)


relu_backward = backward
sigmoid_backward = backward
tanh_backward = backward


def softmax_loss(x, y):
    x = leaf(x)
    loss = F.cross_entropy(x, torch.as_tensor(np.array(y)).long())
    loss.backward()
    return loss, x.grad


def mse_loss(y_hat, y):
    y_hat = leaf(y_hat)
    loss = F.mse_loss(y_hat, torch.as_tensor(np.array(y)))
    loss.backward()
    return loss.item(), y_hat.grad


def svm_loss(x, y):
    x = leaf(x)
    y = torch.as_tensor(np.array(y)).long()
    gap = (x - x.gather(1, y[:, None]) + 1).clamp(min=0)
    keep = ~F.one_hot(y, x.shape[1]).bool()
    loss = (gap * keep).sum() / len(x)
    loss.backward()
    return loss, x.grad.numpy()


def mlp_loss(params, X, y, reg):
    reg = reg if CONVENTIONS["l2_half"] else 2 * reg
    p = {name: leaf(value) for name, value in params.items()}
    hidden = torch.relu(torch.as_tensor(np.array(X)) @ p["W1"] + p["b1"])
    loss = F.cross_entropy(hidden @ p["W2"] + p["b2"], torch.as_tensor(np.array(y)).long())
    loss = loss + 0.5 * reg * (p["W1"].pow(2).sum() + p["W2"].pow(2).sum())
    loss.backward()
    return loss.detach(), {name: t.grad for name, t in p.items()}


class Value:
    """Wraps a double tensor; data and grad are read from it."""

    def __init__(self, data):
        self.t = data if torch.is_tensor(data) else torch.tensor(float(data), dtype=torch.float64)
        if not self.t.requires_grad:
            self.t.requires_grad_()
        if not self.t.is_leaf:
            self.t.retain_grad()

    data = property(lambda self: self.t.item())
    grad = property(lambda self: 0.0 if self.t.grad is None else self.t.grad.item())

    def __add__(self, other):
        return Value(self.t + (other.t if isinstance(other, Value) else other))

    def __mul__(self, other):
        return Value(self.t * (other.t if isinstance(other, Value) else other))

    def __pow__(self, n):
        return Value(self.t**n)

    __radd__ = __add__
    __rmul__ = __mul__

    def relu(self):
        return Value(self.t.relu())

    def tanh(self):
        return Value(self.t.tanh())

    def exp(self):
        return Value(self.t.exp())

    def backward(self):
        self.t.backward()

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
