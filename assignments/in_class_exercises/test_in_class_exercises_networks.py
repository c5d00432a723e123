"""The breakout, and two numbers that everybody who trains a network should know beforehand (Lecture 4).

W1 b1  (2, H) and (H,)  the hidden layer of H units, a sample a row
W2 b2  (H,) and ()      the output unit, which is linear
"""

import math

import numpy as np

from assignments.in_class_exercises import explanations
from assignments.in_class_exercises.reading import answer, network, number
from assignments.in_class_exercises.silent import Beyond, Right
from autograder.claims import task

FIXED = ("constant",)  # answers that are the same for everybody
CORNERS = [(0, 0), (0, 1), (1, 0), (1, 1)]
CLASSES = 10
BITS = dict.fromkeys(("bit", "bits"), math.log(2))


def outputs(name, value):
    """y = relu(x W1 + b1) W2 + b2 at the four corners, of the weights that stand there."""
    W1, b1, W2, b2 = network(name, value)
    with np.errstate(all="ignore"):
        return np.maximum(np.array(CORNERS) @ W1 + b1, 0) @ W2 + b2  # (4,)


@task(points=5, nulls=FIXED, explanation=explanations.SIGNS)
def test_breakout_gives_xor_its_signs(student):
    """y is above 0 at (0, 1) and (1, 0), below 0 at (0, 0) and (1, 1)."""
    name, value = answer(student, "breakout")
    assert outputs(name, value) == Beyond(CORNERS, 0)


@task(points=9, nulls=FIXED, explanation=explanations.MARGIN)
def test_breakout_keeps_the_margin(student):
    """y is above 0.7 at (0, 1) and (1, 0), below -0.7 at (0, 0) and (1, 1)."""
    name, value = answer(student, "breakout")
    assert outputs(name, value) == Beyond(CORNERS, 0.7)


@task(points=4, nulls=FIXED, explanation=explanations.RELU_OUTPUT)
def test_breakout_knows_what_a_relu_at_the_output_allows(student):
    """With y = relu(...) at the output, so many of the four corners can be right at most."""
    name, value = answer(student, "breakout_relu_output")
    assert number(name, value) == Right(name, 2)


@task(points=4, nulls=FIXED, explanation=explanations.UPDATES_128)
def test_updates_with_batches_of_128(student):
    """One epoch over 60,000 samples in mini-batches of 128; every sample is used."""
    name, value = answer(student, "updates_128")
    assert number(name, value) == Right(name, 469)


@task(points=4, nulls=FIXED, explanation=explanations.UPDATES_256)
def test_updates_with_batches_of_256(student):
    """One epoch over 60,000 samples in mini-batches of 256; every sample is used."""
    name, value = answer(student, "updates_256")
    assert number(name, value) == Right(name, 235)


@task(points=6, nulls=FIXED, explanation=explanations.UNTRAINED)
def test_untrained_loss_is_that_of_guessing(student):
    """The cross-entropy, in nats, of a classifier of 10 classes before training, within 0.05."""
    name, value = answer(student, "untrained_loss")
    assert number(name, value, BITS) == Right(name, math.log(CLASSES), allowed=0.05)
