"""Numbers that a task measures beside its verdict: they stand on the leaderboard and earn no points."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from numbers import Real
from typing import Any

from autograder.claims.mismatch import Mismatch, shortened
from autograder.errors import AuthorError
from autograder.model import Measure

ORDERS = ("desc", "asc")
Measures = dict[str, Measure]
FOUND: ContextVar[Measures | None] = ContextVar("FOUND", default=None)


@contextmanager
def measuring() -> Iterator[Measures]:
    """Within it what is measured is written down; of two numbers of one name the later one holds."""
    found: Measures = {}
    token = FOUND.set(found)
    try:
        yield found
    finally:
        FOUND.reset(token)


def measured(name: str, value: Any, *, order: str = "desc") -> None:
    """Put a number on the leaderboard if the task passes. `order` is "desc" if the largest is best, or "asc".

    Raises:
        Mismatch: it is no finite number.
        AuthorError: the name is empty, or the order is neither.
    """
    if not name.strip() or order not in ORDERS:
        raise AuthorError(f"measured({name!r}, ..., order={order!r}): give a name, and desc or asc")
    number = float(value) if isinstance(value, Real) else math.nan
    if not math.isfinite(number):
        raise Mismatch(name, shortened(value), "a finite number")
    if (found := FOUND.get()) is not None:
        found[name] = Measure(name, float(f"{number:.6g}"), order)
