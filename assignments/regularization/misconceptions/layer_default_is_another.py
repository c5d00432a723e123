"""Without an argument your layer drops another share than the handout says. What is the default of p?

Must fail: dropout_layer_drops_half_unless_told
"""

import torch
from torch import nn


class Dropout(nn.Module):
    def __init__(self, p=0.2):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        stays = (torch.rand(x.shape) > self.p).float()
        return x * stays / (1 - self.p)
