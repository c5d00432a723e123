"""Loops and lists: no array arithmetic at all; weights are handed in as lists."""
import math

import numpy as np
import torch
import torch.nn as nn


def step(z):
    if isinstance(z, np.ndarray):
        return np.array([step(part) for part in z])
    return 1 if z >= 0 else 0


def neuron(x, w, b):
    total = b
    for j in range(len(w)):
        total += x[j] * w[j]
    return total


def perceptron(x, w, b):
    if x.ndim == 1:
        return step(neuron(x, w, b))
    return np.array([step(neuron(row, w, b)) for row in x])


def and_weights():
    return [1, 1], -2


def or_weights():
    return [1, 1], -1


def nand_weights():
    return [-1, -1], 1


def xor_network():
    return [[1, -1], [1, -1]], [-1, 1], [1, 1], -2


def relu_xor_network():
    return [[1, 1], [1, 1]], [0, -1], [2, -4], -1


def perceptron_train(X, y, lr, epochs):
    w, b = [0.0] * len(X[0]), 0.0
    for epoch in range(epochs):
        for i in range(len(X)):
            if perceptron(X[i], w, b) == y[i]:
                continue
            sign = 1 if y[i] == 1 else -1
            for j in range(len(w)):
                w[j] += lr * sign * X[i][j]
            b += lr * sign
    return [w, b]


def logistic_loss(w, X, y):
    loss, grad = 0.0, [0.0] * len(w)
    for i in range(len(X)):
        m = float(y[i]) * sum(float(a) * float(c) for a, c in zip(X[i], w))
        if m > 0:
            loss += math.log1p(math.exp(-m))
            sigma = math.exp(-m) / (1 + math.exp(-m))
        else:
            loss += -m + math.log1p(math.exp(m))
            sigma = 1 / (1 + math.exp(m))
        for j in range(len(w)):
            grad[j] -= sigma * y[i] * X[i, j]
    return loss / len(X), np.array(grad) / len(X)


class Net(nn.Module):
    def __init__(self, hidden):
        super().__init__()
        self.fc1 = nn.Linear(2, hidden)
        self.fc2 = nn.Linear(hidden, 1)

    def forward(self, x):
        return self.fc2(torch.relu(self.fc1(x)))


def train_xor(hidden, seed):
    torch.manual_seed(seed)
    net = Net(hidden)
    data = [([0.0, 0.0], -1.0), ([0.0, 1.0], 1.0), ([1.0, 0.0], 1.0), ([1.0, 1.0], -1.0)]
    opt = torch.optim.SGD(net.parameters(), lr=0.1)
    for epoch in range(150):
        for x, t in data:
            opt.zero_grad()
            loss = (net(torch.tensor([x])) - t).pow(2).sum()
            loss.backward()
            opt.step()
    return net
