"""Your network returns more than the reconstruction. What would a loss between its answer and x make of a
tuple?

Must fail: autoencoder_encodes_and_decodes, autoencoder_lets_a_gradient_reach_every_parameter, autoencoder_reconstructs_from_the_code_alone, autoencoder_takes_each_sample_by_itself
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
        z = self.encode(x)
        return self.decode(z), z
