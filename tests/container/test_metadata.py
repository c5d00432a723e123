"""submission_metadata.json, however much of it is there."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from autograder.container import metadata
from autograder.container.metadata import Metadata, read_metadata
from autograder.errors import EngineError
from autograder.model import Person

DUE, CREATED = "2026-03-01T23:59:00.000000-08:00", "2026-03-02T00:09:00.365935-08:00"


def told(tmp_path: Path, body: Any) -> Metadata:
    """What is read of it."""
    path = tmp_path / "submission_metadata.json"
    path.write_text(body if isinstance(body, str) else json.dumps(body))
    return read_metadata(path)


def test_as_it_is_documented(tmp_path: Path) -> None:
    """People, times, and earlier submissions from the earliest on."""
    found = told(
        tmp_path,
        {
            "created_at": CREATED,
            "assignment": {"due_date": DUE},
            "users": [{"name": "Jane Doe", "id": 7, "email": "jane@uni.org"}],
            "previous_submissions": [
                {"submission_time": "2026-02-28T10:00:00-08:00", "score": "3.5", "autograder_error": True},
                {"submission_time": "2026-02-27T10:00:00-08:00", "score": 2.0, "results": {"score": 2}},
            ],
        },
    )
    assert found.people == (Person("Jane Doe", "7", "jane@uni.org"),)
    assert found.late == pytest.approx(600.365935)
    first, second = found.previous
    assert (first.score, first.fault, first.results) == (2.0, False, {"score": 2})
    assert (second.score, second.fault, second.results) == (3.5, True, None)
    assert first.at == datetime(2026, 2, 27, 18, tzinfo=UTC)
    assert found.problem == ""


def test_an_extension_counts(tmp_path: Path) -> None:
    """The latest date of a group's people."""
    users = [{"assignment": {"due_date": date}} for date in ("2026-03-05T00:00:00Z", "2026-03-04T00:00:00Z")]
    found = told(tmp_path, {"created_at": CREATED, "assignment": {"due_date": DUE}, "users": users})
    assert found.due == datetime(2026, 3, 5, tzinfo=UTC)
    assert found.late == 0


def test_void_tasks_make_a_submission_no_attempt(tmp_path: Path) -> None:
    """It was our fault."""
    one = {"submission_time": CREATED, "results": {"extra_data": {"void": ["t"]}}}
    assert told(tmp_path, {"previous_submissions": [one]}).previous[0].fault


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"users": None, "created_at": 5, "assignment": [], "previous_submissions": {}},
        {"users": [None, 3], "created_at": "yesterday", "previous_submissions": [None, {"score": "x"}]},
        {"created_at": "2026-03-02T00:09:00"},
    ],
)
def test_what_is_missing_is_not_known(tmp_path: Path, body: Any) -> None:
    """And no error."""
    found = told(tmp_path, body)
    assert (found.people, found.created, found.late, found.previous, found.problem) == (
        (),
        None,
        None,
        (),
        "",
    )


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("{", "cannot be read: JSONDecodeError"),
        ("[]", "holds no JSON object"),
        ("[" * 100_000, "RecursionError"),
    ],
)
def test_what_is_no_metadata_is_told(tmp_path: Path, body: str, why: str) -> None:
    """To staff; grading goes on."""
    assert why in told(tmp_path, body).problem


def test_no_metadata(tmp_path: Path) -> None:
    """As when somebody tries the image at home."""
    assert (
        read_metadata(tmp_path / "submission_metadata.json").problem == "there is no submission_metadata.json"
    )


def test_closed_to_others(tmp_path: Path) -> None:
    """Files and folders; what is not there needs it not."""
    file, folder = tmp_path / "f", tmp_path / "d"
    file.write_text("")
    folder.mkdir()
    metadata.close(file, folder, tmp_path / "none")
    assert [path.stat().st_mode & 0o777 for path in (file, folder)] == [0o600, 0o700]


def test_what_cannot_be_closed_is_not_graded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where it is mounted read-only."""

    def refuse(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(Path, "chmod", refuse)
    with pytest.raises(EngineError, match=r"cannot be closed to student code \(Read-only file system\)"):
        metadata.close(tmp_path)
