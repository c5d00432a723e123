"""Near side: what the far side says of its loading, checked."""

from dataclasses import dataclass
from itertools import islice
from typing import Any, Self

from autograder.errors import EngineError
from autograder.model import LoadNote
from autograder.sandbox.endings import clean
from autograder.sandbox.tags import READING, Place, WireError, where
from autograder.sandbox.wire import Codec

MOST, LONGEST, NAME = 200, 1000, 80  # of what is told in a row: it goes into reports
MANY = 5000  # of what does not


@dataclass(frozen=True, slots=True)
class Defined:
    """A function or class that the text of the submission defines, and whether it is there."""

    name: str
    kind: str
    cell: int
    line: int
    there: bool


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of loading."""

    notes: tuple[LoadNote, ...] = ()
    missing: tuple[str, ...] = ()  # modules that are not installed
    cells: tuple[tuple[int, int, int], ...] = ()  # of each: its number, its statements, those that ran
    names: tuple[Defined, ...] = ()
    have: tuple[str, ...] = ()  # of the names wanted
    unmade: tuple[
        tuple[str, str], ...
    ] = ()  # names that the student's own code did not come to bind, and why
    again: tuple[Place, ...] = ()  # statements that failed, so that what came before them is needed
    sought: tuple[tuple[str, str], ...] = ()  # names that were not there when they were read
    threads: int = 1

    @classmethod
    def told(cls, facts: dict[str, Any], threads: int) -> Self:
        """From the last message of the far side.

        Raises:
            TypeError, ValueError, LookupError, OverflowError: it is not of that form.
        """
        return cls(
            tuple(_note(note) for note in islice(facts["notes"], MOST)),
            shown(facts["missing"]),
            tuple((int(cell), int(has), int(ran)) for cell, has, ran in islice(facts["cells"], MANY)),
            tuple(_defined(*defined) for defined in islice(facts["names"], MANY)),
            shown(facts["have"]),
            tuple((clean(name)[:NAME], clean(why)[:LONGEST]) for name, why in islice(facts["unmade"], MOST)),
            tuple((str(file), int(number)) for file, number in islice(facts["again"], MANY)),
            tuple((str(file), str(name)) for file, name in islice(facts["sought"], MANY)),
            threads,
        )

    @property
    def skipped(self) -> tuple[int, ...]:
        """The cells that have statements of which none was needed."""
        failed = {note.cell for note in self.notes}
        return tuple(cell for cell, has, ran in self.cells if cell and has and not ran and cell not in failed)


def _note(told: Any) -> LoadNote:
    file, cell, line, kind, why, names = told
    place = where(int(cell), int(line), clean(file)[:NAME])
    return LoadNote(place, clean(why)[:LONGEST], shown(names), clean(kind)[:NAME], int(cell), int(line))


def _defined(name: Any, kind: Any, cell: Any, line: Any, there: Any) -> Defined:
    return Defined(clean(name)[:NAME], clean(kind)[:NAME], int(cell), int(line), bool(there))


def shown(names: Any) -> tuple[str, ...]:
    """Names, as many and as long as a report can hold."""
    return tuple(clean(name)[:NAME] for name in islice(names, MOST))


def place(told: Any) -> Place:
    """The statement that begins now.

    Raises:
        WireError: it is none.
    """
    match told:
        case [str(file), int(number)] if number >= READING:
            return file, number
    raise WireError("not the place of a statement")


def plain_codec() -> Codec:
    """Values alone cross while loading: no object stays on one side."""
    return Codec(_unsendable, _unexpected, far=False)


def _unsendable(value: Any) -> Any:
    raise EngineError(f"a {type(value).__name__} in a request to load")


def _unexpected(tag: int, body: list[Any]) -> Any:
    raise WireError("a reference while loading")
