"""Landlock: what the rules name stays in reach, all else is refused."""

import errno
import fcntl
import os
import shutil
import socket
import stat
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from autograder.sandbox import landlock, syscalls
from autograder.sandbox.landlock import Rules
from tests.sandbox.forks import in_a_fork, needs_root, ordinary_user, refusal

HAVE = landlock.version()
ENTROPY = 0x80045200  # RNDGETENTCNT


def since(version: int) -> pytest.MarkDecorator:
    """Skip where the kernel's Landlock is older."""
    return pytest.mark.skipif(version > HAVE, reason=f"version {version} is needed, this kernel has {HAVE}")


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    """Folders `read`, `write` and `other`, each with a file and a folder with a file."""
    for name in ("read", "write", "other"):
        (tmp_path / name / "deep").mkdir(parents=True)
        (tmp_path / name / "a").write_text("a")
        (tmp_path / name / "deep" / "b").write_text("b")
    return tmp_path


def ruled(root: Path, look: Callable[[], Any], devices: Iterable[str] = ("/dev/null",)) -> Any:
    """What a process finds out under rules for these folders."""

    def begin() -> Any:
        syscalls.no_new_privileges()
        read, write = (str(root / name) for name in ("read", "write"))
        landlock.restrict(Rules(["/usr", "/bin", "/lib", "/lib64", read], [write], devices))
        return look()

    return in_a_fork(begin)


def answers(folder: Path) -> dict[str, str]:
    """How each thing that one can do in a folder is refused."""
    attempts: dict[str, Callable[[], object]] = {
        "read": (folder / "a").read_text,
        "read below": (folder / "deep" / "b").read_text,
        "list": lambda: os.listdir(folder),
        "list below": lambda: os.listdir(folder / "deep"),
        "write": lambda: open(folder / "a", "r+").close(),
        "write below": lambda: open(folder / "deep" / "b", "r+").close(),
        "make a file": (folder / "new").touch,
        "make a folder": (folder / "new folder").mkdir,
        "make a link": lambda: (folder / "link").symlink_to("a"),
        "make a pipe": lambda: os.mkfifo(folder / "pipe"),
        "rename": lambda: os.rename(folder / "a", folder / "c"),
        "remove": (folder / "deep" / "b").unlink,
        "remove a folder": (folder / "deep").rmdir,
    }
    return {what: refusal(attempt) for what, attempt in attempts.items()}


@since(1)
@pytest.mark.parametrize(
    ("folder", "allowed"),
    [
        ("read", {"read", "read below", "list", "list below"}),
        ("write", None),
        ("other", set()),
    ],
)
def test_a_folder_is_read_or_worked_in_or_out_of_reach(
    folders: Path, folder: str, allowed: set[str] | None
) -> None:
    """A rule holds for all below a folder; None stands for everything."""
    found = ruled(folders, lambda: answers(folders / folder))
    assert {what for what, why in found.items() if not why} == (set(found) if allowed is None else allowed)
    assert set(found.values()) <= {"", "EACCES"}


@since(1)
def test_a_program_out_of_reach_is_not_started(folders: Path) -> None:
    """One that can be read is, and so is one in the working directory."""
    for name in ("write", "read", "other"):
        shutil.copy("/bin/true", folders / name / "true")

    def start() -> list[str]:
        return [
            refusal(lambda name=name: subprocess.run([folders / name / "true"], check=True))  # type: ignore[misc]
            for name in ("write", "read", "other")
        ]

    assert ruled(folders, start) == ["", "", "EACCES"]


@since(1)
@needs_root
def test_nobody_makes_devices(folders: Path) -> None:
    """Not in the working directory either, and not as root."""

    def make() -> list[str]:
        return [
            refusal(lambda kind=kind: os.mknod(folders / "write" / "device", kind | 0o600, os.makedev(1, 3)))  # type: ignore[misc]
            for kind in (stat.S_IFCHR, stat.S_IFBLK)
        ]

    assert ruled(folders, make) == ["EACCES", "EACCES"]


@since(2)
def test_no_file_moves_to_where_more_is_allowed(folders: Path) -> None:
    """Neither a link nor a new name makes a file writable."""

    def move() -> list[str]:
        source, target = folders / "read" / "a", folders / "write" / "moved"
        return [refusal(lambda: os.link(source, target)), refusal(lambda: os.rename(source, target))]

    assert set(ruled(folders, move)) <= {"EXDEV", "EACCES"}


@since(3)
def test_a_file_that_is_only_read_is_not_cut_short(folders: Path) -> None:
    """Nor one out of reach."""

    def cut() -> list[str]:
        return [
            refusal(lambda name=name: os.truncate(folders / name / "a", 0))  # type: ignore[misc]
            for name in ("read", "other", "write")
        ]

    assert ruled(folders, cut) == ["EACCES", "EACCES", ""]
    assert (folders / "read" / "a").read_text() == "a"


@since(1)
def test_a_rule_for_a_file_is_for_this_file(folders: Path) -> None:
    """Its neighbours stay out of reach; so does its content for writing."""
    only = folders / "other" / "a"

    def look() -> list[str]:
        syscalls.no_new_privileges()
        landlock.restrict(Rules([str(only)], []))
        beside = folders / "other" / "deep" / "b"
        return [refusal(only.read_text), refusal(beside.read_text), refusal(lambda: only.write_text("b"))]

    assert in_a_fork(look) == ["", "EACCES", "EACCES"]


