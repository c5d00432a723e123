"""Hyper-parameters, part 1: grid search tries every combination once and keeps the best (Lecture 4).

    grid      {name: [value, ...]}, its points are the combinations
    outcomes  what the objective answers at the points, in the order of nested loops, the last name fastest:
              numbers, nan, or names of exceptions
Every assertion is about what the objective was asked, or about the parts of the answer.
"""

import math

from hypothesis import given
from hypothesis import strategies as st

from assignments.hyperparameters.landscapes import (
    ERRORS,
    Landscape,
    least,
    near_recorded,
    pairs,
    recorded,
    recorded_numbers,
    value_of,
)
from autograder.claims import between, near, task

NAMES = ("lr", "units", "momentum", "decay", "layers", "dropout")
VALUES = (0.1, 0.01, 0.001, 0.5, 0.9, 16, 64, 2, 3)
LEVELS = tuple(sign * k / 4 for k in range(1, 25) for sign in (1, -1))  # no 0
POSITIVE = LEVELS[::2]
OF_ANY_KIND = (
    ("relu", "tanh", "gelu"),
    (None, 0.9, 0.5),
    ((64,), (64, 32)),
    ("auto", 16, 0.25),
    (True, False, None),
)
MANY = 10**6
NAN = math.nan


@st.composite
def grids(draw, least_points=1):
    """One to three names with one to three numbers each, at most 12 points."""
    lengths = draw(st.sampled_from([n for n in SIZES if math.prod(n) >= least_points]))
    names = draw(st.permutations(NAMES))
    lists = st.lists(st.sampled_from(VALUES), min_size=3, max_size=3, unique=True)
    return {name: draw(lists)[:length] for name, length in zip(names, lengths, strict=False)}


SIZES = ((2,), (2, 2), (3,), (2, 3), (3, 2), (2, 1), (1, 3), (1,), (2, 2, 2), (3, 1, 2), (2, 2, 3), (1, 2, 2))


def landscape(grid, outcomes):
    """As many of the outcomes as the grid has points."""
    return Landscape(grid, tuple(outcomes[: math.prod(map(len, grid.values()))]))


def different(levels=LEVELS, size=12):
    """So many different numbers."""
    return st.lists(st.sampled_from(levels), min_size=size, max_size=size, unique=True)


@st.composite
def landscapes(draw):
    """A Landscape of numbers, all of them different."""
    return landscape(draw(grids()), draw(different()))


@st.composite
def landscapes_with(draw, *faults):
    """A Landscape of different numbers and at least one of these faults."""
    grid, numbers = draw(grids(least_points=2)), draw(different(draw(st.sampled_from((POSITIVE, LEVELS)))))
    points = math.prod(map(len, grid.values()))
    order = draw(st.permutations(range(points)))
    for i in order[: draw(st.integers(1, points - 1))]:
        numbers[i] = draw(st.sampled_from(faults))
    return landscape(grid, numbers)


@st.composite
def failing_landscapes(draw):
    """A Landscape without a single number."""
    faults = st.lists(st.sampled_from((NAN, *ERRORS)), min_size=12, max_size=12)
    return landscape(draw(grids()), draw(faults))


@st.composite
def extreme_landscapes(draw):
    """A Landscape whose best value is 0, or in which all are enormous."""
    grid = draw(grids(least_points=2))
    points = math.prod(map(len, grid.values()))
    numbers, zero, huge = draw(different(POSITIVE)), draw(st.integers(0, points - 1)), draw(st.booleans())
    numbers[zero] = numbers[zero] if huge else 0.0
    return landscape(grid, [number * 1e30 if huge else number for number in numbers])


@st.composite
def tied_landscapes(draw):
    """A Landscape in which several points are the best."""
    grid = draw(grids(least_points=2))
    points = math.prod(map(len, grid.values()))
    worse = draw(st.sets(st.integers(0, points - 1), max_size=points - 2))
    return Landscape(grid, tuple(2.0 if i in worse else -1.0 for i in range(points)))


@st.composite
def landscapes_of_any_kind(draw):
    """A Landscape over texts, None, tuples and truth values."""
    lists = draw(st.lists(st.sampled_from(OF_ANY_KIND), min_size=1, max_size=2))
    grid = {name: list(values) for name, values in zip(draw(st.permutations(NAMES)), lists, strict=False)}
    return landscape(grid, draw(different()))


def search(student, drawn):
    """The student's search, and the objective it asked."""
    objective = drawn.objective()
    return objective, student.grid_search(objective.ask, drawn.grid)


def times_asked(calls, drawn):
    """How often each point was tried, in order."""
    return [calls.count(point) for point in drawn.points]


def with_numbers(drawn):
    """The same grid with numbers at its points."""
    return landscape(drawn.grid, LEVELS)


def near_once(drawn):
    """The claim that each point was tried once."""
    return near([1] * len(drawn.points), names=calls_with(drawn))


def calls_with(drawn):
    """What is counted at each point."""
    return [f"the number of calls with {point}" for point in drawn.points]


