"""Counting parameters: fill in every function that raises NotImplementedError.

The handout has the formulas and the conventions. Hand in this file as parameter_count.py (or the notebook
as parameter_count.ipynb). Extra functions of your own are welcome; keep the names and the order of arguments.
"""

import torch
from torch import nn

# ---- 1. From the sizes alone --------------------------------------------------------------------


def count_mlp(sizes, bias=True):
    """Sizes [n_0, ..., n_L] of a network of affine layers, the inputs first  ->  number of parameters."""
    raise NotImplementedError


def count_conv2d(c_in, c_out, kernel, bias=True, groups=1):
    """Channels in and out, kernel k or (kh, kw)  ->  number of parameters of one convolution."""
    raise NotImplementedError


# ---- 2. From a model ----------------------------------------------------------------------------


def count_parameters(model, trainable_only=False):
    """Any nn.Module  ->  number of its parameters, or of those that are not frozen."""
    raise NotImplementedError


# ---- 3. The network itself ----------------------------------------------------------------------


def build_mlp(sizes):
    """Sizes [n_0, ..., n_L]  ->  an nn.Module that takes x (N, n_0) to (N, n_L)."""
    raise NotImplementedError


if __name__ == "__main__":
    print("the network of the lecture:", count_mlp([100 * 100, 1000, 1000, 1000, 10]))
    net = build_mlp([3, 2, 2])
    print("the worked example:", count_mlp([3, 2, 2]), "and as a model:", count_parameters(net))
    print("its answer to one sample:", net(torch.tensor([[1.0, 1.0, 3.0]])))
