"""Limits that a container can keep."""

from pathlib import Path

import pytest

from autograder.container.room import LEAST, OWN, fitted, memory
from autograder.model import Limits


@pytest.mark.parametrize(
    ("name", "text", "room"),
    [
        ("memory.max", "805306368\n", 805306368),
        ("memory.max", "max\n", None),
        ("memory/memory.limit_in_bytes", "805306368\n", 805306368),
        ("memory/memory.limit_in_bytes", "9223372036854771712\n", None),
        ("other", "", None),
    ],
)
def test_the_memory_of_the_container(tmp_path: Path, name: str, text: str, room: int | None) -> None:
    """By either kind of control groups."""
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    assert memory(tmp_path) == room


def test_limits_that_fit_stay() -> None:
    """As the assignment says."""
    limits = Limits(memory=400_000_000, submission=100)
    assert fitted(limits, 210, 805_306_368) == limits
    assert fitted(limits, 210, None) == limits


def test_limits_that_do_not_fit_are_lowered() -> None:
    """To what is left beside the grader, but so that Python can run; to the time that there is."""
    found = fitted(Limits(), 210, 805_306_368)
    assert (found.memory, found.submission) == (805_306_368 - OWN, 210)
    assert fitted(Limits(), 210, 1).memory == LEAST
