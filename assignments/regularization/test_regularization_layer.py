"""Regularization, part 3: dropout as a layer of torch, judged by exact statistics (Lecture 4).

    x (N, D)  input, nowhere 0, so that a 0 in the output is a unit that was dropped; float32
    p         probability that a unit is dropped, as in torch whatever the functions do
The layer itself lives beside the student's code; given.py calls it.
"""

from dataclasses import dataclass

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from autograder.claims import between, binomial, near, shaped, task, unpack, upcast
from autograder.claims.strategies import arrays, sizes

SIDE, MANY = 32, 5000  # sides of the arrays whose zeros are counted
shares = st.sampled_from((0.25, 0.1, 0.8, 0.5))


def agree(p):
    """Probability that two independent units are both dropped or both stay."""
    return p**2 + (1 - p) ** 2


def block(N, D):
    """An array (N, D) of float32 that is nowhere 0 and not constant."""
    return np.resize(np.float32([1.0, -2.0, 0.5, 3.0, -1.5, 2.5, -0.25]), (N, D))


@dataclass(frozen=True)
class Passage:
    """A small input, a gradient that arrives at the output, and p."""

    x: np.ndarray  # (N, D) float32, nowhere 0
    dout: np.ndarray  # (N, D) float32, nowhere 0
    p: float


@st.composite
def inputs(draw):
    """An input of up to 4 samples and 4 units, nowhere 0."""
    return draw(arrays(draw(sizes(4, 4)), "float32", away=0.1))


@st.composite
def passages(draw):
    """A Passage of up to 4 samples and 4 units."""
    x = draw(inputs())
    return Passage(x, draw(arrays(x.shape, "float32", away=0.1)), draw(shares))


def output(student, layer, x):
    """What the layer makes of x, once it has the shape of x."""
    out = student.given.output(layer, x)
    assert out == near(shaped(*x.shape), names="the output")
    return out


def dropped_of_a_square(student, layer):
    """How many of SIDE x SIDE units the layer drops."""
    return int((output(student, layer, block(SIDE, SIDE)) == 0).sum())


def changed_of_a_square(student, layer):
    """How many of SIDE x SIDE units the layer changes."""
    x = block(SIDE, SIDE)
    return int((output(student, layer, x) != x).sum())


def at_least_one():
    """The claim that this is not nothing."""
    return near(between(1, SIDE**2), names=f"the number of units changed of {SIDE**2}, after train()")


def some_of_a_square():
    """The claim that these are neither none nor all."""
    return near(between(1, SIDE**2 - 1), names=f"the number of units dropped of {SIDE**2}, while training")


@task(points=4)
@given(shares)
def test_dropout_layer_drops_the_share_that_p_says(student, p):
    """While training, of 10000 units as many are dropped as p says, give or take what chance allows."""
    out = output(student, student.Dropout(p), block(1, 2 * MANY))
    assert (out == 0).sum() == binomial(2 * MANY, p, name="the number of units dropped")


@task(points=4)
@given(inputs(), shares)
def test_dropout_layer_scales_what_stays(student, x, p):
    """While training, a unit is either 0 or x / (1 - p)."""
    out = output(student, student.Dropout(p), x)
    scaled = upcast(x) / (1 - p)
    assert out == near(np.where(out == 0, 0, scaled), scale=np.abs(scaled), like=x, names="the output")
    assert dropped_of_a_square(student, student.Dropout(0.5)) == some_of_a_square()


@task(points=2)
@given(shares)
def test_dropout_layer_draws_every_unit_by_itself(student, p):
    """Two units of a sample, and the same unit of two samples, agree as often as independent ones do."""
    layer = student.Dropout(p)
    wide = output(student, layer, block(2, MANY)) != 0
    pairs = (wide[:, ::2] == wide[:, 1::2]).sum()
    assert pairs == binomial(MANY, agree(p), name="the number of pairs in one row that agree")
    tall = output(student, layer, block(MANY, 2)) != 0
    pairs = (tall[::2] == tall[1::2]).sum()
    assert pairs == binomial(MANY, agree(p), name="the number of pairs in one column that agree")


@task(points=3)
@given(shares)
def test_dropout_layer_draws_a_new_mask_at_each_call(student, p):
    """Calling a layer twice with the same x drops different units."""
    layer = student.Dropout(p)
    first, second = (output(student, layer, block(2 * SIDE, 2 * SIDE)) != 0 for _ in range(2))
    units = int((first != second).sum())
    assert units == near(between(1, first.size), names="the number of units that differ")


@task(points=3)
@given(inputs())
def test_dropout_layer_drops_only_while_training(student, x):
    """After eval() the output is x; after train() it is not any longer."""
    layer = student.given.evaluating(student.Dropout(0.5))
    assert output(student, layer, x) == near(x, names="the output after eval()")
    again = student.given.training(layer)
    assert changed_of_a_square(student, again) == at_least_one()


@task(points=2)
@given(inputs())
def test_dropout_layer_follows_the_network_that_holds_it(student, x):
    """eval() and train() of a network reach the layer inside."""
    net = student.given.network(student.Dropout(0.5))
    out = output(student, student.given.evaluating(net), x)
    assert out == near(x, names="the output after eval() of the network")
    assert changed_of_a_square(student, student.given.training(net)) == at_least_one()


@task(points=2)
@given(passages())
def test_dropout_layer_sends_the_gradient_through_its_mask(student, drawn):
    """By autograd, dx = dout times what each unit was multiplied by."""
    answer = student.given.output_and_gradient(student.Dropout(drawn.p), drawn.x, drawn.dout)
    out, dx = unpack(answer, "output", "gradient")
    assert out == near(shaped(*drawn.x.shape), names="the output")
    wanted = upcast(drawn.dout) * upcast(np.asarray(out)) / upcast(drawn.x)
    S = np.abs(upcast(drawn.dout)) / (1 - drawn.p)
    assert dx == near(wanted, scale=S, like=drawn.x, names="the gradient of x")
    assert dropped_of_a_square(student, student.Dropout(0.5)) == some_of_a_square()


@task(points=1, nulls=("constant",))
def test_dropout_layer_has_nothing_to_learn(student):
    """The layer is an nn.Module without parameters, and drops units while training."""
    layer = student.Dropout(0.5)
    assert student.given.count_parameters(layer) == near(0, names="the number of parameters")
    assert dropped_of_a_square(student, layer) == some_of_a_square()


@task(points=1, nulls=("constant",))
def test_dropout_layer_drops_half_unless_told(student):
    """p may be left out: then it is 0.5."""
    out = output(student, student.Dropout(), block(1, 2 * MANY))
    assert (out == 0).sum() == binomial(2 * MANY, 0.5, name="the number of units dropped")
