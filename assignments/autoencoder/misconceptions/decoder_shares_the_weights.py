"""Your decoder uses the encoder's weights, turned round. That is a known trick with half the weights; how
many does the handout ask for in 784-1000-500-250-2?

Must fail: autoencoder_has_a_decoder_that_mirrors_the_encoder, autoencoder_of_the_lecture_has_2823286_parameters
"""
import torch
from torch import nn


class Autoencoder(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.encoder = dense(sizes)
        self.decoder = dense(sizes[::-1])
        affine = [part for part in self.encoder if isinstance(part, nn.Linear)]
        mirror = [part for part in self.decoder if isinstance(part, nn.Linear)]
        for first, last in zip(affine, mirror[::-1]):
            last.weight = nn.Parameter(first.weight.T)
        self.pairs = list(zip(affine, mirror[::-1]))
        for first, last in self.pairs:
            del last.weight
            last.weight = first.weight.T

    def encode(self, x):
        return self.encoder(x)

    def decode(self, z):
        return self.decoder(z)

    def forward(self, x):
        return self.decode(self.encode(x))
