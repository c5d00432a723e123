"""Hyper-parameters, part 2: random search tries n points, each drawn anew (Lecture 4).

    space     {name: ("uniform" | "log" | "int", lo, hi) or ("choice", [value, ...])}
    n, seed   the number of trials, and the seed of rng (np.random.default_rng(seed))
    outcomes  what the objective answers, one new config after the other: numbers, nan, or names of exceptions

What is drawn is judged in test_hyperparameters_random_draws; here a config only has to have the right names.
"""

import math
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from assignments.hyperparameters.landscapes import (
    ERRORS,
    Objective,
    is_number,
    keys_checked,
    least,
    near_recorded,
    recorded,
    recorded_numbers,
    value_of,
)
from autograder.claims import Mismatch, between, near, task
from autograder.claims.mismatch import shortened

NAMES = ("lr", "units", "momentum", "decay", "layers", "dropout")
LEVELS = tuple(sign * k / 4 for k in range(1, 25) for sign in (1, -1))  # no 0
POSITIVE = LEVELS[::2]
UNIFORM = (("uniform", 0.0, 1.0), ("uniform", -2.0, 3.0))
FEW = (("int", 1, 5), ("choice", ("relu", "tanh")), ("choice", (0.5, 0.9)), ("int", 0, 1))
RANGES = (*UNIFORM, ("log", 0.0001, 0.1), ("log", 1.0, 1000.0), *FEW)
NAN = math.nan
CALLS = "the number of calls of the objective"
EQUAL = "the number of equal trials of two searches "


@dataclass(frozen=True)
class Trials:
    """A random search and what comes of its trials, in the order in which they are made."""

    space: dict
    outcomes: tuple
    seed: int

    @property
    def n(self):
        """How many trials there are."""
        return len(self.outcomes)

    def objective(self):
        """An Objective with these outcomes; a config too many gets the worst number, nan if there is none."""
        outcomes = [*self.outcomes, max(filter(is_number, self.outcomes), default=NAN)]
        seen = []

        def outcome(config, k):
            keys_checked(config, self.space)
            if config not in seen:
                seen.append(config)
            return outcomes[min(seen.index(config), self.n)]

        return Objective(outcome)


@st.composite
def trials(draw, outcomes):
    """Trials with these outcomes, over a uniform range (so that all differ) and up to two others."""
    others = draw(st.lists(st.sampled_from(RANGES), max_size=2))
    ranges = draw(st.permutations([draw(st.sampled_from(UNIFORM)), *others]))
    names = draw(st.permutations(NAMES))
    space = {name: listed(each) for name, each in zip(names, ranges, strict=False)}
    return Trials(space, tuple(draw(outcomes)), draw(st.integers(0, 10**6)))


@st.composite
def few_options(draw):
    """Trials over one short list, so that some of them are equal."""
    space = {draw(st.sampled_from(NAMES)): listed(draw(st.sampled_from(FEW)))}
    return Trials(space, tuple(draw(different())), draw(st.integers(0, 10**6)))


def listed(each):
    """The range as students get it: a choice is among a list."""
    return ("choice", list(each[1])) if each[0] == "choice" else each


def different(at_least=2, levels=LEVELS):
    """Two (or so many) to eight different numbers."""
    return st.lists(st.sampled_from(levels), min_size=at_least, max_size=8, unique=True)


@st.composite
def numbers_with(draw, *faults):
    """Different numbers, and at least one of these faults, in any order."""
    bad = draw(st.lists(st.sampled_from(faults), min_size=1, max_size=4))
    return draw(st.permutations([*bad, *draw(different(levels=draw(st.sampled_from((POSITIVE, LEVELS)))))]))


@dataclass(frozen=True)
class Valley:
    """Two hyper-parameters from 0 to 1, of which one matters: the objective is (value - bottom)^2."""

    matters: str
    grid: dict  # three values each
    bottom: float
    seed: int

    @property
    def space(self):
        """The same ranges for random search."""
        return {name: ("uniform", 0.0, 1.0) for name in self.grid}

    def outcome(self, config, k):
        """(value - bottom)^2."""
        keys_checked(config, self.grid)
        value = config[self.matters]
        if not isinstance(value, int | float):
            raise Mismatch(f"a value of {self.matters}", shortened(value), "a number")
        return (value - self.bottom) ** 2


@st.composite
def valleys(draw):
    """A Valley with its bottom anywhere."""
    names, three = draw(st.permutations(NAMES))[:2], st.permutations([k / 8 for k in range(9)])
    grid = {name: draw(three)[:3] for name in names}
    return Valley(
        draw(st.sampled_from(names)), grid, draw(st.integers(1, 99)) / 100, draw(st.integers(0, 999))
    )


def search(student, drawn):
    """The student's search, and the objective it asked."""
    objective = drawn.objective()
    rng = student.given.rng(drawn.seed)
    return objective, student.random_search(objective.ask, drawn.space, drawn.n, rng)


def with_numbers(drawn):
    """The same search with a number for each trial."""
    return Trials(drawn.space, LEVELS[: drawn.n], drawn.seed)


def at_best(objective, best_config):
    """What the objective answered at the student's best_config."""
    return value_of(best_config, objective.calls, objective.outcomes)


def near_least(objective, name):
    """The claim about the smallest number that the objective gave."""
    return near(least(objective.outcomes), names=name)


def near_n(drawn):
    """The claim about the number of calls."""
    return near(drawn.n, names=CALLS)


