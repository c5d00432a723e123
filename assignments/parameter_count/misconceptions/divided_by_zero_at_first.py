"""Some of your network's first values are nan or infinite. What is 0 / 0, and what does a network answer that
holds it?

Must fail: build_mlp_computes_affine_and_relu_in_turn, build_mlp_has_no_relu_after_the_last_layer, build_mlp_lets_a_gradient_reach_every_parameter
"""
import torch
from torch import nn


def build_mlp(sizes):
    layers = []
    for n, m in zip(sizes, sizes[1:]):
        layer = nn.Linear(n, m)
        with torch.no_grad():
            layer.weight.zero_()
            layer.weight /= layer.weight.norm()
        layers += [layer, nn.ReLU()]
    return nn.Sequential(*layers[:-1])
