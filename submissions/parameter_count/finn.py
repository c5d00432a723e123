from torch import nn


def count_mlp(sizes, bias=True):
    i, total = 0, 0
    while i < len(sizes) - 1:
        total += sizes[i] * sizes[i + 1]
        if bias:
            total += sizes[i + 1]
            i += 1
    return total


def count_conv2d(c_in, c_out, kernel, bias=True, groups=1):
    if not isinstance(kernel, tuple):
        kernel = (kernel, kernel)
    total = 0
    for out in range(c_out):
        total += (c_in // groups) * kernel[0] * kernel[1]
        if bias:
            total += 1
    return total


def count_parameters(model, trainable_only=False):
    total = 0
    for p in model.parameters():
        if not trainable_only or p.requires_grad:
            total += p.numel()
    return total


def build_mlp(sizes):
    layers = [nn.Linear(sizes[0], sizes[1])]
    for i in range(1, len(sizes) - 1):
        layers.append(nn.ReLU())
        layers.append(nn.Linear(sizes[i], sizes[i + 1]))
    return nn.Sequential(*layers)


print(count_mlp([3, 2, 2]))
