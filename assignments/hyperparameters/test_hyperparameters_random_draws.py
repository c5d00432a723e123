"""Hyper-parameters, part 3: what random search draws, and why it beats the grid (Lecture 4).

    space  {name: ("uniform" | "log" | "int", lo, hi) or ("choice", [value, ...])}
    n      trials, seed: of rng (np.random.default_rng(seed));  m: trials that were made, n if all is well
    place  where a draw lies in its range: 0 at lo, 1 at hi, 1/2 at (lo + hi) / 2 ("log": at sqrt(lo hi))

Statistics are counts, judged by exact tests: chance fails a right solution less than once in 1e9 times.
"""

from dataclasses import dataclass

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assignments.hyperparameters.landscapes import Objective, keys_checked
from autograder.claims import Mismatch, between, binomial, near, task
from autograder.claims.mismatch import shortened

NAMES = ("lr", "units", "momentum", "decay", "layers", "dropout")
UNIFORM = ((0.0, 1.0), (-2.0, 3.0), (0.5, 0.51), (10.0, 1000.0), (0.9, 0.999))
LOG = ((0.0001, 0.1), (0.00001, 0.1), (1.0, 10000.0), (0.000001, 0.001), (0.01, 10.0))
CHOICES = (("relu", "tanh", "elu", "gelu"), (8, 64, 16, 32), (0.5, 0.1, 0.9, 0.2), ("sgd", "adam", "w", "x"))
OF_ANY_KIND = (
    (None, 0.9, 0.5),
    ((64,), (64, 32)),
    ("auto", 16, 0.25),
    ((3, 3), (5, 5)),
    (True, "relu", None),
)
MANY = 250  # trials of a search whose draws are counted
EQUAL = 8  # draws that may coincide, for whoever draws in float32


@dataclass(frozen=True)
class Plan:
    """A random search: the space, the number of trials, and the seed."""

    space: dict
    n: int
    seed: int


seeds = st.integers(0, 10**6)
names = st.permutations(NAMES)


@st.composite
def plans(draw, kind, ranges):
    """A long search over four ranges of one kind."""
    chosen = draw(st.permutations(ranges))[:4]
    space = {name: (kind, *each) for name, each in zip(draw(names), chosen, strict=False)}
    return Plan(space, MANY, draw(seeds))


@st.composite
def plans_of_ints(draw):
    """A long search over four ranges of three whole numbers each."""
    lows = draw(st.lists(st.integers(0, 60), min_size=4, max_size=4))
    space = {name: ("int", lo, lo + 2) for name, lo in zip(draw(names), lows, strict=False)}
    return Plan(space, MANY, draw(seeds))


@st.composite
def plans_of_choices(draw):
    """A long search over four lists of equally many values."""
    k, lists = draw(st.integers(2, 4)), draw(st.permutations(CHOICES))
    space = {name: ("choice", list(each[:k])) for name, each in zip(draw(names), lists, strict=False)}
    return Plan(space, MANY, draw(seeds))


@st.composite
def plans_of_all_kinds(draw):
    """A long search over ranges of every kind, two uniform ones first."""
    lo, each = draw(st.integers(0, 60)), list(draw(st.sampled_from(CHOICES)))
    uniform = [("uniform", *bounds) for bounds in draw(st.permutations(UNIFORM))[:2]]
    ranges = [*uniform, ("log", *draw(st.sampled_from(LOG))), ("int", lo, lo + 3), ("choice", each)]
    return Plan(dict(zip(draw(names), ranges, strict=False)), MANY, draw(seeds))


@st.composite
def plans_of_any_choice(draw):
    """A short search over lists that mix numbers with texts, None, tuples, True and False."""
    lists = draw(st.lists(st.sampled_from(OF_ANY_KIND), min_size=1, max_size=2))
    space = {name: ("choice", list(each)) for name, each in zip(draw(names), lists, strict=False)}
    return Plan(space, draw(st.integers(4, 8)), draw(seeds))


def search(student, plan, rng):
    """What the student's search asked for, in order."""
    objective = Objective(lambda config, k: keys_checked(config, plan.space) or float(k))
    return objective.asked(student.random_search(objective.ask, plan.space, plan.n, rng))


