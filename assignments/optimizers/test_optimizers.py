"""Optimizers, part 1: five rules that turn weights and a gradient into the next weights (Lecture 4).

    w, dw      weights and gradients, element by element: (d,), (a, b), ...
    eta, eps   learning rate, epsilon;  mu momentum, rho decay rate, b1 b2 the betas of adam
    config     settings and state: what a step returns goes into the next, exactly as it is
    S          how far an element has travelled: the scale of its error

Expected weights come from the reference in float64. Gradients are 0 or from 0.5 to 3 in size, so that it
cannot be seen whether an epsilon of 1e-8 stands under the root or beside it.
"""

from dataclasses import dataclass, replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from autograder.claims import Claim, Mismatch, conventions, near, shaped, task, unpack, upcast
from autograder.claims.strategies import arrays, dtypes
from reference_solutions import optimizers as reference

CONVENTIONS = conventions(__file__)
SHAPES = ((1,), (2,), (3,), (2, 2), (1, 3), (3, 1))
ODD_SHAPES = ((), (1, 1), (2, 1, 2), (1, 2, 2))
RATES = (0.1, 0.5, 0.2, 1.0, 0.05)
ROUNDING = (1e-5, 2e-4)  # of S, in float64 and float32
SGD = {"learning_rate": RATES}
MOMENTUM = {"learning_rate": RATES, "momentum": (0.5, 0.9, 0.8, 0.99)}
RMSPROP = {"learning_rate": RATES, "decay_rate": (0.75, 0.9, 0.99, 0.5), "epsilon": (1e-8,)}
ADAGRAD = {"learning_rate": RATES, "epsilon": (1e-8,)}
ADAM = SGD | {"beta1": (0.5, 0.9, 0.8), "beta2": (0.75, 0.99, 0.999), "epsilon": (1e-8,), "t": (0,)}
LARGE_EPSILON = {"epsilon": (0.1, 0.2, 0.5)}


@dataclass(frozen=True)
class Path:
    """Where the weights are at first, the gradients that come one after the other, and the settings."""

    w: np.ndarray
    gradients: np.ndarray  # (steps, *shape of w)
    config: dict | None


@st.composite
def paths(draw, settings, shapes=SHAPES, steps=(2, 6), scale=1.0):
    """A Path with one of the values of each setting; about one gradient in six is 0."""
    shape, dtype, T = draw(st.sampled_from(shapes)), draw(dtypes()), draw(st.integers(*steps))
    config = {key: draw(st.sampled_from(values)) for key, values in settings.items()}
    dw = draw(arrays((T, *shape), dtype, away=0.5)) * dtype_of(dtype, scale)
    nonzero = draw(arrays((T, *shape))) > -2
    return Path(draw(arrays(shape, dtype)), dw * nonzero.astype(dtype), config)


@st.composite
def paths_without_settings(draw, **some):
    """A Path whose config is None, empty, or says only some of the settings."""
    config = draw(st.sampled_from((None, {}, some)))
    return replace(draw(paths({}, steps=(2, 4))), config=config)


def dtype_of(dtype, number):
    """The number in this dtype."""
    return np.dtype(dtype).type(number)


def followed(step, path):
    """The weights after each step, every step being given what the one before returned."""
    w, config, seen = path.w, path.config, []
    for dw in path.gradients:
        w, config = unpack(step(w, np.array(dw), config), "w_next", "config")
        assert w == near(shaped(*path.w.shape), names=f"w after step {len(seen) + 1}")
        seen.append(w)
    return seen


def first_steps(step, path):
    """The weights after a first step without any config, taken twice from the same point."""
    return [unpack(step(path.w, np.array(path.gradients[0])), "w_next", "config")[0] for _ in "ab"]


def near_path(rule, path):
    """The claim about the weights after each step. A hundredth of |w| in S: the rounding of w itself."""
    exact = upcast(path)
    want = followed(rule, exact)
    moved = np.abs(np.diff(np.array([exact.w, *want]), axis=0)).cumsum(axis=0)
    names = [f"w after step {k}" for k in range(1, len(want) + 1)]
    S = list(moved + np.abs(exact.w) / 100)
    return near(want, scale=S, terms=0, floor=ROUNDING, like=path.w, names=names)


def near_first_steps(rule, path):
    """The claim about two first steps: the second knows nothing of the first."""
    exact = upcast(path)
    want = first_steps(rule, exact)
    S = np.abs(want[0] - exact.w) + np.abs(exact.w) / 100
    names = ["w after a step without config", "w after a second such step from the same point"]
    return near(want, scale=[S, S], terms=0, floor=ROUNDING, like=path.w, names=names)


