"""Your network has no activation at all, and zeros for first values hide it: it answers 0 to everything, as a
network with a ReLU would. What does it compute once its weights are no longer 0?

Must fail: build_mlp_computes_affine_and_relu_in_turn
"""
from torch import nn


def build_mlp(sizes):
    layers = [nn.Linear(n, m) for n, m in zip(sizes, sizes[1:])]
    for layer in layers:
        nn.init.zeros_(layer.weight)
        nn.init.zeros_(layer.bias)
    return nn.Sequential(*layers)