def columns(student, plan, at_least=MANY // 2):
    """What was drawn for every name: {name: [value, ...]}, m each."""
    calls = search(student, plan, student.given.rng(plan.seed))
    if not at_least <= len(calls) <= 2 * plan.n:
        raise Mismatch("the number of calls of the objective", str(len(calls)), str(plan.n))
    return {name: [config[name] for config in calls] for name in plan.space}


def numbers(student, plan):
    """The same as arrays, {name: (m,)}."""
    drawn = columns(student, plan)
    return {name: as_numbers(plan.space[name][0], name, drawn[name]) for name in drawn}


def as_numbers(kind, name, values):
    """The draws of one name as an array (m,); of an "int" they must be whole, 3.0 is as good as 3."""
    for value in values:
        if not isinstance(value, int | float) or (kind == "int" and value % 1):
            wanted = "a whole number" if kind == "int" else "a number"
            raise Mismatch(f"a value of {name}", shortened(value), wanted)
    return np.array(values, float)


def near_ranges(space, drawn):
    """The claim that every draw is in its range."""
    ends = {name: [np.full(len(drawn[name]), end) for end in space[name][1:]] for name in space}
    return near({name: between(lo, hi) for name, (lo, hi) in ends.items()})


def places(space, drawn):
    """Where the draws lie in their ranges, all names together: (4 m,)."""
    return np.concatenate([place(space[name], name, drawn[name]) for name in space])


def place(each, name, values):
    """Where the draws of one name lie in their range (a choice: its number in the list): (m,)."""
    kind, *ends = each
    if kind == "choice":
        return np.array([chosen(ends[0], name, value) for value in values]) / (len(ends[0]) - 1)
    scale = np.log if kind == "log" else np.asarray
    with np.errstate(all="ignore"):  # who draws below 0 on a log scale is told by another task
        (lo, hi), x = scale(ends), scale(as_numbers("real", name, values))
        return (x - lo) / (hi - lo)


def chosen(options, name, value):
    """The number of a value in the list it is chosen from."""
    if value not in options:
        raise Mismatch(f"a value of {name}", shortened(value), f"one of {shortened(options)}")
    return options.index(value)


def halves(place):
    """How many draws lie in the lower half of their range, and in its middle half."""
    return {LOWER: int((place < 0.5).sum()), MIDDLE: int((np.abs(place - 0.5) < 0.25).sum())}


def coinciding(drawn):
    """The number of draws that equal an earlier one of the same name."""
    return sum(len(values) - len(np.unique(values)) for values in drawn.values())


def near_counts(probabilities, total):
    """The claim about counts out of so many, {what is counted: count}."""
    return near({what: binomial(total, p) for what, p in probabilities.items()})


def near_all_different():
    """The claim about `coinciding`."""
    return near(between(0, EQUAL), names="the number of draws that equal an earlier one")


def agreements(space, drawn):
    """In how many trials two names lie in the same half of their ranges, by pairs with a uniform name."""
    upper = {name: place(space[name], name, drawn[name]) > 0.5 for name in space}
    first, second, *others = space
    pairs = [(first, second), *((a, b) for a in (first, second) for b in others)]
    return {
        f"the number of trials with {a} and {b} in like halves": int((upper[a] == upper[b]).sum())
        for a, b in pairs
    }


def repeats(space, drawn):
    """In how many pairs of trials (1st and 2nd, 3rd and 4th, ...) a uniform name lies in the same half."""
    uniform = [name for name in space if space[name][0] == "uniform"]
    upper = {name: place(space[name], name, drawn[name]) > 0.5 for name in uniform}
    return {
        f"the number of trial pairs with {n} in like halves": int((u[:-1:2] == u[1::2]).sum())
        for n, u in upper.items()
    }


LOWER, MIDDLE = "the number of draws in the lower half", "the number of draws in the middle half"
HALF = {LOWER: 0.5, MIDDLE: 0.5}
THIRDS = {f"the number of draws of {which}": 1 / 3 for which in ("hi", "lo + 1", "lo")}


@task(points=4, examples=2)
@given(plans("uniform", UNIFORM))
def test_uniform_draws_are_spread_evenly_over_their_range(student, plan):
    """("uniform", lo, hi): between lo and hi, any part as often as any other of its length, no two alike."""
    drawn = numbers(student, plan)
    assert drawn == near_ranges(plan.space, drawn)
    where = places(plan.space, drawn)
    assert halves(where) == near_counts(HALF, where.size)
    assert coinciding(drawn) == near_all_different()


@task(points=6, examples=2)
@given(plans("log", LOG))
def test_log_draws_are_spread_evenly_over_the_powers_of_ten(student, plan):
    """("log", lo, hi): between lo and hi, half of them below sqrt(lo hi), every decade equally often."""
    drawn = numbers(student, plan)
    assert drawn == near_ranges(plan.space, drawn)
    where = places(plan.space, drawn)
    assert halves(where) == near_counts(HALF, where.size)
    assert coinciding(drawn) == near_all_different()


@task(points=4, examples=2)
@given(plans_of_ints())
def test_int_draws_include_both_ends(student, plan):
    """("int", lo, hi): whole numbers from lo to hi inclusive, each as often as any other."""
    drawn = numbers(student, plan)
    assert drawn == near_ranges(plan.space, drawn)
    where = places(plan.space, drawn)
    counts = dict(zip(THIRDS, (int((where == third).sum()) for third in (1, 0.5, 0)), strict=True))
    assert counts == near_counts(THIRDS, where.size)


@task(points=3, examples=2)
@given(plans_of_choices())
def test_choice_draws_take_every_option_equally_often(student, plan):
    """("choice", values): one of the values, each as often as any other."""
    where = places(plan.space, columns(student, plan))
    k = len(next(iter(plan.space.values()))[1])
    counts = {f"the number of draws of option {i + 1}": int((where == i / (k - 1)).sum()) for i in range(k)}
    assert counts == near_counts(dict.fromkeys(counts, 1 / k), where.size)


@task(points=2, examples=20)
@given(plans_of_any_choice())
def test_choice_hands_values_on_as_they_are(student, plan):
    """Texts, None, tuples, True and False, also beside numbers, reach the objective as the list has them."""
    where = places(plan.space, columns(student, plan, at_least=1))
    assert where == between(np.zeros_like(where), 1)


@task(points=4, examples=2)
@given(plans_of_all_kinds())
def test_every_value_is_drawn_on_its_own(student, plan):
    """One name's draw says nothing about another's, nor one trial's about the next."""
    drawn = columns(student, plan)
    m = len(next(iter(drawn.values())))
    together, again = agreements(plan.space, drawn), repeats(plan.space, drawn)
    assert together == near_counts(dict.fromkeys(together, 0.5), m)
    assert again == near_counts(dict.fromkeys(again, 0.5), m // 2)
