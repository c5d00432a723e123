"""Counts by building the layers (on the meta device) and looking; recursion over the children."""
import torch
from torch import nn


def count_mlp(sizes, bias=True):
    layers = [nn.Linear(sizes[i], sizes[i + 1], bias=bias, device="meta") for i in range(len(sizes) - 1)]
    return count_parameters(nn.ModuleList(layers))


def count_conv2d(c_in, c_out, kernel, bias=True, groups=1):
    return count_parameters(nn.Conv2d(c_in, c_out, kernel, bias=bias, groups=groups, device="meta"))


def collect(module, found):
    for p in module.parameters(recurse=False):
        found[id(p)] = p
    for child in module.children():
        collect(child, found)
    return found


def count_parameters(model, trainable_only=False):
    found = [p for p in collect(model, {}).values() if p.requires_grad or not trainable_only]
    everything = [p.detach().to("meta").flatten() for p in found]
    return len(torch.cat(everything)) if everything else 0


class Affine(nn.Linear):
    """A Linear layer that knows whether a ReLU follows."""

    def __init__(self, n, m, relu):
        super().__init__(n, m)
        self.relu = relu

    def forward(self, x):
        y = super().forward(x)
        return (y + y.abs()) / 2 if self.relu else y


def build_mlp(sizes):
    *hidden, m = sizes[1:]
    layers, n = [], sizes[0]
    for h in hidden:
        layers.append(Affine(n, h, relu=True))
        n = h
    return nn.Sequential(*layers, Affine(n, m, relu=False))
