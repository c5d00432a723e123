"""In an epoch some samples come twice and others not at all. How would you draw an order of all of them?

Must fail: train_autoencoder_shows_every_sample_once_an_epoch
"""
import torch


def train_autoencoder(model, X, epochs, lr, rng):
    X = torch.tensor(X)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    model.train()
    losses = []
    for _ in range(epochs):
        total = 0.0
        for batch in torch.tensor(rng.integers(len(X), size=len(X))).split(64):
            loss = ((model(X[batch]) - X[batch]) ** 2).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        losses.append(total / len(X))
    return losses
