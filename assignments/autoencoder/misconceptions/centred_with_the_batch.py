"""What your network answers to a sample depends on the others in its batch, also after eval(). What does
it do with a batch of one?

Must fail: autoencoder_takes_each_sample_by_itself, autoencoder_bends_space_in_its_hidden_layers
"""
import torch
from torch import nn


class Autoencoder(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.encoder = dense(sizes)
        self.decoder = dense(sizes[::-1])

    def encode(self, x):
        return self.encoder(x - x.mean(dim=0))

    def decode(self, z):
        return self.decoder(z)

    def forward(self, x):
        return self.decode(self.encode(x))
