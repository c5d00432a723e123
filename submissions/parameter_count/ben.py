#!/usr/bin/env python3
"""EEP 596, counting parameters. Ben."""
from __future__ import annotations

from typing import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn


def count_mlp(sizes: Sequence[int], bias: bool = True) -> int:
    """Weights n_in * n_out, biases n_out."""
    return sum((n_in + int(bias)) * n_out for n_in, n_out in zip(sizes, sizes[1:]))


def count_conv2d(c_in: int, c_out: int, kernel: int | tuple[int, int], bias: bool = True, groups: int = 1) -> int:
    height, width = kernel if isinstance(kernel, tuple) else (kernel, kernel)
    per_output = c_in // groups * height * width
    return c_out * (per_output + int(bias))


def count_parameters(model: nn.Module, trainable_only: bool = False) -> int:
    seen: dict[int, nn.Parameter] = {}
    for module in model.modules():
        for p in module.parameters(recurse=False):
            seen[id(p)] = p
    return sum(p.numel() for p in seen.values() if p.requires_grad or not trainable_only)


class MLP(nn.Module):
    def __init__(self, sizes: Sequence[int]) -> None:
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])])

    def forward(self, x: Tensor) -> Tensor:
        for layer in self.layers[:-1]:
            x = F.relu(layer(x))
        return self.layers[-1](x)


def build_mlp(sizes: Sequence[int]) -> nn.Module:
    return MLP(sizes)


if __name__ == "__main__":
    assert count_mlp([3, 2, 2]) == 14
    assert count_conv2d(4, 8, (3, 5), True, 2) == 248
    assert count_parameters(build_mlp([3, 2, 2])) == 14
    print(build_mlp([3, 2, 2])(torch.randn(1, 3)))
