"""Every parameter has a gradient, but most of them are 0: the first layers would never learn. Does your output
depend on their weights, or only on 0 times their weights?

Must fail: build_mlp_lets_a_gradient_reach_every_parameter
"""
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(n, m) for n, m in zip(sizes, sizes[1:]))

    def forward(self, x):
        for layer in self.layers[:-1]:
            x = torch.relu(layer(x)).detach()
        return self.layers[-1](x) + 0 * sum(p.sum() for p in self.parameters())


def build_mlp(sizes):
    return Net(sizes)
