"""Back-propagation, part 4: Value, a number that works out its own gradient (Lecture 4).

    a b c v  Values;  k n  plain numbers
    f        v ** 2, relu, tanh or exp
    grad     d result / d Value, after result.backward()

Formulas are drawn by name; the same formula is evaluated with the student's Value and with the reference's.
"""

from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from autograder.claims import near, task
from autograder.claims.strategies import numbers
from reference_solutions import backprop as reference

KINK = 1e-2  # how far the inputs of relu stay away from 0


def squared(v):
    """v v, with one v."""
    return v * v


def doubled(v, times):
    """v + v, and that plus itself, and so on."""
    return v if times == 0 else doubled(v + v, times - 1)


def near_and_far(c, a):
    """c is used at two depths, first directly."""
    return c + c * a


def far_and_near(c, a):
    """c is used at two depths, last directly."""
    return c * a + c


def ladder(c):
    """Every step uses the two before it."""
    d = c * c
    e = d * c
    return e * d


ONCE = {
    "a + b + c": lambda a, b, c: a + b + c,
    "a * b * c": lambda a, b, c: a * b * c,
    "a * b + c": lambda a, b, c: a * b + c,
    "(a + b) * c": lambda a, b, c: (a + b) * c,
}
WITH_NUMBER = {
    "v + k": lambda v, k: v + k,
    "k + v": lambda v, k: k + v,
    "v * k": lambda v, k: v * k,
    "k * v": lambda v, k: k * v,
}
FUNCTIONS = {
    "v ** 2": lambda v: v**2,
    "relu": lambda v: v.relu(),
    "tanh": lambda v: v.tanh(),
    "exp": lambda v: v.exp(),
}
SHARED = {
    "a + a + b": lambda a, b: a + a + b,
    "a * a * b": lambda a, b: a * a * b,
    "a * b + a": lambda a, b: a * b + a,
    "(a * b) * (a * a)": lambda a, b: (a * b) * (a * a),
    "c * c, c = a + b": lambda a, b: squared(a + b),
    "c + c and so on five times, c = a * b": lambda a, b: doubled(a * b, 5),
}
ORDERED = {
    "c + c * a, c = a * b": lambda a, b: near_and_far(a * b, a),
    "c * a + c, c = a * b": lambda a, b: far_and_near(a * b, a),
    "d + d * b, d = c * a + c, c = a * b": lambda a, b: near_and_far(far_and_near(a * b, a), b),
    "d * b + d, d = c + c * a, c = a + b": lambda a, b: far_and_near(near_and_far(a + b, a), b),
    "e * d, e = d * c, d = c * c, c = a + b": lambda a, b: ladder(a + b),
}
JOINED = {  # the formula, and where in it f is evaluated
    "f(a) + a + b": (lambda f, a, b: f(a) + a + b, lambda a, b: a),
    "f(a) + f(a) + b": (lambda f, a, b: f(a) + f(a) + b, lambda a, b: a),
    "(f(a) + a) * b": (lambda f, a, b: (f(a) + a) * b, lambda a, b: a),
    "f(a * b) * b": (lambda f, a, b: f(a * b) * b, lambda a, b: a * b),
    "f(a * b) * b + a": (lambda f, a, b: f(a * b) * b + a, lambda a, b: a * b),
    "(f(a * b) + a) * b": (lambda f, a, b: (f(a * b) + a) * b, lambda a, b: a * b),
}
UNUSED = {
    "a * b, and c alone": lambda a, b, c: a * b,
    "a * b, and c * a beside it": lambda a, b, c: (c * a, a * b)[1],
}


def slopes(module, expression, *leaves):
    """[value of the expression, d value / d value, d value / d leaf, ...], by the module's Value."""
    values = [module.Value(leaf) for leaf in leaves]
    root = expression(*values)
    root.backward()
    return [root.data, root.grad, *[value.grad for value in values]]


def near_slopes(expression, *leaves):
    """The claim about them."""
    names = ("data", "grad of the result", *[f"grad of {name}" for name in "abc"[: len(leaves)]])
    return near(slopes(reference, expression, *leaves), names=names)


