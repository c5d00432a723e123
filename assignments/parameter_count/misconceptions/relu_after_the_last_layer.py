"""Your network never answers with a negative number. If the targets were -1 and 1, could it learn them?

Must fail: build_mlp_computes_affine_and_relu_in_turn, build_mlp_has_no_relu_after_the_last_layer
"""
from torch import nn


def build_mlp(sizes):
    layers = []
    for n, m in zip(sizes, sizes[1:]):
        layers += [nn.Linear(n, m), nn.ReLU()]
    return nn.Sequential(*layers)
