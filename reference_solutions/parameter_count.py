"""How many numbers does a network learn, and where do they sit?

    sizes   [n_0, ..., n_L]  units of each layer, the inputs first
    W_l, b_l  (n_l, n_l-1), (n_l,)  weight and bias of layer l = 1, ..., L
    kh, kw  height and width of a convolution's kernel

Every count is an exact integer.
"""

from itertools import pairwise

import torch
from torch import nn

# ---- 1. From the sizes alone --------------------------------------------------------------------


def count_mlp(sizes, bias=True):
    """Sizes [n_0, ..., n_L] of a network of affine layers, the inputs first  ->  number of parameters."""
    ### BEGIN SOLUTION
    # Sum of n_l n_(l-1) weights and, with `bias`, n_l biases over the layers l = 1, ..., L.
    return sum(m * n + m * bool(bias) for n, m in pairwise(sizes))
    ### END SOLUTION


def count_conv2d(c_in, c_out, kernel, bias=True, groups=1):
    """Channels in and out, kernel k or (kh, kw)  ->  number of parameters of one convolution."""
    ### BEGIN SOLUTION
    # c_out (c_in / groups) kh kw weights and, with `bias`, c_out biases; `kernel` is k or (kh, kw).
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    return c_out * (c_in // groups) * kh * kw + c_out * bool(bias)
    ### END SOLUTION


# ---- 2. From a model ----------------------------------------------------------------------------


def count_parameters(model, trainable_only=False):
    """Any nn.Module  ->  number of its parameters, or of those that are not frozen."""
    ### BEGIN SOLUTION
    # Elements of all parameters of an nn.Module, a shared one once; buffers are none.
    return sum(p.numel() for p in model.parameters() if p.requires_grad or not trainable_only)
    ### END SOLUTION


# ---- 3. The network itself ----------------------------------------------------------------------


def build_mlp(sizes):
    """Sizes [n_0, ..., n_L]  ->  an nn.Module that takes x (N, n_0) to (N, n_L)."""
    ### BEGIN SOLUTION
    # x (N, n_0) -> (N, n_L): Linear layers with a ReLU between each two.
    layers = []
    for n, m in pairwise(sizes):
        layers += [nn.Linear(n, m), nn.ReLU()]
    return nn.Sequential(*layers[:-1])
    ### END SOLUTION


if __name__ == "__main__":
    print("the network of the lecture:", count_mlp([100 * 100, 1000, 1000, 1000, 10]))
    net = build_mlp([3, 2, 2])
    print("the worked example:", count_mlp([3, 2, 2]), "and as a model:", count_parameters(net))
    print("its answer to one sample:", net(torch.tensor([[1.0, 1.0, 3.0]])))
