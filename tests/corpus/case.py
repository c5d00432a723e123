"""One peculiar submission: what is handed in, and what must come of it.

Whatever a submission does besides, it defines `f`, and the right `f` is f(x) = 3 x + 1: so one assignment
grades them all, and a wrong slice shows in a value. The cases stand in the .txt files of this folder:

    === a name
    ends: raised                    what differs from the ordinary, see Case
    --- cell
    its source
    --- W x + b                     a cell with an f that needs W = 3 and b = 1
    --- file lib/layers.py          a file beside the submission
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
F = "def f(x):\n    return W * x + b"
GOOD = "def f(x):\n    return 3 * x + 1"


@dataclass(frozen=True, slots=True)
class Case:
    """A submission. What is not said is the ordinary: `f` loads, passes, and no cell fails."""

    cells: tuple[str, ...]
    beside: Mapping[str, str] = field(default_factory=dict)
    form: str = "notebook"
    ends: str = "passed"  # the word for a task that calls f
    staff: str = ""  # words of what staff is told of that
    status: str = "loaded"  # of f
    cell: int = 0  # where f is lost
    why: str = ""  # words of the reason for that
    failed: tuple[int, ...] = ()  # cells of which something failed
    standins: tuple[str, ...] = ()  # modules in whose place something stood
    names: Mapping[str, str] = field(default_factory=dict)  # what else is defined, and its status
    rerun: bool = True  # "run all" in a notebook leaves the same f


def read(path: Path) -> dict[str, Case]:
    """The cases of a text, by name."""
    _, *pieces = re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(one(piece) for piece in pieces)


def one(piece: str) -> tuple[str, Case]:
    """The name of a case, and the case."""
    said, *parts = re.split(r"^--- ", piece.rstrip("\n"), flags=re.MULTILINE)
    name, *settings = said.splitlines()
    cells: list[str] = []
    beside = {}
    for part in parts:
        title, _, text = part.partition("\n")
        text = text.removesuffix("\n")
        if title.startswith("file "):
            beside[title.removeprefix("file ")] = f"{text}\n" if text else ""
        else:
            cells.append({"cell": text, "W x + b": F}[title])
    return name, Case(tuple(cells), beside, **dict(map(setting, settings)))


def setting(line: str) -> tuple[str, Any]:
    """A line such as `failed: 2, 3`."""
    key, _, text = line.partition(": ")
    items = text.split(", ")
    match key:
        case "cell":
            return key, int(text)
        case "failed":
            return key, tuple(map(int, items))
        case "standins":
            return key, tuple(items)
        case "names":
            return key, dict(item.split() for item in items)
        case "rerun":
            return key, text != "no"
    return key, text


def sums(count: int) -> tuple[str, ...]:
    """So many cells, each of which needs the one before."""
    return tuple(f"W += 1 if {number} < 3 else 0" for number in range(count))


MADE = {
    "four hundred cells": Case((*(f"v{i} = {i}\nprint(v{i})" for i in range(399)), GOOD)),
    "four hundred cells that all build on each other": Case(("W = 0\nb = 1", *sums(398), F)),
    "a hard space": Case(("x\u00a0= 1", GOOD), failed=(1,), rerun=False),
    "a null byte": Case(("x = '\0'", GOOD), failed=(1,), rerun=False),
    "deep nesting": Case(("x = " + "(" * 300 + "1" + ")" * 300, GOOD), failed=(1,), rerun=False),
    "a very long line": Case((f"x = [{'1, ' * 10_000}]", GOOD)),
}
CASES = {name: case for path in sorted(HERE.glob("*.txt")) for name, case in read(path).items()} | MADE
