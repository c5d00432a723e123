"""submission_metadata.json: whose submission it is, when it came, what came before. Read once, then closed.

Nothing in it is relied on: what is missing, or of another kind than the documentation says, is not known.
"""

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from autograder.errors import EngineError
from autograder.model import Person

OWNER_ONLY, OWNER_FOLDER = 0o600, 0o700


@dataclass(frozen=True, slots=True)
class Previous:
    """An earlier submission of the same people."""

    at: datetime
    score: float | None = None
    fault: bool = False  # it was not graded, through no fault of theirs
    results: Mapping[str, Any] | None = None  # only of the latest


@dataclass(frozen=True, slots=True)
class Metadata:
    """What Gradescope tells of a submission; times have a zone."""

    people: tuple[Person, ...] = ()
    created: datetime | None = None
    due: datetime | None = None  # of whoever of a group may hand in last
    previous: tuple[Previous, ...] = ()  # the earliest first
    problem: str = ""  # why nothing could be read, for staff

    @property
    def late(self) -> float | None:
        """Seconds after the due date, 0 if in time; None if that is not known."""
        if self.created is None or self.due is None:
            return None
        return max(0.0, (self.created - self.due).total_seconds())


def read_metadata(path: Path) -> Metadata:
    """What the file tells; nothing if it is not there, and why if it is no such file."""
    if not path.exists():
        return Metadata(problem=f"there is no {path.name}")
    try:
        told = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        return Metadata(problem=f"{path.name} cannot be read: {type(error).__name__}: {error}")
    if not isinstance(told, dict):
        return Metadata(problem=f"{path.name} holds no JSON object")
    users = [user for user in listed(told, "users") if isinstance(user, dict)]
    return Metadata(
        people=tuple(person(user) for user in users),
        created=moment(told.get("created_at")),
        due=due(told, users),
        previous=tuple(sorted(previous(told), key=lambda one: one.at)),
    )


def close(*paths: Path) -> None:
    """Let nobody but the owner read these files and folders.

    Raises:
        EngineError: one cannot be closed; student code might read it.
    """
    for path in paths:
        if path.exists():
            try:
                path.chmod(OWNER_FOLDER if path.is_dir() else OWNER_ONLY)
            except OSError as error:
                why = f"{path} cannot be closed to student code ({error.strerror}); mount it writable"
                raise EngineError(why) from None


def due(told: Mapping[str, Any], users: list[dict[str, Any]]) -> datetime | None:
    """The latest of the assignment's due date and of those that single people were given."""
    holders = [told, *users]
    found = [holder.get("assignment") for holder in holders]
    dates = [moment(one.get("due_date")) for one in found if isinstance(one, dict)]
    return max((date for date in dates if date), default=None)


def previous(told: Mapping[str, Any]) -> Iterator[Previous]:
    """Earlier submissions whose time is known."""
    for one in listed(told, "previous_submissions"):
        if isinstance(one, dict) and (at := moment(one.get("submission_time"))):
            results = one.get("results")
            yield Previous(
                at,
                number(one.get("score")),
                one.get("autograder_error") is True or withheld(results),
                results if isinstance(results, dict) else None,
            )


def withheld(results: Any) -> bool:
    """Whether part of earlier results was the grader's fault."""
    beside = results.get("extra_data") if isinstance(results, dict) else None
    return isinstance(beside, dict) and bool(beside.get("void"))


def person(user: Mapping[str, Any]) -> Person:
    """One of those who handed in."""
    known = {key: user.get(key) for key in ("name", "id", "email")}
    words = {key: str(value) if isinstance(value, str | int) else "" for key, value in known.items()}
    return Person(**words)


def moment(value: Any) -> datetime | None:
    """A time with its zone; a text that is none tells nothing."""
    try:
        read = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return read if read and read.tzinfo else None


def number(value: Any) -> float | None:
    """A number, also where it is written as a text."""
    try:
        read = float(value) if isinstance(value, str | int | float) else math.nan
    except ValueError:
        return None
    return read if math.isfinite(read) else None


def listed(told: Mapping[str, Any], key: str) -> list[Any]:
    """A list, or none."""
    value = told.get(key)
    return value if isinstance(value, list) else []
