"""The answers are right, but only the last layer would learn. What does a tensor lose when it is detached, or
turned into an array, on its way to the next layer?

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
        return self.layers[-1](x)


def build_mlp(sizes):
    return Net(sizes)
