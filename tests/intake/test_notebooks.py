"""A notebook's bytes become numbered cells; whatever is no notebook says why in one sentence."""

import json
from collections.abc import Callable
from typing import Any

import nbformat
import pytest

from autograder.errors import BadInput
from autograder.intake.notebooks import LARGEST, read_notebook
from autograder.model import Cell

Notebook = Callable[..., bytes]


def problem(data: bytes) -> str:
    """What reading these bytes says."""
    with pytest.raises(BadInput) as caught:
        read_notebook(data)
    return str(caught.value)


def with_nbformat(data: bytes) -> list[str]:
    """The code cells by the library that defines the format."""
    book: Any = nbformat.reads(data.decode(), as_version=4)  # type: ignore[no-untyped-call]
    return [cell.source for cell in book.cells if cell.cell_type == "code"]


def test_code_cells_are_numbered_among_themselves(notebook: Notebook) -> None:
    """Text cells do not count, empty code cells do."""
    whole = json.loads(notebook("x = 1", "", ["y = 2\n", "z = 3"]))
    whole["cells"].insert(1, {"cell_type": "markdown", "metadata": {}, "source": ["# Title"]})
    whole["cells"].insert(0, {"cell_type": "raw", "metadata": {}, "source": "raw"})
    expected = (Cell(1, "x = 1"), Cell(2, ""), Cell(3, "y = 2\nz = 3"))
    assert read_notebook(json.dumps(whole).encode()) == expected


@pytest.mark.parametrize("version", [2, 3, 4])
@pytest.mark.filterwarnings("default")
def test_every_format_reads_as_nbformat_reads_it(version: int) -> None:
    """Formats 2 and 3 keep cells in worksheets and call the source `input`."""
    make: Any = getattr(nbformat, f"v{version}")
    sources = ["import numpy as np\n\ndef f(x):\n    return x", "%matplotlib inline\nf(1)", "", "s = 'é'"]
    cells = [make.new_code_cell(source) for source in sources]
    if version == 4:
        book = make.new_notebook(cells=[make.new_markdown_cell("text"), *cells])
    else:
        text = make.new_text_cell("markdown", "text") if version == 3 else make.new_text_cell("html", "text")
        book = make.new_notebook(worksheets=[make.new_worksheet(cells=[text, *cells])])
    data = (make.writes if version == 4 else make.writes_json)(book).encode()
    assert [cell.source for cell in read_notebook(data)] == with_nbformat(data) == sources


@pytest.mark.parametrize(
    "dress",
    [
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.replace(b"{", b"{\r\n"),
        lambda data: data.decode().encode("utf-16"),
        lambda data: data.replace(b'"metadata": {}', b'"metadata": {"loss": NaN}'),
        lambda data: data.replace(b'"outputs": []', b'"outputs": [{"text": "\xe9"}]'),
        lambda data: data.replace(b"nbformat_minor", b"some_other_key"),
        lambda data: data.replace(b'"nbformat": 4', b'"nbformat": 5'),
    ],
)
def test_odd_dress_is_tolerated(notebook: Notebook, dress: Callable[[bytes], bytes]) -> None:
    """Byte-order marks, Windows line ends, UTF-16, NaN, Latin-1 in an output, odd headers."""
    assert read_notebook(dress(notebook("x = 1\ny = 2"))) == (Cell(1, "x = 1\ny = 2"),)


def test_latin_1_source_is_read(notebook: Notebook) -> None:
    """An editor saved it in the encoding of last century."""
    data = notebook("s = 'X'").replace(b"X", b"\xe9")
    assert read_notebook(data) == (Cell(1, "s = 'é'"),)


def test_sources_have_unix_line_ends_and_can_be_written(notebook: Notebook) -> None:
    """Also if a line end or half a surrogate pair hides behind an escape."""
    assert read_notebook(notebook("a\r\nb\rc")) == (Cell(1, "a\nb\nc"),)
    assert read_notebook(notebook("a\ud800b")) == (Cell(1, "a?b"),)
    assert read_notebook(notebook("X").replace(b"X", b"a\nb")) == (Cell(1, "a\nb"),)


def test_outputs_are_never_decoded(notebook: Notebook) -> None:
    """Neither their kind nor their size matters."""
    data = notebook("x = 1").replace(b'"outputs": []', b'"outputs": {"odd": "%s"}' % (b"A" * 3_000_000))
    assert read_notebook(data) == (Cell(1, "x = 1"),)


def test_a_broken_notebook_says_where_it_breaks(notebook: Notebook) -> None:
    """With the line, counted from 1."""
    lines = json.dumps(json.loads(notebook("x = 1", "y = 2")), indent=1).encode()
    third = b"\n".join(lines.split(b"\n")[:3])
    assert problem(third) == "is not a notebook: the JSON breaks off at line 3"
    assert problem(b'{"cells": [{"source": "abc') == "is not a notebook: the JSON breaks off at line 1"
    unquoted = lines.replace(b'"nbformat"', b"nbformat")
    assert problem(unquoted) == "is not a notebook: the JSON is broken at line 2"
    merged = lines.replace(b' "cells"', b'<<<<<<< HEAD\n "cells"')
    assert "an unfinished git merge stands at line 5" in problem(merged)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<!DOCTYPE html><html>", "is not a notebook: it is a web page; download the notebook itself"),
        (b"{}", "is not a notebook: it is JSON without cells"),
        (b"[1, 2]", "is not a notebook: it is JSON of another kind"),
        (b'{"cells": 3}', "is not a notebook: cells is of the wrong kind"),
        (b'{"cells": [{"cell_type": "code", "source": 3}]}', "cells[0].source is of the wrong kind"),
        (b'{"cells": []}', "holds no code cells"),
        (b'{"cells": [{"cell_type": "markdown", "source": "x"}]}', "holds no code cells"),
        (b'{"x": ' + b"[" * 100_000, "is not a notebook: the JSON is nested too deeply"),
        (b"import numpy as np", "is not a notebook: the JSON is broken at line 1"),
        (b"PK\x03\x04\x00\x00", "is not text but binary data"),
        (b"\x89PNG\r\n\x1a\n", "is neither UTF-8 nor Latin-1 text"),
    ],
)
def test_what_is_no_notebook_says_so(data: bytes, words: str) -> None:
    """One sentence that follows the file's name."""
    assert words in problem(data)
    assert "\n" not in problem(data)


def test_a_notebook_of_more_than_100_mb_is_refused() -> None:
    """Before anything is decoded."""
    assert problem(bytes(LARGEST + 1)) == "is larger than 100 MB; clear the outputs and save it again"