def near_tried(drawn):
    """The claim that each point was tried, once or more often."""
    return near([between(1, MANY) for _ in drawn.points], names=calls_with(drawn))


def at_best(best_config, drawn):
    """The objective at the student's best_config."""
    return value_of(best_config, drawn.points, drawn.outcomes)


def near_least(drawn, name):
    """The claim about the smallest number there is."""
    return near(least(drawn.outcomes), names=name)


@task(points=11)
@given(landscapes())
def test_grid_search_tries_every_point_once(student, drawn):
    """The objective is called once for each combination of values, and for nothing else."""
    objective, answer = search(student, drawn)
    assert times_asked(objective.asked(answer), drawn) == near_once(drawn)


@task(points=9)
@given(landscapes())
def test_grid_search_returns_the_best_point(student, drawn):
    """best_value is the smallest value of the objective, and best_config the point where it is."""
    objective, answer = search(student, drawn)
    best_config, best_value, _ = objective.parts(answer)
    assert best_value == near_least(drawn, "best_value")
    assert at_best(best_config, drawn) == near_least(drawn, "the objective at best_config")


@task(points=9)
@given(landscapes())
def test_grid_search_records_every_trial(student, drawn):
    """trials holds every point with its own value, in any order."""
    objective, answer = search(student, drawn)
    _, _, trials = objective.parts(answer)
    assert recorded(trials, *drawn.table) == near_recorded(*drawn.table)


@task(points=3)
@given(landscapes_of_any_kind())
def test_grid_search_hands_values_on_as_they_are(student, drawn):
    """Texts, None, tuples, True and False reach the objective and best_config as they stand in the grid."""
    objective, answer = search(student, drawn)
    best_config, _, _ = objective.parts(answer)
    assert times_asked(objective.calls, drawn) == near_tried(drawn)
    assert at_best(best_config, drawn) == between(min(LEVELS), max(LEVELS))


@task(points=2)
@given(extreme_landscapes())
def test_grid_search_takes_zero_and_huge_values_for_numbers(student, drawn):
    """The best value may be 0, and may be larger than any number you thought of."""
    objective, answer = search(student, drawn)
    best_config, best_value, _ = objective.parts(answer)
    assert best_value == near_least(drawn, "best_value")
    assert at_best(best_config, drawn) == near_least(drawn, "the objective at best_config")


@task(points=1)
@given(tied_landscapes())
def test_grid_search_returns_one_of_equally_good_points(student, drawn):
    """Where several points are the best, any one of them will do; all are among the trials."""
    objective, answer = search(student, drawn)
    best_config, _, trials = objective.parts(answer)
    assert at_best(best_config, drawn) == near_least(drawn, "the objective at best_config")
    assert len(pairs(trials)) == near(len(drawn.points), names="the number of trials")


@task(points=3)
@given(landscapes_with(NAN))
def test_grid_search_never_prefers_nan(student, drawn):
    """Where the objective gives nan, also at the first point, the best is the smallest of the numbers."""
    objective, answer = search(student, drawn)
    best_config, best_value, _ = objective.parts(answer)
    assert best_value == near_least(drawn, "best_value")
    assert at_best(best_config, drawn) == near_least(drawn, "the objective at best_config")


@task(points=4)
@given(landscapes_with(*ERRORS))
def test_grid_search_goes_on_after_an_exception(student, drawn):
    """An exception of any type costs its own point: the others are tried, and the best of them counts."""
    objective, answer = search(student, drawn)
    best_config, best_value, _ = objective.parts(answer)
    assert times_asked(objective.calls, drawn) == near_tried(drawn)
    assert best_value == near_least(drawn, "best_value")
    assert at_best(best_config, drawn) == near_least(drawn, "the objective at best_config")


@task(points=1)
@given(landscapes_with(NAN, *ERRORS))
def test_grid_search_records_a_failure_as_nan_or_not_at_all(student, drawn):
    """trials holds every number; a point without one is there with nan, or is left out."""
    objective, answer = search(student, drawn)
    _, _, trials = objective.parts(answer)
    assert recorded_numbers(trials, *drawn.table) == near_recorded(*drawn.table)


@task(points=1)
@given(failing_landscapes())
def test_grid_search_without_a_number_has_no_best(student, drawn):
    """If every point fails, best_config is None; all were tried, and a number at each makes one the best."""
    objective, answer = search(student, drawn)
    best_config, _, _ = objective.parts(answer)
    assert times_asked(objective.calls, drawn) == near_tried(drawn)
    assert best_config == near(None, names="best_config")
    objective, answer = search(student, with_numbers(drawn))
    assert times_asked(objective.asked(answer), drawn) == near_tried(drawn)


@task(points=2)
@given(landscapes())
def test_grid_search_leaves_the_grid_alone(student, drawn):
    """After the search the grid holds what it held before."""
    objective, grid = drawn.objective(), student.given.same(drawn.grid)
    answer = student.grid_search(objective.ask, grid)
    assert len(objective.asked(answer)) == between(1, MANY)
    assert student.given.same(grid) == near(drawn.grid, names="grid")
