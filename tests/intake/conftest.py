"""A small course on disk, and notebooks as bytes."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.intake.assignments import read_assignment
from autograder.intake.submissions import find_submissions
from autograder.model import Assignment, Submission

Put = Callable[..., None]
TOML = """
title = "Back-propagation"
points = 10
files = ["backprop.ipynb", "backprop.py"]
"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A root with the assignments `backprop` and `pca`."""
    root = tmp_path / "a course"
    (root / "reference_solutions").mkdir(parents=True)
    for name in ("backprop", "pca"):
        folder = root / "assignments" / name
        folder.mkdir(parents=True)
        (folder / "assignment.toml").write_text(TOML.replace("backprop", name))
        (folder / f"test_{name}.py").write_text(f"from reference_solutions import {name} as reference\n")
        (root / "reference_solutions" / f"{name}.py").write_text("def f(x):\n    return x\n")
    return root


@pytest.fixture
def notebook() -> Callable[..., bytes]:
    """`notebook("x = 1", ...)`: a notebook of format 4 with these code cells."""

    def make(*sources: str | list[str], **extra: Any) -> bytes:
        cells: list[dict[str, Any]] = [
            {"cell_type": "code", "metadata": {}, "execution_count": None, "outputs": [], "source": source}
            for source in sources
        ]
        whole = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells, **extra}
        return json.dumps(whole).encode()

    return make


@pytest.fixture
def assignment(course: Path) -> Assignment:
    """Asks for backprop.ipynb or backprop.py."""
    return read_assignment("backprop", course)


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """An empty folder for a class."""
    folder = tmp_path / "our class"
    folder.mkdir()
    return folder


@pytest.fixture
def put() -> Put:
    """`put(folder, s01__py=...)`: write files; `__` in a name stands for a dot, `___` for a slash."""

    def write(folder: Path, **files: str | bytes) -> None:
        for name, content in files.items():
            path = folder / name.replace("___", "/").replace("__", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)

    return write


@pytest.fixture
def found(assignment: Assignment, room: Path) -> Callable[..., dict[str, Submission]]:
    """The submissions in the room, by student."""

    def find(*paths: Path, only: str | None = None) -> dict[str, Submission]:
        result = find_submissions(assignment, paths or (room,), only)
        return {submission.student: submission for submission in result}

    return find
