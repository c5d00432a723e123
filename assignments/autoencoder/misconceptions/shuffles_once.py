"""You draw an order once, and every epoch has it again. When should the samples be shuffled?

Must fail: train_autoencoder_shuffles_in_every_epoch
"""
import torch


def train_autoencoder(model, X, epochs, lr, rng):
    X = torch.tensor(X[rng.permutation(len(X))])
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    model.train()
    losses = []
    for _ in range(epochs):
        total = 0.0
        for batch in torch.arange(len(X)).split(64):
            loss = ((model(X[batch]) - X[batch]) ** 2).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        losses.append(total / len(X))
    return losses
