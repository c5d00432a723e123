"""The course's data: shown as they lie, or copied so that any user can read them."""

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.sandbox.data import can_be_shown, copy, prepared
from autograder.sandbox.tiers import LANDLOCK, NAMESPACES, SECCOMP, UID, Plan
from autograder.sandbox.visible import Unsuitable

L3, L2, L1 = Plan((NAMESPACES, UID, SECCOMP)), Plan((UID, LANDLOCK, SECCOMP)), Plan((LANDLOCK, SECCOMP))


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that other users can pass through, unlike pytest's."""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as name:
        os.chmod(name, 0o755)
        yield Path(name)


@pytest.fixture
def data(place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that all may read, with a folder in it; temporary files go beside it."""
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    folder = place / "data"
    (folder / "deep").mkdir(parents=True)
    (folder / "a").write_text("a")
    (folder / "deep" / "b").write_bytes(b"b" * 100_000)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return folder


def test_files_that_all_may_read_are_shown_as_they_lie(data: Path) -> None:
    """No folder is needed for workers that have a view of their own, with data or without."""
    assert can_be_shown(str(data))
    assert prepared(str(data), ["/nowhere"], L3) == ""
    assert prepared("", ["/nowhere"], L3) == ""


@pytest.mark.parametrize(
    "spoil",
    [lambda data: data.chmod(0o700), lambda data: (data / "deep").chmod(0o711),
     lambda data: (data / "deep" / "b").chmod(0o640), lambda data: (data / "c").symlink_to("a"),
     lambda data: os.mkfifo(data / "c", 0o666)],
    ids=["folder", "inner folder", "file", "link", "pipe"],
)  # fmt: skip
def test_what_cannot_be_shown_is_copied(data: Path, spoil: Callable[[Path], None]) -> None:
    """Anybody can read the copy, and not even its owner writes it by mistake."""
    spoil(data)
    assert not can_be_shown(str(data))
    folder = Path(prepared(str(data), [], L3))
    assert (folder / "data" / "a").read_text() == "a"
    assert (folder / "data" / "deep" / "b").stat().st_size == 100_000
    modes = {path.stat().st_mode & 0o777 for path in (folder / "data", *(folder / "data").rglob("*"))}
    assert modes == {0o444, 0o555}


def test_workers_without_a_view_of_their_own_have_a_copy(data: Path) -> None:
    """In the zygote's folder, which others can pass through and not list."""
    folder = Path(prepared(str(data), [], L1))
    assert (folder / "data" / "a").read_text() == "a"
    assert folder.stat().st_mode & 0o777 == 0o711
    assert list(Path(prepared("", [], L1)).iterdir()) == []


def test_links_lead_nowhere_but_to_other_data(data: Path, place: Path) -> None:
    """The copy holds those that stay inside, also absolute ones; pipes are left out."""
    (place / "secret").write_text("secret")
    (data / "inside").symlink_to(data / "deep")
    (data / "deep" / "up").symlink_to("../a")
    (data / "outside").symlink_to(place / "secret")
    (data / "beside").symlink_to("../secret")
    (data / "nowhere").symlink_to("none")
    os.mkfifo(data / "pipe")
    copy(str(data), str(place / "copy"))
    assert sorted(os.listdir(place / "copy")) == ["a", "deep", "inside"]
    assert os.readlink(place / "copy" / "inside") == "deep"
    assert os.readlink(place / "copy" / "deep" / "up") == "../a"
    assert (place / "copy" / "inside" / "up").read_text() == "a"


def test_data_that_hold_what_is_hidden_are_refused(data: Path) -> None:
    """The sentence names both."""
    with pytest.raises(Unsuitable, match=rf"{data}/deep lies inside {data}, .*; move it"):
        prepared(str(data), ["/nowhere", str(data / "deep")], L3)


@pytest.mark.parametrize("plan", [L3, L2, L1], ids=str)
def test_data_that_cannot_be_read_are_refused(place: Path, data: Path, plan: Plan) -> None:
    """The sentence says why; nothing is left."""
    (data / "a").unlink()
    with pytest.raises(Unsuitable, match=r"the data in .* cannot be given .* \(.*none: No such file.*\)"):
        prepared(str(place / "none"), [], plan)
    assert os.listdir(place) == ["data"]


def test_a_copy_that_other_users_cannot_reach_is_refused(data: Path, place: Path) -> None:
    """Where workers are other users, the sentence says how to go on."""
    place.chmod(0o700)
    with pytest.raises(
        Unsuitable, match=rf"\({place}: closed to other users; set TMPDIR to another folder\)"
    ):
        prepared(str(data), [], L2)
    assert os.listdir(place) == ["data"]
    assert prepared("", [], L2)
    assert prepared(str(data), [], L1)
