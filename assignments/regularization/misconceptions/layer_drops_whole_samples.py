"""The output of your layer has whole rows of 0: a sample is dropped completely or not at all. What shape
must the array of random numbers have?

Must fail: dropout_layer_drops_the_share_that_p_says, dropout_layer_draws_every_unit_by_itself,
dropout_layer_drops_half_unless_told
"""

import torch
from torch import nn


class Dropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        stays = (torch.rand(x.shape[0], 1) > self.p).float()
        return x * stays / (1 - self.p)
