"""You return more losses than there are epochs. Where in your loops is a loss appended?

Must fail: train_autoencoder_gives_a_loss_for_each_epoch, train_autoencoder_averages_squared_errors, train_autoencoder_reports_losses_that_fall
"""
import torch


def train_autoencoder(model, X, epochs, lr, rng):
    X = torch.tensor(X)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    model.train()
    losses = []
    for _ in range(epochs):
        total = 0.0
        for batch in torch.tensor(rng.permutation(len(X))).split(64):
            loss = ((model(X[batch]) - X[batch]) ** 2).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
    return losses
