"""Auto-encoders, part 2: a network that squeezes its input through a short code (Lecture 4).

sizes [d, ..., k]   units of the encoder's layers; the decoder has them in reverse
x (n, d), z (n, k)  samples and codes, one a row, float32
The network's weights are what chance has made them: only what holds for all weights is asked.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from autograder.claims import between, near, shaped, task, unpack, upcast
from autograder.claims.strategies import arrays, sizes

LECTURE = [784, 1000, 500, 250, 2]
WIDE = (24, 40, 3)  # so many units that chance does not put all of them to sleep
FIXED = ("constant",)  # the right answer to a task that asks one question is right


@dataclass(frozen=True)
class Net:
    """Sizes of a network, samples for it and codes."""

    sizes: list[int]
    x: np.ndarray  # (n, d)
    others: np.ndarray  # (n, d)
    z: np.ndarray  # (n, k)

    @property
    def shapes(self):
        """Of x and of z."""
        return self.x.shape, self.z.shape


@st.composite
def nets(draw, hidden=(0, 1, 2), rows=(2, 4)):
    """A Net with so many hidden layers in its encoder and so many samples."""
    n, d, k = draw(sizes(rows, (16, 20), (2, 4)))
    between_them = [32, 24, 28][: draw(st.sampled_from(hidden))]
    drawn = [draw(arrays((n, side), "float32")) for side in (d, d, k)]
    return Net([d, *between_them, k], *drawn)


def built(student, net):
    """The student's network."""
    return student.Autoencoder(list(net.sizes))


def close(wanted, name):
    """The claim that an answer is this one but for rounding in float32."""
    exact = upcast(np.asarray(wanted))
    return near(exact, scale=1 + float(np.abs(exact).max()), terms=128, like="float32", names=name)


def rows(side):
    """32 different samples or codes: (32, side)."""
    return np.linspace(-3, 3, 32 * side, dtype="float32").reshape(side, 32).T


def finite(*sides):
    """The claim that these are numbers in an array of this shape."""
    return between(np.full(sides, -1e6), 1e6)


def alive(student, part="reconstruct"):
    """How many different numbers a part of a fresh network answers: 1 if it does not look at its input."""
    x = rows(WIDE[-1] if part == "decode" else WIDE[0])
    answer = getattr(student.given, part)(student.Autoencoder(list(WIDE)), x)
    return int(np.unique(np.asarray(answer)).size) if isinstance(answer, np.ndarray) else 0


def at_least_two(part="the answer of"):
    """The claim that this is more than one number."""
    name = f"how many different numbers there are in {part} Autoencoder([24, 40, 3]) for 32 samples"
    return near(between(2, 32 * WIDE[0]), names=name)


def bend(e, x, y):
    """How far e is from e(x + y) + e(0) = e(x) + e(y), which affine maps obey, relative to its changes."""
    at_x, at_y, at_sum, at_0 = (upcast(np.asarray(e(each))) for each in (x, y, x + y, 0 * x))
    change = max(np.abs(at - at_0).max() for at in (at_x, at_y, at_sum))
    return float(np.abs(at_x + at_y - at_sum - at_0).max() / max(change, 1e-6))


# ---- its parts ----------------------------------------------------------------------------------------


@task(points=4, examples=20)
@given(nets(rows=(1, 4)))
def test_autoencoder_encodes_and_decodes(student, net):
    """encode takes (n, d) to (n, k), decode takes (n, k) to (n, d), the network (n, d) to (n, d)."""
    ours, given = built(student, net), student.given
    x, z = net.shapes
    assert given.encode(ours, net.x) == near(shaped(*z), names="encode(x)")
    assert given.decode(ours, net.z) == near(shaped(*x), names="decode(z)")
    assert given.reconstruct(ours, net.x) == near(shaped(*x), names="the network's answer to x")
    assert alive(student) == at_least_two()


def mirrored(sizes):
    """The shapes of weights and biases of an encoder and of its mirror image, sorted; (n, m) as (m, n)."""
    pairs = [*pairwise(sizes), *pairwise(sizes[::-1])]
    return sorted(shape for n, m in pairs for shape in (tuple(sorted((n, m))), (m,)))


@task(points=4, examples=20)
@given(st.lists(st.integers(2, 20), min_size=2, max_size=4, unique=True))
def test_autoencoder_has_a_decoder_that_mirrors_the_encoder(student, units):
    """There is a weight and a bias for each layer of d ... k, and for each of k ... d; none is shared."""
    sizes = sorted(units, reverse=True)
    found = sorted(tuple(sorted(shape)) for shape in student.given.shapes(student.Autoencoder(list(sizes))))
    assert str(found) == near(str(mirrored(sizes)), names="the list of parameter shapes")


