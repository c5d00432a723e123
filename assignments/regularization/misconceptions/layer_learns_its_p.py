"""An optimizer would change the p of your layer. What kind of attribute is it, and should training move it?

Must fail: dropout_layer_has_nothing_to_learn
"""

import torch
from torch import nn


class Dropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = nn.Parameter(torch.tensor(float(p)))

    def forward(self, x):
        if not self.training:
            return x
        stays = (torch.rand(x.shape) > self.p.item()).float()
        return x * stays / (1 - self.p)
