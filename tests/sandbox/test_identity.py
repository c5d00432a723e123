"""A user that nobody else is, and the end of all that is its."""

import os
import select
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from autograder.sandbox import identity, jail
from autograder.sandbox.identity import COUNT, FEW, FEW_LOWEST, LOWEST
from tests.sandbox.forks import facts_of, in_a_fork, needs_root, refusal, skip_unless
from tests.sandbox.processes import wait_for_the_end

IDS = 2**32


def test_a_user_id_is_nobodys_and_another_each_time() -> None:
    """Out of a range far above all names."""
    found = {identity.unused() for _ in range(50)}
    assert len(found) > 45
    top = max(int(first) + int(count) for first, _, count in map(str.split, open_map()))
    lowest, count = (LOWEST, COUNT) if top >= LOWEST + COUNT else (FEW_LOWEST, FEW)
    assert all(lowest <= uid < lowest + count for uid in found)


def open_map() -> list[str]:
    return Path("/proc/self/uid_map").read_text().splitlines()


@pytest.mark.parametrize(
    ("ranges", "lowest", "count"),
    [
        (f"0 0 {IDS - 1}\n", LOWEST, COUNT),
        ("0 1000 1\n1 100000 65536\n", FEW_LOWEST, FEW),
        (f"0 1000 65536\n{LOWEST} {LOWEST} {COUNT}\n", LOWEST, COUNT),
        (f"0 0 {LOWEST + COUNT - 1}\n", FEW_LOWEST, FEW),
    ],
)
def test_where_few_ids_exist_it_is_one_of_those(
    ranges: str, lowest: int, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a container whose root is an ordinary user outside."""
    monkeypatch.setattr(Path, "read_text", lambda *_, **__: ranges)
    assert all(lowest <= identity.unused() < lowest + count for _ in range(50))
    assert lowest + count <= max(sum(map(int, line.split()[::2])) for line in ranges.splitlines())


def test_a_namespace_of_one_id_has_no_other() -> None:
    """To become one of the few fails there, and that is noticed."""
    skip_unless(jail.user_namespace)

    def look() -> str:
        jail.user_namespace()
        return refusal(lambda: identity.become(identity.unused()))

    assert in_a_fork(look) in ("EPERM", "EINVAL")


@needs_root
def test_who_has_become_another_user_stays_so() -> None:
    """In no group but its own, and with no right of root."""
    uid = identity.unused()

    def become() -> list[object]:
        os.setgroups([4, 27])
        identity.become(uid)
        rights = facts_of()["CapEff"].strip("0")
        back = [
            refusal(lambda: os.setuid(0)),
            refusal(lambda: os.setgid(0)),
            refusal(lambda: os.setgroups([0])),
        ]
        return [list(os.getresuid()), list(os.getresgid()), os.getgroups(), rights, back]

    assert in_a_fork(become) == [[uid] * 3, [uid] * 3, [], "", ["EPERM"] * 3]


# ---- the end ------------------------------------------------------------------------------------


@contextmanager
def a_user() -> Iterator[int]:
    """A user; whatever a test leaves of it is ended."""
    uid = identity.unused()

    def end_all() -> str:
        identity.become(uid)
        return refusal(lambda: os.kill(-1, signal.SIGKILL))

    yield uid
    in_a_fork(end_all)


@pytest.fixture
def uid() -> Iterator[int]:
    with a_user() as uid:
        yield uid


@pytest.fixture
def other() -> Iterator[int]:
    with a_user() as uid:
        yield uid


def started(uid: int, life: Callable[[int], None]) -> list[int]:
    """Start a process of this user that tells pids, then lives."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(reading)
            identity.become(uid)
            life(writing)
        finally:
            os._exit(0)
    os.close(writing)
    with open(reading) as told:
        return [pid, *map(int, told.read().split())]


def rest(report: int) -> None:
    os.close(report)
    while True:
        signal.pause()


def hide(report: int) -> None:
    """Leave the session and the parent, ignore what can be ignored."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.write(report, f"{os.getpid()} ".encode())
            rest(report)
    os._exit(0)


def run_away(report: int) -> None:
    """Be another process all the time."""
    os.close(report)
    while True:
        if os.fork():
            os._exit(0)


@needs_root
@pytest.mark.parametrize("life", [rest, hide, run_away])
def test_a_sweep_ends_every_process_of_the_user(uid: int, other: int, life: Callable[[int], None]) -> None:
    """In another session, without a parent, always another: none is left; nobody else's is touched."""
    (bystander,) = started(other, rest)
    ended, alive = os.pipe()  # the end comes when the last of them has gone
    pid, *hidden = started(uid, life)
    os.close(alive)
    identity.sweep(uid)
    assert select.select([ended], [], [], 5)[0]
    os.close(ended)
    os.waitpid(pid, 0)
    wait_for_the_end(hidden)
    assert identity.processes_of(other) == [bystander]
    os.kill(bystander, signal.SIGKILL)
    os.waitpid(bystander, 0)


@needs_root
def test_what_has_ended_is_no_process_any_more(uid: int) -> None:
    """A zombie holds nothing; it goes when its parent asks."""
    (pid,) = started(uid, lambda report: None)
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    assert facts_of(pid)["State"].startswith("Z")
    assert identity.processes_of(uid) == []
    os.waitpid(pid, 0)


@needs_root
def test_a_sweep_removes_the_users_files_from_shared_folders(
    uid: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files, folders, links, locked or not; what is others' stays, as does what a link leads to."""
    (tmp_path / "kept").write_text("a")
    (tmp_path / "folder" / "deep").mkdir(parents=True)
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to("kept")
    for name in ("folder/deep", "folder", "file", "link"):
        os.lchown(tmp_path / name, uid, uid)
    (tmp_path / "folder").chmod(0)
    monkeypatch.setattr(identity, "SHARED", ("/no/such/folder", str(tmp_path)))
    identity.sweep(uid)
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_shared_folders_are_those_that_all_may_write() -> None:
    """Of those that are there, each is open to everybody."""
    modes = []
    for folder in (*identity.SHARED, tempfile.gettempdir()):
        with suppress(FileNotFoundError):
            modes.append(os.stat(folder).st_mode & 0o1002)
    assert set(modes) == {0o1002}
