"""A Gradescope export: a folder for each submission, and submission_metadata.yml to say whose they are."""

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from autograder.errors import BadInput
from autograder.intake.candidates import Candidate, labelled, printable, safe
from autograder.intake.folders import Entry, Kind, source
from autograder.intake.plaintext import decoded
from autograder.model import Assignment, Person

METADATA = "submission_metadata.yml"
LARGEST = 200_000_000  # bytes; it holds the results of every attempt
NEVER = frozenset({"", "~", "null", "false", "0", "0.0", "00:00:00", "0:00:00"})
MOST_NAMES = 4  # of a group, in the name of its report


def gradescope(folder: Entry, children: Sequence[Entry], assignment: Assignment) -> list[Candidate]:
    """The submissions of an export of Gradescope; none if this is no such folder.

    Raises:
        BadInput: the metadata cannot be read.
        OSError: neither can its file.
    """
    found = [entry for entry in children if entry.name == METADATA and entry.kind is Kind.FILE]
    if not found:
        return []
    told = metadata(found[0], folder.name)
    lying = {entry.name: entry for entry in children if entry.is_folder or source(entry.name)}
    return [one(name, lying.get(name), told.get(name), folder) for name in sorted({*told, *lying})]


def metadata(file: Entry, folder: str) -> Mapping[str, Mapping[str, Any]]:
    """What the file says of each submission. All scalars are text; tags of Ruby mean nothing here."""
    shown = f"{printable(folder)}/{METADATA}"
    if file.size > LARGEST:
        raise BadInput(f"{shown} is larger than {LARGEST // 10**6} MB")
    try:
        told = yaml.load(decoded(file.read()), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BadInput(f"{shown} is broken at line {line}; download the export again") from None
    except (yaml.YAMLError, RecursionError):
        raise BadInput(f"{shown} is not YAML; download the export again") from None
    except BadInput as error:
        raise BadInput(f"{shown} {error}") from None
    if not isinstance(told, dict) or not all(isinstance(entry, dict) for entry in told.values()):
        raise BadInput(f"{shown} does not list submissions; download the export again")
    return told


def one(name: str, entry: Entry | None, told: Mapping[str, Any] | None, folder: Entry) -> Candidate:
    """A submission, called by those who handed it in."""
    told = told or {}
    people = tuple(person(each) for each in listed(told, "submitters") if isinstance(each, dict))
    shown = printable(name)
    missing = None if entry else f"{shown} is empty: nothing was handed in"
    history = value(told, "history")
    late = text(told, "late", "lateness")
    return Candidate(
        student(name, people),
        entry or Entry(name, folder.path / name, Kind.FOLDER),
        shown,
        missing,
        people=people,
        late=None if late is None else late not in NEVER,
        attempts=len(history) + 1 if isinstance(history, list) else None,
        submitted=text(told, "created_at") or "",
    )


def student(name: str, people: Sequence[Person]) -> str:
    """The name of the report: the people's names, and a number of the first that no other student has."""
    numbers = [number for each in people[:1] for number in (each.id, each.email) if number]
    names = [each.name for each in people if each.name]
    if len(names) > MOST_NAMES:
        names = [*names[:MOST_NAMES], f"{len(names) - MOST_NAMES} more"]
    return labelled(names, (numbers or [name])[0]) if people else safe(name)


def person(told: Mapping[str, Any]) -> Person:
    """One who handed it in."""
    return Person(*(text(told, key) or "" for key in ("name", "sid", "email")))


def value(told: Mapping[str, Any], key: str) -> Any:
    """What stands under a key, which is a symbol of Ruby's."""
    return told.get(f":{key}", told.get(key))


def listed(told: Mapping[str, Any], key: str) -> list[Any]:
    """A list under a key, or none."""
    found = value(told, key)
    return found if isinstance(found, list) else []


def text(told: Mapping[str, Any], *keys: str) -> str | None:
    """The first text under one of these keys; nothing (null) counts as empty."""
    found = (value(told, key) for key in keys)
    words = next((word.strip() for word in found if isinstance(word, str)), None)
    return "" if words in ("~", "null") else words
