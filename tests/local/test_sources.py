"""What is handed in is read as it lies on disk, or a sentence says what is wrong."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograder.errors import BadInput
from autograder.local.offered import Facts, Offered
from autograder.local.sources import LARGEST, read, the_file
from autograder.sandbox import magics


def notebook(*cells: Any, **more: Any) -> str:
    """A notebook with these cells; a text is a code cell."""
    made = [{"cell_type": "code", "source": c} if isinstance(c, str | list) else c for c in cells]
    return json.dumps({"cells": made, "nbformat": 4, "metadata": {}, **more})


def wrote(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"x = 1\n", "x = 1\n"),
        (b"\xef\xbb\xbfx = 1\n", "x = 1\n"),
        ("x = 'ä'\n".encode(), "x = 'ä'\n"),
        ("x = 'ä'\n".encode("latin-1"), "x = 'ä'\n"),
        ("x = 'ä'\n".encode("utf-16"), "x = 'ä'\n"),
    ],
)
def test_a_module_is_cell_0(tmp_path: Path, data: bytes, text: str) -> None:
    """With and without a byte order mark, in the usual encodings."""
    ((number, found),) = read(wrote(tmp_path, "own.py", data)).cells
    assert number == 0
    assert found.removeprefix("\ufeff") == text


def test_a_notebooks_code_cells_are_numbered_from_1(tmp_path: Path) -> None:
    """Text cells are passed over; sources are one text or a list of lines, with any line ends."""
    book = notebook(
        "a = 1", {"cell_type": "markdown", "source": "# text"}, ["b = 2\n", "c = 3"], "d = 4\r\ne = 5"
    )
    assert read(wrote(tmp_path, "own.ipynb", book)).cells == (
        (1, "a = 1"),
        (2, "b = 2\nc = 3"),
        (3, "d = 4\ne = 5"),
    )


def test_a_notebook_may_be_written_in_odd_ways(tmp_path: Path) -> None:
    """With a byte order mark, with raw line ends within texts, with an ending in capitals."""
    marked = b"\xef\xbb\xbf" + notebook("a = 1").encode()
    assert read(wrote(tmp_path, "own.IPYNB", marked)).cells == ((1, "a = 1"),)
    raw = notebook("a = 1#b").replace("#", "\n")
    assert read(wrote(tmp_path, "raw.ipynb", raw)).cells == ((1, "a = 1\nb"),)


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("own.py", "", "own.py is empty"),
        ("own.py", " \n\t\n", "own.py is empty"),
        ("own.ipynb", "", "own.ipynb is empty"),
        ("own.ipynb", "x = 1", "own.ipynb is not a notebook; open it in Jupyter, save it, and try again"),
        ("own.ipynb", "[]", "own.ipynb is not a notebook"),
        ("own.ipynb", '{"cells": [{}]}', "own.ipynb is not a notebook"),
        ("own.ipynb", '{"cells": 3}', "own.ipynb is not a notebook"),
        ("own.ipynb", notebook("a = 1")[:-9], "own.ipynb is not a notebook"),
        ("own.ipynb", notebook({"cell_type": "markdown", "source": "a"}), "own.ipynb holds no code cells"),
        ("own.txt", "x = 1", r"own.txt is neither a notebook \(.ipynb\) nor a module \(.py\)"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str, data: str, why: str) -> None:
    """One sentence that names the file."""
    with pytest.raises(BadInput, match=why):
        read(wrote(tmp_path, name, data))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A folder is no file."""
    for path in (tmp_path / "none.py", tmp_path):
        with pytest.raises(BadInput, match=r"there is no file .*; give the file that you hand in"):
            read(path)


def test_a_notebook_needs_ipython(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is not installed, a notebook is refused with the way to get it; a module is read."""
    monkeypatch.setattr(magics, "ipython", None)
    with pytest.raises(BadInput, match=r"own\.ipynb is a notebook, .*; run: pip install ipython"):
        read(wrote(tmp_path, "own.ipynb", notebook("a = 1")))
    assert read(wrote(tmp_path, "own.py", "a = 1")).cells == ((0, "a = 1"),)


def test_modules_beside_it_come_along(tmp_path: Path) -> None:
    """But not the file itself, the checker, or what is far too large."""
    for name in ("own.py", "beside.py", "autograder.py", "notes.txt"):
        wrote(tmp_path, name, "x = 1")
    wrote(tmp_path, "large.py", "x" * (LARGEST + 1))
    assert read(tmp_path / "own.py").files == {"beside.py": b"x = 1"}


def asking_for(offered: Offered, *patterns: str, starters: tuple[str, ...] = ()) -> Facts:
    """An assignment that asks for such files."""
    return replace(offered.facts, files=patterns, starters=starters)


def test_the_one_file_of_a_folder(tmp_path: Path, offered: Offered) -> None:
    """Where one can be meant it is that one, else the names are told."""
    facts = asking_for(offered, "own.py", "*.ipynb")
    with pytest.raises(BadInput, match=r"there is no own\.py or \*\.ipynb in .*; say which file to check"):
        the_file(tmp_path, facts)
    path = wrote(tmp_path, "own.py", "x = 1")
    wrote(tmp_path, "autograder.py", "x = 1")
    assert the_file(tmp_path, asking_for(offered, "own.py", "*.py")) == path
    wrote(tmp_path, "a.ipynb", "{}")
    with pytest.raises(BadInput, match=r"several files can be meant: own\.py, a\.ipynb; say which"):
        the_file(tmp_path, facts)


def test_a_starter_that_nobody_touched_is_not_meant(tmp_path: Path, offered: Offered) -> None:
    """Unless there is nothing else."""
    given = hashlib.sha256(b"x = 1").hexdigest()
    facts = asking_for(offered, "own.py", "own.ipynb", starters=(given,))
    path = wrote(tmp_path, "own.py", "x = 1")
    assert the_file(tmp_path, facts) == path
    book = wrote(tmp_path, "own.ipynb", "{}")
    assert the_file(tmp_path, facts) == book
