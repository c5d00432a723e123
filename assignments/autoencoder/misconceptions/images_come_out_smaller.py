"""Your images come back with another number of rows. Which side has an image after each of your layers,
and which one after a transposed convolution with this stride and padding?

Must fail: conv_autoencoder_gives_images_back, conv_autoencoder_lets_a_gradient_reach_every_parameter, conv_autoencoder_reconstructs_from_the_code_alone
"""
import torch
from torch import nn


class ConvAutoencoder(nn.Module):
    def __init__(self, k):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Conv2d(1, 8, 3, stride=2, padding=1), nn.ReLU(), nn.Conv2d(8, 16, 3, stride=2, padding=1), nn.ReLU(),
            nn.Flatten(), nn.Linear(784, k),
        )
        self.decoder = nn.Sequential(
            nn.Linear(k, 784), nn.ReLU(), nn.Unflatten(1, (16, 7, 7)), nn.ConvTranspose2d(16, 8, 3, stride=2, padding=1),
            nn.ReLU(), nn.ConvTranspose2d(8, 1, 3, stride=2, padding=1),
        )

    def encode(self, x):
        return self.encoder(x)

    def decode(self, z):
        return self.decoder(z)

    def forward(self, x):
        return self.decode(self.encode(x))
