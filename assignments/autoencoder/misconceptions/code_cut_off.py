"""No gradient reaches your encoder: it stays as chance has made it. Where on the way from the code to the
loss does the graph end?

Must fail: autoencoder_lets_a_gradient_reach_every_parameter
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
        return self.decode(self.encode(x).detach())
