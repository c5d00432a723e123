"""equivalent.toml: mutants of the reference that are right, with the reason why."""

import tomllib
from pathlib import Path
from typing import Annotated

import msgspec

from autograder.errors import AuthorError

Text = Annotated[str, msgspec.Meta(min_length=1)]


class Equivalent(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One table [[equivalent]]."""

    mutant: Text
    reason: Text


class Table(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """All of equivalent.toml."""

    equivalent: list[Equivalent] = msgspec.field(default_factory=list)


def read_equivalents(folder: Path) -> dict[str, str]:
    """The reason by the mutant's name; nothing if the assignment's folder has no equivalent.toml.

    Raises:
        AuthorError: it is no TOML, a table lacks its mutant or reason, or a mutant is listed twice.
    """
    path = folder / "equivalent.toml"
    if not path.is_file():
        return {}
    shown = f"assignments/{folder.name}/{path.name}"
    try:
        listed = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Table).equivalent
    except (msgspec.ValidationError, ValueError) as error:
        raise AuthorError(f"{shown}: {error}") from None
    found = {each.mutant: each.reason for each in listed}
    if len(found) < len(listed):
        twice = next(e.mutant for i, e in enumerate(listed) if e.mutant in {o.mutant for o in listed[:i]})
        raise AuthorError(f'{shown}: "{twice}" is listed twice; keep one')
    return found
