"""Your layer drops the same units every time. In which method is the mask drawn, and how often does that
one run?

Must fail: dropout_layer_draws_a_new_mask_at_each_call
"""

import torch
from torch import nn


class Dropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p
        self.mask = None

    def forward(self, x):
        if not self.training:
            return x
        if self.mask is None or self.mask.shape != x.shape:
            self.mask = (torch.rand(x.shape) > self.p).float()
        return x * self.mask / (1 - self.p)
