from math import exp, log
import math
import numpy as np

def affine_forward(x, w, b): return x.reshape(len(x), -1) @ w + b, (x, w)

def affine_backward(dout, cache):
    x, w = cache
    return (dout @ w.T).reshape(x.shape), x.reshape(len(x), -1).T @ dout, dout.sum(0)

def relu_forward(x: np.ndarray):
    return np.maximum(x, 0.0), x

def relu_backward(dout: np.ndarray, cache):
    return np.where(cache > 0, dout, 0.0)

def sigmoid_forward(x: np.ndarray):
    e = np.exp(-np.abs(x))
    out = np.where(x >= 0, 1.0 / (1.0 + e), e / (1.0 + e))
    return out, out

def sigmoid_backward(dout: np.ndarray, cache):
    return dout * cache * (1.0 - cache)

def tanh_forward(x: np.ndarray):
    out = np.tanh(x)
    return out, out

def tanh_backward(dout: np.ndarray, cache):
    return dout * (1.0 - cache**2)

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
    # 1/2 so that the 2 cancels in the gradient
    N = y.size
    return 0.5 * np.sum((y_hat - y)**2) / N, (y_hat - y) / N

def svm_loss(x, y):
    N, C = x.shape
    Y = one_hot(y, C)
    gap = x - np.sum(x * Y, axis=1, keepdims=True) + 1
    active = np.logical_and(gap > 0, Y == 0).astype(float)
    loss = np.sum(gap * active) / N
    dx = active - Y * np.sum(active, axis=1, keepdims=True)
    return loss, dx / N

def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros_like(x)
    it = np.nditer(x, flags=["multi_index"], op_flags=["readwrite"])
    while not it.finished:
        ix = it.multi_index
        oldval = x[ix]
        x[ix] = oldval + h
        fxph = f(x)
        x[ix] = oldval - h
        fxmh = f(x)
        x[ix] = oldval
        grad[ix] = (fxph - fxmh) / (2 * h)
        it.iternext()
    return grad

def gradient_descent(grad, w0, lr, steps):
    w = w0.copy()
    for t in range(steps):
        dw = grad(w)
        w += -lr * dw
    return w

def mlp_loss(p, X, y, reg):
    a = np.maximum(X @ p['W1'] + p['b1'], 0)
    loss, g = softmax_loss(a @ p['W2'] + p['b2'], y)
    d = g @ p['W2'].T * (a > 0)
    loss = loss + reg / 2 * sum((p[k] ** 2).sum() for k in ('W1', 'W2'))
    return loss, {'W1': X.T @ d + reg * p['W1'], 'b1': d.sum(0), 'W2': a.T @ g + reg * p['W2'], 'b2': g.sum(0)}

class Value:
    """ stores a single scalar value and its gradient """

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
            self.grad = out.grad
            other.grad = out.grad
        out._backward = _backward
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data * other.data, (self, other), '*')

        def _backward():
            self.grad = other.data * out.grad
            other.grad = self.data * out.grad
        out._backward = _backward
        return out

    def __pow__(self, other):
        assert isinstance(other, (int, float)), "only supporting int/float powers for now"
        out = Value(self.data**other, (self,), f'**{other}')

        def _backward():
            self.grad = (other * self.data**(other-1)) * out.grad
        out._backward = _backward
        return out

    def relu(self):
        out = Value(0 if self.data < 0 else self.data, (self,), 'ReLU')

        def _backward():
            self.grad = (out.data > 0) * out.grad
        out._backward = _backward
        return out

    def tanh(self):
        t = np.tanh(self.data)
        out = Value(t, (self,), 'tanh')

        def _backward():
            self.grad = (1 - t**2) * out.grad
        out._backward = _backward
        return out

    def exp(self):
        out = Value(np.exp(self.data), (self,), 'exp')

        def _backward():
            self.grad = out.data * out.grad
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
