"""`@task(points=4)`: one sentence of the lecture that is worth points."""

import math
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from autograder.errors import AuthorError

Test = TypeVar("Test", bound=Callable[..., Any])
PREFIX = "test_"


@dataclass(frozen=True, slots=True)
class TaskMark:
    """What `task` leaves on a test function, as its attribute `autograder_task`."""

    points: float
    hidden: bool = False
    after: tuple[str, ...] = ()  # names of tasks that must pass first, without test_
    examples: int | None = None  # how many; None: as many as the assignment says
    nulls: tuple[str, ...] = ()  # null answers that hold here by nature, by the audit's names
    explanation: str = ""  # what students read after the due date


OPTIONS = tuple(field.name for field in fields(TaskMark) if field.name != "points")


def task(*, points: float, **options: Any) -> Callable[[Test], Test]:
    """Mark a test as a task; written above `@given`. Its name and docstring are what students read.

    The options are the fields of `TaskMark`.

    Raises:
        AuthorError: an option is unknown or wrong, or the function is not called test_..., has no
            docstring or is marked already.
    """
    if unknown := sorted(options.keys() - OPTIONS):
        raise AuthorError(f"@task: unknown option {', '.join(unknown)}; there are {', '.join(OPTIONS)}")
    mark = TaskMark(points, **options)
    _check(mark)

    def attach(function: Test) -> Test:
        _check_function(function, mark)
        vars(function)["autograder_task"] = mark
        return function

    return attach


def _check(mark: TaskMark) -> None:
    """Refuse what is not points, a flag, names, a count."""
    if not _is_number(mark.points) or not 0 < mark.points < math.inf:
        raise AuthorError(f"@task: points must be a number above 0, not {mark.points!r}")
    if not isinstance(mark.hidden, bool):
        raise AuthorError(f"@task: hidden must be True or False, not {mark.hidden!r}")
    if not isinstance(mark.after, tuple) or not all(_is_task_name(name) for name in mark.after):
        raise AuthorError(f"@task: after must be a tuple of task names without {PREFIX}, not {mark.after!r}")
    if not isinstance(mark.nulls, tuple) or not all(isinstance(name, str) for name in mark.nulls):
        raise AuthorError(f"@task: nulls must be a tuple of the audit's names of nulls, not {mark.nulls!r}")
    if not isinstance(mark.explanation, str):
        raise AuthorError(f"@task: explanation must be a text, not {mark.explanation!r}")
    if mark.examples is not None and (type(mark.examples) is not int or mark.examples < 1):
        raise AuthorError(f"@task: examples must be a whole number from 1 on, not {mark.examples!r}")


def _check_function(function: Callable[..., Any], mark: TaskMark) -> None:
    """Refuse a function that cannot be a task."""
    name = getattr(function, "__name__", "")
    if not name.startswith(PREFIX) or name == PREFIX:
        raise AuthorError(f"@task: the function must be called {PREFIX}..., not {name!r}")
    if not (function.__doc__ or "").strip():
        raise AuthorError(f"@task: {name} needs a docstring, the sentence that students read")
    if name.removeprefix(PREFIX) in mark.after:
        raise AuthorError(f"@task: {name} cannot come after itself")
    if "autograder_task" in vars(function):
        raise AuthorError(f"@task: {name} is marked twice")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_task_name(name: object) -> bool:
    return isinstance(name, str) and name.isidentifier() and not name.startswith(PREFIX)
