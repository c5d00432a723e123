"""Regularization, part 2: dropout as a pair of functions, judged by exact statistics (Lecture 4).

    x (N, D)  input, nowhere 0, so that a 0 in the output is a unit that was dropped
    k         probability that a unit stays, which follows from p by the convention
    factor    what a unit that stays is multiplied by while training, what all are at test time
No mask is compared with another program's draws: only counts, whose distribution is known exactly.
"""

from dataclasses import dataclass

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from autograder.claims import between, binomial, conventions, near, shaped, task, unpack, upcast
from autograder.claims.strategies import arrays, dtypes, sizes

CONVENTIONS = conventions(__file__)
DROPS, INVERTED = CONVENTIONS["dropout"] == "drop", CONVENTIONS["inverted"]
NOTHING_DROPPED = 0.0 if DROPS else 1.0  # p
SIDE, MANY = 32, 5000  # sides of the arrays whose zeros are counted
CALLS = 400
WIDE = 1e-60  # p taken the other way leaves the mean right, but spreads the sum three times as far
shares = st.sampled_from((0.25, 0.1, 0.8, 0.5))


def stays(p):
    """k."""
    return 1 - p if DROPS else p


def agree(p):
    """Probability that two independent units are both dropped or both stay."""
    return stays(p) ** 2 + (1 - stays(p)) ** 2


def while_training(p):
    """The factor of a unit that stays."""
    return 1 / stays(p) if INVERTED else 1.0


def at_test_time(p):
    """The factor of every unit."""
    return 1.0 if INVERTED else stays(p)


def block(N, D):
    """An array (N, D) that is nowhere 0 and not constant."""
    return np.resize([1.0, -2.0, 0.5, 3.0, -1.5, 2.5, -0.25], (N, D))


@dataclass(frozen=True)
class Layer:
    """A small input, a gradient that arrives at the output, and p."""

    x: np.ndarray  # (N, D), nowhere 0
    dout: np.ndarray  # (N, D), nowhere 0
    p: float


@st.composite
def inputs(draw):
    """An input of up to 4 samples and 4 units, nowhere 0."""
    return draw(arrays(draw(sizes(4, 4)), draw(dtypes()), away=0.1))


@st.composite
def layers(draw):
    """A Layer of up to 4 samples and 4 units."""
    x = draw(inputs())
    return Layer(x, draw(arrays(x.shape, x.dtype.name, away=0.1)), draw(shares))


def passed(student, x, p, mode):
    """out and cache of the student's dropout_forward, once out has the shape of x."""
    out, cache = unpack(student.dropout_forward(x, {"p": p, "mode": mode}), "out", "cache")
    assert out == near(shaped(*x.shape), names="out")
    return out, cache


def trained(student, x, p):
    """out in training mode."""
    return passed(student, x, p, "train")[0]


def dropped_of_a_square(student):
    """How many of SIDE x SIDE units a training call with p = 0.5 drops."""
    return int((trained(student, block(SIDE, SIDE), 0.5) == 0).sum())


def changed_of_a_square(student):
    """How many of SIDE x SIDE units a training call with p = 0.5 changes."""
    x = block(SIDE, SIDE)
    return int((trained(student, x, 0.5) != x).sum())


def at_least_one():
    """The claim that this is not nothing."""
    return near(between(1, SIDE**2), names="the number of units changed while training, p = 0.5")


def some_of_a_square():
    """The claim that these are neither none nor all."""
    return near(between(1, SIDE**2 - 1), names="the number of units dropped while training, p = 0.5")


@task(points=5)
@given(shares)
def test_dropout_drops_the_share_that_p_says(student, p):
    """Of 10000 units in training mode as many are dropped as p says, give or take what chance allows."""
    out = trained(student, block(1, 2 * MANY), p)
    assert (out != 0).sum() == binomial(2 * MANY, stays(p), name="the number of units that stay")


@task(points=5)
@given(inputs(), shares)
def test_dropout_scales_what_stays(student, x, p):
    """In training mode a unit is either 0 or its x times the factor that the handout says."""
    out = trained(student, x, p)
    wanted = np.where(out == 0, 0, upcast(x) * while_training(p))
    assert out == near(wanted, scale=np.abs(upcast(x)) / stays(p), like=x, names="out")
    assert dropped_of_a_square(student) == some_of_a_square()


