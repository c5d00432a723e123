"""Your code has the same size whatever k is. Where does your class use k?

Must fail: conv_autoencoder_has_a_code_of_the_size_it_is_told
"""
import torch
from torch import nn


class ConvAutoencoder(nn.Module):
    def __init__(self, k):
        super().__init__()
        self.encoder = nn.Sequential(nn.Conv2d(1, 8, 3, stride=4, padding=1), nn.ReLU(), nn.Flatten(), nn.Linear(392, 13))
        self.decoder = nn.Sequential(
            nn.Linear(13, 392), nn.ReLU(), nn.Unflatten(1, (8, 7, 7)), nn.ConvTranspose2d(8, 1, 4, stride=4)
        )

    def encode(self, x):
        return self.encoder(x)

    def decode(self, z):
        return self.decoder(z)

    def forward(self, x):
        return self.decode(self.encode(x))
