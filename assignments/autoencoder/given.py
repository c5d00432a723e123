"""Public code that runs beside yours: how the grader calls auto-encoders, and what it gives you to train."""

from itertools import pairwise

import numpy as np
import torch
from torch import nn

PLAIN = (nn.modules.batchnorm._BatchNorm, nn.LayerNorm, nn.GroupNorm, nn.PReLU)  # beside the layers, and free
CONVOLUTIONS = (nn.modules.conv._ConvNd,)


# ---- your auto-encoder ----------------------------------------------------------------------------


def ready(net):
    """The network in eval mode; what is no nn.Module is refused."""
    if not isinstance(net, nn.Module):
        raise TypeError(f"an auto-encoder must be an nn.Module, and this is {type(net).__name__}")
    return net.eval()


def half(net, method, submodule):
    """The method `encode` (or `decode`) of the network, or its submodule `encoder` (or `decoder`)."""
    return getattr(net, method) if hasattr(net, method) else getattr(net, submodule)


def encode(net, x):
    """The code of x, an array of float32."""
    return half(ready(net), "encode", "encoder")(torch.tensor(x))


def decode(net, z):
    """What the decoder makes of the code z, an array of float32."""
    return half(ready(net), "decode", "decoder")(torch.tensor(z))


def reconstruct(net, x):
    """The network's answer to x, an array of float32."""
    return ready(net)(torch.tensor(x))


def decode_after_others(net, x, others):
    """decode of the code of x, after the network has encoded something else in between."""
    z = half(ready(net), "encode", "encoder")(torch.tensor(x))
    reconstruct(net, others)
    encode(net, others)
    return half(net, "decode", "decoder")(z)


def owned(net):
    """The parameters of the network without those of normalisations and the like, each of them once."""
    free = {id(p) for part in net.modules() if isinstance(part, PLAIN) for p in part.parameters()}
    return [p for p in ready(net).parameters() if id(p) not in free]


def shapes(net):
    """The shapes of its parameters, without sides of length 1."""
    return [tuple(side for side in p.shape if side > 1) for p in owned(net)]


def count(net):
    """How many numbers its parameters hold."""
    return sum(p.numel() for p in owned(net))


def convolutions(net):
    """How many convolutions it has: layers, or else weights with four axes."""
    layers = sum(isinstance(part, CONVOLUTIONS) for part in ready(net).modules())
    return max(layers, sum(p.dim() == 4 for p in net.parameters()))


def without_gradient(net, x):
    """How many of its parameters no gradient reaches from the squared error of x, and how many it has."""
    parameters = owned(net)
    error = ((net(torch.tensor(x)) - torch.tensor(x)) ** 2).sum()
    if error.requires_grad:
        error.backward()
    return sum(p.grad is None for p in parameters), len(parameters)


# ---- what you train -------------------------------------------------------------------------------


class Watch(nn.Module):
    """An encoder that writes down what gradients come back for: the rows, and whether in train mode."""

    def __init__(self, encoder):
        super().__init__()
        self.encoder, self.rows, self.modes = encoder, [], []

    def forward(self, x):
        """(n, d) -> (n, k)."""
        z, rows, mode = self.encoder(x), x.detach().numpy().copy(), self.training
        if z.requires_grad:
            z.register_hook(lambda _: self.keep(rows, mode))
        return z

    def keep(self, rows, mode):
        """Write it down."""
        self.rows.append(rows)
        self.modes.append(mode)


class Given(nn.Module):
    """An auto-encoder of the grader's own, so that nobody's training depends on their class."""

    def __init__(self, sizes, activation):
        super().__init__()
        self.encoder = nn.Sequential(*layers(sizes, activation))
        self.decoder = nn.Sequential(*layers(sizes[::-1], activation))

    def encode(self, x):
        """(n, d) -> (n, k)."""
        return self.encoder(x)

    def decode(self, z):
        """(n, k) -> (n, d)."""
        return self.decoder(z)

    def forward(self, x):
        """(n, d) -> (n, d)."""
        return self.decode(self.encode(x))


def layers(sizes, activation):
    """Affine layers with an activation between them."""
    found = []
    for n, m in pairwise(sizes):
        found += [nn.Linear(n, m), activation()]
    return found[:-1]


def network(sizes, seed, linear=False):
    """A fresh auto-encoder of these sizes, whose first weights follow from the seed."""
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        return Given(list(sizes), nn.Identity if linear else nn.SiLU)


def watched(sizes, seed):
    """The same network under a Watch."""
    net = network(sizes, seed)
    net.encoder = Watch(net.encoder)
    return net


def rows(net):
    """The rows a watched network was trained on, in their order: (n, d); None if there were none."""
    seen = net.encoder.rows
    return np.concatenate(seen) if seen else None


def modes(net):
    """Whether the network was in train mode, one answer a batch."""
    return list(net.encoder.modes)


def rng(seed):
    """A generator of numpy."""
    return np.random.default_rng(seed)


def weights(net):
    """Its weights and biases, one after the other, in float64: (number of parameters,)."""
    return np.concatenate([p.detach().numpy().ravel().astype(float) for p in net.parameters()])
