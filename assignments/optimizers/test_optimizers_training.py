"""Optimizers, part 3: training, good and bad minima, over-fitting and its cure (Lecture 4).

    w_0, w_1, ...  the iterates of a training run
    N = D = 30     samples and weights of a linear model X w whose labels are wrong by 0.5 each, up or down
    X_test, truth  200 other samples with labels without noise, which only the judge has

Margins of the last two tasks were measured on each of the ten data sets, for ordinary ways of over-fitting
(least squares, gradient descent, momentum, adam) and of curing it (l2, l1, early stopping, fewer columns).
"""

from dataclasses import dataclass

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from autograder.claims import Mismatch, between, callback, near, shaped, task, unpack, upcast
from autograder.claims.strategies import arrays, dtypes

RULES = ("sgd", "sgd_momentum", "rmsprop", "adagrad", "adam")
EITHER = dtypes()
TILT = 0.3  # of the wells
TURNS = np.sort(np.roots([4, 0, -4, TILT]).real)  # good minimum, hilltop between, bad minimum


def iterates(student, *arguments):
    """What the student's train returns, as a list of as many iterates as there are steps, and one more."""
    got = student.given.listed(student.train(*arguments))
    if not isinstance(got, list):
        raise Mismatch("the answer", "no list of weights", "a list of w_0, w_1, ..., w_steps")
    steps = arguments[-1]
    assert len(got) == near(steps + 1, names=f"the number of iterates after {steps} steps")
    return got


def named(steps):
    """What messages call the iterates."""
    return ["the start", *(f"w after step {k}" for k in range(1, steps + 1))]


# ---- a bowl -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Descent:
    """grad(w) = a (w - c), element by element: the gradient of a bowl around c."""

    a: np.ndarray
    c: np.ndarray
    w0: np.ndarray
    lr: float
    steps: int

    @property
    def grad(self):
        """The gradient, as student code may call it."""
        return callback(lambda w: self.a * (w - self.c), shape=self.w0.shape)

    def near_iterates(self):
        """The claim about w_0, w_1, ...: the distance to c shrinks by 1 - lr a in each step."""
        exact = upcast(self)
        want = [exact.c + (1 - exact.lr * exact.a) ** k * (exact.w0 - exact.c) for k in range(self.steps + 1)]
        S = [np.abs(exact.w0) + 2 * np.abs(exact.c)] * len(want)
        return near(want, scale=S, times=10 * len(want), like=self.w0, names=named(self.steps))


@st.composite
def descents(draw, precision=EITHER, least=0):
    """A Descent of `least` to 6 steps that does not diverge: 0 < lr a <= 1.5."""
    shape, dtype = draw(st.sampled_from(((1,), (2,), (3,), (2, 2)))), draw(precision)
    a = np.abs(draw(arrays(shape, dtype, scale=0.5, away=0.1)))
    lr, steps = draw(st.sampled_from((0.5, 1.0, 0.2, 0.1))), draw(st.integers(least, 6))
    c, w0 = draw(arrays(shape, dtype)), draw(arrays(shape, dtype, away=0.2))
    return Descent(a, c, w0, lr, steps)


@task(points=4)
@given(descents())
def test_train_returns_every_iterate(student, bowl):
    """[w_0, ..., w_steps] with w_{k+1} = w_k - lr grad(w_k) for the rule "sgd", here grad(w) = a (w - c)."""
    got = iterates(student, bowl.grad, bowl.w0, "sgd", {"learning_rate": bowl.lr}, bowl.steps)
    assert got == bowl.near_iterates()


@task(points=3)
@given(descents(st.just("float64"), least=3), st.sampled_from(RULES))
def test_train_uses_the_rule_it_is_told_and_its_memory(student, bowl, rule):
    """train(..., "adam", ...) makes the steps of your own adam, each given what the one before remembered."""
    grad, config = bowl.grad, {"learning_rate": bowl.lr, **({"t": 0} if rule == "adam" else {})}
    got = iterates(student, grad, bowl.w0, rule, config, bowl.steps)
    want = stepped(getattr(student, rule), bowl, config)
    assert got == near(want, scale=1 + bowl.lr, floor=(1e-8, 0.0), names=named(bowl.steps))


