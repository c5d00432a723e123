"""A layer of n inputs and m units learns m n weights and m biases (Lecture 4, in-class exercise 1).

    sizes  [n_0, ..., n_L]  units of each layer, the inputs first
    n m k  sizes of a model of given.py: inputs, hidden units, outputs (v d: words, numbers a word)
The models live beside the student's code; here are only their names, their sizes and what they hold.
"""

from collections.abc import Callable
from dataclasses import dataclass
from inspect import signature
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from autograder.claims import near, task

LECTURE = [100 * 100, 1000, 1000, 1000, 10]  # answer 3 of in-class exercise 1
LECTURE_COUNT, LECTURE_WEIGHTS = 12_013_010, 12_010_000


def affine(n, m):
    """Weights and biases of one affine layer."""
    return n * m + m


def two_layers(n, m, k):
    """Weights and biases of n inputs, m hidden units and k outputs."""
    return affine(n, m) + affine(m, k)


# What given.py's models hold, one line a model: counted from the sizes, never by running the model.
TOTAL: dict[str, Callable[..., int]] = {
    "mlp": two_layers,
    "conv_net": lambda n, m, k: affine(9 * n, m) + affine(m, k),
    "separable_conv_net": lambda n, m, k: 5 * n + affine(n, m) + affine(m, k),
    "nested": lambda n, m, k: affine(n, m) + 2 * m + affine(m, k),
    "gated": lambda n, m, k: 1 + n + n * m + m * k,
    "twins": lambda n, m, k: 2 * affine(n, n) + affine(n, m) + affine(m, k),
    "tied_mlp": lambda n, m: n * m + affine(m, n) + 2 * m,
    "language_model": lambda v, d: v * d + v,
    "repeated_block": lambda n, m, k: affine(n, m) + affine(m, m) + affine(m, k),
    "shared_bias": lambda n, m: n * m + m * m + m,
    "fine_tuned": two_layers,
    "only_biases_train": two_layers,
    "all_frozen": two_layers,
    "tied_and_frozen": lambda v, d: v * d + v,
    "batch_norm_net": lambda n, m, k: 9 * n * m + 2 * m + affine(m, k),
    "standardised": lambda n, m: affine(n, m),
}
FROZEN: dict[str, Callable[..., int]] = {  # what is left to train
    "fine_tuned": lambda n, m, k: affine(m, k),
    "only_biases_train": lambda n, m, k: m + k,
    "all_frozen": lambda n, m, k: 0,
    "tied_and_frozen": lambda v, d: v,
}


@dataclass(frozen=True)
class Model:
    """A model of given.py by its name, and the sizes it is made of."""

    name: str
    sizes: tuple[int, ...]

    def built(self, student):
        """The model itself, which lives beside the student's code."""
        return getattr(student.given, self.name)(*self.sizes)

    @property
    def total(self):
        """How many parameters it has."""
        return TOTAL[self.name](*self.sizes)

    @property
    def trainable(self):
        """How many of them are not frozen."""
        return (TOTAL | FROZEN)[self.name](*self.sizes)


@st.composite
def models(draw, *names):
    """One of the models named, from sizes 1 to 9."""
    name = draw(st.sampled_from(names))
    arity = len(signature(TOTAL[name]).parameters)
    return Model(name, draw(st.tuples(*[st.integers(1, 9)] * arity)))


@dataclass(frozen=True)
class Grouped:
    """A convolution in groups; they divide both numbers of channels."""

    c_in: int
    c_out: int
    kernel: int
    groups: int


layer_sizes = st.lists(st.integers(1, 1000), min_size=2, max_size=6)
counts, kernels, groups = st.integers(1, 64), st.integers(1, 7), st.integers(2, 8)
grouped = st.builds(lambda a, b, k, g: Grouped(g * a, g * b, k, g), counts, counts, kernels, groups)


@task(points=10)
@given(layer_sizes)
def test_count_mlp_adds_up_weights_and_biases(student, sizes):
    """Each layer of m units on n inputs has m n weights and m biases; the inputs have none."""
    assert student.count_mlp(sizes, True) == near(sum(affine(n, m) for n, m in pairwise(sizes)))


@task(points=6)
@given(layer_sizes)
def test_count_mlp_without_biases_counts_the_weights(student, sizes):
    """With bias False only the m n weights of each layer count."""
    assert student.count_mlp(sizes, False) == near(sum(n * m for n, m in pairwise(sizes)))


