"""Whatever lr is, your network learns at the same pace. What does your optimizer get for it?

Must fail: train_autoencoder_averages_squared_errors, train_autoencoder_takes_steps_of_adam, train_autoencoder_finds_the_plane_of_pca_without_activations
"""
import torch


def train_autoencoder(model, X, epochs, lr, rng):
    X = torch.tensor(X)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
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
