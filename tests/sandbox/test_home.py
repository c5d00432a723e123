"""The directory that one submission's process works in, through an open descriptor."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.sandbox.home import LISTING, Home
from autograder.sandbox.leftovers import remove

LIMIT = 1000


@pytest.fixture
def place(tmp_path: Path) -> Path:
    path = tmp_path / "home"
    path.mkdir()
    return path


@pytest.fixture
def home(place: Path) -> Iterator[Home]:
    home = Home(os.open(place, LISTING))
    yield home
    home.close()


def names(place: Path) -> list[str]:
    return sorted(path.relative_to(place).as_posix() for path in place.rglob("*"))


def test_it_is_restored_to_what_was_remembered(home: Home, place: Path) -> None:
    """Files and folders come back; links and pipes are not kept."""
    (place / "d").mkdir()
    (place / "d" / "a").write_text("a")
    os.symlink("/", place / "link")
    os.mkfifo(place / "pipe")
    home.remember(LIMIT)
    (place / "d" / "a").write_text("b")
    (place / "e").touch()
    assert home.restore()
    assert names(place) == ["d", "d/a"]
    assert (place / "d" / "a").read_text() == "a"


def test_what_is_remembered_last_counts(home: Home, place: Path) -> None:
    """An empty directory is remembered as one."""
    (place / "a").touch()
    home.remember(LIMIT)
    (place / "a").unlink()
    home.remember(LIMIT)
    (place / "b").touch()
    assert home.restore()
    assert names(place) == []


def test_a_link_is_removed_and_not_followed(home: Home, place: Path, tmp_path: Path) -> None:
    """Neither what a link to a file nor what a link to a folder leads to is touched or read."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_text("kept")
    (place / "to a folder").symlink_to(outside)
    (place / "to a file").symlink_to(outside / "kept")
    home.remember(LIMIT)
    assert home.pristine == {}
    assert home.restore()
    assert names(place) == []
    assert (outside / "kept").read_text() == "kept"


def test_a_folder_that_became_a_link_is_not_written_through(
    home: Home, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even if it is exchanged while the directory is restored."""
    (place / "d").mkdir()
    (place / "d" / "a").write_text("a")
    home.remember(LIMIT)
    outside = tmp_path / "outside"
    outside.mkdir()
    make = os.mkdir

    def exchanged(name: str, mode: int, *, dir_fd: int) -> None:
        make(name, mode, dir_fd=dir_fd)
        os.rmdir(name, dir_fd=dir_fd)
        os.symlink(outside, name, dir_fd=dir_fd)

    monkeypatch.setattr(os, "mkdir", exchanged)
    assert not home.restore()
    assert names(outside) == []


def test_more_than_there_may_be_is_not_kept(home: Home, place: Path) -> None:
    """A sparse file costs its owner nothing, and the grader a gigabyte."""
    with open(place / "large", "wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(OSError, match="more"):
        home.remember(LIMIT)


def test_a_directory_that_was_removed_cannot_be_restored(home: Home, place: Path) -> None:
    """Even if there is another one of its name."""
    assert home.restore()
    place.rmdir()
    place.mkdir()
    assert not home.restore()


def test_what_is_nested_without_end_is_not_restored(home: Home, place: Path) -> None:
    """Nor does it harm; whoever asked takes a new directory."""
    at = os.dup(home.descriptor)
    for _ in range(1500):
        os.mkdir("d", dir_fd=at)
        inner = os.open("d", LISTING, dir_fd=at)
        os.close(at)
        at = inner
    os.close(at)
    assert not home.restore()
    remove(place)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give files away")
def test_what_is_restored_belongs_to_the_student(home: Home, place: Path) -> None:
    """Who owns the directory owns what is put back."""
    (place / "d").mkdir()
    (place / "d" / "a").write_text("a")
    os.chown(place, 12_345, 12_345)
    home.remember(LIMIT)
    assert home.restore()
    assert {path.stat().st_uid for path in place.rglob("*")} == {12_345}
