"""The reference of `parameter_count` agrees with torch's own layers and with counts made by hand."""

from importlib import import_module
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn

ref = import_module("reference_solutions.parameter_count")  # so loaded, its untyped page is Any to mypy


def elements(*modules: nn.Module) -> int:
    """What torch itself holds."""
    return sum(p.numel() for module in modules for p in module.parameters())


def weights(net: nn.Module) -> list[Any]:
    """Its parameters as float64 arrays, in order: W, b, W, b, ..."""
    return [p.detach().double().numpy() for p in net.parameters()]


@pytest.mark.parametrize(
    ("sizes", "bias", "count"),
    [
        ([3, 2, 2], True, 14),  # 3*2+2 + 2*2+2
        ([3, 2, 2], False, 10),
        ([10_000, 1000, 1000, 1000, 10], True, 12_013_010),
        ([10_000, 1000, 1000, 1000, 10], False, 12_010_000),
        ([784, 120, 10], True, 95_410),
        ([7], True, 0),
    ],
)
def test_count_mlp_agrees_with_counts_by_hand(sizes: list[int], bias: bool, count: int) -> None:
    """Weights and biases of each layer, nothing for the inputs."""
    assert ref.count_mlp(sizes, bias) == count


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("sizes", [[1, 1], [5, 3], [4, 9, 2], [2, 3, 3, 3, 8]])
def test_count_mlp_agrees_with_linear_layers(sizes: list[int], bias: bool) -> None:
    """The formula is what nn.Linear allocates."""
    assert ref.count_mlp(sizes, bias) == elements(*(nn.Linear(n, m, bias=bias) for n, m in pairwise(sizes)))


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("kernel", [1, 3, (1, 1), (3, 5), (7, 2)])
@pytest.mark.parametrize(
    ("c_in", "c_out", "groups"), [(1, 1, 1), (3, 8, 1), (6, 4, 2), (5, 5, 5), (4, 12, 4)]
)
def test_count_conv2d_agrees_with_a_convolution(
    c_in: int, c_out: int, groups: int, kernel: int | tuple[int, int], bias: bool
) -> None:
    """The formula is what nn.Conv2d allocates."""
    layer = nn.Conv2d(c_in, c_out, kernel, bias=bias, groups=groups)
    assert ref.count_conv2d(c_in, c_out, kernel, bias, groups) == elements(layer)


def test_count_conv2d_agrees_with_counts_by_hand() -> None:
    """3 channels to 8 maps by 3 x 3: 8 * 3 * 9 weights and 8 biases."""
    assert ref.count_conv2d(3, 8, 3) == 224
    assert ref.count_conv2d(3, 8, 3, False) == 216
    assert ref.count_conv2d(4, 8, (3, 5), True, 2) == 248


def test_options_left_out_mean_biases_and_every_parameter() -> None:
    """The defaults are those of the handout."""
    net = ref.build_mlp([4, 3, 2])
    next(net.parameters()).requires_grad = False
    assert ref.count_parameters(net) == ref.count_mlp([4, 3, 2]) == 23
    assert ref.count_parameters(net, True) == 11


def test_shared_parameters_count_once_and_buffers_never() -> None:
    """An embedding tied to its decoder, and a batch normalisation, counted by hand."""
    embedding, decoder = nn.Embedding(5, 3), nn.Linear(3, 5)
    decoder.weight = embedding.weight
    assert ref.count_parameters(nn.Sequential(embedding, decoder)) == 20
    assert ref.count_parameters(nn.BatchNorm1d(6)) == 12
    assert ref.count_parameters(nn.ReLU()) == 0


@pytest.mark.parametrize("sizes", [[3, 2], [4, 7, 3], [2, 9, 5, 6]])
def test_build_mlp_is_the_chain_of_affine_layers_and_relu(sizes: list[int]) -> None:
    """Its answer is W_L relu( ... relu(W_1 x + b_1) ... ) + b_L, evaluated with its own weights."""
    net = ref.build_mlp(sizes).double()
    x = np.linspace(-3, 3, 5 * sizes[0]).reshape(5, -1)
    *hidden, W, b = weights(net)
    v = x
    for V, c in zip(hidden[::2], hidden[1::2], strict=True):
        v = np.maximum(v @ V.T + c, 0)
    assert np.abs(net(torch.tensor(x)).detach().numpy() - (v @ W.T + b)).max() < 1e-12
    assert ref.count_parameters(net, True) == ref.count_mlp(sizes)
