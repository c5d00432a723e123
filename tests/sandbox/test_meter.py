"""Deadlines from outside: every limit has its sentence. Clocks here are numbers, nothing is measured."""

from collections.abc import Callable, Iterator

import pytest

from autograder.sandbox import clock
from autograder.sandbox.endings import WorkerLost
from autograder.sandbox.meter import IDLE, NOW_AND_THEN, Meter


class Times:
    """What the kernel would say."""

    cpu = 0.0
    wall = 0.0
    processes = 1


@pytest.fixture
def times(monkeypatch: pytest.MonkeyPatch) -> Times:
    times = Times()
    tree: Callable[[int], Iterator[int]] = lambda pid: iter(range(times.processes))  # noqa: E731
    monkeypatch.setattr(clock, "tree", tree)
    monkeypatch.setattr(clock, "cpu_seconds", lambda pids: times.cpu)
    monkeypatch.setattr("autograder.sandbox.meter.time.monotonic", lambda: times.wall)
    return times


@pytest.fixture
def watch(times: Times) -> Meter:
    """One second a call, three a task, four processes; the first look has been taken."""
    watch = Meter(1, 1, 3, 4)
    watch.start()
    watch()
    return watch


def test_within_the_limits_nothing_happens(watch: Meter, times: Times) -> None:
    """Up to each limit, and no further."""
    times.cpu, times.wall, times.processes = 1, IDLE, 4
    watch()
    assert watch.cpu() == 1


def test_computing_too_long_ends_a_call(watch: Meter, times: Times) -> None:
    """The clock is the tree's CPU time since the first look."""
    times.cpu = 1.01
    with pytest.raises(WorkerLost, match="more than 1 s of computing time in one call"):
        watch()


def test_the_judges_own_time_in_callbacks_counts(watch: Meter, times: Times) -> None:
    """What the student asks for, the student pays for."""
    times.cpu = 0.5
    with pytest.raises(WorkerLost, match="one call"):
        watch.charge(0.6)


def test_callbacks_are_looked_at_now_and_then(watch: Meter, times: Times) -> None:
    """Short ones too, lest they put off every look."""
    times.cpu = 2
    for _ in range(NOW_AND_THEN - 1):
        watch.charge(0)
    with pytest.raises(WorkerLost, match="one call"):
        watch.charge(0)


def test_waiting_too_long_ends_a_call(watch: Meter, times: Times) -> None:
    """A process that sleeps is given a multiple of the limit."""
    times.wall = IDLE + 0.1
    with pytest.raises(WorkerLost, match="waited for more than 4 s"):
        watch()


def test_too_many_processes_end_a_call(watch: Meter, times: Times) -> None:
    """The tree is counted, not the machine."""
    times.processes = 5
    with pytest.raises(WorkerLost, match="more than 4 processes"):
        watch()


def test_each_call_has_its_own_clock(watch: Meter, times: Times) -> None:
    """What earlier calls used, and waited for, is past."""
    for _ in range(3):
        times.cpu += 0.9
        times.wall += IDLE
        watch()
        watch.start()
        watch()


def test_all_calls_together_have_the_tasks_limit(watch: Meter, times: Times) -> None:
    """It is looked at while a call waits, and between examples now and then."""
    times.cpu = 3.5
    watch.start()
    with pytest.raises(WorkerLost, match="more than 3 s of computing time in this task"):
        watch()
    for _ in range(NOW_AND_THEN - 1):
        watch.check_now_and_then()
    with pytest.raises(WorkerLost, match="in this task"):
        watch.check_now_and_then()