def tangent(student, f, at):
    """The student's f as a straight line around a point: whether f itself is right is asked elsewhere."""
    value, _, slope = slopes(student, f, at)
    return lambda v: v * slope + (value - slope * at)


@task(points=4, examples=40)
@given(st.sampled_from(list(ONCE)), numbers(3))
def test_value_adds_and_multiplies(student, formula, abc):
    """data follows + and *; after backward() grad is 1 for the result, and its slope for every part."""
    assert slopes(student, ONCE[formula], *abc) == near_slopes(ONCE[formula], *abc)


@task(points=2, examples=40)
@given(st.sampled_from(list(WITH_NUMBER)), numbers(1), st.sampled_from((2, -1, 3, 0.5, -2.5)))
def test_value_takes_numbers_on_both_sides(student, formula, a, k):
    """v + 2, 2 + v, v * 2 and 2 * v work, and their slopes are right."""

    def expression(v):
        return WITH_NUMBER[formula](v, k)

    assert slopes(student, expression, *a) == near_slopes(expression, *a)


@st.composite
def powers(draw):
    """(v, n): v positive where n is not whole."""
    (v,), n = draw(numbers(1, away=0.1)), draw(st.sampled_from((2, 3, -1, 0.5, -2, 1.5, 1, 0)))
    return (v if n % 1 == 0 else abs(v)), n


@task(points=3, examples=40)
@given(powers())
def test_value_raises_to_a_power(student, v_and_n):
    """v ** n has the slope n v^(n-1), for whole n, and for broken n where v > 0."""
    v, n = v_and_n
    assert slopes(student, lambda v: v**n, v) == near_slopes(lambda v: v**n, v)


@task(points=2, examples=40)
@given(numbers(2, away=KINK))
def test_value_has_relu(student, ab):
    """relu(a) b has the slopes b where a > 0, 0 where a < 0, and relu(a) for b."""
    assert slopes(student, lambda a, b: a.relu() * b, *ab) == near_slopes(lambda a, b: a.relu() * b, *ab)


@task(points=1, examples=40)
@given(numbers(2))
def test_value_has_tanh(student, ab):
    """tanh(a) b has the slopes (1 - tanh(a)^2) b and tanh(a)."""
    assert slopes(student, lambda a, b: a.tanh() * b, *ab) == near_slopes(lambda a, b: a.tanh() * b, *ab)


@task(points=1, examples=40)
@given(numbers(2))
def test_value_has_exp(student, ab):
    """e^a b has the slopes e^a b and e^a."""
    assert slopes(student, lambda a, b: a.exp() * b, *ab) == near_slopes(lambda a, b: a.exp() * b, *ab)


@task(points=4, examples=60)
@given(st.sampled_from(list(SHARED)), numbers(2, scale=0.5))
def test_value_sums_gradients_over_shared_parts(student, formula, ab):
    """A Value that is used more than once gets the sum of what comes back from every use."""
    assert slopes(student, SHARED[formula], *ab) == near_slopes(SHARED[formula], *ab)


@task(points=3, examples=60)
@given(st.sampled_from(list(ORDERED)), numbers(2, scale=0.5))
def test_value_orders_the_graph_before_going_back(student, formula, ab):
    """A Value passes its gradient on only when everything that uses it has reported."""
    assert slopes(student, ORDERED[formula], *ab) == near_slopes(ORDERED[formula], *ab)


@task(points=2)
@given(st.sampled_from(list(JOINED)), st.sampled_from(list(FUNCTIONS)), numbers(2, scale=0.5, away=KINK))
def test_value_lets_functions_join_the_graph(student, formula, f, ab):
    """Powers, relu, tanh and exp add to gradients and wait their turn, as + and * do."""
    expression, place = JOINED[formula]
    line = tangent(student, FUNCTIONS[f], place(*ab))
    got = slopes(student, partial(expression, FUNCTIONS[f]), *ab)
    assert got == near_slopes(partial(expression, line), *ab)


@task(points=1, examples=40)
@given(st.sampled_from(list(UNUSED)), numbers(3))
def test_value_leaves_unused_leaves_at_zero(student, formula, abc):
    """A Value that the result does not depend on keeps grad 0, while the others get theirs."""
    assert slopes(student, UNUSED[formula], *abc) == near_slopes(UNUSED[formula], *abc)
