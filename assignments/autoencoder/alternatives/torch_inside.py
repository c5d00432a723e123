"""Everything in torch: PCA there and back, tanh with batch normalisation and dropout, losses as tensors."""
import torch
from torch import nn


def pca_fit(X, k):
    X = torch.tensor(X)
    mu = X.mean(0)
    U, S, V = torch.linalg.svd(X - mu, full_matrices=False)
    return mu, -V[:k], S[:k].square() / (X.shape[0] - 1)


def pca_transform(X, mu, W):
    X, mu, W = map(torch.tensor, (X, mu, W))
    return torch.einsum("nd,kd->nk", X - mu, W)


def pca_reconstruct(Z, mu, W):
    Z, mu, W = map(torch.tensor, (Z, mu, W))
    return torch.addmm(mu, Z, W)


class Block(nn.Module):
    def __init__(self, n, m, last):
        super().__init__()
        self.layer = nn.Linear(n, m)
        self.rest = nn.Identity() if last else nn.Sequential(nn.BatchNorm1d(m), nn.Tanh(), nn.Dropout(0.1))

    def forward(self, x):
        return self.rest(self.layer(x))


class Autoencoder(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        L = len(sizes)
        self.encoder = nn.Sequential()
        for i in range(L - 1):
            self.encoder.add_module(f"layer{i}", Block(sizes[i], sizes[i + 1], i == L - 2))
        back = list(reversed(sizes))
        self.decoder = nn.Sequential()
        for i in range(L - 1):
            self.decoder.add_module(f"layer{i}", Block(back[i], back[i + 1], i == L - 2))

    def encode(self, x):
        return self.encoder(x.flatten(1))

    def decode(self, z):
        return self.decoder(z)

    def forward(self, x):
        return self.decoder(self.encoder(x.flatten(1)))


class ConvAutoencoder(nn.Module):
    def __init__(self, k):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Conv2d(1, 16, 5, stride=3), nn.BatchNorm2d(16), nn.GELU(),
            nn.Conv2d(16, 32, 4, stride=2), nn.GELU(), nn.AdaptiveAvgPool2d(2), nn.Flatten(), nn.Linear(128, k),
        )
        self.decoder = nn.Sequential(
            nn.Linear(k, 4 * 49), nn.GELU(), nn.Unflatten(-1, (4, 7, 7)), nn.Upsample(scale_factor=4),
            nn.Conv2d(4, 1, 3, padding=1), nn.Sigmoid(),
        )

    def encode(self, x):
        return self.encoder(x)

    def decode(self, z):
        return self.decoder(z)

    def forward(self, x):
        return self.decode(self.encode(x))


def train_autoencoder(model, X, epochs, lr, rng):
    X = torch.as_tensor(X.copy()).float()
    opt = torch.optim.Adam(model.parameters(), lr)
    losses = []
    for _ in range(epochs):
        batch_losses = []
        for idx in torch.split(torch.randperm(X.size(0)), 64):
            x_hat = model(X[idx])
            loss = nn.functional.mse_loss(x_hat, X[idx])
            opt.zero_grad(set_to_none=True)
            loss.backward()
            opt.step()
            batch_losses.append(loss)
        losses.append(torch.stack(batch_losses).mean())
    return losses
