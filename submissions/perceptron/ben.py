"""Perceptrons. Ben."""
from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

Array = np.ndarray


def step(z: float | Array) -> Array:
    """Heaviside, with step(0) = 1."""
    return np.heaviside(z, 1.0)


def perceptron(x: Array, w: Array, b: float) -> Array:
    return step(x.dot(w) + b)


def and_weights() -> tuple[Array, float]:
    return np.array([2.0, 2.0]), -3.0


def or_weights() -> tuple[Array, float]:
    return np.array([2.0, 2.0]), -1.0


def nand_weights() -> tuple[Array, float]:
    return np.array([-2.0, -2.0]), 3.0


def xor_network() -> tuple[Array, Array, Array, float]:
    """Three units: x1, x2, and AND."""
    W1 = np.array([[1.0, 0.0, 1.0], [0.0, 1.0, 1.0]])
    return W1, np.array([-0.5, -0.5, -1.5]), np.array([1.0, 1.0, -2.0]), -0.5


def relu_xor_network() -> tuple[Array, Array, Array, float]:
    W1 = np.array([[1.0, -1.0], [-1.0, 1.0]])
    return W1, np.zeros(2), np.array([1.8, 1.8]), -0.9


def perceptron_train(X: Array, y: Array, lr: float, epochs: int) -> tuple[Array, float]:
    w, b = np.zeros(X.shape[-1]), 0.0
    for _ in range(epochs):
        mistakes = 0
        for sample, label in zip(X, y):
            error = label - float(perceptron(sample, w, b))
            if error:
                w, b = w + lr * error * sample, b + lr * error
                mistakes += 1
        if not mistakes:
            return w, b
    return w, b


def logistic_loss(w: Array, X: Array, y: Array) -> tuple[float, Array]:
    m = y * (X @ w)
    e = np.exp(-np.abs(m))
    loss = np.mean(np.maximum(-m, 0) + np.log1p(e))
    sigma = np.where(m >= 0, e, 1.0) / (1 + e)
    return loss, -X.T @ (sigma * y) / len(y)


class Net(nn.Module):
    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(2, hidden)
        self.out = nn.Linear(hidden, 1)

    def forward(self, x: Tensor) -> Tensor:
        return torch.tanh(self.out(torch.tanh(self.hidden(x)))).squeeze(-1)


def train_xor(hidden: int, seed: int) -> nn.Module:
    torch.manual_seed(seed)
    net = Net(hidden)
    x = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    t = torch.tensor([-1.0, 1.0, 1.0, -1.0])
    optimizer = torch.optim.SGD(net.parameters(), lr=0.5)
    for _ in range(1500):
        optimizer.zero_grad()
        nn.functional.mse_loss(net(x), t).backward()
        optimizer.step()
    return net


if __name__ == "__main__":
    corners = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    assert perceptron(corners, *and_weights()).tolist() == [0, 0, 0, 1]
    print(train_xor(16, 0)(torch.tensor(corners).float()))
