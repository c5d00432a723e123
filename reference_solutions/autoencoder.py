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

### BEGIN SOLUTION
BATCH = 64
### END SOLUTION

# ---- 1. Principal components --------------------------------------------------------------------


def pca_fit(X, k):
    """X (n, d)  ->  mu (d,), W (k, d) with orthonormal rows, lam (k,) largest first."""
    ### BEGIN SOLUTION
    # The k orthonormal directions along which X varies most, and how much.
    mu = X.mean(axis=0)  # (d,)
    _, s, Vt = np.linalg.svd(X - mu, full_matrices=False)  # (r,), (r, d); r = min(n, d)
    lam = s**2 / (len(X) - 1)  # (r,)
    return mu, Vt[:k], lam[:k]
    ### END SOLUTION


def pca_transform(X, mu, W):
    """X (n, d)  ->  Z (n, k), the scores."""
    ### BEGIN SOLUTION
    # Z = (X - mu) W^T.
    return (X - mu) @ W.T  # (n, k)
    ### END SOLUTION


def pca_reconstruct(Z, mu, W):
    """Z (n, k)  ->  X_hat (n, d)."""
    ### BEGIN SOLUTION
    # X_hat = Z W + mu, the point of the affine subspace with the scores Z.
    return Z @ W + mu  # (n, d)
    ### END SOLUTION


# ---- 2. Auto-encoders ---------------------------------------------------------------------------


### BEGIN SOLUTION
def dense(sizes):
    """Affine layers from size to size, with an ELU between them and none after the last."""
    layers = []
    for n, m in pairwise(sizes):
        layers += [nn.Linear(n, m), nn.ELU()]
    return nn.Sequential(*layers[:-1])


### END SOLUTION


class Autoencoder(nn.Module):
    """sizes [d, ..., k]: an encoder from d numbers to k, and a decoder with the same sizes in reverse."""

    def __init__(self, sizes):
        super().__init__()
        ### BEGIN SOLUTION
        self.encoder = dense(sizes)
        self.decoder = dense(sizes[::-1])
        ### END SOLUTION

    def encode(self, x):
        """(n, d)  ->  (n, k)."""
        ### BEGIN SOLUTION
        return self.encoder(x)
        ### END SOLUTION

    def decode(self, z):
        """(n, k)  ->  (n, d)."""
        ### BEGIN SOLUTION
        return self.decoder(z)
        ### END SOLUTION

    def forward(self, x):
        """(n, d)  ->  the reconstruction, (n, d)."""
        ### BEGIN SOLUTION
        return self.decode(self.encode(x))
        ### END SOLUTION


class ConvAutoencoder(nn.Module):
    """Images of 28 x 28 pixels, through convolutions, to a code of size k and back."""

    def __init__(self, k):
        super().__init__()
        ### BEGIN SOLUTION
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
        ### END SOLUTION

    def encode(self, x):
        """(n, 1, 28, 28)  ->  the code."""
        ### BEGIN SOLUTION
        return self.encoder(x)
        ### END SOLUTION

    def decode(self, z):
        """The code  ->  (n, 1, 28, 28)."""
        ### BEGIN SOLUTION
        return self.decoder(z)
        ### END SOLUTION

    def forward(self, x):
        """(n, 1, 28, 28)  ->  the reconstruction, (n, 1, 28, 28)."""
        ### BEGIN SOLUTION
        return self.decode(self.encode(x))
        ### END SOLUTION


# ---- 3. Training --------------------------------------------------------------------------------


def train_autoencoder(model, X, epochs, lr, rng):
    """Trains the model in place on X (n, d), an array  ->  the mean loss of each epoch, a list."""
    ### BEGIN SOLUTION
    # Fit the model to X in place by Adam on mini-batches; the mean squared error of each epoch.
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
    ### END SOLUTION


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
