"""Limits watched from outside: every one has its sentence. Clocks here are numbers, nothing is measured."""

import os
import time
from collections.abc import Callable, Iterator

import pytest

from autograder.model import Limits
from autograder.sandbox import clock, memory
from autograder.sandbox.clock import Usage
from autograder.sandbox.endings import WorkerLost
from autograder.sandbox.meter import DISK_SELDOM, NOW_AND_THEN, LoadMeter, Meter, Room
from autograder.sandbox.overruns import IDLE


class Kernel:
    """What the kernel would say."""

    cpu = 0.0
    wall = 0.0
    processes = 1
    threads = 0  # beside one in each process
    resident = 0  # in each process
    shares = 0  # of them all


@pytest.fixture
def kernel(monkeypatch: pytest.MonkeyPatch) -> Kernel:
    kernel = Kernel()
    tree: Callable[[int], Iterator[int]] = lambda pid: iter(range(kernel.processes))  # noqa: E731

    def usage(pids: list[int]) -> Usage:
        return Usage(kernel.cpu, len(pids) + kernel.threads, len(pids) * kernel.resident)

    monkeypatch.setattr(clock, "tree", tree)
    monkeypatch.setattr(clock, "usage", usage)
    monkeypatch.setattr(clock, "cpu_seconds", lambda pids: kernel.cpu)
    monkeypatch.setattr(memory, "shares", lambda pids: kernel.shares)
    monkeypatch.setattr("autograder.sandbox.meter.time.monotonic", lambda: kernel.wall)
    return kernel


@pytest.fixture
def watch(kernel: Kernel) -> Meter:
    """One second a call, three a task, four processes, a gigabyte; the first look has been taken."""
    watch = Meter(1, 1, 3, 4, Room(Limits(memory=10**9)))
    watch.start()
    watch()
    return watch


def says(watch: Meter) -> str:
    """Why the next look ends the run."""
    with pytest.raises(WorkerLost) as caught:
        watch()
    return str(caught.value)


def test_within_the_limits_nothing_happens(watch: Meter, kernel: Kernel) -> None:
    """Up to each limit, and no further."""
    kernel.cpu, kernel.wall, kernel.processes, kernel.resident = 1, IDLE, 4, 250_000_000
    watch()
    assert watch.cpu() == 1
    assert watch.tasks() == 4


def test_computing_too_long_ends_a_call(watch: Meter, kernel: Kernel) -> None:
    """The clock is the tree's CPU time since the first look; how much it was is not told."""
    kernel.cpu = 1.01
    assert says(watch) == (
        "it used more than 1 s of computing time in one call, which is the limit for one call"
    )


def test_the_judges_own_time_in_callbacks_counts(watch: Meter, kernel: Kernel) -> None:
    """What the student asks for, the student pays for."""
    kernel.cpu = 0.5
    with pytest.raises(WorkerLost, match="one call"):
        watch.charge(0.6)


def test_callbacks_are_looked_at_now_and_then(watch: Meter, kernel: Kernel) -> None:
    """Short ones too, lest they put off every look."""
    kernel.cpu = 2
    for _ in range(NOW_AND_THEN - 1):
        watch.charge(0)
    with pytest.raises(WorkerLost, match="one call"):
        watch.charge(0)


def test_waiting_too_long_ends_a_call(watch: Meter, kernel: Kernel) -> None:
    """A process that sleeps is given a multiple of the limit."""
    kernel.wall = IDLE + 0.1
    assert says(watch) == "it waited for more than 4 s without finishing, which is the limit for one call"


@pytest.mark.parametrize(("processes", "threads"), [(5, 0), (1, 4), (3, 2)])
def test_processes_and_threads_are_counted_together(
    watch: Meter, kernel: Kernel, processes: int, threads: int
) -> None:
    """The tree is counted, not the machine."""
    kernel.processes, kernel.threads = processes, threads
    assert says(watch) == "it started more than 4 processes and threads, which is the limit"


def test_the_memory_of_all_processes_is_added_up(watch: Meter, kernel: Kernel) -> None:
    """Each may be below the limit; pages that they share count once."""
    kernel.processes, kernel.resident, kernel.shares = 3, 600_000_000, 800_000_000
    for _ in range(20):
        watch()
    kernel.shares = 1_200_000_000
    for _ in range(-20 % memory.SELDOM):
        watch()
    assert says(watch) == "its processes together hold more memory than the 1 GB that a submission may use"


