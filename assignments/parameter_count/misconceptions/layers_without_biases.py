"""Your layers have weights but no biases. What does such a network answer to x = 0, whatever it has learned?

Must fail: build_mlp_has_a_weight_and_a_bias_for_every_layer, build_mlp_computes_affine_and_relu_in_turn, build_mlp_has_no_relu_after_the_last_layer, build_mlp_lets_a_gradient_reach_every_parameter
"""
from torch import nn


def build_mlp(sizes):
    layers = []
    for n, m in zip(sizes, sizes[1:]):
        layers += [nn.Linear(n, m, bias=False), nn.ReLU()]
    return nn.Sequential(*layers[:-1])
