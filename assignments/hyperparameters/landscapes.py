"""What both searches are judged with: an objective that remembers what it was asked, and how to read answers.

    config   {name: value} as a search hands it over; `plain` makes Python's own values of it
    outcome  what the objective answers to a call: a number, nan, or the name of the exception it raises
Configs are equal if their values are: 64.0 is as good as 64.
"""

import math
from dataclasses import dataclass
from itertools import product

import numpy as np

from autograder.claims import Mismatch, callback, near, unpack
from autograder.claims.claim import as_array
from autograder.claims.mismatch import kind_of, shortened, wrong_kind

ERRORS = {error.__name__: error for error in (ValueError, RuntimeError, ZeroDivisionError, OverflowError)}
PLAIN = (type(None), bool, int, float, str)


class Objective:
    """The objective of one search: `ask` is what the student gets, `calls` the configs it was asked for.

    outcome(config, k) says how to answer call k; it raises Mismatch where the call is wrong. The student's
    code sees that as a TypeError; whatever it makes of it, the first look at the search tells of it.
    """

    def __init__(self, outcome):
        self._outcome, self._calls, self._wrong = outcome, [], None
        self.outcomes = []  # what it answered, call by call
        self.ask = callback(self._answer, may_raise=(TypeError, *ERRORS.values()))

    def _answer(self, *args, **kwargs):
        try:
            config = only_config(args, kwargs)
            outcome = self._outcome(config, len(self._calls))
        except Mismatch as wrong:
            self._wrong = self._wrong or wrong
            raise TypeError(str(wrong)) from None
        self._calls.append(config)
        self.outcomes.append(outcome)
        if isinstance(outcome, str):
            raise ERRORS[outcome]("the objective raises this on purpose: the config cannot be evaluated")
        return outcome

    @property
    def calls(self):
        """The configs it was asked for, in order."""
        if self._wrong is not None:
            raise self._wrong
        return self._calls

    def asked(self, answer):
        """The same, from a search whose answer, whatever its form, tells at least one of them."""
        if self.calls and not any(config in self._calls for config in dicts(answer)):
            raise Mismatch("the answer", "without a config that was tried", "a best_config that was tried")
        return self._calls

    def parts(self, answer):
        """best_config, best_value and trials of what a search returned."""
        if not self.calls:
            raise Mismatch("the number of calls of the objective", "0", "at least 1")
        return unpack(answer, "best_config", "best_value", "trials")


@dataclass(frozen=True)
class Odd:
    """A value that no hyper-parameter has, such as an array; equal only to another such."""

    kind: str
    text: str

    def __repr__(self):
        return f"<{self.kind}>"


def plain(value):
    """The value with numpy's scalars as Python's numbers and texts, and lists as tuples."""
    if isinstance(value, np.generic) or (isinstance(value, np.ndarray) and not value.shape):
        return value.item()
    if isinstance(value, list | tuple):
        return tuple(map(plain, value))
    return value if isinstance(value, PLAIN) else Odd(kind_of(value), repr(value))


def dicts(answer):
    """The dicts in an answer as configs, from the outside in."""
    if isinstance(answer, dict):
        yield config_of(answer, "a config")
    items = answer.values() if isinstance(answer, dict) else answer
    for item in items if isinstance(answer, dict | list | tuple) else ():
        yield from dicts(item)


def config_of(value, name):
    """A config that came from the student, in plain values."""
    if not isinstance(value, dict):
        raise wrong_kind(name, value, "a dict")
    return {plain(key): plain(item) for key, item in value.items()}


def only_config(args, kwargs):
    """The one argument that the objective takes."""
    if kwargs or len(args) != 1:
        given = ", ".join([*map(shortened, args), *(f"{name}={shortened(kwargs[name])}" for name in kwargs)])
        raise Mismatch("the call of the objective", f"objective({given})", "objective(config) with one dict")
    return config_of(args[0], "the argument of the objective")


def keys_checked(config, space):
    """Raise Mismatch unless the config has a value for every name of the space, and no other."""
    if config.keys() != space.keys():
        raise Mismatch("the list of names in a config", shortened(list(config)), shortened(list(space)))


