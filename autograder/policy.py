"""What a course asks of Gradescope: how long, who sees what, what being late costs, how often one may try."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

DAY = 86_400.0
OWN_SHARE = 0.8  # of the time limit, by the clock, in which grading ends by itself
COMPUTING_SHARE = 0.35  # of it, in CPU seconds, for a submission: fits the clock on half a processor
HUNDRED = 100.0


class Visibility(StrEnum):
    """When students see a test, or what was printed."""

    VISIBLE = "visible"
    HIDDEN = "hidden"  # never
    AFTER_DUE_DATE = "after_due_date"
    AFTER_PUBLISHED = "after_published"  # with the grades


@dataclass(frozen=True, slots=True)
class Late:
    """What being late costs: `percent` of what was earned for every `every` seconds or part of them."""

    percent: float = HUNDRED
    every: float = DAY
    grace: float = 0.0  # seconds that count as in time
    most: float = HUNDRED
    refuse: bool = False  # not graded at all

    def off(self, late: float) -> float:
        """The percent taken off from what is so many seconds late."""
        if late <= self.grace:
            return 0.0
        return HUNDRED if self.refuse else min(self.most, self.percent * math.ceil(late / self.every))


@dataclass(frozen=True, slots=True)
class Attempts:
    """How many submissions are graded, in any `within` seconds or ever."""

    most: int
    within: float | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """The table [gradescope] of assignment.toml."""

    timeout: float = 600.0  # seconds that Gradescope is told to wait
    visibility: Visibility = Visibility.VISIBLE  # of tasks that `tasks` does not name
    stdout: Visibility = Visibility.HIDDEN
    tasks: Mapping[str, Visibility] = field(default_factory=dict)
    late: Late | None = None
    attempts: Attempts | None = None
    show_score: bool = True  # in the text above the tests
    explanations: bool = True  # as a test without points, which Gradescope shows after the due date
    packages: tuple[str, ...] = ()  # beside those that the assignment needs

    def shown(self, task: str, hidden: bool) -> Visibility:
        """When students see this task; never, if its test is hidden."""
        return Visibility.HIDDEN if hidden else self.tasks.get(task, self.visibility)
