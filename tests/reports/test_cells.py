"""Cells of somebody else's CSV: read as Python reads them, replaced without touching anything else."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.errors import BadInput
from autograder.reports.cells import Cells, read_cells, split

ANY = st.text(st.sampled_from('ab,;\t" \r\n\u00e9'), max_size=60)


def values(cells: Cells) -> list[list[str]]:
    """What the cells say."""
    return [[field.value for field in row] for row in cells.rows]


@given(ANY, st.sampled_from(",;\t"))
@settings(deadline=None)
def test_cells_are_what_the_csv_module_reads(text: str, delimiter: str) -> None:
    """Whatever quotation marks, line ends and delimiters there are; an empty line is one empty cell."""
    wanted = [row or [""] for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    assert [[field.value for field in row] for row in split(text, delimiter)] == wanted


@given(ANY, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
@settings(deadline=None)
def test_nothing_replaced_is_the_same_file(text: str, encoding: str) -> None:
    """Byte by byte, in every encoding."""
    data = f"a,b{text}".encode(encoding)
    assert read_cells(data, "f").replaced({}) == data


@given(st.binary(max_size=80))
@settings(deadline=None)
def test_any_bytes_are_kept_or_refused(noise: bytes) -> None:
    """Without a zero byte every one means something in some encoding; with one it is no text."""
    data = b"a,b\n" + noise
    if b"\0" in noise:
        with pytest.raises(BadInput, match=r"^f is not text"):
            read_cells(data, "f")
    else:
        assert read_cells(data, "f").replaced({}) == data


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"a,b\r\n1,2\r\n", b"a,b\r\n1,9.50\r\n"),
        (b'"a","b"\n"1",""\n', b'"a","b"\n"1","9.50"\n'),
        (b"a;b\n1;\n", b"a;b\n1;9.50\n"),
        (b"\xef\xbb\xbfa\tb\r1\t2", b"\xef\xbb\xbfa\tb\r1\t9.50"),
        (b"a,b\n\xfcber,", b"a,b\n\xfcber,9.50"),
        ('a,b\n1,"2"'.encode("utf-16"), 'a,b\n1,"9.50"'.encode("utf-16")),
    ],
)
def test_only_the_cell_changes(before: bytes, after: bytes) -> None:
    """Line ends, quotation marks, delimiter, byte order mark and encoding stay."""
    assert read_cells(before, "f").replaced({(1, 1): "9.50"}) == after


def test_a_delimiter_in_a_value_is_quoted() -> None:
    """A decimal comma in a file of commas."""
    assert read_cells(b"a,b\n1,2\n", "f").replaced({(1, 1): "9,50", (1, 0): "x"}) == b'a,b\nx,"9,50"\n'


def test_a_cell_that_is_not_there_is_empty() -> None:
    """Rows may be short."""
    cells = read_cells(b"a,b\n1\n", "f")
    assert (cells.value(1, 0), cells.value(1, 1)) == ("1", "")
    assert values(cells) == [["a", "b"], ["1"]]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04...", "f is a workbook; download the CSV file, or save it as CSV"),
        (b"a,b\n\x00", "f is not text; give the CSV file that the learning system wrote"),
        (b"\xff\xfea", "f is damaged; download it again"),
        (b"", "f has no header"),
        (b"\n\na,b", "f has no header"),
    ],
)
def test_what_is_no_csv_is_a_sentence(data: bytes, says: str) -> None:
    """It names the file and the fix."""
    with pytest.raises(BadInput) as refused:
        read_cells(data, "f")
    assert str(refused.value).startswith(says)
