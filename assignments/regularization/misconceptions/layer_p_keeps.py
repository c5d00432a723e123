"""Your layer drops what it should keep and keeps what it should drop; at p = 0.5 nobody would notice. In
torch, is p the share that goes or the share that stays?

Must fail: dropout_layer_drops_the_share_that_p_says, dropout_layer_scales_what_stays
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
        stays = torch.bernoulli(torch.full_like(x, self.p))
        return x * stays / self.p
