"""An example as code: what a student types to have the same arguments."""

import dataclasses
import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from autograder.judging.examples import counterexample
from autograder.local.offered import Offered
from autograder.model import Outcome, Task
from autograder.sandbox.endings import Ending

MOST_ELEMENTS = 60  # of an array
MOST_CHARACTERS = 3000


def examples(offered: Offered, pairs: Sequence[tuple[Task, Outcome]]) -> Iterator[tuple[str, str]]:
    """By task, the smallest failing example as code, where it can be typed."""
    for task, outcome in pairs:
        if outcome.counterexample is None:
            continue
        for example in offered.trying[task.name].recording.examples:
            if counterexample(example.arguments, Ending()).text == outcome.counterexample.text:
                if code := typed(example.arguments):
                    yield task.name, code
                break


class Untypable(Exception):
    """A value that nobody would type."""


def typed(arguments: dict[str, Any]) -> str:
    """An assignment for each argument; a record's fields stand for themselves. Empty if that is too much."""
    named: dict[str, Any] = {}
    for name, value in arguments.items():
        record = dataclasses.is_dataclass(value)
        named |= (
            {f.name: getattr(value, f.name) for f in dataclasses.fields(value)} if record else {name: value}
        )
    try:
        text = "\n".join(f"{name} = {code(value)}" for name, value in named.items())
    except Untypable:
        return ""
    return text if len(text) <= MOST_CHARACTERS else ""


def code(value: Any) -> str:
    """A value as an expression in which `np` is numpy.

    Raises:
        Untypable: it is large, or no plain data.
    """
    match value:
        case np.ndarray():
            return array(value)
        case np.generic():
            return code(plain(value))
        case bool() | int() | str() | bytes() | None:
            return repr(value)
        case float():
            return (
                repr(value)
                if math.isfinite(value)
                else {"nan": "np.nan", "inf": "np.inf"}.get(repr(value), "-np.inf")
            )
        case list():
            return f"[{', '.join(map(code, value))}]"
        case tuple():
            return f"({', '.join(map(code, value))}{',' if len(value) == 1 else ''})"
        case dict():
            return "{" + ", ".join(f"{code(key)}: {code(item)}" for key, item in value.items()) + "}"
    raise Untypable


def array(value: Any) -> str:
    """An array, with its dtype where that is not what numpy would choose."""
    if value.size > MOST_ELEMENTS or value.dtype.kind not in "biufc":
        raise Untypable
    usual = value.dtype in (np.dtype(float), np.dtype(np.int64), np.dtype(bool), np.dtype(complex))
    kind = "" if usual and value.size else f", dtype=np.{value.dtype.name}"
    if value.size == 0:
        return f"np.empty({value.shape}{kind})"
    if value.dtype.kind == "c":
        return f"np.array({value.tolist()!r}{kind})"
    return f"np.array({code(nested(value))}{kind})"


def nested(value: Any) -> Any:
    """An array as lists of numbers in their own shortest digits."""
    return [nested(item) for item in value] if value.ndim else plain(value[()])


def plain(value: Any) -> Any:
    """A number of numpy's as Python's; float32 by its own shortest digits."""
    return float(str(value)) if value.dtype.kind == "f" else value.item()
