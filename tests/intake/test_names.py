"""Students' names as folders' names."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.intake.candidates import safe
from autograder.model import Submission

Found = Callable[..., dict[str, Submission]]
Put = Callable[..., None]
CODE = "def f(x):\n    return x\n"


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("s01", "s01"),
        ("Émile Dupont", "Émile Dupont"),
        ("e\u0301", "é"),
        ("a/b\\c:d*e", "a_b_c_d_e"),
        ("..", "student"),
        ("../x", "_x"),
        ("-rf ", "rf"),
        ("con", "_con"),
        ("Gradebook.csv", "_Gradebook.csv"),
        ("summary.md", "_summary.md"),
        ("summary.md 2", "summary.md 2"),
        ("LPT1.x", "_LPT1.x"),
        ("", "student"),
        ("a\x00b\nc\ud800", "a_b_c_"),
        ("é" * 200, "é" * 60),
    ],
)
def test_names_are_safe_for_folders(name: str, folder: str) -> None:
    """On any system; making a safe name safe changes nothing."""
    assert safe(name) == folder
    assert safe(folder) == folder


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux only")
def test_names_that_are_not_unicode(room: Path, found: Found, put: Put) -> None:
    """They are shown and written with a replacement."""
    (room / os.fsdecode(b"s\xff1.py")).write_bytes(b"")
    put(room, s02___backprop__py=CODE)
    (room / "s02" / os.fsdecode(b"x\xff.txt")).write_bytes(b"1")
    result = found()
    assert result["s_1"].problem == "s?1.py is empty; hand in the file with your code"
    assert result["s02"].files == {}
