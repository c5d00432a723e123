"""How much memory a process tree holds."""

import mmap
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from autograder.sandbox import clock, memory
from autograder.sandbox.memory import SELDOM, Memory, anonymous, shares

NOBODY = 2**31 - 1
MB = 1_000_000


def filled(size: int) -> mmap.mmap:
    """Memory of this process that is really there."""
    made = mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    made.write(b"x" * size)
    return made


@contextmanager
def child(work: Callable[[], object]) -> Iterator[int]:
    """A fork that has done this work and waits."""
    told, ready = os.pipe()
    over, end = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(end)
            keep = work()
            os.write(ready, b"x")
            os.read(over, 1)
            del keep
        finally:
            os._exit(0)
    os.read(told, 1)
    try:
        yield pid
    finally:
        for descriptor in (told, ready, over, end):
            os.close(descriptor)
        os.kill(pid, 9)
        os.waitpid(pid, 0)


def quick(pids: list[int]) -> int:
    return clock.usage(pids).resident


def test_pages_that_a_fork_shares_count_once() -> None:
    """Four children that only look at what their parent holds add next to nothing."""
    kept = filled(60 * MB)
    alone = shares([os.getpid()])
    assert alone is not None
    with ExitStack() as stack:
        pids = [os.getpid(), *(stack.enter_context(child(lambda: sum(kept[::4096]))) for _ in range(4))]
        held = shares(pids)
        assert held is not None
        assert quick(pids) > 5 * 60 * MB
        assert held < alone + 30 * MB
        watch = Memory(alone + 30 * MB)
        assert not any(watch.over(pids, quick(pids)) for _ in range(2 * SELDOM))


def test_pages_that_a_child_writes_are_its_own() -> None:
    """Each child's share grows by what it makes."""
    with child(lambda: filled(50 * MB)) as one, child(lambda: filled(50 * MB)) as two:
        held = shares([one, two])
        assert held is not None
        assert held > 100 * MB
        assert Memory(90 * MB).over([one, two], quick([one, two]))
        assert not Memory(held + 30 * MB).over([one, two], quick([one, two]))


def test_memory_that_is_shared_on_purpose_counts() -> None:
    """The kernel's limit for one process does not see it."""

    def shared() -> mmap.mmap:
        made = mmap.mmap(-1, 50 * MB)
        made.write(b"x" * 50 * MB)
        return made

    with child(shared) as pid:
        held = shares([pid])
        assert held is not None
        assert held >= 50 * MB


def test_below_the_quick_sum_nobody_looks_closer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The exact sum costs milliseconds: only when the quick one is over, and then at every fourth look."""
    asked: list[list[int]] = []

    def few(pids: list[int]) -> int:
        asked.append(pids)
        return 5

    monkeypatch.setattr(memory, "shares", few)
    watch = Memory(10)
    for _ in range(9):
        assert not watch.over([NOBODY], 10)
    assert not asked
    for _ in range(9):
        assert not watch.over([NOBODY], 11)
    assert len(asked) == 3


@pytest.mark.parametrize("error", [PermissionError, None])
def test_where_shares_are_not_to_be_seen_growth_counts(
    monkeypatch: pytest.MonkeyPatch, error: type[OSError] | None
) -> None:
    """What the first process holds, and what the others have taken since they were first seen."""
    held = {1: 100, 2: 100, 3: 0}
    real = Path.read_text

    def read_text(path: Path, *args: str, **kwargs: str) -> str:
        if path.name != "smaps_rollup":
            return real(path, *args, **kwargs)
        if error is None:
            return "Rss:  1 kB\n"
        raise error

    monkeypatch.setattr(Path, "read_text", read_text)
    monkeypatch.setattr(memory, "anonymous", held.__getitem__)
    watch = Memory(150)
    pids = [1, 2, 3]
    assert not watch.over(pids, 200)  # a fork looks as large as its parent
    held.update({2: 80, 3: 20})
    assert not watch.over(pids, 100)  # it lets go of some, another takes some
    held.update({2: 100, 3: 35})
    assert watch.over(pids, 235)  # 100 + 20 + 35


def test_a_process_that_is_gone_holds_nothing() -> None:
    """Neither one that is unknown nor one that waits to be collected."""
    assert shares([NOBODY]) == 0
    assert anonymous(NOBODY) == 0
    with subprocess.Popen(["true"]) as process:
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert shares([process.pid]) == 0


def test_what_is_anonymous_is_no_file_and_not_shared() -> None:
    """The pages of the interpreter itself are not counted."""
    before = anonymous(os.getpid())
    kept = filled(20 * MB)
    grown = anonymous(os.getpid()) - before
    assert 19 * MB < grown < 60 * MB  # of which some is what the interpreter takes meanwhile
    kept.close()
