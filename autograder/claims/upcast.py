"""The very numbers that were sent, in float64: what expected values are computed from."""

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

import numpy as np

T = TypeVar("T")


def upcast(value: T) -> T:
    """A copy with every float array in float64 (complex: complex128); the rest as it is.

    Goes into tuples, lists, dicts and dataclasses (the records that strategies draw).
    """
    return _upcast(value)  # type: ignore[no-any-return]


def _upcast(value: Any) -> Any:
    if isinstance(value, np.ndarray | np.floating):
        wide = {"f": np.float64, "c": np.complex128}.get(value.dtype.kind, value.dtype)
        return value.astype(wide)
    if isinstance(value, dict):
        return {key: _upcast(item) for key, item in value.items()}
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*map(_upcast, value))
    if isinstance(value, tuple | list):
        return type(value)(map(_upcast, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _upcast(getattr(value, field.name)) for field in fields(value)})
    return value
