"""What a process tree has used, and its end."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from autograder.sandbox import clock
from tests.sandbox.processes import wait_for_the_end

NOBODY = 2**31 - 1


@contextmanager
def shell(script: str) -> Iterator[tuple[subprocess.Popen[bytes], list[int]]]:
    """A shell and the processes whose numbers it prints on its first line."""
    with subprocess.Popen(["sh", "-c", script], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        numbers = list(map(int, process.stdout.readline().split()))
        yield process, numbers
        clock.kill_tree(process.pid)


def test_a_tree_is_a_process_and_its_descendants() -> None:
    """Parents come first; the children of all threads count."""
    with shell("sleep 1000 & a=$!; sh -c 'sleep 1000 & echo '$a' $$ $!; wait'; wait") as (process, numbers):
        found = list(clock.tree(process.pid))
        assert found[0] == process.pid
        assert set(found) == {process.pid, *numbers}
        assert set(numbers) <= set(clock.tree(os.getpid()))


def test_a_process_started_by_a_thread_is_a_child() -> None:
    """The kernel lists children by thread."""
    started: list[subprocess.Popen[bytes]] = []
    done, over = threading.Event(), threading.Event()

    def start() -> None:
        started.append(subprocess.Popen(["sleep", "1000"]))
        done.set()
        over.wait()

    thread = threading.Thread(target=start)
    thread.start()
    done.wait()
    assert started[0].pid in clock.children(os.getpid())
    over.set()
    thread.join()
    clock.kill_tree(started[0].pid)
    assert started[0].wait() == -9


def test_killing_a_tree_ends_all_of_it() -> None:
    """Stopped processes and children of children too; to end it again does no harm."""
    with shell("sleep 1000 & kill -STOP $!; echo $!; wait") as (process, (child,)):
        clock.kill_tree(process.pid)
        clock.kill_tree(process.pid)
        assert process.wait() == -9
        wait_for_the_end([child])


def test_a_process_that_is_gone_has_used_nothing() -> None:
    """Asking is no error, and neither is ending it."""
    assert clock.children(NOBODY) == []
    assert clock.cpu_seconds([NOBODY]) == 0
    assert clock.threads(NOBODY) == 0
    clock.kill_tree(NOBODY)


def test_cpu_time_only_grows() -> None:
    """It counts this process, in seconds, and the children it has waited for."""
    before = clock.cpu_seconds([os.getpid()])
    subprocess.run(["sh", "-c", "i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done"], check=True)
    assert clock.cpu_seconds([os.getpid()]) > before
    assert clock.threads(os.getpid()) >= 1


def test_short_work_is_seen_exactly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Finer than a tick; where the kernel does not count so finely, in ticks."""
    seen = [clock.exact_seconds([os.getpid()])]
    for _ in range(5):
        while clock.exact_seconds([os.getpid()]) == seen[-1]:
            sum(range(1000))
        seen.append(clock.exact_seconds([os.getpid()]))
    assert seen == sorted(set(seen))
    assert clock.exact_seconds([NOBODY]) == 0
    monkeypatch.setattr(clock, "Path", lambda name: Path(str(name).replace("/task", "/nothing")))
    assert clock.exact_seconds([os.getpid()]) == clock.cpu_seconds([os.getpid()])


@pytest.mark.parametrize("name", ["sleep", "a) R 1 (b"])
def test_a_process_may_have_any_name(name: str, tmp_path: os.PathLike[str]) -> None:
    """Brackets and spaces in a name do not shift the fields."""
    path = os.path.join(tmp_path, name)
    os.symlink("/bin/sleep", path)
    with subprocess.Popen([path, "1000"]) as process:
        assert clock.threads(process.pid) == 1
        clock.kill_tree(process.pid)


def test_what_processes_use_is_added_up() -> None:
    """Time, threads and memory in one look; a process that waits to be collected is still one."""
    me = clock.usage([os.getpid()])
    assert me.cpu <= clock.cpu_seconds([os.getpid()])
    assert me.tasks == clock.threads(os.getpid())
    assert me.resident > 10_000_000
    assert clock.usage([os.getpid()] * 2).tasks == 2 * me.tasks
    assert clock.usage([NOBODY]) == clock.Usage(0, 1, 0)
    with subprocess.Popen(["true"]) as process:
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert clock.usage([process.pid]).tasks == 1
        assert clock.usage([process.pid]).resident == 0


def test_a_process_that_has_ended_is_not_taken_for_its_successor() -> None:
    """Whatever has its number now is not touched, though it lives."""
    with subprocess.Popen(["sleep", "1000"]) as ended:
        process = clock.Process(ended.pid)
        assert process.lives()
        process.kill_tree()
    assert not process.lives()
    with subprocess.Popen(["sleep", "1000"]) as successor:
        process.pid = successor.pid
        process.kill_tree()
        assert process.children() == []
        assert successor.poll() is None
        clock.Process(successor.pid).kill_tree()
    process.close()
    process.close()


def test_a_process_that_never_was_does_not_live() -> None:
    """There is nothing to end."""
    process = clock.Process(NOBODY)
    assert not process.lives()
    process.kill_tree()


def test_a_process_may_call_itself_anything() -> None:
    """Its name stands among its numbers, in any bytes."""
    name = r"ctypes.CDLL(None).prctl(15, b') \xff 9 (\n', 0, 0, 0)"
    code = f"import ctypes, time; {name}; print(flush=True); time.sleep(99)"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as named:
        assert named.stdout is not None
        named.stdout.readline()
        assert clock.threads(named.pid) == 1
        assert clock.usage([named.pid]).resident > 0
        named.kill()


@pytest.mark.slow
def test_who_has_the_number_of_a_process_that_ended_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """While a tree that keeps forking is stopped, numbers go to others: here, to a child of this process."""
    with subprocess.Popen(["sleep", "1000"]) as innocent, subprocess.Popen(["sleep", "1000"]) as guilty:
        real, rounds = clock.tree, []

        def tree(pid: int) -> Iterator[int]:
            rounds.append(pid)
            yield from real(pid)
            if len(rounds) == 1:
                yield NOBODY  # ended before it could be held

        monkeypatch.setattr(clock, "tree", tree)
        holding = clock.Process.__init__

        def reused(self: clock.Process, pid: int) -> None:
            holding(self, pid)
            if pid == NOBODY:
                self.pid = innocent.pid

        monkeypatch.setattr(clock.Process, "__init__", reused)
        clock.kill_tree(guilty.pid)
        assert guilty.wait() == -9
        assert innocent.poll() is None
        innocent.kill()
