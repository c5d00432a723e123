"""A notebook's bytes become its numbered code cells. Pure: no file is opened, nothing is run.

A class of notebooks is mostly pictures and printed output, so only the few fields that matter are decoded
and the rest is skipped over. That also reads the formats 2 and 3, whose cells lie in worksheets and call
their source `input`; nbformat itself, which validates everything against a schema, is what the tests
compare with.
"""

import json
from typing import Any

import msgspec

from autograder.errors import BadInput
from autograder.intake.plaintext import decoded, unix_lines, without_surrogates
from autograder.model import Cell

LARGEST = 100_000_000  # bytes


class RawCell(msgspec.Struct):
    """What matters of a cell; `input` is what formats 2 and 3 call the source."""

    cell_type: str = ""
    source: str | list[str] | None = None
    input: str | list[str] | None = None

    def text(self, joint: str) -> str:
        """The source in one piece, with Unix line ends; lines of a list are joined by `joint`."""
        raw = self.source if self.source is not None else self.input
        whole = joint.join(raw) if isinstance(raw, list) else raw or ""
        return unix_lines(without_surrogates(whole))


class Worksheet(msgspec.Struct):
    """A page of cells (formats 2 and 3)."""

    cells: list[RawCell] = []


class RawNotebook(msgspec.Struct):
    """What matters of a notebook."""

    nbformat: Any = 4
    cells: list[RawCell] | None = None
    worksheets: list[Worksheet] | None = None

    def sources(self) -> list[str]:
        """The code cells' sources in order. Format 2 lists lines without their ends, later ones with."""
        joint = "\n" if self.nbformat == 2 else ""
        return [cell.text(joint) for cell in self.every_cell() if cell.cell_type == "code"]

    def every_cell(self) -> list[RawCell]:
        """All cells in order."""
        if self.cells is None and self.worksheets is None:
            raise BadInput("is not a notebook: it is JSON without cells")
        return [*(self.cells or []), *(cell for sheet in self.worksheets or [] for cell in sheet.cells)]


def read_notebook(data: bytes) -> tuple[Cell, ...]:
    """The code cells of a notebook (formats 2 to 4), numbered from 1 among the code cells.

    Raises:
        BadInput: a predicate that follows the file's name, such as "is not a notebook: the JSON breaks
            off at line 3".
    """
    if len(data) > LARGEST:
        raise BadInput(f"is larger than {LARGEST // 10**6} MB; clear the outputs and save it again")
    try:
        sources = parsed(data).sources()
    except RecursionError:
        raise BadInput("is not a notebook: the JSON is nested too deeply") from None
    if not sources:
        raise BadInput("holds no code cells")
    return tuple(Cell(number, source) for number, source in enumerate(sources, start=1))


def parsed(data: bytes) -> RawNotebook:
    """The fast way, and for whatever it refuses (NaN, odd encodings, broken JSON) the lenient one."""
    try:
        return msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=RawNotebook)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return leniently(decoded(data))


def leniently(text: str) -> RawNotebook:
    """Python's own JSON, which takes NaN, line breaks inside strings and lone surrogates."""
    try:
        return msgspec.convert(json.loads(text, strict=False), type=RawNotebook)
    except json.JSONDecodeError as error:
        raise BadInput(f"is not a notebook: {what_broke(text, error)}") from None
    except msgspec.ValidationError as error:
        raise BadInput(f"is not a notebook: {what_is_odd(error)}") from None


def what_broke(text: str, error: json.JSONDecodeError) -> str:
    """Why this text is not JSON, with a line number."""
    if text.lstrip().startswith("<") and not text.lstrip().startswith("<<<"):
        return "it is a web page; download the notebook itself"
    line: Any = text.splitlines()[error.lineno - 1 : error.lineno]
    if line and line[0].startswith(("<<<<<<<", "=======", ">>>>>>>")):
        return f"an unfinished git merge stands at line {error.lineno}"
    if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string"):
        return f"the JSON breaks off at line {len(text.rstrip().splitlines()) or 1}"
    return f"the JSON is broken at line {error.lineno}"


def what_is_odd(error: msgspec.ValidationError) -> str:
    """Which part of well-formed JSON has the wrong kind."""
    path = str(error).partition(" - at `$")[2].strip("`.")
    return f"{path} is of the wrong kind" if path else "it is JSON of another kind"
