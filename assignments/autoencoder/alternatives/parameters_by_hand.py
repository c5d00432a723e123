"""Layers of bare parameters, Adam written out, the loss of an epoch taken in eval mode at its end."""
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F


def pca_fit(X, k):
    X = np.asarray(X, dtype=float)
    mu = X.mean(0)
    V, s, _ = np.linalg.svd((X - mu).T / np.sqrt(len(X) - 1))
    return mu, V.T[:k], (s ** 2)[:k]


def pca_transform(X, mu, W):
    return X @ W.T - mu @ W.T


def pca_reconstruct(Z, mu, W):
    return (W.T @ Z.T).T + mu[None, :]


class Autoencoder(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        chain = list(sizes) + list(sizes)[-2::-1]
        self.half = len(sizes) - 1
        self.W = nn.ParameterList([nn.Parameter(torch.randn(m, n) / n ** 0.5) for n, m in zip(chain, chain[1:])])
        self.b = nn.ParameterList([nn.Parameter(torch.zeros(m)) for m in chain[1:]])

    def run(self, x, first, last):
        for i in range(first, last):
            x = F.linear(x, self.W[i], self.b[i])
            if i < last - 1:
                x = F.silu(x)
        return x

    def encode(self, x):
        return self.run(x, 0, self.half)

    def decode(self, z):
        return self.run(z, self.half, 2 * self.half)

    def forward(self, x):
        return self.decode(self.encode(x))


class ConvAutoencoder(nn.Module):
    def __init__(self, k):
        super().__init__()
        self.kernel = nn.Parameter(0.2 * torch.randn(6, 1, 4, 4))
        self.to_code = nn.Parameter(0.05 * torch.randn(k, 6 * 49))
        self.from_code = nn.Parameter(0.5 * torch.randn(6 * 49, k))

    def encode(self, x):
        maps = torch.tanh(F.conv2d(x, self.kernel, stride=4))
        return maps.reshape(len(x), -1) @ self.to_code.t()

    def decode(self, z):
        maps = torch.tanh(z @ self.from_code.t()).reshape(len(z), 6, 7, 7)
        return F.conv_transpose2d(maps, self.kernel, stride=4)

    def forward(self, x):
        return self.decode(self.encode(x))


def train_autoencoder(model, X, epochs, lr, rng):
    X = torch.tensor(np.array(X))
    params = list(model.parameters())
    m = [torch.zeros_like(p) for p in params]
    v = [torch.zeros_like(p) for p in params]
    t, losses = 0, []
    for epoch in range(epochs):
        model.train()
        order = rng.permutation(len(X))
        for batch in np.array_split(order, max(1, len(X) // 50)):
            loss = F.mse_loss(model(X[batch]), X[batch])
            grads = torch.autograd.grad(loss, params)
            t += 1
            with torch.no_grad():
                for p, g, mi, vi in zip(params, grads, m, v):
                    mi.mul_(0.9).add_(0.1 * g)
                    vi.mul_(0.999).add_(0.001 * g * g)
                    p -= lr * (mi / (1 - 0.9 ** t)) / ((vi / (1 - 0.999 ** t)).sqrt() + 1e-8)
        model.eval()
        with torch.no_grad():
            losses.append(F.mse_loss(model(X), X))
    return losses
