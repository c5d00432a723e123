"""assignment.toml as a typed value. Every complaint names the file, the key and the fix."""

import re
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from autograder.errors import AuthorError
from autograder.intake.hosting import AttemptsTable, GradescopeTable, LateTable
from autograder.intake.quantities import BYTES, SECONDS, Quantity, quantity
from autograder.intake.wording import listed, meant
from autograder.model import Limits, Manual
from autograder.policy import Policy, Visibility

Text = Annotated[str, msgspec.Meta(min_length=1)]
Names = Annotated[list[Text], msgspec.Meta(min_length=1)]
Points = Annotated[float, msgspec.Meta(gt=0)]
Count = Annotated[int, msgspec.Meta(ge=1)]
FEWEST_FILES = 32  # open at once: Python and its libraries need some
LEAST_MEMORY = 300_000_000  # torch alone fills most of it
MOST_OUTPUT = 256_000_000  # a frame of the wire holds no more


class LimitTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The table [limits]; what is left out keeps the default of `model.Limits`."""

    call: Quantity = None
    task: Quantity = None
    load: Quantity = None
    submission: Quantity = None
    memory: Quantity = None
    disk: Quantity = None
    file: Quantity = None
    output: Quantity = None
    processes: Count | None = None
    files: Annotated[int, msgspec.Meta(ge=FEWEST_FILES)] | None = None

    def limits(self) -> Limits:
        """The limits in seconds and bytes.

        Raises:
            ValueError: a quantity without a unit, not positive or out of range; the text names the key.
        """
        given: dict[str, Any] = {}
        for key in ("call", "task", "load", "submission"):
            if (value := getattr(self, key)) is not None:
                given[key] = quantity(f"limits.{key}", value, SECONDS)
        for key in ("memory", "disk", "file", "output"):
            if (value := getattr(self, key)) is not None:
                given[key] = int(quantity(f"limits.{key}", value, BYTES))
        for key in ("processes", "files"):
            if (value := getattr(self, key)) is not None:
                given[key] = value
        limits = Limits(**given)
        check_sizes(given, limits)
        return limits


class ManualTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One table [[manual]]."""

    name: Text
    points: Points


class Settings(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """All of assignment.toml."""

    title: Text
    points: Points
    files: Names
    load: Literal["needed", "all"] = "needed"
    preload: list[Text] = msgspec.field(default_factory=lambda: ["numpy"])
    examples: Count = 100
    seed: Annotated[int, msgspec.Meta(ge=0)] = 0
    limits: LimitTable = LimitTable()
    manual: list[ManualTable] = msgspec.field(default_factory=list)
    requires: list[Text] = msgspec.field(default_factory=list)
    conventions: dict[str, Text | bool] = msgspec.field(default_factory=dict)
    due: Annotated[datetime, msgspec.Meta(tz=True)] | None = None
    gradescope: GradescopeTable = GradescopeTable()

    def manual_parts(self) -> tuple[Manual, ...]:
        """The parts that people grade."""
        return tuple(Manual(part.name, part.points) for part in self.manual)


def read_settings(data: bytes, shown: str) -> Settings:
    """Decode and check assignment.toml; `shown` is the file's name in complaints.

    Raises:
        AuthorError: not TOML, or a key is unknown, missing or of the wrong kind.
    """
    try:
        table = tomllib.loads(data.decode())
        settings = msgspec.convert(table, Settings)
        settings.limits.limits()
        settings.gradescope.policy()
        check_files(settings.files)
        check_requires(settings.requires)
    except msgspec.ValidationError as error:
        raise AuthorError(f"{shown}: {explained(str(error))}") from None
    except UnicodeDecodeError:
        raise AuthorError(f"{shown}: is not UTF-8 text") from None
    except ValueError as error:  # tomllib's own, and the checks above
        raise AuthorError(f"{shown}: {error}") from None
    return settings


def read_policy(folder: Path) -> Policy:
    """What the assignment in this folder asks of Gradescope.

    Raises:
        AuthorError: assignment.toml breaks a rule.
    """
    shown = f"assignments/{folder.name}/assignment.toml"
    return read_settings((folder / "assignment.toml").read_bytes(), shown).gradescope.policy()


def check_sizes(given: dict[str, Any], limits: Limits) -> None:
    """Sizes with which student code can run at all.

    Raises:
        ValueError: one is out of range; the text names the key.
    """
    if limits.memory < LEAST_MEMORY:
        raise ValueError("limits.memory: Python and its libraries need 300 MB themselves; write more")
    if limits.output > MOST_OUTPUT:
        raise ValueError("limits.output: an answer may have 256 MB at most")
    if given.get("file", 0) > limits.disk:
        raise ValueError(
            "limits.file: one file cannot be larger than limits.disk, which is all files together"
        )


def check_files(files: list[str]) -> None:
    """`files` are names or globs of modules and notebooks, without folders.

    Raises:
        ValueError: one is not.
    """
    for name in files:
        if "/" in name or "\\" in name or not name.endswith((".py", ".ipynb")):
            raise ValueError(f'files: "{name}" must be the name or glob of a .py or .ipynb file, no folder')


def check_requires(names: list[str]) -> None:
    """`requires` are names of functions, classes or values.

    Raises:
        ValueError: one is not.
    """
    for name in names:
        if not name.isidentifier():
            raise ValueError(f'requires: "{name}" is not a name that students can define')


def explained(error: str) -> str:
    """msgspec's complaint in the words of whoever wrote the file."""
    message, _, path = error.partition(" - at `")
    where = path.strip("`").removeprefix("$").removeprefix(".")
    if unknown := re.search(r"unknown field `(.*)`", message):
        key = unknown[1]
        return f'unknown key "{key}"{inside(where)}{meant(key, known_keys(where))}'
    if missing := re.search(r"missing required field `(.*)`", message):
        return f'the key "{missing[1]}"{inside(where)} is missing'
    if where == "load":
        return 'load: must be "needed" or "all"'
    if where == "due":
        return "due: must be a date and a time with its time zone, as 2026-10-20T23:59:00-07:00"
    if message.startswith("Invalid enum value"):
        known = listed((f'"{one}"' for one in Visibility), last="or")
        return f"{where}: must be {known}"
    return f"{where}: {in_words(message)}"


def inside(where: str) -> str:
    """Which table a key stands in."""
    return f" in [{where}]" if where else ""


def known_keys(where: str) -> tuple[str, ...]:
    """The keys a table may hold."""
    tables = {
        "": Settings,
        "limits": LimitTable,
        "manual": ManualTable,
        "gradescope": GradescopeTable,
        "gradescope.late": LateTable,
        "gradescope.attempts": AttemptsTable,
    }
    return tuple(tables[where.partition("[")[0]].__struct_fields__)


def in_words(message: str) -> str:
    """Types under their everyday names."""
    kinds = {
        "int | float | str | null": 'a quantity such as "5 s"',
        "object | null": "table",
        "float | null": "number",
        "int | null": "a whole number",
        "array": "list",
        "str": "text",
        "int": "whole number",
        "float": "number",
        "object": "table",
        "bool": "true or false",
    }
    words = re.sub(r"`([^`]*)`", lambda match: kinds.get(match[1], match[1]), message)
    return words[:1].lower() + words[1:]
