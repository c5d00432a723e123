"""A failing example as people read it: arguments -> Counterexample."""

import dataclasses
from typing import Any

import numpy as np

from autograder.model import Counterexample

MOST_ELEMENTS = 60  # of an array that is shown whole
DIGITS = 8


def counterexample(arguments: dict[str, Any], error: BaseException) -> Counterexample:
    """The arguments on which a task failed, as data and as text, with what the comparison said."""
    named = dict(_named(arguments))
    lines = [f"{name} = {text(value)}" for name, value in named.items()]
    parts = {part: str(getattr(error, part, "")) for part in ("got", "wanted", "where")}
    return Counterexample({name: data(value) for name, value in named.items()}, "\n".join(lines), **parts)


def _named(arguments: dict[str, Any]) -> list[tuple[str, Any]]:
    """Arguments by name; a record's fields stand for themselves."""
    found: list[tuple[str, Any]] = []
    for name, value in arguments.items():
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            found += [(f.name, getattr(value, f.name)) for f in dataclasses.fields(value)]
        else:
            found.append((name, value))
    return found


def text(value: Any) -> str:
    """A value as a student would type it, short."""
    if isinstance(value, np.ndarray):
        return _array_text(value)
    if isinstance(value, np.generic):
        return text(value.item())
    if isinstance(value, float):
        return f"{value:.{DIGITS}g}" if value != int_or_none(value) else f"{value:.1f}"
    if isinstance(value, list | tuple):
        inner = ", ".join(map(text, value))
        return f"[{inner}]" if isinstance(value, list) else f"({inner}{',' if len(value) == 1 else ''})"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {text(item)}" for key, item in value.items()) + "}"
    return repr(value)


def int_or_none(value: float) -> float | None:
    """The float itself if it is a small whole number."""
    return value if abs(value) < 1e15 and value == int(value) else None


def _array_text(value: np.ndarray[Any, Any]) -> str:
    kind = "" if value.dtype in (np.dtype(float), np.dtype(int)) else f"  ({value.dtype})"
    if value.size > MOST_ELEMENTS:
        return f"an array of shape {value.shape}{kind}"
    if value.size == 0:
        return f"an empty array of shape {value.shape}"
    return text(value.tolist() if kind != "  (float32)" else _short(value)) + kind


def _short(value: np.ndarray[Any, Any]) -> Any:
    """float32 numbers by their own shortest digits."""
    rounded: Any = np.vectorize(lambda number: float(str(number)), otypes=[float])(value).tolist()
    return rounded


def data(value: Any) -> Any:
    """A value as JSON can hold it; numbers that JSON lacks become text."""
    if isinstance(value, np.ndarray | np.generic):
        return data(value.tolist())
    if isinstance(value, list | tuple | set | frozenset):
        return [data(item) for item in value]
    if isinstance(value, dict):
        return {str(key): data(item) for key, item in value.items()}
    if isinstance(value, float) and not np.isfinite(value):
        return repr(value)
    if isinstance(value, str):
        return value.encode(errors="backslashreplace").decode()
    return value if value is None or isinstance(value, bool | int | float) else repr(value)
