"""Public code that runs beside yours: how the grader looks at the network that `train_xor` returns."""

import torch
from torch import nn


def kind(answer):
    """What sort of object was returned: "nn.Module", or the name of its type."""
    return "nn.Module" if isinstance(answer, nn.Module) else type(answer).__name__


def outputs(net, x):
    """The network's answer to x (4, 2), an array, in eval mode and in the precision of its parameters."""
    dtype = next((p.dtype for p in net.parameters()), torch.float32)
    net.eval()
    with torch.no_grad():
        return net(torch.tensor(x, dtype=dtype))


def parameters(net):
    """The parameters as arrays, in the order of net.parameters()."""
    return [p.detach().numpy().copy() for p in net.parameters()]
