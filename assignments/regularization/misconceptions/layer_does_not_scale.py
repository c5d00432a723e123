"""While training, the units that stay come out of your layer as they went in, so that the next layer sees a
smaller mean than in evaluation. What does a torch layer do about that, and when?

Must fail: dropout_layer_scales_what_stays
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
        stays = torch.bernoulli(torch.full_like(x, 1 - self.p))
        return x * stays
