"""manual.csv: points that people give, a row for each student and part or task."""

import csv
import io
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import AuthorError, BadInput
from autograder.intake.folders import unreadable
from autograder.intake.plaintext import decoded
from autograder.intake.wording import listed, meant
from autograder.model import Manual, Mark, Submission, Task

NAME = "manual.csv"
COLUMNS = ("student", "task", "points", "comment")
NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it was written, and the line it starts at."""

    line: int
    student: str
    task: str
    points: str
    comment: str
    surplus: bool = False  # whether there are more cells than columns


@dataclass(frozen=True, slots=True)
class Sheet:
    """manual.csv as it was written; `shown` is its name in complaints."""

    shown: str = NAME
    rows: tuple[Row, ...] = ()
    decimal_comma: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """The marks by student, and a sentence for each row that could not be placed."""

    marks: Mapping[str, tuple[Mark, ...]]
    complaints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Worth:
    """What can be marked: by which words, under which name, with how many points."""

    words: tuple[str, ...]
    name: str
    points: float


def read_sheet(folder: Path) -> Sheet:
    """The manual.csv of a folder of reports; no rows if there is none.

    Raises:
        BadInput: it cannot be read, is no CSV, or lacks a column; the sentence names it.
    """
    path = folder / NAME
    try:
        return sheet(path.read_bytes(), str(path)) if path.exists() else Sheet(str(path))
    except OSError as error:
        raise BadInput(f"{path} {unreadable(error)}") from None


def sheet(data: bytes, shown: str = NAME) -> Sheet:
    """The rows in these bytes: any usual encoding, commas, semicolons or tabs, capitals or not in the header.

    Raises:
        BadInput: as for `read_sheet`.
    """
    try:
        text = decoded(data)
    except BadInput:
        raise BadInput(f"{shown} is not text; save it as CSV, in UTF-8") from None
    header = next((line for line in text.split("\n") if line.strip()), "")
    delimiter = max(",;\t", key=header.count)
    records = list(numbered(text, delimiter, shown))
    if not records:
        return Sheet(shown)
    places = columns([cell.strip().casefold() for cell in records[0][1]], shown)
    rows = tuple(row(line, cells, places, len(records[0][1])) for line, cells in records[1:])
    return Sheet(shown, tuple(r for r in rows if r.points or r.comment), delimiter != ",")


def numbered(text: str, delimiter: str, shown: str) -> Iterator[tuple[int, list[str]]]:
    """The records that hold something, each with the line it starts at."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield start, cells
            start = reader.line_num + 1
    except csv.Error:
        fault = "a quotation mark is not closed, or stands amid a cell"
        raise BadInput(f"{shown}, line {start}: {fault}") from None


def columns(header: Sequence[str], shown: str) -> dict[str, int]:
    """Where each column stands; only `comment` may be missing."""
    for name in COLUMNS:
        if name not in header and name != "comment":
            raise BadInput(
                f'{shown} has no column "{name}"{meant(name, header)}; '
                "its first line must be: student,task,points,comment"
            )
        if header.count(name) > 1:
            raise BadInput(f'{shown} has two columns "{name}"; remove one')
    return {name: header.index(name) for name in COLUMNS if name in header}


def row(line: int, cells: Sequence[str], places: Mapping[str, int], width: int) -> Row:
    """A record by its columns; what is not there is empty."""
    told = {name: cells[place].strip() for name, place in places.items() if place < len(cells)}
    surplus = any(cell.strip() for cell in cells[width:])
    student, task, points, comment = (told.get(name, "") for name in COLUMNS)
    return Row(line, student, task, points, comment, surplus)


def check_parts(manual: Sequence[Manual], tasks: Iterable[Task]) -> None:
    """Words that name a part name nothing else.

    Raises:
        AuthorError: a part is called as another part or as a task.
    """
    taken = {word for task in tasks for word in words(task)}
    for part in manual:
        if folded(part.name) in taken:
            raise AuthorError(f'two parts or tasks are called "{part.name}"; rename one in assignment.toml')
        taken.add(folded(part.name))