class Either(Claim):
    """As the first claim says, or as the second; what is wrong is said of the first."""

    def __init__(self, first, second):
        super().__init__()
        self.first, self.second = first, second

    def check(self, got):
        """Raise Mismatch if neither holds."""
        try:
            self.first.check(got)
        except Mismatch as mismatch:
            try:
                self.second.check(got)
            except Mismatch:
                raise mismatch from None


def near_adam(claim, path):
    """The claim about adam with its own t: what its course's starter begins with, counted on before use."""
    rules = [lambda w, dw, c=None, t=t: reference.adam(w, dw, {"t": t} | (c or {})) for t in (0, 1)]
    counted_from = [claim(rule, path) for rule in rules]
    return Either(*counted_from) if CONVENTIONS.get("starter_t") == "1" else counted_from[0]


# ---- sgd and momentum ---------------------------------------------------------------------------


@task(points=4)
@given(paths(SGD))
def test_sgd_steps_against_the_gradient(student, path):
    """w_next = w - learning_rate dw."""
    assert followed(student.sgd, path) == near_path(reference.sgd, path)


@task(points=1)
@given(paths(SGD, shapes=ODD_SHAPES, steps=(2, 2)))
def test_sgd_takes_weights_of_any_shape(student, path):
    """A single number (an array of no axes) and arrays of three axes are updated like all others."""
    assert followed(student.sgd, path) == near_path(reference.sgd, path)


@task(points=1)
@given(paths_without_settings())
def test_sgd_has_its_default(student, path):
    """Where config does not say it, learning_rate is 0.01."""
    assert followed(student.sgd, path) == near_path(reference.sgd, path)
    assert first_steps(student.sgd, path) == near_first_steps(reference.sgd, path)


@task(points=7)
@given(paths(MOMENTUM))
def test_momentum_keeps_a_velocity(student, path):
    """v = mu v - eta dw from v = 0, and w_next = w + v, step after step."""
    assert followed(student.sgd_momentum, path) == near_path(reference.sgd_momentum, path)


@task(points=1)
@given(paths(MOMENTUM, steps=(1, 1)), st.sampled_from((0.05, 0.01)))
def test_momentum_scales_only_new_gradients_by_the_learning_rate(student, path, new_eta):
    """When the learning rate changes, the velocity made so far stays what it is: v = mu v - (new eta) dw."""
    w, config = unpack(student.sgd_momentum(path.w, path.gradients[0], path.config), "w_next", "config")
    config = student.given.with_learning_rate(config, new_eta)
    w, config = unpack(student.sgd_momentum(w, path.gradients[0], config), "w_next", "config")
    exact = upcast(path)
    v = -path.config["learning_rate"] * exact.gradients[0]
    v_next = path.config["momentum"] * v - new_eta * exact.gradients[0]
    S = np.abs(v) + np.abs(v_next) + np.abs(exact.w) / 100
    name = "w after the second step"
    assert w == near(exact.w + v + v_next, scale=S, terms=0, floor=ROUNDING, like=path.w, names=name)


@task(points=1)
@given(paths(MOMENTUM, shapes=ODD_SHAPES, steps=(2, 2)))
def test_momentum_takes_weights_of_any_shape(student, path):
    """A single number (an array of no axes) and arrays of three axes are updated like all others."""
    assert followed(student.sgd_momentum, path) == near_path(reference.sgd_momentum, path)


@task(points=1)
@given(paths_without_settings(learning_rate=0.5))
def test_momentum_has_its_defaults(student, path):
    """Where config does not say it, learning_rate is 0.01 and momentum 0.9."""
    assert followed(student.sgd_momentum, path) == near_path(reference.sgd_momentum, path)
    assert first_steps(student.sgd_momentum, path) == near_first_steps(reference.sgd_momentum, path)


# ---- steps of a length that adapts --------------------------------------------------------------


@task(points=7)
@given(paths(RMSPROP))
def test_rmsprop_divides_by_a_running_root_mean_square(student, path):
    """c = rho c + (1 - rho) dw^2 from c = 0, and w_next = w - eta dw / (sqrt(c) + eps), step after step."""
    assert followed(student.rmsprop, path) == near_path(reference.rmsprop, path)


