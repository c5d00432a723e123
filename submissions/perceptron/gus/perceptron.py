import numpy as np
import torch
from torch import nn


def step(z):
    return np.array(z >= 0, dtype=float)


def perceptron(x, w, b):
    return step(x @ w - b)


def and_weights():
    return np.array([1.0, 1.0]), 1.5


def or_weights():
    return np.array([1.0, 1.0]), 0.5


def nand_weights():
    return np.array([-1.0, -1.0]), -1.5


def xor_network():
    raise NotImplementedError


def relu_xor_network():
    return None


def perceptron_train(X, y, lr, epochs):
    """Until nothing is wrong any more."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(1000):
        wrong = False
        for x, t in zip(X, y):
            error = t - step(x @ w + b)
            if error != 0:
                wrong = True
                w = w + lr * error * x
                b = b + lr * error
        if not wrong:
            break
    return w, b


def logistic_loss(w, X, y):
    m = y * (X @ w)
    loss = np.mean(np.log1p(np.exp(-m)))
    grad = np.mean(-y[:, None] * X / (1 + np.exp(m))[:, None], axis=0)
    return loss, grad


def train_xor(hidden, seed):
    torch.manual_seed(seed)
    net = nn.Sequential(nn.Linear(2, hidden), nn.Tanh(), nn.Linear(hidden, 1))
    x = torch.tensor([[0.0, 0], [0, 1], [1, 0], [1, 1]])
    t = torch.tensor([[-1.0], [1], [1], [-1]])
    opt = torch.optim.Adam(net.parameters(), lr=0.05)
    losses = []
    for _ in range(200):
        opt.zero_grad()
        loss = ((net(x) - t) ** 2).mean()
        loss.backward()
        opt.step()
        losses.append(loss.item())
    return net, losses
