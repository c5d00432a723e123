"""How many numbers does a network learn, and where do they sit?

    sizes   [n_0, ..., n_L]  units of each layer, the inputs first
    W_l, b_l  (n_l, n_l-1), (n_l,)  weight and bias of layer l = 1, ..., L
    kh, kw  height and width of a convolution's kernel

Every count is an exact integer.
"""

from itertools import pairwise

from torch import nn


def count_mlp(sizes, bias=True):
    """Sum of n_l n_(l-1) weights and, with `bias`, n_l biases over the layers l = 1, ..., L."""
    return sum(m * n + m * bool(bias) for n, m in pairwise(sizes))


def count_conv2d(c_in, c_out, kernel, bias=True, groups=1):
    """c_out (c_in / groups) kh kw weights and, with `bias`, c_out biases; `kernel` is k or (kh, kw)."""
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    return c_out * (c_in // groups) * kh * kw + c_out * bool(bias)


def count_parameters(model, trainable_only=False):
    """Elements of all parameters of an nn.Module, a shared one once; buffers are none."""
    return sum(p.numel() for p in model.parameters() if p.requires_grad or not trainable_only)


def build_mlp(sizes):
    """x (N, n_0) -> (N, n_L): Linear layers with a ReLU between each two."""
    layers = []
    for n, m in pairwise(sizes):
        layers += [nn.Linear(n, m), nn.ReLU()]
    return nn.Sequential(*layers[:-1])
