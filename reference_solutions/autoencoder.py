"""Two ways to a short code: principal component analysis, and the auto-encoder that learns one (Lecture 4).

X (n, d)             data, one sample a row;  mu (d,) their mean
W (k, d), lam (k,)   principal directions, one a row, orthonormal; the variance along each, largest first
Z (n, k)             codes: scores of PCA, or what an encoder makes of X
sizes [d, ..., k]    units of an encoder's layers, the input first; the decoder has them in reverse
"""

from itertools import pairwise

import numpy as np
import torch
from torch import nn

BATCH = 64

# ---- principal components -------------------------------------------------------------------------


def pca_fit(X, k):
    """mu, W, lam: the k orthonormal directions along which X varies most, and how much."""
    mu = X.mean(axis=0)  # (d,)
    _, s, Vt = np.linalg.svd(X - mu, full_matrices=False)  # (r,), (r, d); r = min(n, d)
    lam = s**2 / (len(X) - 1)  # (r,)
    return mu, Vt[:k], lam[:k]


def pca_transform(X, mu, W):
    """Z = (X - mu) W^T."""
    return (X - mu) @ W.T  # (n, k)


def pca_reconstruct(Z, mu, W):
    """X_hat = Z W + mu, the point of the affine subspace with the scores Z."""
    return Z @ W + mu  # (n, d)


# ---- auto-encoders --------------------------------------------------------------------------------


def dense(sizes):
    """Affine layers from size to size, with an ELU between them and none after the last."""
    layers = []
    for n, m in pairwise(sizes):
        layers += [nn.Linear(n, m), nn.ELU()]
    return nn.Sequential(*layers[:-1])


class Autoencoder(nn.Module):
    """An encoder d -> ... -> k with a linear code, and its mirror image k -> ... -> d."""

    def __init__(self, sizes):
        super().__init__()
        self.encoder = dense(sizes)
        self.decoder = dense(sizes[::-1])

    def encode(self, x):
        """(n, d) -> (n, k)."""
        return self.encoder(x)

    def decode(self, z):
        """(n, k) -> (n, d)."""
        return self.decoder(z)

    def forward(self, x):
        """The reconstruction, (n, d)."""
        return self.decode(self.encode(x))


class ConvAutoencoder(nn.Module):
    """Images through two convolutions of stride 2, to k numbers, and back through transposed ones."""

    def __init__(self, k):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Conv2d(1, 8, 3, stride=2, padding=1),  # (n, 8, 14, 14)
            nn.ELU(),
            nn.Conv2d(8, 16, 3, stride=2, padding=1),  # (n, 16, 7, 7)
            nn.ELU(),
            nn.Flatten(),  # (n, 784)
            nn.Linear(16 * 7 * 7, k),
        )
        self.decoder = nn.Sequential(
            nn.Linear(k, 16 * 7 * 7),
            nn.ELU(),
            nn.Unflatten(1, (16, 7, 7)),
            nn.ConvTranspose2d(16, 8, 4, stride=2, padding=1),  # (n, 8, 14, 14)
            nn.ELU(),
            nn.ConvTranspose2d(8, 1, 4, stride=2, padding=1),  # (n, 1, 28, 28)
        )

    def encode(self, x):
        """(n, 1, 28, 28) -> (n, k)."""
        return self.encoder(x)

    def decode(self, z):
        """(n, k) -> (n, 1, 28, 28)."""
        return self.decoder(z)

    def forward(self, x):
        """The reconstruction, (n, 1, 28, 28)."""
        return self.decode(self.encode(x))


def train_autoencoder(model, X, epochs, lr, rng):
    """Fit the model to X in place by Adam on mini-batches; the mean squared error of each epoch."""
    X = torch.tensor(X)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    model.train()
    losses = []
    for _ in range(epochs):
        total = 0.0
        for batch in torch.tensor(rng.permutation(len(X))).split(BATCH):
            loss = ((model(X[batch]) - X[batch]) ** 2).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        losses.append(total / len(X))
    return losses
