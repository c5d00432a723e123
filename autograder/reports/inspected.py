"""What loads of one file: as a line of JSON, and as a page for the terminal. Nothing here is graded."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rich.console import Group, RenderableType

from autograder.model import LoadNote
from autograder.reports.console import text
from autograder.reports.text import cut, plain_data

LOADED = "loaded"
FINE = ("run", "partly", "skipped", "empty")  # what a cell may be in which nothing went wrong
COLOUR = {"failed": "red", "unparsable": "red", "timeout": "magenta", "absent": "yellow"}
LONGEST_LINE = 100  # of source


@dataclass(frozen=True, slots=True)
class Name:
    """A name that a file defines, or was to define.

    Attributes:
        status: loaded, failed, unparsable, timeout or absent.
        kind: function, class or value; empty if that is not known.
        cell, line: of its definition, or of what went wrong.
        code: that line.
    """

    status: str
    kind: str = ""
    cell: int = 0
    line: int = 0
    reason: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class CellState:
    """What became of a cell: run, partly, skipped, failed, unparsable, timeout or empty."""

    cell: int
    status: str
    line: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Inspected:
    """All there is to say of one file.

    Attributes:
        elsewhere: notes on modules beside it, and on names that it defines twice.
        seconds: of computing time in the process that loaded it.
        problem: why it could not be looked at, a sentence.
        ours: whether that is the grader's own fault.
    """

    file: str
    names: Mapping[str, Name] = field(default_factory=dict)
    cells: tuple[CellState, ...] = ()
    standins: tuple[str, ...] = ()
    elsewhere: tuple[LoadNote, ...] = ()
    seconds: float = 0.0
    problem: str = ""
    ours: bool = False

    @property
    def lacking(self) -> dict[str, Name]:
        """The names that do not load."""
        return {key: name for key, name in self.names.items() if name.status != LOADED}

    @property
    def troubled(self) -> tuple[CellState, ...]:
        """The cells in which something went wrong."""
        return tuple(cell for cell in self.cells if cell.status not in FINE)


def as_json(found: Inspected) -> str:
    """One line of JSON; plain ASCII, whatever students wrote."""
    names = {
        key: {"status": n.status, "kind": n.kind, "cell": n.cell, "line": n.line, "reason": n.reason}
        for key, n in found.names.items()
    }
    cells = [{"cell": c.cell, "status": c.status, "line": c.line, "reason": c.reason} for c in found.cells]
    told: dict[str, Any] = {"file": found.file, "names": names, "cells": cells, "standins": found.standins}
    told |= {"seconds": round(found.seconds, 3)} | ({"problem": found.problem} if found.problem else {})
    return json.dumps(plain_data(told))


def page(found: Inspected) -> Group:
    """A file, readable; one line if all is well."""
    return Group(*lines(found))


def lines(found: Inspected) -> Iterator[RenderableType]:
    """The same from top to bottom."""
    if found.problem:
        yield text(found.problem, "bold red")
        return
    yield text(headline(found), "" if found.lacking else "green")
    if found.lacking or found.troubled or found.elsewhere:
        yield from details(found)


def headline(found: Inspected) -> str:
    """`hw1.ipynb: 7 of 9 names load; 12 cells: 5 run, 7 skipped; 0.21 s; stand-ins for wandb`."""
    loaded, count = len(found.names) - len(found.lacking), len(found.names)
    said = f"all {count} names load" if loaded == count > 1 else f"{loaded} of {count} names load"
    parts = [said if count else "no function and no class in it"]
    if any(cell.cell for cell in found.cells):
        states = Counter(cell.status for cell in found.cells)
        parts.append(
            f"{len(found.cells)} cells: {', '.join(f'{n} {status}' for status, n in states.items())}"
        )
    parts.append(f"{found.seconds:.2f} s")
    if found.standins:
        parts.append(f"stand-ins for {', '.join(found.standins)}")
    return f"{found.file}: {'; '.join(parts)}"


def details(found: Inspected) -> Iterator[RenderableType]:
    """The names that do not load, the cells that were skipped or went wrong, and what lies outside them."""
    told = set()
    for key, name in found.lacking.items():
        if name.line or name.status != "absent":
            yield row(name.status, f"{key}, {place(name.cell, name.line)}" if name.line else key, name.reason)
            told.add((name.cell, name.line, name.reason))
            if name.code:
                yield text(f"{'':14}{cut(name.code.strip(), LONGEST_LINE, 1)}", "dim")
    nowhere = [key for key, name in found.lacking.items() if name.status == "absent" and not name.line]
    if nowhere:
        yield row(
            "absent", ", ".join(nowhere), "nothing defines them" if nowhere[1:] else "nothing defines it"
        )
    for cell in found.troubled:
        if (cell.cell, cell.line, cell.reason) not in told:
            yield row(cell.status, place(cell.cell, cell.line), cell.reason)
    skipped = [str(cell.cell) for cell in found.cells if cell.status == "skipped" and cell.cell]
    if skipped:
        many = "s" if skipped[1:] else ""
        yield row("skipped", f"cell{many} {', '.join(skipped)}", "nothing there is needed", "dim")
    for note in found.elsewhere:
        yield row("note", note.where, note.why, "yellow")


def row(status: str, what: str, why: str, colour: str = "") -> RenderableType:
    """`failed      softmax, cell 3, line 2: it raised NameError: ...`."""
    style = colour or COLOUR.get(status, "")
    return text(f"  {status:10}  ", style).append(text(f"{what}: {why}" if why else what, colour))


def place(cell: int, line: int) -> str:
    """Where in a notebook, or in a module, which is cell 0."""
    return f"cell {cell}, line {line}" if cell else f"line {line}"
