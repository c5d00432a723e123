"""Near side: what the far side says of its loading, checked."""

from dataclasses import dataclass
from itertools import islice
from typing import Any, Self

from autograder.errors import EngineError
from autograder.model import LoadNote
from autograder.sandbox.endings import clean
from autograder.sandbox.tags import WireError
from autograder.sandbox.wire import Codec

MOST, LONGEST, NAME = 200, 1000, 80  # of what is told in a row: it goes into reports


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of loading."""

    notes: tuple[LoadNote, ...] = ()
    missing: tuple[str, ...] = ()  # modules that are not installed
    threads: int = 1

    @classmethod
    def told(cls, notes: list[Any], end: list[Any], threads: int) -> Self:
        """From the two last messages of the far side.

        Raises:
            TypeError, ValueError, IndexError, OverflowError: they are not of that form.
        """
        found = tuple(
            LoadNote(where(int(cell), int(line)), clean(why)[:LONGEST], shown(names))
            for cell, line, why, names in islice(notes[0], MOST)
        )
        (missing,) = end
        return cls(found, shown(missing), threads)


def shown(names: Any) -> tuple[str, ...]:
    """Names, as many and as long as a report can hold."""
    return tuple(clean(name)[:NAME] for name in islice(names, MOST))


def where(cell: int, line: int) -> str:
    """A place in a notebook, or in a module, which is cell 0."""
    return f"cell {cell}, line {line}" if cell else f"line {line}"


def later(number: Any, than: int) -> int:
    """The index of the next statement.

    Raises:
        WireError: it is none, or not a later one.
    """
    if type(number) is not int or number <= than:
        raise WireError("not the index of a later statement")
    return number


def plain_codec() -> Codec:
    """Values alone cross while loading: no object stays on one side."""
    return Codec(_unsendable, _unexpected, far=False)


def _unsendable(value: Any) -> Any:
    raise EngineError(f"a {type(value).__name__} in a request to load")


def _unexpected(tag: int, body: list[Any]) -> Any:
    raise WireError("a reference while loading")