def stepped(step, bowl, config):
    """The iterates that a rule of the student's makes, called once for each step."""
    seen = [bowl.w0]
    for k in range(bowl.steps):
        w, config = unpack(step(seen[-1], bowl.grad(seen[-1]), config), "w_next", "config")
        assert w == near(shaped(*bowl.w0.shape), names=f"what the rule makes of step {k + 1}")
        seen.append(w)
    return seen


# ---- two wells ----------------------------------------------------------------------------------


def wells(w):
    """The derivative of (w^2 - 1)^2 + 0.3 w: a good minimum left of 0, a bad one on the right."""
    return 4 * w**3 - 4 * w + TILT


@task(points=4, examples=20)
@given(st.sampled_from((1, 2)).flatmap(lambda d: arrays(d, scale=0.4, away=0.25)))
def test_train_ends_in_the_minimum_on_its_own_side(student, w0):
    """sgd on (w^2 - 1)^2 + 0.3 w: from the left to the good minimum -1.04, from the right to the bad 0.96."""
    start, *_, last = iterates(
        student, callback(wells, shape=w0.shape), w0, "sgd", {"learning_rate": 0.05}, 60
    )
    assert start == near(w0, names="the start")
    bottom = np.where(w0 < TURNS[1], TURNS[0], TURNS[2])
    assert last == near(bottom, scale=1.0, floor=(1e-5, 0.0), names="the last w")


# ---- over-fitting -------------------------------------------------------------------------------


DATA_SETS = (36, 71, 72, 102, 113, 131, 215, 251, 277, 384)
D = 30
SMALL = 0.02  # of the power of the noise, 0.25: who comes below has learned noise, and 2000 steps go there
FAR = 0.5  # twice that power. Measured: over-fitted 0.86 and more, cured 0.3 and less, w = 0 2.4 and more


@dataclass(frozen=True)
class Lines:
    """A data set of a linear model of which three weights matter, the later columns being ever smaller."""

    X: np.ndarray  # (D, D)
    y: np.ndarray  # (D,)
    X_val: np.ndarray  # (D, D)
    y_val: np.ndarray  # (D,)
    X_test: np.ndarray  # (200, D)
    truth: np.ndarray  # (200,)


def lines(number):
    """The data set of this number."""
    rng = np.random.default_rng([596, number])
    Z = rng.normal(size=(2 * D + 200, D))
    truth = Z[:, :3] @ rng.choice([-1.0, 1.0], 3)
    X, y = Z / np.sqrt(1 + np.arange(D)), truth + 0.5 * rng.choice([-1.0, 1.0], len(Z))
    return Lines(X[:D], y[:D], X[D : 2 * D], y[D : 2 * D], X[2 * D :], truth[2 * D :])


def error(w, X, y):
    """The mean squared error of the student's weights."""
    assert w == near(shaped(D), names="w")
    with np.errstate(all="ignore"):
        return float(((X @ np.asarray(w, np.float64) - y) ** 2).mean())


@task(points=5, examples=10)
@given(st.sampled_from(DATA_SETS))
def test_overfit_learns_the_noise(student, data_set):
    """X w meets the noisy labels (error at most 0.02), but is far from the truth elsewhere (0.5 or more)."""
    data = lines(data_set)
    w = student.overfit(data.X, data.y)
    assert error(w, data.X, data.y) == near(between(0, SMALL), names="the error on the training data")
    held_out = error(w, data.X_test, data.truth)
    assert held_out == near(between(FAR, 1e4), names="the error on held-out data")


@task(points=8, examples=10)
@given(st.sampled_from(DATA_SETS))
def test_cure_does_well_on_held_out_data(student, data_set):
    """From the same noisy labels, weights that are near the truth on data never seen (error at most 0.5)."""
    data = lines(data_set)
    w = student.cure(data.X, data.y, data.X_val, data.y_val)
    held_out = error(w, data.X_test, data.truth)
    assert held_out == near(between(0, FAR), names="the error on held-out data")
