"""The output of your layer has whole columns of 0: a unit is dropped in every sample or in none. What shape
must the array of random numbers have?

Must fail: dropout_layer_draws_every_unit_by_itself
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
        stays = (torch.rand(x.shape[-1]) > self.p).float()
        return x * stays / (1 - self.p)
