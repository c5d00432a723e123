"""After eval() your layer drops nothing, and yet its output is not its input. If what stayed was already
scaled while training, what is left to do?

Must fail: dropout_layer_drops_only_while_training, dropout_layer_follows_the_network_that_holds_it
"""

import torch
from torch import nn


class Dropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training:
            return x * (1 - self.p)
        stays = (torch.rand(x.shape) > self.p).float()
        return x * stays / (1 - self.p)
