"""A downloaded Canvas gradebook or Moodle worksheet, filled with scores.

Files are recognised by their header. Only the cells of one column change, and of these only the ones whose
score is another; nothing is guessed: what could be two is left alone and said.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from autograder.errors import BadInput
from autograder.model import Person, Report
from autograder.reports.cells import Cells, read_cells
from autograder.reports.matching import Claim, Entry, Match, folded, keys, match, named, persons
from autograder.reports.text import number

CANVAS = frozenset({
    "student", "id", "sis user id", "sis login id", "integration id", "root account", "section",
})  # fmt: skip
MOODLE = frozenset({
    "identifier", "full name", "first name", "last name", "surname", "id number", "institution", "department",
    "email address", "status", "maximum grade", "last modified (submission)", "last modified (grade)",
    "feedback comments", "last downloaded from this course",
})  # fmt: skip
POINTS_ROWS = 5  # Canvas writes the row "Points Possible" among the first


@dataclass(frozen=True, slots=True)
class Layout:
    """What is where in a file."""

    canvas: bool
    first: int  # the first student's row
    column: int  # the points'
    worths: frozenset[str]  # how many points the file says can be had
    headers: Mapping[str, int]  # columns by what stands above them, without capitals


@dataclass(frozen=True, slots=True)
class Filled:
    """The new file, and what to tell about it."""

    data: bytes
    column: str
    placed: int
    missed: tuple[str, ...]  # ours that are not in the file, each with the reason
    left: tuple[str, ...]  # rows of which there is no submission
    warnings: tuple[str, ...] = ()


def fill(data: bytes, shown: str, reports: Sequence[Report], title: str, column: str | None = None) -> Filled:
    """The file with the scores in the assignment's column, or in the one that is called `column`.

    Raises:
        BadInput: the file is none of these, or its column cannot be told; the sentence names the file.
    """
    cells = read_cells(data, shown)
    place = layout(cells, shown, title, column)
    entries = [entry(cells, place, row) for row in range(place.first, len(cells.rows))]
    entries = [one for one in entries if any(one.keys)]
    claims = [claim(report, who, called, place) for report in reports for who, called in persons(report)]
    found = match(claims, entries)
    comma = decimal_comma(cells, place)
    missed, values = [], {}
    for one in found:
        if why := reason(cells, place, one):
            missed.append(f"{one.claim.shown}: {why}")
        elif one.entry is not None and one.claim.report.score is not None:
            written = as_written(one.claim.report.score, comma)
            if amount(cells.value(one.entry.row, place.column)) != amount(written):
                values[one.entry.row, place.column] = written
    ours = {one.entry.row for one in found if one.entry}
    return Filled(
        cells.replaced(values),
        cells.value(0, place.column),
        len(found) - len(missed),
        tuple(missed),
        tuple(one.shown for one in entries if one.row not in ours),
        warnings(cells, place, reports, shown),
    )


def layout(cells: Cells, shown: str, title: str, column: str | None) -> Layout:
    """What kind of file it is, by its header.

    Raises:
        BadInput: it is none that is known, or has no column for this assignment.
    """
    names = [cells.value(0, place) for place in range(len(cells.rows[0]))]
    headers = {folded(name): place for place, name in reversed(list(enumerate(names)))}
    if len(names) > 3 and "student" in folded(names[0]) and folded(names[1]) == "id":
        at = chosen(names, CANVAS, shown, title, column)
        heads = range(1, min(POINTS_ROWS, len(cells.rows)))
        points = [row for row in heads if folded(cells.value(row, 0)) == "points possible"]
        return Layout(True, max([0, *points]) + 1, at, worths(cells, points, at), headers)
    if "identifier" in headers and "grade" in headers:
        at = headers["grade"] if column is None else chosen(names, MOODLE, shown, title, column)
        most = headers.get("maximum grade") if at == headers["grade"] else None
        return Layout(False, 1, at, worths(cells, range(1, len(cells.rows)), most), headers)
    if headers.keys() & {"email address", "id number"}:
        return Layout(False, 1, chosen(names, MOODLE, shown, title, column), frozenset(), headers)
    raise BadInput(
        f"{shown} is neither a Canvas gradebook (Student, ID, ...) nor a Moodle worksheet (Identifier, ..., "
        "Grade) or gradebook (..., Email address, ...); give the CSV file as it was downloaded"
    )


def worths(cells: Cells, rows: Iterable[int], column: int | None) -> frozenset[str]:
    """What these rows say in a column, if there is one."""
    return frozenset({cells.value(row, column) for row in rows} - {""}) if column is not None else frozenset()


def chosen(names: Sequence[str], identity: frozenset[str], shown: str, title: str, column: str | None) -> int:
    """The column of an assignment: the one called so, else the only one whose name holds it; or `column`.

    Raises:
        BadInput: there is none, or there are several.
    """
    free = {place: name for place, name in enumerate(names) if name and folded(name) not in identity}
    wanted = folded(title if column is None else column)
    exact = [place for place, name in free.items() if folded(name) == wanted]
    bare = [place for place, name in free.items() if wanted in map(folded, titles(name))]
    holding = [place for place, name in free.items() if wanted and wanted in folded(name) and column is None]
    found = exact or bare or holding
    if len(found) == 1:
        return found[0]
    which = "no column" if not found else "several columns"
    listed = "; ".join(f'"{free[place]}"' for place in (found or free)) or "none at all"
    raise BadInput(
        f'{shown} has {which} for "{title if column is None else column}"; say --column and one of {listed}'
    )


def titles(name: str) -> tuple[str, str]:
    """What an assignment may be called that stands as `Lab (123)` in Canvas, `Quiz: Lab (Real)` in Moodle."""
    bare = re.sub(r"\s*\([^()]*\)$", "", name)
    return bare, re.sub(r"^\w+: ", "", bare)


def entry(cells: Cells, place: Layout, row: int) -> Entry:
    """A row and whose it is."""
    cell = {name: cells.value(row, column) for name, column in place.headers.items()}
    told = defaultdict(str, cell)
    if place.canvas:
        name, sis, login = cells.value(row, 0), folded(told["sis user id"]), folded(told["sis login id"])
        known = keys([folded(told["id"])], [sis, login], [login], [named(name)])
        return Entry(row, name or told["id"], known)
    surname = told["surname"] or told["last name"]
    name = told["full name"] or f"{told['first name']} {surname}".strip()
    email, identifier = told["email address"], told["identifier"]
    ids = [participant(identifier)], [email], [folded(email)], [folded(told["id number"])]
    return Entry(row, name or email or identifier, keys(*ids, [named(name)]))


def claim(report: Report, who: Person, shown: str, place: Layout) -> Claim:
    """One of ours, and by what they may be known there, in the order of `entry`."""
    id_, email, name = folded(who.id), who.email.strip(), [named(who.name)]
    if place.canvas:
        return Claim(report, shown, keys([id_], [id_], [folded(email)], name))
    return Claim(report, shown, keys([participant(id_)], [email], [folded(email)], [id_], name))


def participant(identifier: str) -> str:
    """`Participant 12345` is 12345."""
    return folded(identifier).removeprefix("participant ")


def reason(cells: Cells, place: Layout, one: Match) -> str:
    """Why a score is not in the file; empty if it is."""
    if one.entry is None:
        return one.why
    if one.claim.report.score is None:
        return "the score is withheld, because something is void"
    if place.column >= len(cells.rows[one.entry.row]):
        return f"row {one.entry.row + 1} of the file ends before the column"
    if place.canvas and folded(cells.value(one.entry.row, place.column)) == "ex":
        return "excused there (EX)"
    return ""


def warnings(cells: Cells, place: Layout, reports: Sequence[Report], shown: str) -> tuple[str, ...]:
    """A sentence if the file counts with other points than the assignment."""
    total = number(max((report.total for report in reports), default=0))
    other = sorted(worth for worth in place.worths if amount(worth) != amount(str(total)))
    name = cells.value(0, place.column)
    return tuple(
        f'{shown} gives "{name}" {worth} points, the assignment has {total}; points are written as they are'
        for worth in other[:1]
    )


def decimal_comma(cells: Cells, place: Layout) -> bool:
    """Whether numbers are written as 2,5 there: as the points that can be had, else as other scores."""
    below = {cells.value(row, place.column) for row in range(place.first, len(cells.rows))}
    digits = r"\d+" if cells.delimiter != "," else r"\d\d(\d\d\d)?"  # "1,000" is a thousand to some
    return any(re.fullmatch(rf"\d+,{digits}", text) for text in place.worths or below)


def as_written(score: float, comma: bool) -> str:
    """With two decimals, as these systems write it; halves go up."""
    text = str(Decimal(str(number(score))).quantize(Decimal("0.01"), ROUND_HALF_UP))
    return text.replace(".", ",") if comma else text


def amount(text: str) -> Decimal | None:
    """A number, however its decimals are written; None if it is none."""
    return Decimal(text.replace(",", ".")) if re.fullmatch(r"\d+([.,]\d*)?", text, re.ASCII) else None