def test_one_process_may_hold_too_much_as_well(watch: Meter, kernel: Kernel) -> None:
    """Memory that is shared on purpose escapes the kernel's own limit."""
    kernel.resident = kernel.shares = 1_000_000_001
    assert says(watch) == "it holds more memory than the 1 GB that a submission may use"


def test_what_is_written_is_counted_now_and_then(kernel: Kernel) -> None:
    """Where no file system of its own bounds it; counting costs time."""
    counts: list[int] = []

    def written() -> int:
        counts.append(1)
        return 10**6 * len(counts)

    watch = Meter(1, 1, 3, 4, Room(Limits(disk=2_000_000), written))
    for _ in range(2 * DISK_SELDOM + DISK_SELDOM - 1):
        watch()
    assert len(counts) == 2
    assert says(watch) == "it wrote more than the 2 MB that a submission may write"


def test_a_meter_may_watch_time_and_number_only(kernel: Kernel) -> None:
    """Without a room nothing else is looked at."""
    kernel.resident = kernel.shares = 10**15
    Meter(1, 1, 3, 4)()


def test_each_call_has_its_own_clock(watch: Meter, kernel: Kernel) -> None:
    """What earlier calls used, and waited for, is past."""
    for _ in range(3):
        kernel.cpu += 0.9
        kernel.wall += IDLE
        watch()
        watch.start()
        watch()


def test_all_calls_together_have_the_tasks_limit(watch: Meter, kernel: Kernel) -> None:
    """It is looked at while a call waits, and between examples now and then."""
    kernel.cpu = 3.5
    watch.start()
    assert says(watch) == (
        "it used more than 3 s of computing time in this task, which is the limit for one task"
    )
    for _ in range(NOW_AND_THEN - 1):
        watch.check_now_and_then()
    with pytest.raises(WorkerLost, match="in this task"):
        watch.check_now_and_then()


def test_loading_has_words_of_its_own(kernel: Kernel) -> None:
    """What is a call later is a statement here."""
    watch = LoadMeter(1, 1, 3, 4)
    watch()
    kernel.cpu = 1.5
    assert says(watch) == (
        "it used more than 1 s of computing time in one statement, which is the limit for one statement"
    )
    kernel.cpu, kernel.wall = 0.5, IDLE + 1
    assert (
        says(watch) == "it waited for more than 4 s without finishing, which is the limit for one statement"
    )
    kernel.cpu = 3.5
    watch.start()
    assert says(watch) == (
        "it used more than 3 s of computing time while it was loaded, which is the limit for loading"
    )


def test_waiting_in_many_calls_adds_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each call waits a little; all together take longer than the task may."""
    clock_now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock_now[0])
    meter = Meter(os.getpid(), call=1e6, task=1e6, processes=1000)
    meter.task = 10.0
    monkeypatch.setattr(clock, "usage", lambda members: clock.Usage(0.0, 1, 0))
    monkeypatch.setattr(clock, "delayed", lambda members: 0.0)
    for _ in range(40):
        meter.start()
        clock_now[0] += 1.0
        meter()
        meter.stop()
    meter.start()
    clock_now[0] += 1.0
    with pytest.raises(WorkerLost, match="more than 40 s by the clock in this task"):
        meter()


def test_who_gets_no_processor_is_not_idle(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time spent in the queue for a processor is the machine's; up to a point."""
    clock_now, starved = [0.0], [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock_now[0])
    monkeypatch.setattr(clock, "usage", lambda members: clock.Usage(0.0, 1, 0))
    monkeypatch.setattr(clock, "delayed", lambda members: starved[0])
    meter = Meter(os.getpid(), call=1.0, task=1e6, processes=1000)
    meter.start()
    meter()
    clock_now[0], starved[0] = 6.0, 3.0
    meter()
    starved[0] = 1.0
    with pytest.raises(WorkerLost, match="waited for more than 4 s"):
        meter()
    clock_now[0], starved[0] = 50.0, 50.0
    with pytest.raises(WorkerLost, match="waited for more than 4 s"):
        meter()
