"""In-class exercises 1 to 3 and what belongs to them: options, counts, statements (Lecture 4).

    answers  a dict of the student's, one key a question
Partial credit is right minus wrong, not below 0: a task for each step of it.
"""

import math

import numpy as np

from assignments.in_class_exercises import explanations
from assignments.in_class_exercises.reading import answer, array, number, option, statements, truths
from assignments.in_class_exercises.silent import Mostly, Right
from autograder.claims import between, near, task

FIXED = ("constant",)  # answers that are the same for everybody

# ---- exercise 1: 100 x 100 pixels, three hidden layers of 1000, 10 outputs ----------------------

MILLIONS = {place: (f"{n} million", f"{n}") for place, n in enumerate(range(10, 14), start=1)}
COUNTS = (12_013_010, 12_010_000)  # with biases, without
ROUNDED = sorted({round(count, -k) for count in COUNTS for k in range(7)})  # down to 12 million


@task(points=8, nulls=FIXED, explanation=explanations.ICE1)
def test_ice1_picks_the_number_of_millions(student):
    """Of 10, 11, 12 and 13 million parameters, one is right for the network of exercise 1."""
    name, value = answer(student, "ice1")
    assert option(name, value, MILLIONS) == Right(name, 3)


@task(points=8, nulls=FIXED, explanation=explanations.ICE1_COUNT)
def test_ice1_counts_the_parameters(student):
    """The weights of four layers, with biases or without, exact or rounded to the million at most."""
    name, value = answer(student, "ice1_count")
    assert number(name, value) == Right(name, *ROUNDED)


# ---- exercise 2: hyper-parameters ---------------------------------------------------------------

OPTIONS = {
    0: ("none", "none of them", "none of the above", "none of these", "neither", "no option"),
    1: ("learning rate", "the learning rate"),
    2: ("number of hidden layers", "the number of hidden layers", "hidden layers"),
    3: ("neurons per hidden layer", "number of neurons per hidden layer", "neurons per layer"),
    4: ("all of the above", "all", "all of them", "all of these"),
}
ITEMS = {
    "learning rate": True,
    "number of hidden layers": True,
    "neurons per hidden layer": True,
    "activation function": True,
    "weights": False,
    "biases": False,
    "gradient": False,
}


@task(points=4, nulls=FIXED, explanation=explanations.ICE2)
def test_ice2_picks_no_hyper_parameter(student):
    """Which one is NOT a hyper-parameter? One of the lecture's four options, or none."""
    name, value = answer(student, "ice2")
    assert option(name, value, OPTIONS) == Right(name, 4, 0)


@task(points=6, nulls=FIXED, explanation=explanations.ICE2_ITEMS)
def test_ice2_tells_most_items_apart(student):
    """Of the seven items five are right, or right minus wrong is at least 3."""
    name, value = answer(student, "ice2_items")
    assert truths(name, value, ITEMS) == Mostly(name, ITEMS, 3)


@task(points=4, nulls=FIXED)
def test_ice2_tells_all_items_but_one_apart(student):
    """Of the seven items six are right, or right minus wrong is at least 5."""
    name, value = answer(student, "ice2_items")
    assert truths(name, value, ITEMS) == Mostly(name, ITEMS, 5)


@task(points=4, nulls=FIXED)
def test_ice2_tells_all_items_apart(student):
    """All seven items are right: what is set before training is true, what is not is false."""
    name, value = answer(student, "ice2_items")
    assert truths(name, value, ITEMS) == Mostly(name, ITEMS, 7)


# ---- exercise 3: PCA and auto-encoders ----------------------------------------------------------

STATEMENTS = {1: True, 2: False, 3: False, 4: False}
LINE = np.array([[-2.0, 0.0], [-1.0, 0.0], [1.0, 0.0], [2.0, 0.0]])  # samples, one a row


def angle(samples):
    """Between the first principal direction and the x-axis, in degrees from 0 to 90."""
    centred = samples - samples.mean(0)
    x, y = np.abs(np.linalg.svd(centred)[2][0])
    return math.degrees(math.atan2(y, x))


@task(points=8, nulls=(*FIXED, "ones"), explanation=explanations.ICE3)
def test_ice3_judges_three_statements_rightly(student):
    """Of the four statements at most one is in the list, or left out of it, by mistake."""
    name, value = answer(student, "ice3")
    assert statements(name, value, len(STATEMENTS)) == Mostly(name, STATEMENTS, 2)


@task(points=8, nulls=(*FIXED, "ones"))
def test_ice3_judges_all_statements_rightly(student):
    """The list holds every true statement and no other."""
    name, value = answer(student, "ice3")
    assert statements(name, value, len(STATEMENTS)) == Mostly(name, STATEMENTS, 4)


@task(points=8, nulls=FIXED, explanation=explanations.OUTLIER)
def test_ice3_turns_the_first_direction_by_one_sample(student):
    """With your sample the first principal direction of the five is within 10 degrees of the y-axis."""
    name, value = answer(student, "ice3_outlier")
    sample = array(name, value, (2,)).clip(-1e6, 1e6)
    turned = angle(np.vstack([LINE, sample]))
    roughly = "the first direction's angle to the x-axis, to the nearest 15 degrees,"
    assert 15 * round(turned / 15) == near(between(75, 90), names=roughly)
    assert turned == near(between(80, 90), names="the first direction's angle to the x-axis, in degrees,")