@task(points=2)
@given(st.sampled_from((0.25, 0.75, 0.5)))
def test_dropout_keeps_the_mean_of_every_unit(student, p):
    """On average, a unit gives while training what it gives at test time (summed over 10000 units)."""
    x = block(1, 2 * MANY)
    out, at_test = trained(student, x, p), passed(student, x, p, "test")[0]
    ratio = np.divide(out, at_test, out=np.zeros(x.shape), where=at_test != 0)
    total = np.rint(stays(p) * ratio.sum())
    assert total == binomial(x.size, stays(p), name="share kept times sum of train / test", alarm=WIDE)
    several = between(2, x.size)
    assert np.unique(at_test).size == near(several, names="how many different numbers come out at test time")
    assert changed_of_a_square(student) == at_least_one()


@task(points=3)
@given(shares)
def test_dropout_draws_every_unit_of_a_sample_by_itself(student, p):
    """Two units of one sample agree (both dropped or both kept) as often as independent ones do."""
    out = trained(student, block(2, MANY), p) != 0
    pairs = (out[:, ::2] == out[:, 1::2]).sum()
    assert pairs == binomial(MANY, agree(p), name="the number of pairs in one row that agree")


@task(points=3)
@given(shares)
def test_dropout_draws_every_sample_by_itself(student, p):
    """The same unit of two samples agrees as often as independent ones do."""
    out = trained(student, block(MANY, 2), p) != 0
    pairs = (out[::2] == out[1::2]).sum()
    assert pairs == binomial(MANY, agree(p), name="the number of pairs in one column that agree")


@task(points=2)
@given(shares)
def test_dropout_drops_no_fixed_number_of_units(student, p):
    """In 400 calls with an x of two units, these agree as often as independent ones do."""
    out = student.given.repeated(student.dropout_forward, block(1, 2), {"p": p, "mode": "train"}, CALLS)
    assert out == near(shaped(CALLS, 1, 2), names="out of all calls")
    pairs = ((out[:, 0, 0] != 0) == (out[:, 0, 1] != 0)).sum()
    assert pairs == binomial(CALLS, agree(p), name="the number of calls in which both units agree")


@task(points=4)
@given(shares)
def test_dropout_draws_a_new_mask_at_each_call(student, p):
    """Two training calls with the same x drop different units."""
    first, second = (trained(student, block(2 * SIDE, 2 * SIDE), p) != 0 for _ in range(2))
    units = int((first != second).sum())
    assert units == near(between(1, first.size), names="the number of units that differ")


@task(points=4)
@given(inputs(), shares)
def test_dropout_drops_nothing_at_test_time(student, x, p):
    """In test mode every unit passes, as the handout says; training mode does something else."""
    out, _ = passed(student, x, p, "test")
    assert out == near(upcast(x) * at_test_time(p), like=x, names="out in test mode")
    assert changed_of_a_square(student) == at_least_one()


@task(points=1)
@given(inputs())
def test_dropout_that_drops_nothing_is_the_identity(student, x):
    """Where p says that every unit stays, out = x also in training mode."""
    name = f"out in training mode with p = {NOTHING_DROPPED:g}"
    assert trained(student, x, NOTHING_DROPPED) == near(x, names=name)
    assert changed_of_a_square(student) == at_least_one()


@task(points=4)
@given(layers())
def test_dropout_backward_stops_where_units_were_dropped(student, layer):
    """dx is 0 exactly where the same call of dropout_forward has put a 0."""
    out, cache = passed(student, layer.x, layer.p, "train")
    dx = student.dropout_backward(layer.dout, cache)
    assert dx == near(shaped(*layer.x.shape), names="dx")
    assert (dx == 0) == near(out == 0, names="whether dx is 0")
    assert dropped_of_a_square(student) == some_of_a_square()


@task(points=2)
@given(layers())
def test_dropout_backward_scales_as_forward_did(student, layer):
    """dx = dout times what its unit was multiplied by on the way forward."""
    out, cache = passed(student, layer.x, layer.p, "train")
    wanted = upcast(layer.dout) * upcast(out) / upcast(layer.x)
    dx = student.dropout_backward(layer.dout, cache)
    assert dx == near(wanted, scale=np.abs(layer.dout) / stays(layer.p), like=layer.x, names="dx")
    assert dropped_of_a_square(student) == some_of_a_square()


@task(points=2)
@given(layers())
def test_dropout_backward_at_test_time_passes_everything(student, layer):
    """After a forward call in test mode dx is dout, times the factor of test time."""
    _, cache = passed(student, layer.x, layer.p, "test")
    dx = student.dropout_backward(layer.dout, cache)
    assert dx == near(upcast(layer.dout) * at_test_time(layer.p), like=layer.x, names="dx")
    assert changed_of_a_square(student) == at_least_one()
