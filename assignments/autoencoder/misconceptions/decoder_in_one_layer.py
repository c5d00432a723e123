"""Your decoder has fewer layers than your encoder. Which sizes does a mirror image of d ... k have?

Must fail: autoencoder_has_a_decoder_that_mirrors_the_encoder, autoencoder_of_the_lecture_has_2823286_parameters, autoencoder_bends_space_in_its_hidden_layers
"""
import torch
from torch import nn


class Autoencoder(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.encoder = dense(sizes)
        self.decoder = nn.Linear(sizes[-1], sizes[0])

    def encode(self, x):
        return self.encoder(x)

    def decode(self, z):
        return self.decoder(z)

    def forward(self, x):
        return self.decode(self.encode(x))
