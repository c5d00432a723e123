"""Short formulas; NAND from NOT and AND, XOR from gates, a deeper network, BCE on its logits."""
import numpy as np
import torch
from torch import nn

step = lambda z: 0.5 * np.sign(np.sign(z) + 0.5) + 0.5


def perceptron(x, w, b):
    return step((x * w).sum(-1) + b)


def nand_weights():
    w, b = and_weights()
    return np.negative(w), -b


def xor_network():
    (w1, b1), (w2, b2), (w3, b3) = or_weights(), nand_weights(), and_weights()
    return np.column_stack([w1, w2]), np.array([b1, b2]), w3, b3


def relu_xor_network():
    return np.array([[100.0, -100.0], [-100.0, 100.0]]), np.ones(2), np.ones(2), -52.0


def perceptron_train(X, y, lr, epochs):
    Z = np.c_[X, np.ones(len(X))]
    v = np.zeros(Z.shape[1])
    for i in np.tile(np.arange(len(X)), epochs):
        v += lr * (y[i] - step(Z[i] @ v)) * Z[i]
    return v[:-1], v[-1]


def logistic_loss(w, X, y):
    yX = y[:, None] * X
    m = np.clip(yX @ w, -1e5, None)
    softplus = np.maximum(-m, 0) + np.log1p(np.exp(-abs(m)))
    with np.errstate(over="ignore"):
        return softplus.sum() / len(m), (-1 / len(m)) * yX.T @ (1 / (1 + np.exp(m)))


def train_xor(hidden, seed):
    torch.manual_seed(seed + 1000)
    layers = nn.Linear(2, hidden), nn.Sigmoid(), nn.Linear(hidden, hidden), nn.SiLU(), nn.Linear(hidden, 1)
    net = nn.Sequential(*layers)
    x = torch.tensor([[0.0, 0], [0, 1], [1, 0], [1, 1]])
    label = torch.tensor([[0.0], [1], [1], [0]])
    opt = torch.optim.RMSprop(net.parameters(), lr=0.01)
    for _ in range(400):
        opt.zero_grad(set_to_none=True)
        nn.BCEWithLogitsLoss()(net(x), label).backward()
        opt.step()
    return net