@task(points=3, nulls=FIXED)
def test_autoencoder_of_the_lecture_has_2823286_parameters(student):
    """784-1000-500-250-2 and back again."""
    count = student.given.count(student.Autoencoder(list(LECTURE)))
    assert count == near(2_823_286, names="the number of parameters")


@task(points=2, examples=10)
@given(nets(hidden=(0, 1)))
def test_autoencoder_lets_a_gradient_reach_every_parameter(student, net):
    """After backward() from the squared error every parameter has a gradient."""
    missed, count = unpack(student.given.without_gradient(built(student, net), net.x), "missed", "count")
    assert missed == near(0, names="how many parameters have no gradient")
    assert count == near(between(1, 1e4), names="the number of weights and biases")


# ---- nothing but the code ---------------------------------------------------------------------------


@task(points=5, examples=20)
@given(nets())
def test_autoencoder_reconstructs_from_the_code_alone(student, net):
    """The network's answer to x is decode(encode(x)), even if it has encoded other samples in between."""
    ours = built(student, net)
    x_hat = student.given.reconstruct(ours, net.x)
    assert x_hat == near(finite(*net.x.shape), names="the network's answer to x")
    later = student.given.decode_after_others(ours, net.x, net.others)
    assert later == close(x_hat, "decode(encode(x)), the network having seen others in between")
    assert alive(student) == at_least_two()


@task(points=3, examples=20)
@given(nets())
def test_autoencoder_decodes_a_code_the_same_after_any_input(student, net):
    """decode(z) depends on z only, whatever was encoded before."""
    ours, given = built(student, net), student.given
    given.encode(ours, net.x)
    first = given.decode(ours, net.z)
    assert first == near(finite(*net.x.shape), names="decode(z)")
    given.encode(ours, net.others)
    given.reconstruct(ours, net.others)
    assert given.decode(ours, net.z) == close(first, "decode(z), other samples having been encoded")
    assert alive(student, "decode") == at_least_two("decode of")


@task(points=2, examples=20)
@given(nets())
def test_autoencoder_takes_each_sample_by_itself(student, net):
    """In eval mode the answer to a sample alone is its row of the answer to several."""
    ours = built(student, net)
    together = student.given.reconstruct(ours, net.x)
    assert together == near(finite(*net.x.shape), names="the network's answer to x")
    alone = student.given.reconstruct(ours, net.x[:1])
    assert alone == close(together[:1], "the network's answer to the first row of x")
    assert alive(student) == at_least_two()


# ---- linear where it should be, and nowhere else --------------------------------------------------------


@task(points=4, examples=20)
@given(nets(hidden=(0,), rows=(6, 8)))
def test_autoencoder_has_a_linear_code(student, net):
    """No activation comes after the code layer: with sizes [d, k], encode is x W^T + b and nothing else."""
    ours, x, others = built(student, net), 4 * net.x, 4 * net.others
    assert student.given.encode(ours, x) == near(shaped(*net.z.shape), names="encode(x)")
    off = bend(lambda each: student.given.encode(ours, each), x, others)
    name = "how far encode(x + y) + encode(0) is from encode(x) + encode(y), relative to their size,"
    assert off == near(between(0, 1e-3), names=name)
    assert alive(student, "encode") == at_least_two("encode of")


@task(points=3, examples=10)
@given(nets(hidden=(1, 2), rows=(6, 8)))
def test_autoencoder_bends_space_in_its_hidden_layers(student, net):
    """With hidden layers neither encode nor decode is affine: there are activations between the layers."""
    ours, x, others, z = built(student, net), 4 * net.x, 4 * net.others, 4 * net.z
    assert student.given.encode(ours, x) == near(shaped(*net.z.shape), names="encode(x)")
    name = "how far {0}(x + y) + {0}(0) is from {0}(x) + {0}(y), relative to their size,"
    off = bend(lambda each: student.given.encode(ours, each), x, others)
    assert off == near(between(1e-3, 1e9), names=name.format("encode"))
    assert student.given.decode(ours, z) == near(shaped(*net.x.shape), names="decode(z)")
    off = bend(lambda each: student.given.decode(ours, each), z, z[::-1])
    assert off == near(between(1e-3, 1e9), names=name.format("decode"))
