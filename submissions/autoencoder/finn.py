import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, TensorDataset


def pca_fit(X, k):
    mean = np.mean(X, axis=0)
    values, vectors = np.linalg.eigh(np.cov((X - mean).T, ddof=1))
    order = np.argsort(values)[::-1][:k]
    return [mean, vectors[:, order].T, values[order]]


def pca_transform(X, mu, W):
    return np.array([[np.dot(w, x - mu) for w in W] for x in X])


def pca_reconstruct(Z, mu, W):
    X_hat = np.tile(mu, (len(Z), 1))
    for i in range(len(W)):
        X_hat = X_hat + np.outer(Z[:, i], W[i])
    return X_hat


class Autoencoder(nn.Module):
    def __init__(self, sizes):
        super(Autoencoder, self).__init__()
        self.down = nn.ModuleList()
        self.up = nn.ModuleList()
        for i in range(len(sizes) - 1):
            self.down.append(nn.Linear(sizes[i], sizes[i + 1]))
        for i in range(len(sizes) - 1, 0, -1):
            self.up.append(nn.Linear(sizes[i], sizes[i - 1]))

    def encode(self, x):
        for layer in self.down[:-1]:
            x = F.relu(layer(x))
        return self.down[-1](x)

    def decode(self, z):
        for layer in self.up[:-1]:
            z = F.relu(layer(z))
        return torch.sigmoid(self.up[-1](z))

    def forward(self, x):
        z = self.encode(x)
        return self.decode(z)


class ConvAutoencoder(nn.Module):
    def __init__(self, k):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 16, 3, padding=1)
        self.conv2 = nn.Conv2d(16, 4, 3, padding=1)
        self.pool = nn.MaxPool2d(2, 2)
        self.fc1 = nn.Linear(16 * 7 * 7, k)
        self.fc2 = nn.Linear(k, 4 * 7 * 7)
        self.t_conv1 = nn.ConvTranspose2d(4, 16, 2, stride=2)
        self.t_conv2 = nn.ConvTranspose2d(16, 1, 2, stride=2)

    def encode(self, x):
        x = self.pool(F.relu(self.conv1(x)))
        x = self.pool(F.relu(self.conv2(x)))
        return self.fc1(x.view(x.size(0), -1))

    def decode(self, z):
        x = F.relu(self.fc2(z)).view(-1, 4, 7, 7)
        x = F.relu(self.t_conv1(x))
        return torch.sigmoid(self.t_conv2(x))

    def forward(self, x):
        return self.decode(self.encode(x))


# train_autoencoder: did not get to it
