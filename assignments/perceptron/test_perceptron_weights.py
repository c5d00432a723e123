"""Perceptrons, part 2: weights for logic gates, and weights that are learned (Lecture 4).

    N  samples, d features
    X (N, d), y (N,)  samples, one a row, and the class 0 or 1 of each
    w (d,), b         weights and bias: a sample is of class 1 where z = x . w + b is positive

The judge computes the classes from w and b itself. At z = 0 it takes the side that suits the student, but
the same one for all samples.
"""

import math
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from autograder.claims import between, near, shaped, task, unpack

PAIR = np.array([[-1.0, 0.0], [2.0, 0.0]])
NAMES = ("(0, 0)", "(0, 1)", "(1, 0)", "(1, 1)")
CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
AND, OR, NAND, XOR = (0, 0, 0, 1), (0, 1, 1, 1), (1, 1, 1, 0), (0, 1, 1, 0)
DIRECTIONS = ((2,), (-2,), (1, 1), (1, -1), (-1, 1), (1, 0), (0, -1), (2, 1), (-1, 2))
COPIES = 30  # more than epochs, for most: who moves once an epoch does not get back in time
RATES = (1.0, 0.5, 2.0, 0.25)  # powers of 2: no rounding on whole numbers
FIXED = ("constant",)  # the right answer to a task that asks one question is right
ROUNDING = 1e-6  # a |z| below this share of the terms in it is 0: 0.7 + 0.1 - 0.8 is not exactly 0


def as_array(weights):
    """A list of numbers as an array, anything else as it is."""
    try:
        return np.asarray(weights) if isinstance(weights, list | tuple) else weights
    except (TypeError, ValueError):  # a list of something else: the claims say what is wrong with it
        return weights


def neuron(answer, d):
    """(w, b) that a student returned, as arrays (d,) and ()."""
    w, b = map(as_array, unpack(answer, "w", "b"))
    b = b[0] if isinstance(b, np.ndarray) and b.shape == (1,) else b
    assert (w, b) == near((shaped(d), shaped()), names=("w", "b"))
    return np.asarray(w, float), np.asarray(b, float)


def sides(X, neuron):
    """1 where z is positive, -1 where it is negative, 0 where it is 0, nan where it is no number: (N,)."""
    w, b = neuron
    with np.errstate(all="ignore"):
        z = X @ w + b
        zero = np.abs(z) <= ROUNDING * (np.abs(X) @ np.abs(w) + np.abs(b))
        return np.where(np.isfinite(z), np.where(zero, 0, np.sign(z)), np.nan)


def whole(values):
    """Whole numbers as ints; as they are if one is nan."""
    return values if np.isnan(values).any() else values.astype(int)


def classes(X, y, neuron):
    """What a neuron answers, 0 or 1 for each sample. Where z is 0 that is 1, or 0 if more is right then."""
    side = sides(X, neuron)
    readings = [np.where(np.isnan(side), side, reading) for reading in (side >= 0, side > 0)]
    return whole(max(readings, key=lambda reading: (reading == y).sum()))


def outputs(answer, truth):
    """What the gate with these weights answers at the four corners."""
    return classes(CORNERS, np.array(truth), neuron(answer, 2)).tolist()


def near_truth(*truth):
    """The claim that they are the truth table."""
    return near(list(truth), names=[f"the answer to {corner}" for corner in NAMES])


# ---- logic gates --------------------------------------------------------------------------------------


@task(points=4, nulls=FIXED)
def test_and_weights_fire_when_both_inputs_are_one(student):
    """With these weights one neuron computes AND of inputs that are 0 or 1."""
    assert outputs(student.and_weights(), AND) == near_truth(*AND)


@task(points=4, nulls=FIXED)
def test_or_weights_fire_when_an_input_is_one(student):
    """With these weights one neuron computes OR of inputs that are 0 or 1."""
    assert outputs(student.or_weights(), OR) == near_truth(*OR)


@task(points=4, nulls=FIXED)
def test_nand_weights_fire_unless_both_inputs_are_one(student):
    """With these weights one neuron computes NAND of inputs that are 0 or 1."""
    assert outputs(student.nand_weights(), NAND) == near_truth(*NAND)


# ---- learning the weights -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Separable:
    """Samples on whole numbers, of class 1 on one side of a line (z* = x . w* + b* >= 1), else 0 (z* <= -1).

    R      the length of the longest sample, a 1 appended;  gamma  how far z* = 0 is from the nearest
    epochs in which w and b are learned for sure: each epoch before makes a mistake, and no more than
           (R / gamma)^2 are possible (Novikoff); then one more
    """

    samples: np.ndarray  # (n, d), all different or nearly so
    labels: np.ndarray  # (n,), 0 or 1
    times: np.ndarray  # (n,), how often each of them stands in X, one after the other
    lr: float
    epochs: int

    @property
    def X(self):
        """(N, d)."""
        return np.repeat(self.samples, self.times, axis=0)

    @property
    def y(self):
        """(N,)."""
        return np.repeat(self.labels, self.times)


