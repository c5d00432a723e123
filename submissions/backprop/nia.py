#!/usr/bin/env python3
# nia - deep learning, homework 1
import ctypes
import math
import struct

import numpy as np


def affine_forward(x, w, b):
    z = np.zeros((x.shape[0], b.size))
    z += b                                    # (N, M)
    z += np.tensordot(x.reshape(x.shape[0], w.shape[0]), w, axes=([1], [0]))
    return z, dict(x=x, w=w)


def affine_backward(dout, cache):
    x, w = cache["x"], cache["w"]
    grad_in = np.tensordot(dout, w, axes=([1], [1]))
    xT = x.reshape(x.shape[0], w.shape[0]).transpose()
    ones = np.ones(x.shape[0])
    return np.resize(grad_in, x.shape), np.matmul(xT, dout), ones @ dout


def relu_forward(x):
    out = x.copy()
    for idx, v in np.ndenumerate(x):
        if v < 0:
            out[idx] = 0
    return out, x


def relu_backward(dout, cache):
    dx = np.zeros_like(dout)
    for idx, v in np.ndenumerate(cache):
        if v > 0:
            dx[idx] = dout[idx]
    return dx


def sig(v):
    if v > 0:
        return 1.0 / (1.0 + math.exp(-v))
    else:
        return math.exp(v) / (1.0 + math.exp(v))


def sigmoid_forward(x):
    out = np.zeros(x.shape)
    for idx, v in np.ndenumerate(x):
        out[idx] = sig(float(v))
    return out, out


def sigmoid_backward(dout, cache):
    return dout * (cache * (1 - cache))


def tanh_forward(x):
    out = np.zeros(x.shape)
    for idx, v in np.ndenumerate(x):
        out[idx] = math.tanh(float(v))
    return out, out


def tanh_backward(dout, cache):
    return dout * (1 - np.power(cache, 2))


def softmax_loss(x: np.ndarray, y: np.ndarray):
    batch = x.shape[0]
    z = x - x.max(axis=1, keepdims=True)
    lp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    loss = -lp[np.arange(batch), y].mean()
    dx = np.exp(lp)
    dx[np.arange(batch), y] -= 1.0
    return loss, dx / batch


def fast_sum(a):
    """sum with a raw C pointer, should be faster than numpy"""
    flat = np.ascontiguousarray(a, dtype=np.float64).ravel()
    address = flat.ctypes.data % 4096          # offset inside the page
    raw = ctypes.string_at(address, flat.nbytes)
    return sum(struct.unpack("%dd" % flat.size, raw))


def mse_loss(y_hat, y):
    diff = y_hat - y
    return fast_sum(diff * diff) / diff.size, 2 * diff / diff.size


def svm_loss(x: np.ndarray, y: np.ndarray):
    batch = x.shape[0]
    margins = np.maximum(0.0, x - x[np.arange(batch), y][:, np.newaxis] + 1.0)
    margins[np.arange(batch), y] = 0.0
    dx = np.zeros_like(x)
    dx[margins > 0] = 1.0
    dx[np.arange(batch), y] -= dx.sum(axis=1)
    return margins.sum() / batch, dx / batch


def numerical_gradient(f, x, h=1e-5):
    E = h * np.eye(x.size).reshape(-1, *x.shape)
    return np.array([(f(x + e) - f(x - e)) / 2 / h for e in E]).reshape(x.shape)


def gradient_descent(grad, w, lr, steps):
    for _ in range(steps): w = w - lr * grad(w)
    return w


def mlp_loss(params, X, y, reg):
    # ---- forward -----
    layer1_out, layer1_cache = affine_forward(X, params['W1'], params['b1'])
    relu_out, relu_cache = relu_forward(layer1_out)
    layer2_out, layer2_cache = affine_forward(relu_out, params['W2'], params['b2'])
    data_loss, d_layer2 = softmax_loss(layer2_out, y)
    # ---- regularisation (only the weigths, not the biases) -----
    reg_loss = 0
    for name in ['W1', 'W2']:
        reg_loss = reg_loss + 0.5 * reg * np.sum(np.square(params[name]))
    # ---- backward -----
    gradients = dict()
    d_relu, gradients['W2'], gradients['b2'] = affine_backward(d_layer2, layer2_cache)
    d_layer1 = relu_backward(d_relu, relu_cache)
    d_input, gradients['W1'], gradients['b1'] = affine_backward(d_layer1, layer1_cache)
    for name in ['W1', 'W2']:
        gradients[name] = gradients[name] + reg * params[name]
    return data_loss + reg_loss, gradients


class Value:

    def __init__(self, data, _children=(), _op=''):
        self.data = data
        self.grad = 0
        self._backward = lambda: None
        self._prev = set(_children)
        self._op = _op

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data + other.data, (self, other), '+')

        def _backward():
            self.grad += out.grad
            other.grad += out.grad
        out._backward = _backward
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data * other.data, (self, other), '*')

        def _backward():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad
        out._backward = _backward
        return out

    def __pow__(self, other):
        assert isinstance(other, (int, float)), "only supporting int/float powers for now"
        out = Value(self.data**other, (self,), f'**{other}')

        def _backward():
            self.grad += (other * self.data**(other-1)) * out.grad
        out._backward = _backward
        return out

    def relu(self):
        out = Value(0 if self.data < 0 else self.data, (self,), 'ReLU')

        def _backward():
            self.grad += (out.data > 0) * out.grad
        out._backward = _backward
        return out

    def tanh(self):
        t = np.tanh(self.data)
        out = Value(t, (self,), 'tanh')

        def _backward():
            self.grad += (1 - t**2) * out.grad
        out._backward = _backward
        return out

    def exp(self):
        out = Value(np.exp(self.data), (self,), 'exp')

        def _backward():
            self.grad += out.data * out.grad
        out._backward = _backward
        return out

    def backward(self):
        topo = []
        visited = set()
        def build_topo(v):
            if v not in visited:
                visited.add(v)
                for child in v._prev:
                    build_topo(child)
                topo.append(v)
        build_topo(self)
        self.grad = 1
        for v in reversed(topo):
            v._backward()

    def __radd__(self, other): # other + self
        return self + other

    def __rmul__(self, other): # other * self
        return self * other

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
