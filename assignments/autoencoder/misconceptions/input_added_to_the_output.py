"""Your reconstruction would be perfect with a code of no numbers at all. By which way does x reach the
output without passing through the code?

Must fail: autoencoder_reconstructs_from_the_code_alone
"""
import torch
from torch import nn


class Autoencoder(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.encoder = dense(sizes)
        self.decoder = dense(sizes[::-1])

    def encode(self, x):
        return self.encoder(x)

    def decode(self, z):
        return self.decoder(z)

    def forward(self, x):
        return self.decode(self.encode(x)) + x
