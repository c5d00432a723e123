"""Perceptrons: fill in every function that raises NotImplementedError.

The handout has the formulas and the conventions. Hand in this file as perceptron.py (or the notebook
as perceptron.ipynb). Extra functions of your own are welcome; keep the names and the order of arguments.
"""

import numpy as np
import torch
from torch import nn

# ---- 1. One neuron ------------------------------------------------------------------------------


def step(z):
    """A number or an array  ->  1 where z >= 0, else 0, in the same shape."""
    raise NotImplementedError


def perceptron(x, w, b):
    """x (d,) or (N, d), w (d,), b a number  ->  a number, or an array (N,), of 0 and 1."""
    raise NotImplementedError


def and_weights():
    """-> w (2,), b of a neuron that computes AND of two inputs 0 or 1."""
    raise NotImplementedError


def or_weights():
    """-> w (2,), b of a neuron that computes OR."""
    raise NotImplementedError


def nand_weights():
    """-> w (2,), b of a neuron that computes NAND."""
    raise NotImplementedError


# ---- 2. Two layers ------------------------------------------------------------------------------


def xor_network():
    """-> W1 (2, H), b1 (H,), W2 (H,), b2: y = step(v W2 + b2), v = step(x W1 + b1) computes XOR."""
    raise NotImplementedError


def relu_xor_network():
    """-> W1 (2, H), b1 (H,), W2 (H,), b2: y = relu(x W1 + b1) W2 + b2, beyond 0.7 or -0.7 at every corner."""
    raise NotImplementedError


# ---- 3. Learning --------------------------------------------------------------------------------


def perceptron_train(X, y, lr, epochs):
    """X (N, d), y (N,) of 0 and 1  ->  w (d,), b after so many passes of the perceptron rule."""
    raise NotImplementedError


def logistic_loss(w, X, y):
    """w (d,), X (N, d), y (N,) of -1 and 1  ->  mean loss, its gradient (d,)."""
    raise NotImplementedError


def train_xor(hidden, seed):
    """-> an nn.Module with so many hidden units, trained to answer -1, 1, 1, -1 at the four corners."""
    raise NotImplementedError


if __name__ == "__main__":
    w, b = np.array([1.0, -2.0]), 0.5
    print("the neuron of the worked example, 1 and 0:", perceptron(np.array([[2.0, 0.0], [1.0, 1.0]]), w, b))
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    print("OR, w = (1, 1) and b = -1:", perceptron_train(X, np.array([0, 1, 1, 1]), 1.0, 4))
    samples, labels = np.array([[1.0, 2.0], [2.0, 0.0]]), np.array([1.0, -1.0])
    print("0.6931 and (0.25, -0.5):", logistic_loss(np.zeros(2), samples, labels))
    print("-1, 1, 1, -1:", train_xor(16, 0)(torch.tensor(X, dtype=torch.float32)))