@task(points=1)
@given(paths(RMSPROP | LARGE_EPSILON, steps=(1, 2)))
def test_rmsprop_adds_epsilon_to_the_root(student, path):
    """It divides by sqrt(c) + eps, not by sqrt(c + eps), with the eps that it is given."""
    assert followed(student.rmsprop, path) == near_path(reference.rmsprop, path)


@task(points=1)
@given(paths(RMSPROP, shapes=ODD_SHAPES, steps=(2, 2)))
def test_rmsprop_takes_weights_of_any_shape(student, path):
    """A single number (an array of no axes) and arrays of three axes are updated like all others."""
    assert followed(student.rmsprop, path) == near_path(reference.rmsprop, path)


@task(points=1)
@given(paths_without_settings(learning_rate=0.5))
def test_rmsprop_has_its_defaults(student, path):
    """Where config does not say it, learning_rate is 0.01, decay_rate 0.99 and epsilon tiny."""
    assert followed(student.rmsprop, path) == near_path(reference.rmsprop, path)
    assert first_steps(student.rmsprop, path) == near_first_steps(reference.rmsprop, path)


@task(points=6)
@given(paths(ADAGRAD))
def test_adagrad_divides_by_the_root_of_all_squares(student, path):
    """c = c + dw^2 from c = 0, and w_next = w - eta dw / (sqrt(c) + eps), step after step."""
    assert followed(student.adagrad, path) == near_path(reference.adagrad, path)


@task(points=1)
@given(paths(ADAGRAD | LARGE_EPSILON, steps=(1, 2)))
def test_adagrad_adds_epsilon_to_the_root(student, path):
    """It divides by sqrt(c) + eps, not by sqrt(c + eps), with the eps that it is given."""
    assert followed(student.adagrad, path) == near_path(reference.adagrad, path)


@task(points=1)
@given(paths(ADAGRAD, shapes=ODD_SHAPES, steps=(2, 2)))
def test_adagrad_takes_weights_of_any_shape(student, path):
    """A single number (an array of no axes) and arrays of three axes are updated like all others."""
    assert followed(student.adagrad, path) == near_path(reference.adagrad, path)


@task(points=1)
@given(paths_without_settings(learning_rate=0.5))
def test_adagrad_has_its_defaults(student, path):
    """Where config does not say it, learning_rate is 0.01 and epsilon tiny."""
    assert followed(student.adagrad, path) == near_path(reference.adagrad, path)
    assert first_steps(student.adagrad, path) == near_first_steps(reference.adagrad, path)


@task(points=4)
@given(st.sampled_from((1.0, 100.0, 1e4)).flatmap(lambda scale: paths(ADAM, steps=(1, 1), scale=scale)))
def test_adam_begins_with_a_step_as_long_as_the_learning_rate(student, path):
    """From t = 0 the first step is eta against the sign of dw, however large dw is; none where dw is 0."""
    (w,) = followed(student.adam, path)
    exact, eta = upcast(path), path.config["learning_rate"]
    want = exact.w - eta * np.sign(exact.gradients[0])
    S, name = eta + np.abs(exact.w) / 100, "w after the first step"
    assert w == near(want, scale=S, terms=0, floor=ROUNDING, like=path.w, names=name)


@task(points=7)
@given(paths(ADAM))
def test_adam_follows_both_moments(student, path):
    """m, v and t are kept from step to step; the step is eta m_hat / (sqrt(v_hat) + eps), both corrected."""
    assert followed(student.adam, path) == near_path(reference.adam, path)


@task(points=1)
@given(paths(ADAM | LARGE_EPSILON, steps=(1, 2)))
def test_adam_adds_epsilon_to_the_root(student, path):
    """It divides by sqrt(v_hat) + eps, not by sqrt(v_hat + eps), with the eps that it is given."""
    assert followed(student.adam, path) == near_path(reference.adam, path)


@task(points=1)
@given(paths(ADAM, shapes=ODD_SHAPES, steps=(2, 2)))
def test_adam_takes_weights_of_any_shape(student, path):
    """A single number (an array of no axes) and arrays of three axes are updated like all others."""
    assert followed(student.adam, path) == near_path(reference.adam, path)


@task(points=2)
@given(paths_without_settings(learning_rate=0.5))
def test_adam_has_its_defaults(student, path):
    """Where config does not say it, learning_rate is 0.001, beta1 0.9, beta2 0.999, epsilon tiny, t 0."""
    assert followed(student.adam, path) == near_adam(near_path, path)
    assert first_steps(student.adam, path) == near_adam(near_first_steps, path)
