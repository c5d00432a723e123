"""What loads of one file, in words."""

import json

from rich.console import Console

from autograder.reports.inspected import CellState, Inspected, Name, as_json, page


def printed(found: Inspected) -> list[str]:
    """The page, line by line."""
    console = Console(soft_wrap=True, width=80)
    with console.capture() as capture:
        console.print(page(found), highlight=False)
    return capture.get().splitlines()


def test_a_file_without_names_says_so() -> None:
    """A module is no cell; nothing in it went wrong."""
    found = Inspected("a.py", cells=(CellState(0, "partly"),), standins=("wandb", "cv2"))
    assert printed(found) == ["a.py: no function and no class in it; 0.00 s; stand-ins for wandb, cv2"]


def test_what_students_wrote_is_no_markup_and_cannot_break_a_line_of_json() -> None:
    """Escape sequences, square brackets, halves of surrogate pairs, line breaks."""
    odd = "[bold]\x1b[31m\ud800\u2028x"
    found = Inspected("a.py", {odd: Name("failed", reason=f"it raised {odd}")}, seconds=0.12345)
    clean = "[bold]\ufffd\nx"
    assert printed(found)[1:] == [
        f"  failed      {clean}: it raised {clean}".split("\n")[0],
        "x: it raised [bold]\ufffd",
        "x",
    ]
    line = as_json(found)
    assert line.isascii()
    assert "\n" not in line
    name = {"status": "failed", "kind": "", "cell": 0, "line": 0, "reason": f"it raised {clean}"}
    told = {"file": "a.py", "names": {clean: name}, "cells": [], "standins": [], "seconds": 0.123}
    assert json.loads(line) == told