@task(points=5)
@given(trials(different(1)) | few_options())
def test_random_search_makes_exactly_n_trials(student, drawn):
    """The objective is called n times, each time with a value for every name of the space."""
    objective, answer = search(student, drawn)
    assert len(objective.asked(answer)) == near_n(drawn)


@task(points=5)
@given(trials(different()))
def test_random_search_returns_the_best_trial(student, drawn):
    """best_value is the smallest value of the objective, and best_config the config that gave it."""
    objective, answer = search(student, drawn)
    best_config, best_value, _ = objective.parts(answer)
    assert best_value == near_least(objective, "best_value")
    assert at_best(objective, best_config) == near_least(objective, "the objective at best_config")


@task(points=4)
@given(trials(different()))
def test_random_search_records_every_trial(student, drawn):
    """trials holds every config that was tried with its own value, in any order."""
    objective, answer = search(student, drawn)
    _, _, found = objective.parts(answer)
    made = objective.calls, objective.outcomes, drawn.n
    assert recorded(found, *made) == near_recorded(*made)


@task(points=1)
@given(trials(st.permutations((0.0, 1.0, 2.5, 4.0))))
def test_random_search_takes_zero_for_a_number(student, drawn):
    """The best value may be 0."""
    objective, answer = search(student, drawn)
    best_config, best_value, _ = objective.parts(answer)
    assert best_value == near_least(objective, "best_value")
    assert at_best(objective, best_config) == near_least(objective, "the objective at best_config")


@task(points=2)
@given(trials(numbers_with(NAN)))
def test_random_search_never_prefers_nan(student, drawn):
    """Where the objective gives nan, also in the first trial, the best is the smallest of the numbers."""
    objective, answer = search(student, drawn)
    best_config, best_value, _ = objective.parts(answer)
    assert best_value == near_least(objective, "best_value")
    assert at_best(objective, best_config) == near_least(objective, "the objective at best_config")


@task(points=3)
@given(trials(numbers_with(*ERRORS)))
def test_random_search_counts_an_exception_as_a_trial(student, drawn):
    """An exception, of whatever type, uses up one of the n trials; the best of the others counts."""
    objective, answer = search(student, drawn)
    best_config, best_value, _ = objective.parts(answer)
    assert len(objective.calls) == near_n(drawn)
    assert best_value == near_least(objective, "best_value")
    assert at_best(objective, best_config) == near_least(objective, "the objective at best_config")


@task(points=1)
@given(trials(numbers_with(NAN, *ERRORS)))
def test_random_search_records_a_failure_as_nan_or_not_at_all(student, drawn):
    """trials holds every number; a trial without one is there with nan, or is left out."""
    objective, answer = search(student, drawn)
    _, _, found = objective.parts(answer)
    made = objective.calls, objective.outcomes, drawn.n
    assert recorded_numbers(found, *made) == near_recorded(*made)


@task(points=1)
@given(trials(st.lists(st.sampled_from((NAN, *ERRORS)), min_size=1, max_size=8)))
def test_random_search_without_a_number_has_no_best(student, drawn):
    """If every trial fails, best_config is None; n were made, and with numbers one of them is the best."""
    objective, answer = search(student, drawn)
    best_config, _, _ = objective.parts(answer)
    assert len(objective.calls) == near_n(drawn)
    assert best_config == near(None, names="best_config")
    objective, answer = search(student, with_numbers(drawn))
    assert len(objective.asked(answer)) == near(between(1, 2 * drawn.n), names=CALLS)


def configs(student, drawn, rng):
    """The configs that the student's search tries with this rng."""
    objective = drawn.objective()
    return objective.asked(student.random_search(objective.ask, drawn.space, drawn.n, rng))


def in_common(some, others):
    """How many trials of one search another made, too."""
    return sum(config in others for config in some)


@task(points=3, examples=10)
@given(trials(different()))
def test_random_search_draws_from_rng_alone(student, drawn):
    """The same seed gives the same configs; another seed, or more draws of the same rng, give others."""
    rng, same, other = (student.given.rng(drawn.seed + k) for k in (0, 0, 1))
    first, again, later = (configs(student, drawn, each) for each in (rng, same, rng))
    assert len(first) == near(between(1, 2 * drawn.n), names=CALLS)
    assert in_common(first, again) == near(len(first), names=EQUAL + "with the same seed")
    assert in_common(first, later) == near(0, names=EQUAL + "with one rng, one after the other")
    assert in_common(first, configs(student, drawn, other)) == near(0, names=EQUAL + "with different seeds")


def values_tried(calls, valley):
    """How many different values of the hyper-parameter that matters."""
    return len({config[valley.matters] for config in calls})


@task(points=6, examples=10)
@given(valleys())
def test_nine_random_trials_see_nine_values_where_a_grid_sees_three(student, valley):
    """Of the one hyper-parameter that matters, a 3 by 3 grid tries 3 values, and 9 random trials try 9."""
    on_grid, at_random = Objective(valley.outcome), Objective(valley.outcome)
    grid_answer = student.grid_search(on_grid.ask, valley.grid)
    answer = student.random_search(at_random.ask, valley.space, 9, student.given.rng(valley.seed))
    assert values_tried(on_grid.asked(grid_answer), valley) == near(
        3, names=f"values of {valley.matters} on the grid"
    )
    assert values_tried(at_random.asked(answer), valley) == near(
        9, names=f"values of {valley.matters} at random"
    )
