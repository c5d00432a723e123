"""No gradient comes back through your layer. Which step takes the numbers out of the graph that autograd
follows?

Must fail: dropout_layer_sends_the_gradient_through_its_mask
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
        stays = (torch.rand(x.shape) > self.p).float()
        return torch.tensor(x.detach().numpy()) * stays / (1 - self.p)
