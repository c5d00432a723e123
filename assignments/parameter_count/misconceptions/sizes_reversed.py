"""Your network has its inputs at the wrong end. Which entry of `sizes` is the length of a sample x, the
first or the last?

Must fail: build_mlp_has_a_weight_and_a_bias_for_every_layer, build_mlp_computes_affine_and_relu_in_turn, build_mlp_has_no_relu_after_the_last_layer, build_mlp_lets_a_gradient_reach_every_parameter
"""
from torch import nn


def build_mlp(sizes):
    layers = []
    backwards = sizes[::-1]
    for n, m in zip(backwards, backwards[1:]):
        layers += [nn.Linear(n, m), nn.ReLU()]
    return nn.Sequential(*layers[:-1])
