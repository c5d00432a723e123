"""The zygote's folder, and those that others have left."""

import os
import tempfile
import time
from pathlib import Path

import pytest

from autograder.sandbox import leftovers
from autograder.sandbox.leftovers import PREFIX, is_abandoned, make_folder, remove


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def old(path: Path) -> Path:
    """A folder that has been there for long."""
    path.mkdir()
    (path / "a").touch()
    os.utime(path, (0, time.time() - 2 * leftovers.YOUNG))
    return path


def test_an_abandoned_folder_goes_when_the_next_is_made(temporary: Path) -> None:
    """Its owner was killed and could not remove it."""
    left = old(temporary / f"{PREFIX}left")
    other = old(temporary / "other")
    made = Path(make_folder())
    assert made.parent == temporary
    assert not left.exists()
    assert other.exists()


def test_a_folder_that_is_held_stays(temporary: Path) -> None:
    """Its owner lives: this process."""
    made = Path(make_folder())
    os.utime(made, (0, 0))
    assert not is_abandoned(made)
    make_folder()
    assert made.exists()


def test_a_new_folder_stays(temporary: Path) -> None:
    """Its owner may be about to hold it."""
    path = temporary / f"{PREFIX}new"
    path.mkdir()
    assert not is_abandoned(path)


def test_a_link_is_not_a_folder_of_ours(temporary: Path) -> None:
    """Whatever it leads to stays."""
    (temporary / f"{PREFIX}link").symlink_to(old(temporary / "kept"))
    make_folder()
    assert (temporary / "kept" / "a").exists()


def test_a_locked_folder_is_removed(tmp_path: Path) -> None:
    """Whatever its owner has done to its modes."""
    (tmp_path / "d" / "e").mkdir(parents=True)
    (tmp_path / "d" / "e" / "a").touch()
    (tmp_path / "d" / "e").chmod(0)
    (tmp_path / "d").chmod(0)
    remove(tmp_path / "d")
    assert list(tmp_path.iterdir()) == []


def test_removing_what_is_not_there_is_done() -> None:
    """There is nothing to do."""
    remove(Path("/nowhere/at/all"))
