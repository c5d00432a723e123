"""Back-propagation, part 2: what is at the end of a network, and the gradient that starts there (Lecture 4).

    N  samples, C classes
    x  (N, C)  scores, y (N,)  the right classes;  dx (N, C)  gradient of the loss
    S  sum of the absolute values of the terms of a sum: the scale of its rounding

Expected values come from the reference in float64, for the very numbers that were sent.
"""

from dataclasses import dataclass

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from autograder.claims import near, task, unpack, upcast
from autograder.claims.strategies import arrays, dtypes, labels, shapes, sizes
from reference_solutions import backprop as reference

KINK = 1e-2  # how far margins stay away from 0
SEVERAL = (2, 3, 4, 5)  # classes


@dataclass(frozen=True)
class Scored:
    """Scores (logits) of the classes for every sample, and the right class."""

    x: np.ndarray  # (N, C)
    y: np.ndarray  # (N,)


@st.composite
def scored(draw, scale=1.0, classes=SEVERAL):
    """Scores from -3 scale to 3 scale, for one of these numbers of classes."""
    (N,), C = draw(sizes(4)), draw(st.sampled_from(classes))
    return Scored(draw(arrays((N, C), draw(dtypes()), scale=scale)), draw(labels(N, C)))


@st.composite
def scored_with_offsets(draw):
    """Scores with up to 1e4 added to (or taken from) every score of a sample; here also of a single class."""
    drawn = draw(scored(scale=5.0, classes=(*SEVERAL, 1)))
    offsets = draw(arrays((len(drawn.x), 1), drawn.x.dtype.name, scale=3000.0))
    return Scored(drawn.x + offsets, drawn.y)


@st.composite
def scored_off_the_kink(draw):
    """Scores without a margin near 0: where it is, the score moves up by five times that distance."""
    drawn = draw(scored())
    margins = drawn.x - np.take_along_axis(drawn.x, drawn.y[:, None], 1) + 1
    moved = np.where(np.abs(margins) < KINK, drawn.x + drawn.x.dtype.type(5 * KINK), drawn.x)
    return Scored(moved, drawn.y)


@dataclass(frozen=True)
class Fit:
    """Predictions and targets of the same shape."""

    y_hat: np.ndarray
    y: np.ndarray


@st.composite
def fits(draw):
    """A Fit of any shape."""
    shape, dtype = draw(shapes()), draw(dtypes())
    return Fit(draw(arrays(shape, dtype)), draw(arrays(shape, dtype, scale=0.5)))


def probabilities(x):
    """Softmax of every row of x: (N, C)."""
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def right_class(drawn):
    """1 at the right class of each sample, 0 elsewhere: (N, C)."""
    return np.eye(drawn.x.shape[1])[drawn.y]


def near_cross_entropy(drawn):
    """The claim about the loss. S of a sample: how far y is behind, the log of the sum, and 1.

    The hundredth of |x| is for log p = x - log sum e^x, which rounds at the size of x itself.
    """
    x = upcast(drawn.x)  # (N, C)
    behind = x.max(axis=1) - (x * right_class(drawn)).sum(axis=1)
    S = (behind + np.log(x.shape[1]) + 1 + np.abs(x).max(axis=1) / 100).mean()
    return near(reference.softmax_loss(x, drawn.y)[0], scale=S, terms=x.size, like=drawn.x, names="loss")


def near_softmax_gradient(drawn):
    """The claim about dx = (p - one-hot) / N, S = (p + one-hot) / N (and more for large x, as above)."""
    x = upcast(drawn.x)  # (N, C)
    S = (probabilities(x) + right_class(drawn)) / len(x) * (1 + np.abs(x).max(axis=1, keepdims=True) / 100)
    return near(reference.softmax_loss(x, drawn.y)[1], scale=S, terms=x.shape[1], like=drawn.x, names="dx")


@task(points=4)
@given(scored(scale=5.0))
def test_softmax_loss_is_the_mean_cross_entropy(student, drawn):
    """loss = mean over the samples of -log p_y, where p is the softmax of the sample's row."""
    loss, _ = unpack(student.softmax_loss(drawn.x, drawn.y), "loss", "dx")
    assert loss == near_cross_entropy(drawn)


@task(points=5)
@given(scored(scale=5.0))
def test_softmax_gradient_is_the_derivative_of_the_loss(student, drawn):
    """dx = (p - one-hot(y)) / N."""
    _, dx = unpack(student.softmax_loss(drawn.x, drawn.y), "loss", "dx")
    assert dx == near_softmax_gradient(drawn)


@task(points=2)
@given(scored_with_offsets())
def test_softmax_ignores_a_common_offset(student, drawn):
    """Adding one number to all logits of a sample, even a large one, changes neither loss nor gradient."""
    loss, dx = unpack(student.softmax_loss(drawn.x, drawn.y), "loss", "dx")
    assert loss == near_cross_entropy(drawn)
    assert dx == near_softmax_gradient(drawn)


@task(points=2)
@given(scored(scale=160.0))
def test_softmax_loss_is_finite_for_every_finite_logit(student, drawn):
    """The loss is right and finite also where logits of a row lie hundreds apart."""
    loss, _ = unpack(student.softmax_loss(drawn.x, drawn.y), "loss", "dx")
    assert loss == near_cross_entropy(drawn)


@task(points=2)
@given(fits())
def test_mse_loss_is_the_mean_over_all_elements(student, fit):
    """loss = mean over all elements of (y_hat - y)^2."""
    exact = upcast(fit)
    S = ((np.abs(exact.y_hat) + np.abs(exact.y)) ** 2).mean()
    loss, _ = unpack(student.mse_loss(fit.y_hat, fit.y), "loss", "grad")
    wanted, _ = reference.mse_loss(exact.y_hat, exact.y)
    assert loss == near(wanted, scale=S, terms=fit.y.size, like=fit.y, names="loss")


@task(points=2)
@given(fits())
def test_mse_gradient_is_the_derivative_of_the_loss(student, fit):
    """grad = 2 (y_hat - y) / (number of elements)."""
    exact = upcast(fit)
    S = 2 * (np.abs(exact.y_hat) + np.abs(exact.y)) / fit.y.size
    _, grad = unpack(student.mse_loss(fit.y_hat, fit.y), "loss", "grad")
    _, wanted = reference.mse_loss(exact.y_hat, exact.y)
    assert grad == near(wanted, scale=S, terms=1, like=fit.y, names="grad")


@task(points=2)
@given(scored_off_the_kink())
def test_svm_loss_is_the_mean_hinge(student, drawn):
    """loss = mean over the samples of the sum over j != y of max(0, x_j - x_y + 1)."""
    x = upcast(drawn.x)  # (N, C)
    S = (np.abs(x) + np.abs(x[right_class(drawn) == 1])[:, None] + 1).sum() / len(x)
    loss, _ = unpack(student.svm_loss(drawn.x, drawn.y), "loss", "dx")
    assert loss == near(reference.svm_loss(x, drawn.y)[0], scale=S, terms=x.size, like=drawn.x, names="loss")


@task(points=2)
@given(scored_off_the_kink())
def test_svm_gradient_is_the_derivative_of_the_loss(student, drawn):
    """Every margin above 0 adds 1/N to the gradient of its class and takes 1/N from that of the right one."""
    _, dx = unpack(student.svm_loss(drawn.x, drawn.y), "loss", "dx")
    _, wanted = reference.svm_loss(upcast(drawn.x), drawn.y)
    assert dx == near(wanted, scale=np.abs(wanted), terms=len(drawn.x[0]), like=drawn.x, names="dx")
