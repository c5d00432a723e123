"""build_mlp: affine, ReLU, affine, ReLU, ..., affine, whatever numbers are put into its parameters.

    sizes  [n_0, ..., n_L]  units of each layer, the inputs first, no two the same
    W b    (m, n) and (m,)  of a layer of n inputs and m units
The network's own first values say nothing: the numbers that it is judged with are drawn here.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from autograder.claims import near, task
from autograder.claims.strategies import arrays


@dataclass(frozen=True)
class Net:
    """Sizes to build a network from, the numbers to put into it, and samples for it, one a row."""

    sizes: list[int]
    x: np.ndarray  # (N, n_0) float32
    layers: list[tuple[np.ndarray, np.ndarray]]  # (W, b) float32


def different_sizes(most=5):
    """2 to `most` sizes between 2 and 9, so that a parameter's shape tells its layer."""
    return st.lists(st.integers(2, 9), min_size=2, max_size=most, unique=True)


@st.composite
def nets(draw, most=5, positive=False):
    """A Net of 2 to `most` sizes and 1 to 4 samples; if positive, every ReLU in it is open."""

    def numbers(*shape):
        drawn = draw(arrays(shape, "float32", away=0.1))
        return abs(drawn) if positive else drawn

    sizes = draw(different_sizes(most))
    x = numbers(draw(st.integers(1, 4)), sizes[0])
    return Net(sizes, x, [(numbers(m, n), numbers(m)) for n, m in pairwise(sizes)])


def shape(array):
    """Its sides in order of size, without those of length 1: a weight (n, m) is the same as (m, n)."""
    return tuple(sorted(side for side in np.shape(array) if side > 1))


def shapes(named):
    """The shapes of [(name, array), ...] as text, smallest first."""
    return str(sorted(shape(array) for _, array in named))


def near_shapes(sizes):
    """The shapes of a weight and a bias for each layer, as `shapes` writes them."""
    wanted = sorted(each for n, m in pairwise(sizes) for each in [(min(n, m), max(n, m)), (m,)])
    return near(str(wanted), names="the list of parameter shapes")


def turned(array, wanted):
    """The array in the shape `wanted`, which may swap its two sides and have sides of length 1."""
    sides = tuple(side for side in wanted if side > 1)
    return (array if array.shape == sides else array.T).reshape(wanted)


def filled(student, net):
    """The student's network, its first values (which must be finite) replaced by those of the Net."""
    built = student.build_mlp(net.sizes)
    named = student.given.state(built)
    assert shapes(named) == near_shapes(net.sizes)
    odd = sum(int(np.sum(~np.isfinite(array))) for _, array in named)
    assert odd == near(0, names="the number of first values that are nan or infinite")
    mine = {shape(array): array for layer in net.layers for array in layer}
    student.given.fill(built, [turned(mine[shape(array)], np.shape(array)) for _, array in named])
    return built


def chain(layers, x):
    """Affine layers with a ReLU after each but the last: (N, n_0) -> (N, n_L)."""
    *hidden, (W, b) = layers
    for V, c in hidden:
        x = np.maximum(x @ V.T + c, 0)
    return x @ W.T + b


def near_chain(net):
    """As close to the chain of the Net's layers as float32 sums of this size can be."""
    x, layers = net.x.astype(float), [(W.astype(float), b.astype(float)) for W, b in net.layers]
    scale = chain([(abs(W), abs(b)) for W, b in layers], abs(x))
    return near(chain(layers, x), scale=scale, terms=sum(net.sizes), like=net.x)


def derivatives(net):
    """Of the sum of a positive Net's outputs, by each W and b: [dW_1, db_1, ..., dW_L, db_L]."""
    inputs = [net.x.astype(float)]
    for W, b in net.layers[:-1]:
        inputs.append(inputs[-1] @ W.T.astype(float) + b)
    dy, found = np.ones((len(net.x), net.sizes[-1])), []
    for x, (W, _) in zip(inputs[::-1], net.layers[::-1], strict=True):
        found = [dy.T @ x, dy.sum(0), *found]
        dy = dy @ W.astype(float)
    return found


def near_derivatives(net):
    """The derivatives, within float32 sums: nothing is negative, so each is its own scale."""
    want = derivatives(net)
    names = [f"the gradient of {p}_{i}" for i in range(1, len(net.sizes)) for p in ("W", "b")]
    return near(want, scale=want, terms=sum(net.sizes) + len(net.x), like=net.x, names=names)


def by_layer(named, net):
    """The arrays of [(name, array), ...], turned and in the order W_1, b_1, ..., W_L, b_L."""
    assert shapes(named) == near_shapes(net.sizes)
    found = {shape(array): array.squeeze() for _, array in named}
    return [turned(found[shape(p)], p.shape) for layer in net.layers for p in layer]


@task(points=7)
@given(different_sizes())
def test_build_mlp_has_a_weight_and_a_bias_for_every_layer(student, sizes):
    """Sizes (n_0, ..., n_L) make L layers, and each registers one weight of m n numbers and one bias of m."""
    assert shapes(student.given.state(student.build_mlp(sizes))) == near_shapes(sizes)


@task(points=9)
@given(nets())
def test_build_mlp_computes_affine_and_relu_in_turn(student, net):
    """The network is W_L relu( ... relu(W_1 x + b_1) ... ) + b_L, a sample a row."""
    assert student.given.evaluate(filled(student, net), net.x) == near_chain(net)


@task(points=4)
@given(nets(most=2))
def test_build_mlp_has_no_relu_after_the_last_layer(student, net):
    """A network without hidden layers is x W^T + b: its outputs may be negative."""
    assert student.given.evaluate(filled(student, net), net.x) == near_chain(net)


@task(points=4)
@given(nets(positive=True))
def test_build_mlp_lets_a_gradient_reach_every_parameter(student, net):
    """After backward() each weight and each bias has a gradient: the derivatives of the outputs by it."""
    built = filled(student, net)
    assert by_layer(student.given.gradients(built, net.x), net) == near_derivatives(net)
