"""Recursive formulas: a network is its first layer followed by a shorter network."""
from torch import nn


def count_mlp(sizes, bias=True):
    if len(sizes) < 2:
        return 0
    n, m, *rest = sizes
    return (n + (1 if bias else 0)) * m + count_mlp([m] + rest, bias)


def count_conv2d(c_in, c_out, kernel, bias=True, groups=1):
    try:
        kh, kw = kernel
    except TypeError:
        kh = kw = kernel
    if groups > 1:
        return groups * count_conv2d(c_in // groups, c_out // groups, (kh, kw), bias)
    return c_out * count_mlp([c_in * kh * kw, 1], bias)


def build_mlp(sizes):
    n, m, *rest = sizes
    first = nn.Linear(n, m)
    return nn.Sequential(first, nn.ReLU(), build_mlp([m] + rest)) if rest else first
