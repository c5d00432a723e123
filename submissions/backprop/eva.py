import math
import numpy as np

# eva, hw backprop. loops are slow but i understand them

def affine_forward(x, w, b):
  num = x.shape[0]
  out = np.zeros((num, w.shape[1]))
  for i in range(num):
    for j in range(w.shape[1]):
      out[i, j] = np.dot(x[i].flatten(), w[:, j]) + b[j]
  return out, [x, w, b]

def affine_backward(dout, cache):
  x, w, b = cache
  dx = np.zeros(x.shape)
  dw = np.zeros(w.shape)
  db = np.zeros(b.shape)
  for i in range(x.shape[0]):
    dx[i] = w.dot(dout[i]).reshape(x[i].shape)
    dw += np.outer(x[i].flatten(), dout[i])
    for j in range(len(db)):
      db[j] += dout[i, j]
  return dx, dw, db

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

def softmax_loss(x, y):
  N, C = x.shape
  loss = 0
  dx = np.zeros(x.shape)
  for i in range(N):
    m = max(x[i])
    total = 0
    for c in range(C):
      total += math.exp(x[i, c] - m)
    loss += math.log(total) - (x[i, y[i]] - m)
    for c in range(C):
      dx[i, c] = math.exp(x[i, c] - m) / total
    dx[i, y[i]] -= 1
  return loss / N, dx / N

def mse_loss(y_hat, y):
  loss = 0
  for a, b in zip(y_hat.flatten(), y.flatten()):
    loss += (a - b) ** 2
  return loss / y.size, 2 * (y_hat - y) / y.size

def svm_loss(x, y):
  N, C = x.shape
  loss = 0
  dx = np.zeros(x.shape)
  for i in range(N):
    for j in range(C):
      if j == y[i]:
        continue
      m = x[i, j] - x[i, y[i]] + 1
      if m > 0:
        loss += m
        dx[i, j] += 1
        dx[i, y[i]] -= 1
  return loss / N, dx / N

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
  return w

def mlp_loss(params, X, y, reg):
  W1, b1 = params['W1'], params['b1']
  W2, b2 = params['W2'], params['b2']
  N, D = X.shape

  # Forward pass
  z1 = X.dot(W1) + b1
  a1 = np.maximum(0, z1)
  scores = a1.dot(W2) + b2

  # Loss
  loss, dscores = softmax_loss(scores, y)
  loss += 0.5 * reg * (np.sum(W1 * W1) + np.sum(W2 * W2))

  # Backward pass
  grads = {}
  grads['W2'] = a1.T.dot(dscores) + reg * W2
  grads['b2'] = np.sum(dscores, axis=0)
  da1 = dscores.dot(W2.T)
  da1[z1 <= 0] = 0
  grads['W1'] = X.T.dot(da1) + reg * W1
  grads['b1'] = np.sum(da1, axis=0)
  return loss, grads

class Value:
  counter = 0   # every node gets a number, bigger number = made later

  def __init__(self, data):
    self.data = data
    self.grad = 0.0
    self.parents = []
    self.local = []
    Value.counter += 1
    self.number = Value.counter

  def make(self, data, parents, local):
    v = Value(data)
    v.parents = parents
    v.local = local
    return v

  def __add__(self, other):
    if not isinstance(other, Value):
      other = Value(other)
    return self.make(self.data + other.data, [self, other], [1, 1])

  def __radd__(self, other):
    return self.__add__(other)

  def __mul__(self, other):
    if not isinstance(other, Value):
      other = Value(other)
    return self.make(self.data * other.data, [self, other], [other.data, self.data])

  def __rmul__(self, other):
    return self.__mul__(other)

  def __pow__(self, n):
    return self.make(self.data ** n, [self], [n * self.data ** (n - 1)])

  def relu(self):
    if self.data > 0:
      return self.make(self.data, [self], [1])
    return self.make(0.0, [self], [0])

  def tanh(self):
    t = math.tanh(self.data)
    return self.make(t, [self], [1 - t ** 2])

  def exp(self):
    e = math.exp(self.data)
    return self.make(e, [self], [e])

  def backward(self):
    # collect all nodes, then go through them from the newest to the oldest
    nodes = {}
    stack = [self]
    while stack:
      v = stack.pop()
      if v.number not in nodes:
        nodes[v.number] = v
        stack.extend(v.parents)
    self.grad = 1.0
    for number in sorted(nodes, reverse=True):
      v = nodes[number]
      for p, d in zip(v.parents, v.local):
        p.grad += d * v.grad

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
