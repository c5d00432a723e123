"""The tiny course, made ready once; its recordings stay out of the user's cache."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.judging.grader import Grader
from tests.course import opened, write_class, write_course


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of cached recordings, this test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "autograder"


@pytest.fixture
def course(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course with the assignment `tiny` and a class of submissions; the working directory."""
    root = write_course(tmp_path / "the course")
    write_class(root / "class")
    monkeypatch.chdir(root)
    return root


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Grader]:
    """The assignment `tiny`, ready to judge."""
    with opened(write_course(tmp_path_factory.mktemp("tiny"))) as grader:
        yield grader
