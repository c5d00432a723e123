"""Auto-encoders, part 3: an encoder that looks at images through convolutions (Lecture 4).

k                    the size of the code: k numbers, or k maps of numbers
x (n, 1, 28, 28)     images, float32
"""

from dataclasses import dataclass

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from autograder.claims import between, near, shaped, task, unpack, upcast

SIDE, DENSE = 28, 2_823_286  # of an image; parameters of the lecture's dense network
FIXED = ("constant",)
DIFFERENT = "how many different numbers there are in the codes of eight images, k being 16,"


@dataclass(frozen=True)
class Images:
    """The size of a code and pictures from 0 to 1, which follow from a seed."""

    k: int
    n: int
    seed: int

    def drawn(self, which=0):
        """(n, 1, 28, 28)."""
        rng = np.random.default_rng((self.seed, which))
        return rng.random((self.n, 1, SIDE, SIDE), dtype="float32")


images = st.builds(Images, st.sampled_from((2, 3, 8)), st.integers(1, 3), st.integers(0, 99))


def answered(student, net, x):
    """What the network makes of x, once it has the shape of x and is not the same number everywhere."""
    x_hat = student.given.reconstruct(net, x)
    assert x_hat == near(shaped(*x.shape), names="the network's answer to x")
    count = int(np.unique(np.asarray(x_hat)).size)
    assert count == near(between(2, x.size), names="how many different numbers there are in the answer")
    return upcast(np.asarray(x_hat))


def close(exact, name):
    """The claim that an answer is this one but for rounding in float32."""
    return near(exact, scale=1 + float(np.abs(exact).max()), terms=1024, like="float32", names=name)


def different_codes(student):
    """How many different numbers there are in the codes of eight images."""
    code = student.given.encode(student.ConvAutoencoder(16), Images(16, 8, 0).drawn())
    return int(np.unique(np.asarray(code)).size)


@task(points=3, examples=6)
@given(images)
def test_conv_autoencoder_gives_images_back(student, images):
    """(n, 1, 28, 28) goes in and (n, 1, 28, 28) comes out."""
    x = images.drawn()
    x_hat = student.given.reconstruct(student.ConvAutoencoder(images.k), x)
    assert x_hat == near(shaped(*x.shape), names="the network's answer to x")
    count = int(np.unique(np.asarray(x_hat)).size)
    assert count == near(between(2, x.size), names="how many different numbers there are in the answer")


@task(points=3, examples=6)
@given(images)
def test_conv_autoencoder_has_a_code_of_the_size_it_is_told(student, images):
    """The code of an image is k numbers, or k maps of numbers; there are fewer of them than pixels."""
    net = student.ConvAutoencoder(images.k)
    code = np.asarray(student.given.encode(net, images.drawn()))
    n, per_image = images.n, code.size // images.n
    rest = f"the rest when the {per_image} numbers of a code are divided by k, which is {images.k},"
    assert code.shape[:1] == near((n,), names="how many codes come out")
    assert per_image % images.k == near(0, names=rest)
    assert per_image == near(between(1, SIDE**2 - 1), names="how many numbers the code of an image has")
    assert different_codes(student) == near(between(2, 8 * SIDE**2), names=DIFFERENT)


@task(points=1, nulls=FIXED)
def test_conv_autoencoder_convolves_and_needs_fewer_parameters(student):
    """There is a convolution in it, and there are fewer parameters than in 784-1000-500-250-2."""
    net = student.ConvAutoencoder(2)
    found = student.given.convolutions(net), student.given.count(net)
    bounds = between(1, 1000), between(10, DENSE - 1)
    assert found == near(bounds, names=("how many convolutions there are", "the number of parameters"))


@task(points=1, examples=2)
@given(images)
def test_conv_autoencoder_lets_a_gradient_reach_every_parameter(student, images):
    """After backward() from the squared error every parameter has a gradient."""
    net = student.ConvAutoencoder(images.k)
    missed, count = unpack(student.given.without_gradient(net, images.drawn()), "missed", "count")
    assert missed == near(0, names="how many parameters have no gradient")
    assert count == near(between(1, 1e4), names="the number of weights and biases")


@task(points=2, examples=6)
@given(images)
def test_conv_autoencoder_reconstructs_from_the_code_alone(student, images):
    """The network's answer to x is decode(encode(x)), even if it has encoded other images in between."""
    net, x = student.ConvAutoencoder(images.k), images.drawn()
    x_hat = answered(student, net, x)
    later = student.given.decode_after_others(net, x, images.drawn(1))
    assert later == close(x_hat, "decode(encode(x)), the network having seen others in between")
