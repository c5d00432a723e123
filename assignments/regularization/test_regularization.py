"""Regularization, part 1: the penalties on large weights (Lecture 4).

    w    weights of any shape, lam  strength of the penalty
    S, K  sum of the absolute values of the terms of a sum, and their number: the scale of its rounding

Expected values are computed in float64 from the very numbers that were sent.
"""

from dataclasses import dataclass

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from autograder.claims import between, conventions, near, task, unpack, upcast
from autograder.claims.strategies import arrays, dtypes, shapes

CONVENTIONS = conventions(__file__)
HALF = 0.5 if CONVENTIONS["l2_half"] else 1.0
KINK = 1e-2  # how far weights stay away from the kink of |w|


@dataclass(frozen=True)
class Weights:
    """Weights, and how strongly they are punished."""

    w: np.ndarray
    lam: float


@st.composite
def weights(draw, away=0.0):
    """Weights of any shape, none nearer to 0 than `away`."""
    lam = draw(st.sampled_from((0.5, 2.0, 0.1, 3.0, 0.01)))
    return Weights(draw(arrays(draw(shapes()), draw(dtypes()), away=away)), lam)


@st.composite
def weights_at_zero(draw):
    """Weights that are 0 (also -0.0), -1 or 1; 0 comes first when shrunk, and the last one is never 0."""
    drawn = draw(weights())
    w = np.sign(drawn.w) * (drawn.w != 1)
    w.flat[-1] = 1
    return Weights(w, drawn.lam)


@task(points=5)
@given(weights())
def test_l1_penalty_is_lam_times_the_absolute_weights(student, drawn):
    """loss = lam times the sum of |w|."""
    want = drawn.lam * np.abs(upcast(drawn.w)).sum()
    loss, _ = unpack(student.l1_penalty(drawn.w, drawn.lam), "loss", "grad")
    assert loss == near(want, scale=want, terms=drawn.w.size, like=drawn.w, names="loss")


@task(points=4)
@given(weights(away=KINK))
def test_l1_gradient_is_lam_times_the_sign(student, drawn):
    """grad = lam where w > 0, -lam where w < 0, in the shape of w."""
    want = drawn.lam * np.sign(upcast(drawn.w))
    _, grad = unpack(student.l1_penalty(drawn.w, drawn.lam), "loss", "grad")
    assert grad == near(want, scale=np.abs(want), like=drawn.w, names="grad")


@task(points=2)
@given(weights_at_zero())
def test_l1_gradient_at_zero_is_a_subgradient(student, drawn):
    """At w = 0 any slope from -lam to lam will do; elsewhere it is lam or -lam."""
    lo, hi = (drawn.lam * np.where(drawn.w == 0, side, np.sign(drawn.w)) for side in (-1, 1))
    _, grad = unpack(student.l1_penalty(drawn.w, drawn.lam), "loss", "grad")
    assert grad == near(between(lo, hi, like=drawn.w), names="grad")


@task(points=5)
@given(weights())
def test_l2_penalty_is_lam_times_the_squared_weights(student, drawn):
    """loss = lam times the sum of w^2, with the factor 1/2 that the handout says."""
    want = HALF * drawn.lam * (upcast(drawn.w) ** 2).sum()
    loss, _ = unpack(student.l2_penalty(drawn.w, drawn.lam), "loss", "grad")
    assert loss == near(want, scale=want, terms=drawn.w.size, like=drawn.w, names="loss")


@task(points=4)
@given(weights())
def test_l2_gradient_is_the_derivative_of_the_loss(student, drawn):
    """grad is the derivative of the loss by every weight, in the shape of w."""
    want = 2 * HALF * drawn.lam * upcast(drawn.w)
    _, grad = unpack(student.l2_penalty(drawn.w, drawn.lam), "loss", "grad")
    assert grad == near(want, scale=np.abs(want), like=drawn.w, names="grad")
