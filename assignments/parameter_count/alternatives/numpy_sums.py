"""Array formulas that return numpy scalars and floats; the network is a class with a ModuleList."""
import numpy as np
import torch.nn as nn
import torch.nn.functional as F


def count_mlp(sizes, bias=True):
    s = np.array(sizes)
    return np.dot(s[:-1] + int(bias), s[1:])


def count_conv2d(c_in, c_out, kernel, bias=True, groups=1):
    kernel = np.broadcast_to(kernel, 2)
    return c_out * (c_in / groups * np.prod(kernel) + bias)


def count_parameters(model, trainable_only=False):
    unique = set(model.parameters())
    return np.sum([np.prod(p.shape) for p in unique if p.requires_grad or not trainable_only])


class MLP(nn.Module):
    def __init__(self, sizes):
        super(MLP, self).__init__()
        self.layers = nn.ModuleList()
        for n_in, n_out in zip(sizes[:-1], sizes[1:]):
            self.layers.append(nn.Linear(n_in, n_out))

    def forward(self, x):
        for i, layer in enumerate(self.layers):
            x = layer(x)
            if i < len(self.layers) - 1:
                x = F.relu(x)
        return x


def build_mlp(sizes):
    return MLP(sizes)