@since(1)
def test_devices_are_read_and_written(folders: Path) -> None:
    """Those that are named; a path that does not exist allows nothing and is no error."""

    def use() -> list[str]:
        with open("/dev/null", "r+b") as null:
            null.write(b"a")
            assert null.read() == b""
        return [refusal(lambda: open("/dev/zero", "rb")), refusal(lambda: open("/dev/urandom", "rb"))]

    assert ruled(folders, use, ["/dev/null", "/dev/no such device", "/dev/urandom"]) == ["EACCES", ""]


@since(5)
def test_devices_are_not_controlled(folders: Path) -> None:
    """No ioctl beyond those that every file has."""

    def control() -> str:
        with open("/dev/urandom", "rb") as device:
            return refusal(lambda: fcntl.ioctl(device, ENTROPY, bytes(4)))

    assert ruled(folders, control, ["/dev/urandom"]) == "EACCES"
    with open("/dev/urandom", "rb") as device:
        assert refusal(lambda: fcntl.ioctl(device, ENTROPY, bytes(4))) == ""


@since(4)
def test_there_is_no_tcp(folders: Path) -> None:
    """Neither a port to listen at nor one to connect to."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        def try_both() -> list[str]:
            with socket.socket() as one, socket.socket() as other:
                return [
                    refusal(lambda: one.bind(("127.0.0.1", 0))),
                    refusal(lambda: other.connect(("127.0.0.1", port))),
                ]

        assert ruled(folders, try_both) == ["EACCES", "EACCES"]
        assert in_a_fork(lambda: refusal(lambda: socket.create_connection(("127.0.0.1", port)))) == ""


@since(landlock.OUTSIDE_REACH)
def test_signals_reach_only_who_is_held_by_the_same_rules(folders: Path) -> None:
    """Its own children, not its parent, though the user is the same."""

    def signal() -> list[str]:
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(writing)
            os.read(reading, 1)
            os._exit(0)
        found = [refusal(lambda pid=pid: os.kill(pid, 0)) for pid in (pid, os.getppid())]  # type: ignore[misc]
        os.close(writing)
        return found

    assert ruled(folders, signal) == ["", "EPERM"]


@since(landlock.OUTSIDE_REACH)
def test_abstract_sockets_reach_only_who_is_held_by_the_same_rules(folders: Path) -> None:
    """They have no path that a rule could name."""
    name = f"\0{folders}"[:90]
    with socket.socket(socket.AF_UNIX) as outer:
        outer.bind(name)
        outer.listen()

        def connect() -> list[str]:
            with socket.socket(socket.AF_UNIX) as inner:
                inner.bind(f"{name} inside")
                inner.listen()
                return [
                    refusal(lambda to=to: socket.socket(socket.AF_UNIX).connect(to))  # type: ignore[misc]
                    for to in (name, f"{name} inside")
                ]

        assert ruled(folders, connect) == ["EPERM", ""]


@pytest.mark.parametrize("version", range(1, max(HAVE, 1) + 1))
def test_each_version_withholds_what_it_knows(folders: Path, version: int) -> None:
    """An older kernel is asked only for what it has; files are held back by each."""
    if version > HAVE:
        pytest.skip(f"this kernel has version {HAVE}")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(landlock, "version", lambda: version)
        found = ruled(folders, lambda: [
            refusal((folders / "other" / "a").read_text),
            refusal(lambda: os.truncate(folders / "read" / "a", 0)),
            refusal(lambda: socket.socket().bind(("127.0.0.1", 0))),
            refusal(lambda: os.kill(os.getppid(), 0)),
        ])  # fmt: skip
    assert found[0] == "EACCES"
    assert [bool(refused) for refused in found] == [True, version >= 3, version >= 4, version >= 6]


def test_rights_only_grow_with_the_version() -> None:
    """Thirteen from the start; moving between folders, cutting short and controlling devices came later."""
    rights = [landlock._rights(version) for version in range(1, 9)]
    assert all(new & old == old for old, new in pairwise(rights))
    assert [right.bit_count() for right in rights] == [13, 14, 15, 15, 16, 16, 16, 16]


def test_a_kernel_without_landlock_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is taken to be held."""
    monkeypatch.setattr(landlock, "version", lambda: 0)
    with pytest.raises(OSError, match="no Landlock") as caught:
        landlock.restrict(Rules([], []))
    assert caught.value.errno == errno.ENOSYS


@since(1)
def test_rules_leave_no_descriptor_open(folders: Path) -> None:
    """Whether they hold or a path cannot be named in one."""

    def count() -> list[int]:
        syscalls.no_new_privileges()
        found = [len(os.listdir("/proc/self/fd"))]
        with pytest.raises(NotADirectoryError):
            landlock.restrict(Rules([str(folders / "read" / "a" / "b")], []))
        landlock.restrict(Rules(["/proc", str(folders)], [str(folders)]))
        return [*found, len(os.listdir("/proc/self/fd"))]

    before, after = in_a_fork(count)
    assert before == after


@since(1)
@needs_root
def test_a_path_that_this_user_cannot_name_is_none_to_allow() -> None:
    """The rules hold without it: it is out of reach as before."""
    with tempfile.TemporaryDirectory() as closed:
        (Path(closed) / "deep").mkdir()

        def look() -> str:
            ordinary_user()
            syscalls.no_new_privileges()
            landlock.restrict(Rules(["/usr", f"{closed}/deep"], []))
            return refusal(lambda: os.listdir("/etc"))

        assert in_a_fork(look) == "EACCES"
