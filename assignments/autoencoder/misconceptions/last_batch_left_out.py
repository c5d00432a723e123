"""Some samples are not trained on in an epoch. How many batches do 200 samples make, if one holds 64?

Must fail: train_autoencoder_averages_squared_errors, train_autoencoder_shows_every_sample_once_an_epoch, train_autoencoder_shuffles_in_every_epoch
"""
import numpy as np
import torch


def train_autoencoder(model, X, epochs, lr, rng):
    X = torch.tensor(X)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    model.train()
    losses = []
    for _ in range(epochs):
        total = 0.0
        for batch in [torch.tensor(b) for b in np.split(rng.permutation(len(X)), range(0, len(X), 64))[1:-1]] or [torch.arange(len(X))]:
            loss = ((model(X[batch]) - X[batch]) ** 2).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        losses.append(total / max(1, len(X) // 64 * 64 if len(X) >= 64 else len(X)))
    return losses
