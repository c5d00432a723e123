"""After eval() your layer never drops anything again, also when train() is called. Which line forgets that
training may go on?

Must fail: dropout_layer_drops_only_while_training, dropout_layer_follows_the_network_that_holds_it
"""

import torch
from torch import nn


class Dropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p
        self.over = False

    def forward(self, x):
        if not self.training:
            self.over = True
        if self.over:
            return x
        return x * (torch.rand(x.shape) > self.p).float() / (1 - self.p)
