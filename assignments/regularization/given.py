"""Public code that runs beside yours: how the grader calls a layer, and a function many times."""

import numpy as np
import torch
from torch import nn


def repeated(forward, x, dropout_param, times):
    """out of dropout_forward for the same x (N, D), so many times in a row: (times, N, D)."""
    outs = [forward(x.copy(), dict(dropout_param))[0] for _ in range(times)]
    return np.stack([out.detach() if isinstance(out, torch.Tensor) else out for out in outs])


def training(layer):
    """The layer, told to train."""
    layer.train()
    return layer


def evaluating(layer):
    """The layer, told that training is over."""
    layer.eval()
    return layer


def network(layer):
    """A network in which the layer is the only part."""
    return nn.Sequential(layer)


def output(layer, x):
    """The layer's answer to x (N, D), an array of float32."""
    return layer(torch.tensor(x))


def output_and_gradient(layer, x, dout):
    """The layer's answer to x, and what dout becomes on its way back to x (None if nothing arrives)."""
    leaf = torch.tensor(x, requires_grad=True)
    out = layer(leaf * 1)
    if out.requires_grad:
        out.backward(torch.tensor(dout))
    return out, leaf.grad


def count_parameters(layer):
    """How many parameters an nn.Module has registered."""
    if not isinstance(layer, nn.Module):
        raise TypeError(f"this layer is no nn.Module but {type(layer).__name__}")
    return sum(1 for _ in layer.parameters())
