"""The directory that one submission's process works in."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.sandbox.home import Home, remove


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    home = Home(str(tmp_path))
    yield home
    home.remove()
    assert list(tmp_path.iterdir()) == []


def test_it_is_restored_to_what_was_remembered(home: Home) -> None:
    """Files and folders come back; links and pipes are not kept."""
    (home.path / "d").mkdir()
    (home.path / "d" / "a").write_text("a")
    os.symlink("/", home.path / "link")
    os.mkfifo(home.path / "pipe")
    home.remember()
    (home.path / "d" / "a").write_text("b")
    (home.path / "e").touch()
    assert home.restore()
    assert sorted(p.relative_to(home.path).as_posix() for p in home.path.rglob("*")) == ["d", "d/a"]
    assert (home.path / "d" / "a").read_text() == "a"


def test_what_is_remembered_last_counts(home: Home) -> None:
    """An empty directory is remembered as one."""
    (home.path / "a").touch()
    home.remember()
    home.empty()
    home.remember()
    (home.path / "b").touch()
    home.restore()
    assert list(home.path.iterdir()) == []


def test_a_directory_made_anew_is_told_from_the_old_one(home: Home) -> None:
    """Even if it has the old one's name; from then on it is the directory."""
    assert home.empty()
    home.path.rmdir()
    home.path.mkdir()
    assert not home.empty()
    assert home.empty()


def test_removing_what_is_not_there_is_done() -> None:
    """There is nothing to do."""
    remove(Path("/nowhere/at/all"))
