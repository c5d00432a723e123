"""Your decoder uses something that encode has kept from its last input. If I hand you only a code, from
where would you decode it?

Must fail: autoencoder_reconstructs_from_the_code_alone, autoencoder_decodes_a_code_the_same_after_any_input
"""
import torch
from torch import nn


class Autoencoder(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.encoder = dense(sizes)
        self.decoder = dense(sizes[::-1])

    def encode(self, x):
        self.first = x
        return self.encoder(x)

    def decode(self, z):
        return self.decoder(z) + 0.1 * self.first

    def forward(self, x):
        return self.decode(self.encode(x))
