"""The share of units that your layer drops is off in a way that depends on p. How likely is it that a
normal random number lies above p, and which kind of random number is above p with probability 1 - p?

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
        stays = (torch.randn(x.shape) > self.p).float()
        return x * stays / (1 - self.p)