@task(points=5)
def test_count_mlp_counts_the_network_of_the_lecture(student):
    """100 x 100 pixels, three hidden layers of 1000, 10 outputs; biases count unless bias is False."""
    assert student.count_mlp(LECTURE) == near(LECTURE_COUNT)
    assert student.count_mlp(LECTURE, False) == near(LECTURE_WEIGHTS)


@task(points=1)
@given(counts, counts)
def test_count_mlp_of_a_single_size_is_zero(student, n, m):
    """Inputs alone learn nothing; the next layer brings its weights and biases."""
    assert student.count_mlp([n], True) == near(0)
    assert student.count_mlp([n, m], True) == near(affine(n, m))


@task(points=10)
@given(counts, counts, kernels)
def test_count_conv2d_adds_up_kernels_and_biases(student, c_in, c_out, kernel):
    """A kernel of k k weights for every pair of an input and an output channel, a bias for every output."""
    assert student.count_conv2d(c_in, c_out, kernel, True, 1) == near(affine(c_in * kernel**2, c_out))


@task(points=4)
@given(counts, counts, kernels, kernels)
def test_count_conv2d_takes_a_height_and_a_width(student, c_in, c_out, kh, kw):
    """A kernel (kh, kw) has kh kw weights."""
    assert student.count_conv2d(c_in, c_out, (kh, kw), True, 1) == near(affine(c_in * kh * kw, c_out))


@task(points=4)
@given(counts, counts, kernels)
def test_count_conv2d_without_biases_counts_the_kernels(student, c_in, c_out, kernel):
    """With bias False only the kernels count."""
    assert student.count_conv2d(c_in, c_out, kernel, False, 1) == near(c_out * c_in * kernel**2)


@task(points=5)
@given(grouped)
def test_count_conv2d_with_groups_joins_fewer_channels(student, conv):
    """With g groups an output channel sees only c_in / g input channels."""
    got = student.count_conv2d(conv.c_in, conv.c_out, conv.kernel, True, conv.groups)
    assert got == near(affine(conv.c_in // conv.groups * conv.kernel**2, conv.c_out))


@task(points=1)
@given(counts, counts, kernels)
def test_count_conv2d_has_biases_and_one_group_unless_told(student, c_in, c_out, kernel):
    """bias and groups may be left out: then there are biases, and one group."""
    assert student.count_conv2d(c_in, c_out, kernel) == near(affine(c_in * kernel**2, c_out))


@task(points=9)
@given(models("mlp", "conv_net", "separable_conv_net", "nested", "gated", "twins"))
def test_count_parameters_adds_up_every_parameter(student, model):
    """Every number a model learns counts, in whatever layer, list or attribute it sits."""
    assert student.count_parameters(model.built(student), False) == near(model.total)


@task(points=6)
@given(models("tied_mlp", "language_model", "repeated_block", "shared_bias"))
def test_count_parameters_counts_shared_ones_once(student, model):
    """A parameter that two layers share, or a layer that is passed twice, is learned once."""
    assert student.count_parameters(model.built(student), False) == near(model.total)


@task(points=6)
@given(models("mlp", *FROZEN))
def test_count_parameters_leaves_out_frozen_ones_when_asked(student, model):
    """With trainable_only True a parameter that requires no gradient does not count."""
    assert student.count_parameters(model.built(student), True) == near(model.trainable)


@task(points=3)
@given(models("fine_tuned", "only_biases_train", "all_frozen"))
def test_count_parameters_counts_frozen_ones_unless_asked(student, model):
    """trainable_only may be left out: then a frozen parameter counts like any other."""
    assert student.count_parameters(model.built(student)) == near(model.total)


@task(points=5)
@given(models("batch_norm_net", "standardised"))
def test_count_parameters_never_counts_buffers(student, model):
    """Running averages and other tensors that a model keeps but does not learn are no parameters."""
    assert student.count_parameters(model.built(student), False) == near(model.total)


@task(points=1)
@given(models("mlp"))
def test_count_parameters_of_a_model_without_any_is_zero(student, model):
    """A model with nothing to learn has 0 parameters; one beside it has its own."""
    assert student.count_parameters(student.given.nothing_to_learn(), False) == near(0)
    assert student.count_parameters(model.built(student), False) == near(model.total)
