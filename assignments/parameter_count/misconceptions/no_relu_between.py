"""Your network is a single affine map, however many layers it has. What stands between two layers, and what
would be lost without it?

Must fail: build_mlp_computes_affine_and_relu_in_turn
"""
from torch import nn


def build_mlp(sizes):
    return nn.Sequential(*[nn.Linear(n, m) for n, m in zip(sizes, sizes[1:])])
