"""Perceptrons: one neuron, the two layers that XOR needs, and two ways to learn the weights.

x (d,), X (N, d)   a sample, or samples, one a row
w (d,), b          weights and bias of a neuron; z = x . w + b is its pre-activation
W1 (2, H), b1 (H,), W2 (H,), b2   a network with H hidden units and one output
y (N,)             labels: 0 or 1 for perceptrons, -1 or 1 for logistic regression and train_xor
"""

import numpy as np
import torch
from torch import nn

# ---- 1. One neuron ------------------------------------------------------------------------------


def step(z):
    """A number or an array  ->  1 where z >= 0, else 0, in the same shape."""
    ### BEGIN SOLUTION
    # 1 where z >= 0, else 0, element by element.
    return np.where(z >= 0, 1, 0)
    ### END SOLUTION


def perceptron(x, w, b):
    """x (d,) or (N, d), w (d,), b a number  ->  a number, or an array (N,), of 0 and 1."""
    ### BEGIN SOLUTION
    # step(x . w + b): one answer for a sample x (d,), N of them for samples x (N, d).
    return step(x @ w + b)
    ### END SOLUTION


def and_weights():
    """-> w (2,), b of a neuron that computes AND of two inputs 0 or 1."""
    ### BEGIN SOLUTION
    # Fires where x1 + x2 > 1.5: both inputs are 1.
    return np.array([1.0, 1.0]), -1.5
    ### END SOLUTION


def or_weights():
    """-> w (2,), b of a neuron that computes OR."""
    ### BEGIN SOLUTION
    # Fires where x1 + x2 > 0.5: an input is 1.
    return np.array([1.0, 1.0]), -0.5
    ### END SOLUTION


def nand_weights():
    """-> w (2,), b of a neuron that computes NAND."""
    ### BEGIN SOLUTION
    # The opposite of AND.
    w, b = and_weights()
    return -w, -b
    ### END SOLUTION


# ---- 2. Two layers ------------------------------------------------------------------------------


def xor_network():
    """-> W1 (2, H), b1 (H,), W2 (H,), b2: y = step(v W2 + b2), v = step(x W1 + b1) computes XOR."""
    ### BEGIN SOLUTION
    # The lecture's: v1 = g(x1 - x2 - 0.5), v2 = g(x2 - x1 - 0.5), y = g(v1 + v2 - 0.5).
    W1 = np.array([[1.0, -1.0], [-1.0, 1.0]])  # (2, 2), a column for each hidden unit
    return W1, np.array([-0.5, -0.5]), np.array([1.0, 1.0]), -0.5
    ### END SOLUTION


def relu_xor_network():
    """-> W1 (2, H), b1 (H,), W2 (H,), b2: y = relu(x W1 + b1) W2 + b2, beyond 0.7 or -0.7 at every corner."""
    ### BEGIN SOLUTION
    # y = 2 relu(x1 - x2) + 2 relu(x2 - x1) - 1 = 2 |x1 - x2| - 1.
    W1 = np.array([[1.0, -1.0], [-1.0, 1.0]])  # (2, 2)
    return W1, np.zeros(2), np.array([2.0, 2.0]), -1.0
    ### END SOLUTION


# ---- 3. Learning --------------------------------------------------------------------------------


def perceptron_train(X, y, lr, epochs):
    """X (N, d), y (N,) of 0 and 1  ->  w (d,), b after so many passes of the perceptron rule."""
    ### BEGIN SOLUTION
    # From w = 0, b = 0, for each sample in turn: w += lr (y - y_hat) x, b += lr (y - y_hat).
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y, strict=True):
            error = target - perceptron(x, w, b)  # 0 where the answer is right
            w = w + lr * error * x
            b = b + lr * error
    return w, b
    ### END SOLUTION


def logistic_loss(w, X, y):
    """w (d,), X (N, d), y (N,) of -1 and 1  ->  mean loss, its gradient (d,)."""
    ### BEGIN SOLUTION
    # Mean of log(1 + e^-m) over the samples, m = y (x . w), and its gradient -mean of sigma(-m) y x.
    N = len(X)
    m = y * (X @ w)  # (N,)
    sigma = np.exp(-np.logaddexp(0, m))  # 1 / (1 + e^m), without overflow
    return np.logaddexp(0, -m).mean(), -(sigma * y) @ X / N
    ### END SOLUTION


def train_xor(hidden, seed):
    """-> an nn.Module with so many hidden units, trained to answer -1, 1, 1, -1 at the four corners."""
    ### BEGIN SOLUTION
    # A tanh network (4, 2) -> (4, 1), fitted to -1, 1, 1, -1 by least squares with Adam.
    torch.manual_seed(seed)
    x = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    target = torch.tensor([[-1.0], [1.0], [1.0], [-1.0]])
    net = nn.Sequential(nn.Linear(2, hidden), nn.Tanh(), nn.Linear(hidden, 1))
    optimizer = torch.optim.Adam(net.parameters(), lr=0.1)
    for _ in range(100):
        optimizer.zero_grad()
        ((net(x) - target) ** 2).mean().backward()
        optimizer.step()
    return net
    ### END SOLUTION


if __name__ == "__main__":
    w, b = np.array([1.0, -2.0]), 0.5
    print("the neuron of the worked example, 1 and 0:", perceptron(np.array([[2.0, 0.0], [1.0, 1.0]]), w, b))
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    print("OR, w = (1, 1) and b = -1:", perceptron_train(X, np.array([0, 1, 1, 1]), 1.0, 4))
    samples, labels = np.array([[1.0, 2.0], [2.0, 0.0]]), np.array([1.0, -1.0])
    print("0.6931 and (0.25, -0.5):", logistic_loss(np.zeros(2), samples, labels))
    print("-1, 1, 1, -1:", train_xor(16, 0)(torch.tensor(X, dtype=torch.float32)))