def position(config, configs, name):
    """The number of a config among these."""
    if config not in configs:
        raise Mismatch(name, shortened(config), "one of those that were to be tried")
    return configs.index(config)


def value_of(best, configs, outcomes):
    """The outcome of the student's best config; of equal ones the smallest."""
    config = config_of(best, "best_config")
    position(config, configs, "best_config")
    found = [outcome for each, outcome in zip(configs, outcomes, strict=True) if each == config]
    return least(found)


def least(outcomes):
    """The smallest of those that are numbers, else nan."""
    return min((outcome for outcome in outcomes if is_number(outcome)), default=math.nan)


def is_number(outcome):
    """Whether the objective gave a number."""
    return not isinstance(outcome, str) and not math.isnan(outcome)


def pairs(trials):
    """The student's trials as [(config, value), ...]."""
    if not isinstance(trials, list | tuple):
        raise wrong_kind("trials", trials, "a list of (config, value)")
    return [pair(trial, f"trials[{k}]") for k, trial in enumerate(trials)]


def pair(trial, name):
    """One trial's config and value."""
    if not isinstance(trial, list | tuple) or len(trial) != 2:
        raise wrong_kind(name, trial, "a pair (config, value)")
    return config_of(trial[0], f"the config of {name}"), trial[1]


def recorded(trials, configs, outcomes, n):
    """{number of the call: the value recorded for it}, each call once; of the first n no number is missing.

    Calls with the same config are one trial or several, as the student likes.
    """
    found = {}
    for k, (config, value) in enumerate(pairs(trials)):
        position(config, configs, f"the config of trials[{k}]")
        calls = [i for i, each in enumerate(configs) if each == config and i not in found]
        if not calls:
            raise Mismatch(f"the config of trials[{k}]", f"{shortened(config)} again", "each config once")
        found[calls[0]] = value
    for i, outcome in enumerate(outcomes[:n]):
        same = [value for j, value in found.items() if configs[j] == configs[i]]
        if same:
            found.setdefault(i, same[0])
        elif is_number(outcome):
            sentence = f"trials does not hold {configs[i]}, for which the objective gave {outcome}"
            raise Mismatch("trials", f"without {configs[i]}", f"({configs[i]}, {outcome})", sentence)
    return {i: value for i, value in found.items() if i < n}


def near_recorded(configs, outcomes, n):
    """The claim that each of the first n is recorded with its own number."""
    numbers = {i: outcome for i, outcome in enumerate(outcomes[:n]) if is_number(outcome)}
    return near(numbers, names={i: f"the value recorded for {configs[i]}" for i in numbers})


def recorded_numbers(trials, configs, outcomes, n):
    """`recorded` without failures, which may be there as nan, and may be missing."""
    found = recorded(trials, configs, outcomes, n)
    for i, outcome in enumerate(outcomes[:n]):
        if not is_number(outcome) and not is_nan(value := found.pop(i, math.nan)):
            failed = f"the value recorded for {configs[i]}, which failed,"
            raise Mismatch(failed, shortened(value), "nan, or no trial")
    return found


def is_nan(value):
    """Whether a recorded value is a single nan."""
    array = as_array(value)
    return array is not None and not array.shape and array.dtype.kind == "f" and bool(np.isnan(array))


@dataclass(frozen=True)
class Landscape:
    """A grid, and the outcomes at its points in the order of nested loops, the last name fastest."""

    grid: dict
    outcomes: tuple

    @property
    def points(self):
        """The grid's points."""
        combinations = product(*self.grid.values())
        return [dict(zip(self.grid, map(plain, values), strict=True)) for values in combinations]

    @property
    def table(self):
        """The points, their outcomes, and how many there are."""
        return self.points, self.outcomes, len(self.outcomes)

    def objective(self):
        """An Objective with these outcomes."""
        points = self.points
        wanted = "a config that was tried"
        return Objective(lambda config, k: self.outcomes[position(config, points, wanted)])
