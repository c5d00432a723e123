"""Auto-encoders: fill in every function and class that raises NotImplementedError.

The handout has the formulas and the conventions. Hand in this file as autoencoder.py (or the notebook
as autoencoder.ipynb). Extra functions of your own are welcome; keep the names and the order of arguments.
"""

import numpy as np
import torch
from torch import nn

# ---- 1. Principal components --------------------------------------------------------------------


def pca_fit(X, k):
    """X (n, d)  ->  mu (d,), W (k, d) with orthonormal rows, lam (k,) largest first."""
    raise NotImplementedError


def pca_transform(X, mu, W):
    """X (n, d)  ->  Z (n, k), the scores."""
    raise NotImplementedError


def pca_reconstruct(Z, mu, W):
    """Z (n, k)  ->  X_hat (n, d)."""
    raise NotImplementedError


# ---- 2. Auto-encoders ---------------------------------------------------------------------------


class Autoencoder(nn.Module):
    """sizes [d, ..., k]: an encoder from d numbers to k, and a decoder with the same sizes in reverse."""

    def __init__(self, sizes):
        super().__init__()
        raise NotImplementedError

    def encode(self, x):
        """(n, d)  ->  (n, k)."""
        raise NotImplementedError

    def decode(self, z):
        """(n, k)  ->  (n, d)."""
        raise NotImplementedError

    def forward(self, x):
        """(n, d)  ->  the reconstruction, (n, d)."""
        raise NotImplementedError


class ConvAutoencoder(nn.Module):
    """Images of 28 x 28 pixels, through convolutions, to a code of size k and back."""

    def __init__(self, k):
        super().__init__()
        raise NotImplementedError

    def encode(self, x):
        """(n, 1, 28, 28)  ->  the code."""
        raise NotImplementedError

    def decode(self, z):
        """The code  ->  (n, 1, 28, 28)."""
        raise NotImplementedError

    def forward(self, x):
        """(n, 1, 28, 28)  ->  the reconstruction, (n, 1, 28, 28)."""
        raise NotImplementedError


# ---- 3. Training --------------------------------------------------------------------------------


def train_autoencoder(model, X, epochs, lr, rng):
    """Trains the model in place on X (n, d), an array  ->  the mean loss of each epoch, a list."""
    raise NotImplementedError


if __name__ == "__main__":
    X = np.array([[1.0, 1.0], [2.0, 3.0], [3.0, 2.0], [6.0, 6.0]])
    mu, W, lam = pca_fit(X, 1)
    print("the worked example, (3, 3), (0.71, 0.71) up to its sign, and 9:", mu, W, lam)
    print(
        "0 in the last row but one, 4.24 in the last:",
        pca_transform(np.array([[3.0, 3.0], [6.0, 6.0]]), mu, W),
    )
    net = Autoencoder([784, 1000, 500, 250, 2])
    print("2,823,286 parameters:", sum(p.numel() for p in net.parameters()))
    print("(5, 1, 28, 28):", ConvAutoencoder(8)(torch.rand(5, 1, 28, 28)).shape)
    digits = np.load("data/digits.npz")["images"].reshape(-1, 64).astype("float32") / 16
    losses = train_autoencoder(Autoencoder([64, 128, 32, 2]), digits, 10, 0.01, np.random.default_rng(0))
    print("from about 0.08 to about 0.04:", losses)
