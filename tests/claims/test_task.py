"""@task leaves a mark and refuses what is not a task."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.claims import TaskMark, task
from autograder.errors import AuthorError


def fresh() -> Any:
    """A function that can be marked."""

    def test_fresh(student: Any) -> None:
        """A sentence."""

    return test_fresh


def test_the_function_is_returned_with_a_mark() -> None:
    """task attaches a frozen record and changes nothing else."""
    function = fresh()
    assert task(points=4, hidden=True, after=("other",), examples=30)(function) is function
    assert function.autograder_task == TaskMark(4, True, ("other",), 30)
    with pytest.raises(AttributeError):
        function.autograder_task.points = 5


def test_a_test_of_hypothesis_can_be_marked() -> None:
    """@task stands above @given."""
    function: Any = task(points=1)(given(st.integers())(fresh()))
    assert function.autograder_task == TaskMark(1)


WRONG: list[dict[str, Any]] = [
    *({"points": points} for points in (0, -1, math.inf, math.nan, True, "4", None)),
    {"points": 1, "hidden": 1},
    *({"points": 1, "after": after} for after in ("other", ["other"], ("test_other",), (1,), ("",))),
    *({"points": 1, "examples": examples} for examples in (0, -3, 2.0, True)),
]


@pytest.mark.parametrize("arguments", WRONG, ids=repr)
def test_wrong_arguments_are_refused(arguments: dict[str, Any]) -> None:
    """Each is an author's error, found when the module is imported."""
    with pytest.raises(AuthorError, match="@task"):
        task(**arguments)


def test_a_task_needs_a_name_that_begins_with_test() -> None:
    """pytest would not collect it."""
    with pytest.raises(AuthorError, match="test_"):
        task(points=1)(lambda student: None)


def test_a_task_needs_a_docstring() -> None:
    """It is the sentence that students read."""
    function = fresh()
    function.__doc__ = "  "
    with pytest.raises(AuthorError, match="docstring"):
        task(points=1)(function)


def test_a_task_is_marked_once() -> None:
    """Two marks would mean two numbers of points."""
    with pytest.raises(AuthorError, match="twice"):
        task(points=1)(task(points=2)(fresh()))


def test_a_task_cannot_wait_for_itself() -> None:
    """after names other tasks."""
    with pytest.raises(AuthorError, match="itself"):
        task(points=1, after=("fresh",))(fresh())
