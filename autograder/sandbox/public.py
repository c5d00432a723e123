"""Near side: what a call may show before the calls in front of it are answered.

A call that is sent ahead can be read before its turn. So its arguments may hold nothing that depends on an
answer, for in the rehearsal that was the reference's: only what was drawn for the example, what stands in
the test's own text, and references to what the student has given.
"""

from collections.abc import Iterator
from types import CodeType, FunctionType
from typing import Any

import numpy as np

Keys = frozenset[tuple[Any, ...]]


def key(leaf: Any) -> tuple[Any, ...]:
    """What two leaves have in common that look alike to whoever reads the call."""
    if isinstance(leaf, np.ndarray):
        return (leaf.dtype.str, leaf.shape, leaf.tobytes())
    return (type(leaf).__name__, repr(leaf))


def leaves(value: Any) -> Iterator[Any]:
    """The parts of lists, tuples, sets, dicts and records, to the bottom; all else is a leaf."""
    if isinstance(value, dict):
        yield from leaves(list(value.keys()) + list(value.values()))
    elif isinstance(value, list | tuple | set | frozenset):
        for item in value:
            yield from leaves(item)
    elif hasattr(value, "__dataclass_fields__") and not isinstance(value, type):
        for name in value.__dataclass_fields__:
            yield from leaves(getattr(value, name))
    else:
        yield value


def keys(value: Any) -> Keys:
    """The leaves of a value, and the elements of its arrays, by key."""
    found = set()
    for leaf in leaves(value):
        found.add(key(leaf))
        if isinstance(leaf, np.ndarray) and leaf.dtype.kind in "biufcSU":
            found |= {key(item) for item in leaf.ravel().tolist()}
    return frozenset(found)


ALWAYS = keys((None, True, False))


def constants(function: Any) -> Keys:
    """What stands in the text of a test, and in that of the functions of its module which it uses."""
    found, seen = set(ALWAYS), set()

    def read(code: CodeType, names: dict[str, Any]) -> None:
        if code in seen:
            return
        seen.add(code)
        for constant in code.co_consts:
            if isinstance(constant, CodeType):
                read(constant, names)
            else:
                found.update(keys(constant))
        for name in code.co_names:
            value = names.get(name)
            if isinstance(value, FunctionType) and value.__globals__ is names:
                read(value.__code__, names)
            elif not callable(value) and value is not None:
                found.update(keys(value))

    read(function.__code__, function.__globals__)
    return frozenset(found)
