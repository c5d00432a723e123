"""How much lies in a directory, whatever was done to it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.sandbox import disk
from autograder.sandbox.disk import ENTRY, MOST_DEPTH, disk_used, unnamed

MOST = 10_000_000


@pytest.fixture
def home(tmp_path: Path) -> Iterator[int]:
    """An open directory."""
    descriptor = os.open(tmp_path, os.O_RDONLY)
    yield descriptor
    os.close(descriptor)


def test_files_in_all_folders_are_added_up(tmp_path: Path, home: int) -> None:
    """An empty directory holds nothing; each file and folder counts at least one block."""
    assert disk_used(home, MOST) == 0
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c").write_bytes(bytes(1_000_000))
    (tmp_path / "empty").touch()
    used = disk_used(home, MOST)
    assert 1_000_000 + 3 * ENTRY <= used <= 1_100_000


def test_a_file_with_two_names_counts_once_and_a_link_as_itself(tmp_path: Path, home: int) -> None:
    """What a link points at belongs to somebody else."""
    (tmp_path / "a").write_bytes(bytes(1_000_000))
    os.link(tmp_path / "a", tmp_path / "b")
    os.symlink("/", tmp_path / "root")
    assert disk_used(home, MOST) < 1_100_000


def test_holes_are_free(tmp_path: Path, home: int) -> None:
    """Only blocks that exist fill a disk."""
    with open(tmp_path / "sparse", "wb") as out:
        out.truncate(10**12)
    assert disk_used(home, MOST) < 100_000


def test_counting_stops_above_the_limit(tmp_path: Path, home: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """However much there is, the work is bounded."""
    looked: list[str] = []
    real = os.stat

    def stat(name: str, *, dir_fd: int, follow_symlinks: bool) -> os.stat_result:
        looked.append(name)
        return real(name, dir_fd=dir_fd, follow_symlinks=follow_symlinks)

    monkeypatch.setattr("autograder.sandbox.disk.os.stat", stat)
    for number in range(50):
        (tmp_path / str(number)).touch()
    assert disk_used(home, 10 * ENTRY) > 10 * ENTRY
    assert len(looked) == 11


def test_folders_without_end_are_too_much(tmp_path: Path, home: int) -> None:
    """Nobody can hide what is written in a place too deep to count."""
    deep = tmp_path
    for _ in range(MOST_DEPTH):
        deep /= "d"
        deep.mkdir()
    assert disk_used(home, MOST) <= MOST
    (deep / "d" / "d").mkdir(parents=True)
    assert disk_used(home, MOST) > MOST


def test_more_names_than_can_be_counted_are_too_much(
    tmp_path: Path, home: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even if the limit would allow them."""
    monkeypatch.setattr(disk, "MOST_ENTRIES", 3)
    for name in "abcd":
        (tmp_path / name).touch()
    assert disk_used(home, MOST) > MOST


def test_what_vanishes_meanwhile_is_not_there(
    tmp_path: Path, home: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process goes on while its files are counted."""
    (tmp_path / "a").touch()
    real = os.stat

    def stat(name: str, *, dir_fd: int, follow_symlinks: bool) -> os.stat_result:
        os.unlink(name, dir_fd=dir_fd)
        return real(name, dir_fd=dir_fd, follow_symlinks=follow_symlinks)

    monkeypatch.setattr("autograder.sandbox.disk.os.stat", stat)
    assert disk_used(home, MOST) == 0


def test_what_cannot_be_read_is_too_much(tmp_path: Path, home: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may be written and not listed hides nothing."""

    def closed(*_: object, **__: object) -> int:
        raise PermissionError

    (tmp_path / "a").mkdir()
    monkeypatch.setattr("autograder.sandbox.disk.os.open", closed)
    assert disk_used(home, MOST) > MOST


def test_an_open_file_without_a_name_is_found_by_its_process(tmp_path: Path, home: int) -> None:
    """It fills the disk until it is closed; one that has a name is counted in its folder."""
    before = unnamed([os.getpid()])
    with (
        open(tmp_path / "gone", "wb", buffering=0) as gone,
        open(tmp_path / "kept", "wb", buffering=0) as kept,
    ):
        gone.write(bytes(1_000_000))
        kept.write(bytes(1_000_000))
        os.unlink(tmp_path / "gone")
        assert 1_000_000 <= unnamed([os.getpid(), os.getpid()]) - before < 1_100_000
        assert 1_000_000 <= disk_used(home, MOST) < 1_100_000
    assert unnamed([os.getpid()]) == before
    assert unnamed([2**31 - 1]) == 0
