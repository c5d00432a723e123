"""Your layers have no biases. What does your network then answer to an input of zeros, whatever it has
learned?

Must fail: autoencoder_has_a_decoder_that_mirrors_the_encoder, autoencoder_of_the_lecture_has_2823286_parameters
"""
import torch
from torch import nn


class Autoencoder(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        def plain(sizes):
            layers = []
            for n, m in zip(sizes, sizes[1:]):
                layers += [nn.Linear(n, m, bias=False), nn.ELU()]
            return nn.Sequential(*layers[:-1])
        self.encoder, self.decoder = plain(sizes), plain(sizes[::-1])

    def encode(self, x):
        return self.encoder(x)

    def decode(self, z):
        return self.decoder(z)

    def forward(self, x):
        return self.decode(self.encode(x))
