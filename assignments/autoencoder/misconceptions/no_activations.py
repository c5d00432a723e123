"""Two affine maps in a row are one affine map. What is there between your layers that makes more of an
auto-encoder than of PCA?

Must fail: autoencoder_bends_space_in_its_hidden_layers
"""
import torch
from torch import nn


class Autoencoder(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.encoder = nn.Sequential(*[nn.Linear(n, m) for n, m in zip(sizes, sizes[1:])])
        self.decoder = nn.Sequential(*[nn.Linear(m, n) for n, m in reversed(list(zip(sizes, sizes[1:])))])

    def encode(self, x):
        return self.encoder(x)

    def decode(self, z):
        return self.decoder(z)

    def forward(self, x):
        return self.decode(self.encode(x))
