"""The network computes, but it shows no parameters, so an optimizer would have nothing to train. Which
containers tell a module about the layers inside them?

Must fail: build_mlp_has_a_weight_and_a_bias_for_every_layer, build_mlp_computes_affine_and_relu_in_turn, build_mlp_has_no_relu_after_the_last_layer, build_mlp_lets_a_gradient_reach_every_parameter
"""
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.layers = [nn.Linear(n, m) for n, m in zip(sizes, sizes[1:])]

    def forward(self, x):
        for layer in self.layers[:-1]:
            x = torch.relu(layer(x))
        return self.layers[-1](x)


def build_mlp(sizes):
    return Net(sizes)
