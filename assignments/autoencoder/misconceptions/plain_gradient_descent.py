"""Weights with small gradients hardly move. Which optimizer does the handout name, and how far does its
first step move each weight?

Must fail: train_autoencoder_reports_losses_that_fall, train_autoencoder_takes_steps_of_adam, train_autoencoder_improves_the_network, train_autoencoder_beats_pca_on_digits_held_out, train_autoencoder_finds_the_plane_of_pca_without_activations
"""
import torch


def train_autoencoder(model, X, epochs, lr, rng):
    X = torch.tensor(X)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    model.train()
    losses = []
    for _ in range(epochs):
        total = 0.0
        for batch in torch.tensor(rng.permutation(len(X))).split(64):
            loss = ((model(X[batch]) - X[batch]) ** 2).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        losses.append(total / len(X))
    return losses
