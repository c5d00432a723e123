"""The image reaches your output by a way round the code. What would be left for the code to learn?

Must fail: conv_autoencoder_reconstructs_from_the_code_alone
"""
import torch
from torch import nn


class ConvAutoencoder(nn.Module):
    def __init__(self, k):
        super().__init__()
        self.encoder = nn.Sequential(nn.Conv2d(1, 8, 3, stride=4, padding=1), nn.ReLU(), nn.Flatten(), nn.Linear(392, k))
        self.decoder = nn.Sequential(
            nn.Linear(k, 392), nn.ReLU(), nn.Unflatten(1, (8, 7, 7)), nn.ConvTranspose2d(8, 1, 4, stride=4)
        )

    def encode(self, x):
        return self.encoder(x)

    def decode(self, z):
        return self.decoder(z)

    def forward(self, x):
        return self.decode(self.encode(x)) + x
