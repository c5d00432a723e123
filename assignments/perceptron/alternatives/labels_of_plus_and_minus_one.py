"""Labels -1 and 1 inside the training, a sample on the line counts as a mistake; everything in float64."""
import numpy as np
import torch
from torch import nn


def step(z):
    z = np.asarray(z)
    out = np.zeros_like(z)
    out[z >= 0] = 1
    return out


def perceptron(x, w, b):
    z = np.einsum("...j,j->...", x.astype(np.float64), w.astype(np.float64)) + b
    return z >= 0


def and_weights():
    return np.array([0.7, 0.1]), -0.8


def or_weights():
    return (0.3, 0.3), -0.3


def nand_weights():
    return np.array([-2.0, -3.0], dtype=np.float32), np.float32(4.5)


def xor_network():
    W1 = np.array([[-20.0, 20.0], [-20.0, 20.0]])
    return W1, np.array([30.0, -10.0]), np.array([20.0, 20.0]), -30.0


def relu_xor_network():
    W1 = np.array([[-1.0, 1.0], [-1.0, 1.0]])
    return W1, np.array([1.0, -1.0]), np.array([-5.0, -5.0]), 4.0


def perceptron_train(X, y, lr, epochs):
    signs = 2 * y - 1
    w, b = np.zeros(X.shape[1]), np.zeros(1)
    for _ in range(epochs):
        for x, s in zip(X, signs):
            if s * (w @ x + b[0]) <= 0:
                w += lr * s * x
                b += lr * s
    return w, b


def logistic_loss(w, X, y):
    w, X, y = (a.astype(np.float64) for a in (w, X, y))
    t, z = (y + 1) / 2, X @ w
    loss = np.logaddexp(0, z) - t * z
    p = 0.5 * (1 + np.tanh(z / 2))
    return np.mean(loss), X.T @ (p - t) / y.size


def train_xor(hidden, seed):
    rng = np.random.default_rng(seed)
    net = nn.Sequential(nn.Linear(2, hidden), nn.ReLU(), nn.Linear(hidden, 1)).double()
    with torch.no_grad():
        for p in net.parameters():
            p.copy_(torch.from_numpy(rng.uniform(-0.7, 0.7, p.shape)))
    x = torch.tensor([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=torch.float64)
    t = torch.tensor([[-1], [1], [1], [-1]], dtype=torch.float64)
    for _ in range(400):
        net.zero_grad()
        torch.nn.functional.mse_loss(net(x), t).backward()
        with torch.no_grad():
            for p in net.parameters():
                p -= 0.1 * p.grad
    return net
