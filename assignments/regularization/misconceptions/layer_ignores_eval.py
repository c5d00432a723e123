"""Your layer goes on dropping units after eval(). Which attribute of every nn.Module tells forward that
training is over?

Must fail: dropout_layer_drops_only_while_training, dropout_layer_follows_the_network_that_holds_it
"""

import torch
from torch import nn


class Dropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, x):
        stays = (torch.rand(x.shape) > self.p).float()
        return x * stays / (1 - self.p)