def near_line(direction, offset, side):
    """Samples of whole numbers from -2 to 2 with z* from 1 to 2, or from -2 to -1."""
    found = product(range(-2, 3), repeat=len(direction))
    return st.sampled_from([x for x in found if 1 <= side * (np.dot(direction, x) + offset) <= 2])


@st.composite
def separable(draw, offsets=(1, -1), copies=1):
    """One or two samples on either side, close to a line with such an offset; one side may come in copies."""
    direction, offset = draw(st.sampled_from(DIRECTIONS)), draw(st.sampled_from(offsets))  # w*, b*
    first, many = draw(st.sampled_from((-1, 1))), draw(st.sampled_from(((1, 1), (1, copies), (copies, 1))))
    choices = [near_line(direction, offset, side) for side in (first, -first)]
    chosen = [draw(st.lists(choice, min_size=1, max_size=2)) for choice in choices]
    samples, times = np.array([*chosen[0], *chosen[1]], float), np.repeat(many, list(map(len, chosen)))
    z = samples @ direction + offset
    R2, gamma2 = (samples**2).sum(axis=1).max() + 1, (z**2).min() / (np.dot(direction, direction) + offset**2)
    epochs = math.ceil(R2 / gamma2) + 1
    return Separable(samples, (z > 0).astype(int), times, draw(st.sampled_from(RATES)), epochs)


def trained(student, data, **changed):
    """(w, b) that perceptron_train learns from the data."""
    data = replace(data, **changed)
    return neuron(student.perceptron_train(data.X, data.y, data.lr, data.epochs), data.samples.shape[1])


def turned(student, lr, epochs):
    """How many of two samples change sides when they change labels: none, if labels are not looked at."""
    pairs = [Separable(PAIR, np.array(y), np.ones(2, int), lr, epochs) for y in ((0, 1), (1, 0))]
    one, other = (sides(PAIR, trained(student, pair)) for pair in pairs)
    return (int((one != other).sum()),)


def near_turned():
    """The claim that one does, or both."""
    name = "how many of (-1, 0) and (2, 0) change sides when they change labels"
    return near((between(1, 2),), names=(name,))


@task(points=6, examples=30)
@given(separable(offsets=(0,), copies=COPIES))
def test_perceptron_train_separates_what_can_be_separated(student, data):
    """Each mistake moves w by lr (y - y_hat) x: after enough epochs every sample is on its side."""
    assert classes(data.X, data.y, trained(student, data)) == near(data.y, names="class")


@task(points=6, examples=30)
@given(separable(copies=COPIES))
def test_perceptron_train_moves_the_bias_too(student, data):
    """Each mistake moves b by lr (y - y_hat), so that the line need not pass through 0."""
    assert classes(data.X, data.y, trained(student, data)) == near(data.y, names="class")


@task(points=2, examples=25)
@given(separable(), st.integers(1, 3))
def test_perceptron_train_gives_the_same_line_for_any_lr(student, data, epochs):
    """Starting from 0, ten times the lr makes w and b ten times as large: the same classes everywhere."""
    line = trained(student, data, epochs=epochs)
    ten_times = trained(student, data, epochs=epochs, lr=10 * data.lr)
    everywhere = np.array(list(product(range(-4, 5), repeat=data.samples.shape[1])), float)
    assert whole(sides(everywhere, ten_times)) == near(whole(sides(everywhere, line)), names="sign")
    assert turned(student, data.lr, 3) == near_turned()


@task(points=2, examples=15)
@given(st.sampled_from((1, 2, 3, 7, 20, 60)), st.sampled_from(RATES))
def test_perceptron_train_ends_where_no_line_exists(student, epochs, lr):
    """On XOR it stops after the epochs it is told, and w and b have not grown beyond what mistakes add.

    A mistake adds at most (lr R)^2 to |w|^2 + b^2, where R^2 = 3 is the largest |x|^2 + 1.
    """
    most = lr * math.sqrt(3 * len(XOR) * epochs)
    xor = Separable(CORNERS, np.array(XOR), np.ones(4, int), lr, epochs)
    bounds = between([-most, -most], most), between(-most, most)
    assert trained(student, xor) == near(bounds, names=("w", "b"))
    assert turned(student, lr, 3) == near_turned()


@task(points=1, examples=10)
@given(separable())
def test_perceptron_train_starts_at_zero(student, data):
    """After no epoch w and b are 0, whatever the labels are; after one they depend on them."""
    w, b = trained(student, data, epochs=0)
    assert (w, b) == near((np.zeros_like(w), 0.0), names=("w", "b"))
    assert turned(student, data.lr, 1) == near_turned()
