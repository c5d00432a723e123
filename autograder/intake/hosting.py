"""The table [gradescope] of assignment.toml as a typed value."""

from collections.abc import Collection, Iterable
from typing import Annotated

import msgspec

from autograder.errors import AuthorError
from autograder.intake.quantities import SPANS, Quantity, quantity
from autograder.intake.wording import listed, meant
from autograder.model import Task
from autograder.policy import HUNDRED, Attempts, Late, Policy, Visibility

LONGEST = 40 * 60.0  # seconds that Gradescope waits at most
SHORTEST = 60.0  # seconds: the libraries alone take some of them on half a processor
Percent = Annotated[float, msgspec.Meta(gt=0, le=HUNDRED)]
Count = Annotated[int, msgspec.Meta(ge=1)]


class LateTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The table [gradescope.late]."""

    percent: Percent | None = None
    every: Quantity = "1 d"
    grace: Quantity = None
    most: Percent = HUNDRED
    refuse: bool = False

    def late(self) -> Late:
        """What being late costs.

        Raises:
            ValueError: neither or both ways are said, or a quantity is none.
        """
        if (self.percent is None) is not self.refuse:
            raise ValueError("gradescope.late: write either percent = 10 (for each day) or refuse = true")
        grace = 0.0 if self.grace is None else span("late.grace", self.grace)
        every = span("late.every", self.every)
        return Late(self.percent or HUNDRED, every, grace, self.most, self.refuse)


class AttemptsTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The table [gradescope.attempts]."""

    most: Count
    within: Quantity = None

    def attempts(self) -> Attempts:
        """How often one may try.

        Raises:
            ValueError: a quantity is none.
        """
        return Attempts(self.most, None if self.within is None else span("attempts.within", self.within))


class GradescopeTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The table [gradescope]; what is left out keeps the default of `policy.Policy`."""

    timeout: Quantity = "10 min"
    visibility: Visibility = Visibility.VISIBLE
    stdout_visibility: Visibility = Visibility.HIDDEN
    show_score: bool = True
    explanations: bool = True
    packages: list[str] = msgspec.field(default_factory=list)
    tasks: dict[str, str] = msgspec.field(default_factory=dict)
    late: LateTable | None = None
    attempts: AttemptsTable | None = None

    def policy(self) -> Policy:
        """What is asked of Gradescope.

        Raises:
            ValueError: a quantity is none or out of range, a task's value is no visibility; names the key.
        """
        timeout = span("timeout", self.timeout)
        if not SHORTEST <= timeout <= LONGEST:
            raise ValueError("gradescope.timeout: Gradescope waits from 1 to 40 minutes; write one of these")
        return Policy(
            timeout=timeout,
            visibility=self.visibility,
            stdout=self.stdout_visibility,
            tasks={task: visibility(task, word) for task, word in self.tasks.items()},
            late=self.late.late() if self.late else None,
            attempts=self.attempts.attempts() if self.attempts else None,
            show_score=self.show_score,
            explanations=self.explanations,
            packages=tuple(self.packages),
        )


def span(key: str, value: Quantity) -> float:
    """A time in seconds; `key` is its name within the table.

    Raises:
        ValueError: it is none.
    """
    return quantity(f"gradescope.{key}", str(value), SPANS)


def visibility(task: str, word: str) -> Visibility:
    """When students see a task.

    Raises:
        ValueError: the word is none of the four.
    """
    if word in list(Visibility):
        return Visibility(word)
    known = listed((f'"{one}"' for one in Visibility), last="or")
    raise ValueError(f'gradescope.tasks.{task}: "{word}" must be {known}{meant(word, Visibility)}')


def check_policy(name: str, policy: Policy, tasks: Iterable[Task]) -> None:
    """The tasks that the policy names are tasks, and none that is hidden is to be shown.

    Raises:
        AuthorError: one is not, or is.
    """
    known = {task.name: task for task in tasks}
    for task, when in policy.tasks.items():
        check_named(name, task, known)
        if known[task].hidden and when is not Visibility.HIDDEN:
            raise AuthorError(
                f'{name}: gradescope.tasks.{task} = "{when}", but the task is hidden by @task(hidden=True), '
                "which shows students its status word only; take one of them back"
            )


def check_named(name: str, task: str, known: Collection[str]) -> None:
    """A name is that of a task.

    Raises:
        AuthorError: it is not.
    """
    if task not in known:
        raise AuthorError(f"{name}: gradescope.tasks.{task} is no task of it{meant(task, known)}")
