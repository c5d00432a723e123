"""The due date of assignment.toml."""

from datetime import UTC, datetime

import pytest

from autograder.errors import AuthorError
from autograder.intake.settings import read_settings

TOML = 'title = "T"\npoints = 1\nfiles = ["a.py"]\n'


def due(value: str) -> datetime | None:
    """What is read as the due date."""
    return read_settings(f"{TOML}due = {value}\n".encode(), "assignment.toml").due


@pytest.mark.parametrize("value", ["2026-10-20T23:59:00-07:00", '"2026-10-20T23:59:00-07:00"'])
def test_a_due_date_is_a_moment(value: str) -> None:
    """The same everywhere on earth."""
    assert due(value) == datetime(2026, 10, 21, 6, 59, tzinfo=UTC)


def test_an_assignment_need_not_be_due() -> None:
    """Then explanations are shown only if they are asked for."""
    assert read_settings(TOML.encode(), "assignment.toml").due is None


@pytest.mark.parametrize(
    "value", ["2026-10-20T23:59:00", "2026-10-20", "23:59:00", '"2026-10-20T23:59:00"', '"Friday"', "5"]
)
def test_a_due_date_without_a_time_zone_is_refused(value: str) -> None:
    """Whose midnight? One sentence that shows how to say it."""
    with pytest.raises(AuthorError) as caught:
        due(value)
    assert str(caught.value) == (
        "assignment.toml: due: must be a date and a time with its time zone, as 2026-10-20T23:59:00-07:00"
    )