def place(
    written: Sheet,
    submissions: Sequence[Submission],
    tasks: Sequence[Task],
    manual: Sequence[Manual],
    elsewhere: Sequence[Submission] = (),
) -> Marked:
    """The marks of these submissions. A row for one of `elsewhere` is left for another time.

    A row that names no student or several, no task, or points that cannot be, is left out with a sentence;
    so are two rows that say different things of the same.
    """
    own, others = known(submissions), known(elsewhere)
    worths = [Worth((folded(part.name),), part.name, part.points) for part in manual]
    worths += [Worth(words(task), task.name, task.points) for task in tasks]
    found: defaultdict[tuple[str, str], list[tuple[Row, Mark]]] = defaultdict(list)
    complaints: list[str] = []
    for written_row in written.rows:
        try:
            if student := whose(written_row, own, others):
                mark = marked(written_row, worths, written.decimal_comma)
                found[student, mark.task].append((written_row, mark))
        except BadInput as fault:
            complaints.append(f"{written.shown}, line {written_row.line}: {fault}")
    marks: defaultdict[str, tuple[Mark, ...]] = defaultdict(tuple)
    for (student, task), claims in found.items():
        if len({mark for _, mark in claims}) == 1:
            marks[student] += (claims[0][1],)
        else:
            lines = listed(str(claim.line) for claim, _ in claims)
            complaints.append(f'{written.shown}, lines {lines} disagree on "{task}" of {student}; keep one')
    return Marked(dict(marks), tuple(complaints))


def known(submissions: Iterable[Submission]) -> dict[str, list[str]]:
    """The students by each word that names them: what the gradebook calls them, ids, e-mail addresses."""
    named: defaultdict[str, list[str]] = defaultdict(list)
    for submission in submissions:
        names = {submission.student, *(word for who in submission.people for word in (who.id, who.email))}
        for word in {folded(name) for name in names} - {""}:
            named[word].append(submission.student)
    return named


def whose(written: Row, own: Mapping[str, list[str]], others: Mapping[str, list[str]]) -> str | None:
    """The student of a row; None if it is one of the others.

    Raises:
        BadInput: it is nobody, or could be several.
    """
    word = folded(written.student)
    bare = word.removeprefix("'")  # which the gradebook puts before what would be a formula
    word = next((name for name in (word, bare) if name in own or name in others), word)
    found = own.get(word, [])
    if len(found) == 1:
        return found[0]
    if found:
        raise BadInput(f'"{written.student}" could be {listed(found, last="or")}; write the one you mean')
    if word in others:
        return None
    if not word:
        raise BadInput("names no student")
    names = [*own, *(student for students in own.values() for student in students)]
    raise BadInput(f'no student is called "{written.student}"{meant(word, names)}')


def marked(written: Row, worths: Sequence[Worth], decimal_comma: bool) -> Mark:
    """The mark of a row.

    Raises:
        BadInput: it names no task or part, or its points are none that can be given.
    """
    word = folded(written.task)
    bare = word.removeprefix("test_").replace("_", " ")
    asked = next((worth for worth in worths if word in worth.words or bare in worth.words), None)
    if asked is None:
        names = [name for worth in worths for name in worth.words]
        raise BadInput(
            f'no task and no part is called "{written.task}"{meant(word, names)}' if word else "names no task"
        )
    if written.surplus:
        raise BadInput("has more cells than there are columns; put quotation marks around the comment")
    if not written.points:
        raise BadInput(f'"{asked.name}" of {written.student} has a comment and no points')
    text = written.points.replace(",", ".") if decimal_comma else written.points
    points = float(text) if NUMBER.fullmatch(text) and "," not in text else math.nan
    if not math.isfinite(points):
        raise BadInput(f'"{written.points}" is no number of points')
    if not 0 <= points <= asked.points:
        raise BadInput(f'{points:g} points for "{asked.name}", which is worth 0 to {asked.points:g}')
    return Mark(asked.name, points, written.comment)


def words(task: Task) -> tuple[str, ...]:
    """What a task can be called."""
    return folded(task.name), folded(task.title)


def folded(text: str) -> str:
    """Without capitals, without needless spaces, each letter written in one way."""
    return " ".join(unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold()).split())
