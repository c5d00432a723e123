"""Called by itself your layer obeys eval(), but inside a network it does not. Which method, and which
attribute, does a network use to tell its parts?

Must fail: dropout_layer_follows_the_network_that_holds_it
"""

import torch
from torch import nn


class Dropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p
        self.dropping = True

    def eval(self):
        self.dropping = False
        return self

    def train(self, mode=True):
        if mode:
            self.dropping = True
        return self

    def forward(self, x):
        if not self.dropping:
            return x
        stays = (torch.rand(x.shape) > self.p).float()
        return x * stays / (1 - self.p)
