"""Your code has more numbers than the image. Count the maps and their pixels: what is squeezed out of
anything on that way?

Must fail: conv_autoencoder_has_a_code_of_the_size_it_is_told
"""
import torch
from torch import nn


class ConvAutoencoder(nn.Module):
    def __init__(self, k):
        super().__init__()
        self.encoder = nn.Sequential(nn.Conv2d(1, 8 * k, 3, stride=2, padding=1), nn.ReLU())
        self.decoder = nn.Sequential(nn.ConvTranspose2d(8 * k, 1, 4, stride=2, padding=1))

    def encode(self, x):
        return self.encoder(x)

    def decode(self, z):
        return self.decoder(z)

    def forward(self, x):
        return self.decode(self.encode(x))
