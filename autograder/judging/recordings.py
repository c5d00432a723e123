"""What a rehearsal keeps, in memory and on disk.

On disk it is one frame of plain data after its own digest. A record (a frozen dataclass that a strategy
drew) is kept as the name of its class and its fields; only dataclasses are ever made from such a name.
"""

import dataclasses
import hashlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from autograder.sandbox.tags import HEADER, WireError
from autograder.sandbox.wire import Codec

Choices = tuple[Any, ...]  # what Hypothesis chose for an example
PLAIN = (type(None), bool, int, float, complex, str, bytes, slice)
DIGEST = 32  # bytes
RECORD = "\0record"


@dataclasses.dataclass(frozen=True, slots=True)
class Example:
    """The arguments of one example, the choices that led to them, and the calls made with them, as sent."""

    arguments: dict[str, Any]
    choices: Choices = ()
    frames: tuple[bytes, ...] = ()  # none if they would not mean the same in another process


@dataclasses.dataclass(frozen=True, slots=True)
class Recording:
    """What a rehearsal kept of one task; `fault` says why it cannot be judged, if so."""

    task: str
    examples: tuple[Example, ...] = ()
    names: tuple[str, ...] = ()  # the student names that the task calls
    live: bool = False  # drawn anew for each submission: its draws cannot be recorded
    fault: str = ""
    alarm: float = 0.0  # how probable it is that chance refuses a right submission
    released: int = 0  # so many of the examples, the first, are those that students get

    @property
    def calls(self) -> tuple[tuple[bytes, ...], ...]:
        """The calls of all examples, if they can be sent ahead; else nothing."""
        found = tuple(example.frames for example in self.examples)
        return found if all(found) else ()


def is_recordable(value: Any) -> bool:
    """Whether a drawn value is plain data, or records (frozen dataclasses) of plain data.

    Exact types only: a subclass (an enum, a namedtuple) would come back from disk as something else.
    """
    kind = type(value)
    if kind in (list, tuple):
        return all(map(is_recordable, value))
    if kind is dict:
        return all(map(_is_plain, value)) and all(map(is_recordable, value.values()))
    if _is_record(value):
        return all(is_recordable(getattr(value, f.name)) for f in dataclasses.fields(value))
    return _is_plain(value)


def _is_plain(value: Any) -> bool:
    """Whether it is plain data through and through."""
    if isinstance(value, np.generic) or type(value) is np.ndarray:
        return bool(value.dtype.kind in "biufcSU")
    if type(value) in (tuple, set):
        return all(map(_is_plain, value))
    return type(value) in PLAIN


def _is_record(value: Any) -> bool:
    return dataclasses.is_dataclass(value) and not isinstance(value, type)


def copied(value: Any) -> Any:
    """The value with arrays, containers and records of its own, so that whoever gets it may overwrite it."""
    kind = type(value)
    if kind is np.ndarray:
        return value.copy(order="K")
    if kind in (list, tuple, set):
        return kind(map(copied, value))
    if kind is dict:
        return {key: copied(item) for key, item in value.items()}
    if _is_record(value):
        return _made(kind, {f.name: copied(getattr(value, f.name)) for f in dataclasses.fields(value)})
    return value


def _made(kind: Any, fields: dict[str, Any]) -> Any:
    """A record with these very fields, whatever its own __init__ would make of them."""
    record = object.__new__(kind)
    for name, value in fields.items():
        object.__setattr__(record, name, value)
    return record


def cache_folder() -> Path:
    """Where recordings are kept between runs."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "autograder"


def encoded(records: Iterable[Any]) -> bytes:
    """Recordings and other records as one frame of plain data."""
    codec = Codec(_refuse, _refuse, far=True)
    return b"".join(map(bytes, codec.encode("recordings", *map(_flat, records))))


def decoded(data: bytes | bytearray) -> tuple[Any, ...]:
    """The records in such a frame.

    Raises:
        WireError, LookupError, TypeError, AttributeError: it is damaged, or a record's class is not there.
    """
    size = HEADER.unpack_from(data)[0]
    view = memoryview(data)[HEADER.size :]
    _, found = Codec(_refuse, _refuse, far=True).decode(view[:size], view[size:])
    return tuple(map(_revived, found))


def save(records: Iterable[Any], path: Path) -> None:
    """Write recordings and other records, atomically."""
    data = encoded(records)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_bytes(hashlib.sha256(data).digest() + data)
    temporary.replace(path)


def load(path: Path) -> tuple[Any, ...] | None:
    """The records in a file; None if there is no such file or it is damaged or outdated."""
    try:
        whole = path.read_bytes()
        data = bytearray(whole[DIGEST:])
        if hashlib.sha256(data).digest() != whole[:DIGEST]:
            return None
        return decoded(data)
    except (OSError, WireError, LookupError, TypeError, AttributeError):
        return None


def _flat(value: Any) -> Any:
    """The value with its records as plain data."""
    if _is_record(value):
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
        return _made(kind, {name: _revived(item) for name, item in value[3].items()})
    if isinstance(value, list | tuple):
        return type(value)([_revived(item) for item in value])
    if isinstance(value, dict):
        return {key: _revived(item) for key, item in value.items()}
    return value


def _refuse(*value: Any) -> Any:
    raise WireError("only plain data is kept on disk")
