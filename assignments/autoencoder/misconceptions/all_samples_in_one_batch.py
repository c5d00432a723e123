"""You take one step an epoch, with all samples at once. How many steps would mini-batches give you in the
same epochs?

Must fail: train_autoencoder_takes_steps_of_adam, train_autoencoder_shuffles_in_every_epoch, train_autoencoder_beats_pca_on_digits_held_out, train_autoencoder_finds_the_plane_of_pca_without_activations
"""
import torch


def train_autoencoder(model, X, epochs, lr, rng):
    X = torch.tensor(X)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    model.train()
    losses = []
    for _ in range(epochs):
        total = 0.0
        for batch in [torch.arange(len(X))]:
            loss = ((model(X[batch]) - X[batch]) ** 2).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        losses.append(total / len(X))
    return losses
