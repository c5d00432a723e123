"""The system calls that confinement needs: they are done, or they raise."""

import ctypes
import errno
import os
import platform
from pathlib import Path

import pytest

from autograder.sandbox import syscalls
from tests.sandbox.forks import facts_of, in_a_fork, numbers_in_headers, refusal, skip_unless

GET_NO_NEW_PRIVS, GET_DUMPABLE = 39, 3
SETS = ("CapInh", "CapPrm", "CapEff", "CapAmb")


def test_a_call_that_fails_says_which_and_why() -> None:
    """Silence would be taken for protection."""
    with pytest.raises(OSError, match=r"prctl\(99999\): Invalid argument") as caught:
        syscalls.prctl(99_999)
    assert caught.value.errno == errno.EINVAL
    assert syscalls.checked(7, "what") == 7


def test_where_there_is_no_prctl_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other systems have other layers."""
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: object())
    syscalls.prctl(99_999)


def test_a_call_that_this_processor_does_not_have_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """A number of another kind of processor would be another call."""
    monkeypatch.setattr(syscalls, "CALLS", {})
    with pytest.raises(OSError, match=f"pivot_root is not known for {platform.machine()}"):
        syscalls.pivot_root("/", "/")


def test_calls_are_those_of_this_machines_headers() -> None:
    """As far as the headers know them."""
    known = numbers_in_headers(platform.machine())
    mine = {name: number for name, number in syscalls.CALLS.items() if number <= max(known.values())}
    assert mine == {name: known.get(name) for name in mine}
    assert {"pivot_root", "capset"} <= set(mine)


def test_what_cannot_be_done_is_refused() -> None:
    """Each call's own error; nothing has changed."""
    assert refusal(lambda: syscalls.unshare(1)) == "EINVAL"
    assert refusal(lambda: syscalls.enter_namespace(-1, 0)) == "EBADF"
    assert refusal(lambda: syscalls.unmount("/no/such/place")) in ("ENOENT", "EPERM")
    assert refusal(lambda: syscalls.pivot_root("/no/such/place", "/")) in ("ENOENT", "EPERM")
    with pytest.raises(OSError, match="mount tmpfs on /no/such/place"):
        syscalls.mount("tmpfs", "/no/such/place", "tmpfs", 0)


def test_a_namespace_can_be_left_and_joined_again() -> None:
    """The zygote returns to its own after each worker."""
    skip_unless(lambda: syscalls.unshare(syscalls.NEW_UTS))

    def leave_and_return() -> list[str]:
        own = os.open("/proc/self/ns/uts", os.O_RDONLY)
        seen = [os.readlink("/proc/self/ns/uts")]
        syscalls.unshare(syscalls.NEW_UTS)
        seen.append(os.readlink("/proc/self/ns/uts"))
        syscalls.enter_namespace(own, syscalls.NEW_UTS)
        return [*seen, os.readlink("/proc/self/ns/uts")]

    first, second, third = in_a_fork(leave_and_return)
    assert first == third != second


def test_what_is_mounted_has_its_options_until_it_is_unmounted(tmp_path: Path) -> None:
    """A file system of a given size, in a view of one's own."""
    skip_unless(lambda: syscalls.unshare(syscalls.NEW_MOUNTS))

    def mount() -> tuple[int, list[str], list[str]]:
        syscalls.unshare(syscalls.NEW_MOUNTS)
        syscalls.mount(None, "/", None, syscalls.RECURSIVE | syscalls.PRIVATE)
        syscalls.mount("tmpfs", str(tmp_path), "tmpfs", syscalls.NO_SUID, "size=40k")
        facts = os.statvfs(tmp_path)
        (tmp_path / "a").touch()
        inside = os.listdir(tmp_path)
        syscalls.unmount(str(tmp_path))
        return facts.f_blocks * facts.f_frsize, inside, os.listdir(tmp_path)

    assert in_a_fork(mount) == [40960, ["a"], []]
    assert os.listdir(tmp_path) == []


def test_new_privileges_can_be_ruled_out() -> None:
    """The kernel keeps the promise."""

    def promise() -> tuple[str, int]:
        syscalls.no_new_privileges()
        return facts_of()["NoNewPrivs"], syscalls.libc().prctl(GET_NO_NEW_PRIVS, 0, 0, 0, 0)

    assert in_a_fork(promise) == ["1", 1]


def test_capabilities_are_given_up() -> None:
    """None is left, nor can root get one by starting a program."""

    def give_up() -> dict[str, str]:
        syscalls.drop_capabilities()
        return facts_of()

    facts = in_a_fork(give_up)
    assert {int(facts[name], 16) for name in SETS} == {0}
    if os.geteuid() == 0:
        assert int(facts["CapBnd"], 16) == 0


def test_an_option_is_passed_on() -> None:
    """What is set can be read."""

    def look() -> list[int]:
        read = []
        for value in (0, 1):
            syscalls.prctl(syscalls.PR_SET_DUMPABLE, value)
            read.append(syscalls.libc().prctl(GET_DUMPABLE, 0, 0, 0, 0))
        return read

    assert in_a_fork(look) == [0, 1]
