import numpy as np
import torch
from torch import nn


def pca_fit(X, k):
    mu = X.sum(axis=0) / X.shape[0]
    C = X - mu
    s2, U = np.linalg.eigh(C @ C.T)
    s2, U = s2[::-1][:k], U[:, ::-1][:, :k]
    W = (C.T @ U / np.sqrt(s2)).T
    return mu, W, s2 / (X.shape[0] - 1)


def pca_transform(X, mu, W):
    return np.matmul(X, np.transpose(W))


def pca_reconstruct(Z, mu, W):
    return mu + Z.dot(W)


class Autoencoder(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        *hidden, k = sizes
        enc = []
        for a, b in zip(hidden[:-1], hidden[1:]):
            enc.extend([nn.Linear(a, b), nn.LeakyReLU(0.2, inplace=True)])
        enc.append(nn.Linear(hidden[-1], k))
        dec = []
        for layer in enc[::-1]:
            if isinstance(layer, nn.Linear):
                dec.extend([nn.Linear(layer.out_features, layer.in_features), nn.Softplus()])
        self.encoder = nn.Sequential(*enc)
        self.decoder = nn.Sequential(*dec[:-1])

    def forward(self, inputs):
        code = self.encoder(inputs)
        return self.decoder(code)


class ConvAutoencoder(nn.Module):
    def __init__(self, k):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16 * k, 3, padding=1), nn.MaxPool2d(2)
        )
        self.decoder = nn.Sequential(
            nn.ConvTranspose2d(16 * k, 8, 2, 2), nn.ReLU(), nn.ConvTranspose2d(8, 1, 2, 2), nn.Sigmoid()
        )

    def forward(self, x):
        return self.decoder(self.encoder(x))


def train_autoencoder(model, X, epochs, lr, rng):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.97)
    losses = np.zeros(epochs)
    n, size = len(X), 128
    for epoch in range(epochs):
        order = np.arange(n)
        rng.shuffle(order)
        for start in range(0, n, size):
            batch = torch.FloatTensor(X[order[start : start + size]])
            error = model(batch) - batch
            (error ** 2).mean().backward()
            optimizer.step()
            model.zero_grad()
            losses[epoch] += (error ** 2).sum().item()
    return list(losses)
