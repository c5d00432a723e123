"""Index loops everywhere; the network is put together with add_module."""
import torch
from torch import nn


def count_mlp(sizes, bias=True):
    total = 0
    for i in range(1, len(sizes)):
        total += sizes[i - 1] * sizes[i]
        if bias:
            total += sizes[i]
    return total


def count_conv2d(c_in, c_out, kernel, bias=True, groups=1):
    if type(kernel) is int:
        kernel = (kernel, kernel)
    total = 0
    for _ in range(groups):
        total += (c_out // groups) * (c_in // groups) * kernel[0] * kernel[1]
    if bias:
        total += c_out
    return total


def count_parameters(model, trainable_only=False):
    total = 0
    for name, p in model.named_parameters():
        if trainable_only and not p.requires_grad:
            continue
        n = 1
        for side in p.size():
            n = n * side
        total += n
    return total


def build_mlp(sizes):
    net = nn.Sequential()
    for i in range(len(sizes) - 1):
        if i > 0:
            net.add_module("relu" + str(i), nn.ReLU())
        net.add_module("fc" + str(i + 1), nn.Linear(sizes[i], sizes[i + 1]))
    return net
