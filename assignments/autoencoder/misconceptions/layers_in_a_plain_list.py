"""The network does not know its layers: an optimizer that asks it for its parameters gets none of them. In
what must layers be kept so that nn.Module finds them?

Must fail: autoencoder_has_a_decoder_that_mirrors_the_encoder, autoencoder_of_the_lecture_has_2823286_parameters, autoencoder_lets_a_gradient_reach_every_parameter
"""
import torch
from torch import nn


class Autoencoder(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.layers = [dense(sizes), dense(sizes[::-1])]

    def encode(self, x):
        return self.layers[0](x)

    def decode(self, z):
        return self.layers[1](z)

    def forward(self, x):
        return self.decode(self.encode(x))
