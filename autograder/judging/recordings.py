"""What a rehearsal keeps, in memory and on disk.

On disk it is one frame of plain data. A record (a frozen dataclass that a strategy drew) is kept as the
name of its class and its fields; only dataclasses are ever made from such a name.
"""

import dataclasses
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from autograder.judging.hypothesis_runs import Choices
from autograder.sandbox.tags import HEADER, WireError
from autograder.sandbox.wire import Codec

PLAIN = (type(None), bool, int, float, complex, str, bytes, slice, np.generic)
RECORD = "\0record"


@dataclasses.dataclass(frozen=True, slots=True)
class Example:
    """The arguments of one example and the choices that led to them."""

    arguments: dict[str, Any]
    choices: Choices = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Recording:
    """What a rehearsal kept of one task; `fault` says why it cannot be judged, if so."""

    task: str
    examples: tuple[Example, ...] = ()
    names: tuple[str, ...] = ()  # the student names that the task calls
    live: bool = False  # drawn anew for each submission: its draws cannot be recorded
    fault: str = ""


def is_recordable(value: Any) -> bool:
    """Whether a drawn value is plain data, or records (frozen dataclasses) of plain data."""
    if isinstance(value, PLAIN):
        return True
    if isinstance(value, np.ndarray):
        return bool(value.dtype.kind != "O")
    if isinstance(value, list | tuple | set | frozenset):
        return all(is_recordable(item) for item in value)
    if isinstance(value, dict):
        return all(is_recordable(part) for pair in value.items() for part in pair)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return all(is_recordable(getattr(value, f.name)) for f in dataclasses.fields(value))
    return False


def cache_folder() -> Path:
    """Where recordings are kept between runs."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "autograder"


def save(recordings: Iterable[Recording], path: Path) -> None:
    """Write recordings, atomically."""
    codec = Codec(_refuse, _refuse, far=True)
    frame = codec.encode("recordings", *map(_flat, recordings))
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(f".{os.getpid()}")
    temporary.write_bytes(b"".join(map(bytes, frame)))
    temporary.replace(path)


def load(path: Path) -> dict[str, Recording] | None:
    """The recordings in a file, by task; None if there is no such file or it is not one of ours."""
    try:
        data = path.read_bytes()
        size = HEADER.unpack_from(data)[0]
        view = memoryview(bytearray(data))[HEADER.size :]
        _, found = Codec(_refuse, _refuse, far=True).decode(view[:size], view[size:])
        return {item.task: item for item in map(_revived, found) if isinstance(item, Recording)}
    except (OSError, WireError, ValueError, LookupError, TypeError, AttributeError):
        return None


def _flat(value: Any) -> Any:
    """The value with its records as plain data."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {f.name: _flat(getattr(value, f.name)) for f in dataclasses.fields(value)}
        return (RECORD, type(value).__module__, type(value).__qualname__, fields)
    if isinstance(value, list | tuple):
        return type(value)([_flat(item) for item in value])
    if isinstance(value, dict):
        return {key: _flat(item) for key, item in value.items()}
    return value


def _revived(value: Any) -> Any:
    """The value with its records made again."""
    if isinstance(value, tuple) and len(value) == 4 and value[0] == RECORD:
        kind = getattr(sys.modules[value[1]], value[2])
        if not (isinstance(kind, type) and dataclasses.is_dataclass(kind)):
            raise TypeError(f"{value[2]} is not a record")
        return kind(**{name: _revived(item) for name, item in value[3].items()})
    if isinstance(value, list | tuple):
        return type(value)([_revived(item) for item in value])
    if isinstance(value, dict):
        return {key: _revived(item) for key, item in value.items()}
    return value


def _refuse(*value: Any) -> Any:
    raise WireError("only plain data is kept on disk")
