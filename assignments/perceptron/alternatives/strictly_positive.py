"""The other convention, step(0) = 0, with weights that depend on it; more hidden units than needed."""
import numpy as np
import torch
from torch import nn


def step(z):
    return np.heaviside(z, 0)


def perceptron(x, w, b):
    return np.heaviside(np.dot(x, w) + b, 0.0)


def and_weights():
    return np.array([1, 1]), -1


def or_weights():
    return np.array([1, 1]), 0


def nand_weights():
    return np.array([-1, -1]), np.array([2])


def xor_network():
    W1 = np.array([[1, 0, 1], [0, 1, 1]])
    return W1, np.array([0, 0, -1]), np.array([[1], [1], [-2]]), np.array([0])


def relu_xor_network():
    W1 = np.array([[2.0, 0.0, 2.0, 0.0], [0.0, 2.0, 2.0, 0.0]])
    return W1, np.array([0, 0, -2, 1.0]), np.array([[1.0], [1.0], [-2.0], [-1.0]]), np.zeros(1)


def perceptron_train(X, y, lr, epochs):
    X = np.hstack([np.ones((len(X), 1)), X])
    v = np.zeros((X.shape[1], 1))
    for _ in range(epochs):
        for i in range(len(X)):
            v += lr * (y[i] - step(X[i : i + 1] @ v)).T * X[i : i + 1].T
    return v[1:, 0], v[0, 0]


def logistic_loss(w, X, y):
    m = y * X.dot(w)
    positive = np.maximum(m, 0)
    e = np.exp(-np.abs(m))
    loss = np.average(np.log1p(e) + positive - m)
    p = np.where(m > 0, e, 1) / (1 + e)
    return loss, np.average(-p[:, None] * y[:, None] * X, axis=0)


def train_xor(hidden, seed):
    generator = torch.manual_seed(seed)
    net = nn.Sequential(
        nn.Linear(2, hidden), nn.Tanh(), nn.Dropout(0.0), nn.Linear(hidden, 1), nn.Tanh(), nn.Flatten(0)
    )
    x = torch.tensor([[0, 0], [0, 1], [1, 0], [1, 1]]).float()
    t = torch.tensor([-1, 1, 1, -1]).float()
    opt = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
    for _ in range(300):
        opt.zero_grad()
        nn.functional.mse_loss(net(x), t).backward()
        opt.step()
    return net
