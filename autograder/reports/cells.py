"""A CSV file of somebody else's in which cells are replaced and every other byte stays."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from autograder.errors import BadInput

MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
ENCODINGS = ("utf-8", "cp1252", "latin-1")  # the last one reads anything, and all write what they have read


@dataclass(frozen=True, slots=True)
class Field:
    """What a cell says, and where it stands in the text."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cells:
    """The rows of a file, and all that is needed to write it again byte by byte."""

    text: str
    mark: bytes
    encoding: str
    delimiter: str
    rows: tuple[tuple[Field, ...], ...]

    def value(self, row: int, column: int) -> str:
        """What a cell says; empty where the row is too short."""
        fields = self.rows[row]
        return fields[column].value.strip() if column < len(fields) else ""

    def replaced(self, values: Mapping[tuple[int, int], str]) -> bytes:
        """The file with these cells (row, column) replaced; one that was in quotation marks stays so."""
        parts, done = [], 0
        for (row, column), value in sorted(values.items()):
            field = self.rows[row][column]
            quoted = self.text[field.start : field.end].startswith('"') or self.delimiter in value
            parts += [self.text[done : field.start], f'"{value}"' if quoted else value]
            done = field.end
        return self.mark + "".join([*parts, self.text[done:]]).encode(self.encoding)


def read_cells(data: bytes, shown: str) -> Cells:
    """The cells of a CSV file; `shown` is its name in complaints.

    Raises:
        BadInput: it is a workbook, no text, or empty.
    """
    mark, encoding, text = decoded(data, shown)
    header = next(iter(text.splitlines()), "")
    if not header.strip():
        raise BadInput(f"{shown} has no header; give the file as the learning system wrote it")
    delimiter = max(",;\t", key=header.count)
    return Cells(text, mark, encoding, delimiter, tuple(split(text, delimiter)))


def decoded(data: bytes, shown: str) -> tuple[bytes, str, str]:
    """Byte order mark, encoding and text."""
    if data.startswith(b"PK\x03\x04"):
        raise BadInput(f"{shown} is a workbook; download the CSV file, or save it as CSV")
    mark = next((mark for mark in MARKS if data.startswith(mark)), b"")
    body = data[len(mark) :]
    wide = MARKS.get(mark, "").startswith("utf-16")
    if b"\0" in body and not wide:
        raise BadInput(f"{shown} is not text; give the CSV file that the learning system wrote")
    for encoding in [MARKS[mark]] if wide else ENCODINGS:
        try:
            return mark, encoding, body.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput(f"{shown} is damaged; download it again")


def split(text: str, delimiter: str) -> Iterator[tuple[Field, ...]]:
    """The rows as Python's csv module would read them."""
    plain = f"[^{delimiter}\r\n]*"
    pattern = re.compile(f'"(?P<inside>(?:[^"]+|"")*+)"?(?P<behind>{plain})|{plain}')
    row: list[Field] = []
    here = 0
    while here < len(text):
        found = pattern.match(text, here)
        assert found is not None  # it matches nothing, too
        inside = found["inside"]
        value = found[0] if inside is None else inside.replace('""', '"') + found["behind"]
        row.append(Field(value, here, found.end()))
        here = found.end()
        if text.startswith(delimiter, here):
            here += 1
            if here < len(text):
                continue
            row.append(Field("", here, here))
        yield tuple(row)
        row = []
        here += 2 if text.startswith("\r\n", here) else 1
