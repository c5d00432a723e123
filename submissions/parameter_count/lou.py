import torch.nn as nn


def count_mlp(sizes, bias=True):
    n = 0
    for i, size in enumerate(sizes):
        if i > 0:
            n += sizes[i-1] * size + size
    return n


def count_conv2d(c_in, c_out, kernel, bias=True, groups=1):
    kh, kw = kernel
    n = c_out * c_in // groups * kh * kw
    if bias:
        n += c_out
    return n


def count_parameters(model, trainable_only=False):
    n = 0
    for p in model.parameters(recurse=False):
        if p.requires_grad or not trainable_only:
            n += p.numel()
    for child in model.children():
        n += count_parameters(model, trainable_only)
    return n


def build_mlp(sizes):
    layers = []
    for i in range(1, len(sizes)):
        layers.append(nn.Linear(sizes[i - 1], sizes[i]))
        layers.append(nn.ReLU())
    layers.pop()
    return nn.Sequential(*layers)
