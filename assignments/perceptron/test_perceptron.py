"""Perceptrons, part 1: the step, one neuron, and logistic regression (Lecture 4).

N  samples, d features
x (d,), X (N, d)  a sample, or samples, one a row;  w (d,), b  weights and bias
z = x . w + b     the pre-activation: kept away from 0, except where 0 itself is the question
m = y (x . w)     the margin of a sample with the label y = -1 or 1
S                 sum of the absolute values of the terms of a sum: the scale of its rounding
"""

from dataclasses import dataclass

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from autograder.claims import near, shaped, task, unpack, upcast
from autograder.claims.strategies import arrays, dtypes, numbers, shapes, sizes
from reference_solutions import perceptron as reference

OFF = 1e-2  # how far a pre-activation stays away from 0


@st.composite
def levels(draw, away=0.0):
    """Pre-activations of any shape."""
    return draw(arrays(draw(shapes()), draw(dtypes()), away=away))


@dataclass(frozen=True)
class Neuron:
    """A sample (d,), or samples (N, d), and the weights of one neuron."""

    x: np.ndarray
    w: np.ndarray  # (d,)
    b: float

    @property
    def z(self):
        """The pre-activations in float64: () or (N,)."""
        return upcast(self.x) @ upcast(self.w) + self.b


@st.composite
def neurons(draw, *samples):
    """A Neuron with up to so many samples (or a single one) and no z near 0: b moves until none is."""
    *N, d = draw(sizes(*samples, 4))
    dtype, (b,) = draw(dtypes()), draw(numbers(1))
    found = Neuron(draw(arrays((*N, d), dtype)), draw(arrays(d, dtype)), b)
    z = np.atleast_1d(found.z)
    moves = 3 * OFF * np.arange(len(z) + 1)  # each sample forbids one move at most
    distance = np.abs(z[:, None] + moves).min(axis=0)  # (N + 1,)
    return Neuron(found.x, found.w, b + float(moves[np.argmax(distance >= OFF)]))


# ---- one neuron -------------------------------------------------------------------------------------


@task(points=4)
@given(levels(away=OFF))
def test_step_of_an_array_tells_positive_from_negative(student, z):
    """step(z) has the shape of z, with 1 where z > 0 and 0 where z < 0."""
    assert student.step(z) == near((z > 0).astype(int))


@task(points=2)
@given(numbers(1, away=OFF).map(lambda drawn: drawn[0]))
def test_step_of_a_number_is_a_number(student, z):
    """step takes a single number, too, and answers with 0 or 1."""
    assert student.step(z) == near(int(z > 0))


@task(points=1)
@given(levels())
def test_step_at_zero_is_zero_or_one(student, x):
    """Where z is exactly 0 the answer is 1 (or 0, as other books have it), and nothing between."""
    z = np.sign(x) * (x != 1)  # 1, -1, and 0 often
    got = student.step(z)
    assert got == shaped(*z.shape)
    either = (z > 0) | ((z == 0) & (np.asarray(got) == 1))
    assert got == near(either.astype(int))


@task(points=5)
@given(neurons())
def test_perceptron_of_a_sample_is_a_number(student, neuron):
    """For x (d,) the answer is step(x . w + b), a single number."""
    assert student.perceptron(neuron.x, neuron.w, neuron.b) == near(int(neuron.z > 0))


@task(points=6)
@given(neurons(5))
def test_perceptron_of_samples_answers_for_each(student, neuron):
    """For X (N, d) the answers are (N,), one for each row."""
    assert student.perceptron(neuron.x, neuron.w, neuron.b) == near((neuron.z > 0).astype(int))


# ---- logistic regression ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Labelled:
    """Weights, samples, and a label -1 or 1 for each of them."""

    w: np.ndarray  # (d,)
    X: np.ndarray  # (N, d)
    y: np.ndarray  # (N,), of the dtype of X

    @property
    def terms(self):
        """How many there are in a sum over samples and features."""
        return self.X.size + 1

    def near_loss(self):
        """The claim about the loss; S of a sample: its loss, sum |x| |w|, and 1 (for log(1 + e^-m))."""
        exact = upcast(self)
        loss, _ = reference.logistic_loss(exact.w, exact.X, exact.y)
        S = loss + (np.abs(exact.X) @ np.abs(exact.w)).mean() + 1
        return near(loss, scale=S, terms=self.terms, like=self.X, names="loss")

    def near_gradient(self):
        """The claim about the gradient; S of a sample: |x| (1 + 2 sigma' sum |x| |w|).

        The 1 is for 1 - sigma(m), which cancels; the rest for m, which rounds before sigma is taken of it.
        """
        exact = upcast(self)
        _, grad = reference.logistic_loss(exact.w, exact.X, exact.y)
        size, e = np.abs(exact.X), np.exp(-np.abs(exact.X @ exact.w))  # (N, d), (N,)
        S = size * (1 + 2 * e / (1 + e) ** 2 * (size @ np.abs(exact.w)))[:, None]  # (N, d)
        return near(grad, scale=S.mean(axis=0), terms=self.terms, like=self.X, names="grad")


@st.composite
def labelled(draw, scale=1.0):
    """Labelled samples; |m| is below 7 scale."""
    N, d = draw(sizes(5, 3))
    dtype = draw(dtypes())
    w, X = draw(arrays(d, dtype, scale=0.5)), draw(arrays((N, d), dtype, scale=0.5))
    y = np.where(draw(arrays(N)) < 0, -1, 1)
    return Labelled(w, X * X.dtype.type(scale), y.astype(dtype))


@task(points=8)
@given(labelled())
def test_logistic_loss_is_the_mean_over_the_samples(student, data):
    """loss = mean of log(1 + e^-m), m = y (x . w)."""
    loss, _ = unpack(student.logistic_loss(data.w, data.X, data.y), "loss", "grad")
    assert loss == data.near_loss()


@task(points=9)
@given(labelled())
def test_logistic_gradient_is_the_derivative_of_the_loss(student, data):
    """grad = -mean of sigma(-m) y x, in the shape of w."""
    _, grad = unpack(student.logistic_loss(data.w, data.X, data.y), "loss", "grad")
    assert grad == data.near_gradient()


@task(points=2)
@given(labelled(scale=1500.0))
def test_logistic_loss_survives_large_margins(student, data):
    """For margins of thousands the loss is a finite number: about 0 for a large m, about -m below 0."""
    loss, _ = unpack(student.logistic_loss(data.w, data.X, data.y), "loss", "grad")
    assert loss == data.near_loss()


@task(points=2)
@given(labelled(scale=1500.0))
def test_logistic_gradient_survives_large_margins(student, data):
    """For margins of thousands a sample adds about 0 to the gradient if m is large, -y x / N if below 0."""
    _, grad = unpack(student.logistic_loss(data.w, data.X, data.y), "loss", "grad")
    assert grad == data.near_gradient()
