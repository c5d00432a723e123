"""Lines that say who sees what: `### BEGIN SOLUTION` ... `### END SOLUTION`, and the same with STARTER.

A SOLUTION stands in the reference only. A STARTER stands in the starter only: in the reference its lines are
comments.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.errors import AuthorError

MARKER = re.compile(r"#+[ \t]*(BEGIN|END)[\s_-]+(SOLUTION|STARTER)S?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Region:
    """The lines from a BEGIN to its END, both included, counted from 1."""

    kind: str  # SOLUTION or STARTER
    first: int
    last: int

    def holds(self, line: int) -> bool:
        """Whether this line is one of them."""
        return self.first <= line <= self.last


@dataclass(frozen=True, slots=True)
class Marker:
    """One such line."""

    word: str  # BEGIN or END
    kind: str
    line: int

    def __str__(self) -> str:
        return f"{self.word} {self.kind}"


def has_markers(text: str) -> bool:
    """Whether anything is marked."""
    return MARKER.search(text) is not None


def regions(text: str, shown: str) -> tuple[Region, ...]:
    """All regions of a text, in order. `shown` is what messages call it.

    Raises:
        AuthorError: a marker shares its line, stands within another region, or lacks its partner.
    """
    found: list[Region] = []
    begun: Marker | None = None
    for marker in markers(text.split("\n"), shown):
        where = f"{shown}, line {marker.line}"
        if begun is None and marker.word == "END":
            raise AuthorError(
                f"{where}: {marker} without a BEGIN {marker.kind} before it; add one or remove it"
            )
        if begun is not None and (marker.word, marker.kind) != ("END", begun.kind):
            raise AuthorError(
                f"{where}: {marker}, but line {begun.line} says {begun}; end that region before"
            )
        if begun is None:
            begun = marker
        else:
            found.append(Region(begun.kind, begun.line, marker.line))
            begun = None
    if begun is not None:
        raise AuthorError(f"{shown}, line {begun.line}: {begun} without an END {begun.kind}; add it")
    return tuple(found)


def markers(lines: Sequence[str], shown: str) -> list[Marker]:
    """The markers, each on a line of its own."""
    found = []
    for number, line in enumerate(lines, start=1):
        match = MARKER.search(line)
        if match is None:
            continue
        marker = Marker(match[1].upper(), match[2].upper(), number)
        if line[: match.start()].strip() or MARKER.search(line, match.end()):
            raise AuthorError(f"{shown}, line {number}: {marker} shares its line; give it a line of its own")
        found.append(marker)
    return found
