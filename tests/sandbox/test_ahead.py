"""Calls sent ahead: the same answers as one call at a time, or given up at once."""

import os

import numpy as np
import pytest

from autograder.sandbox.affinity import one_processor, processors
from autograder.sandbox.ahead import WINDOW, Ahead, Diverged
from autograder.sandbox.endings import StudentRaised, WorkerLost
from autograder.sandbox.run import Run
from autograder.sandbox.student import Student
from tests.sandbox.conftest import Bench

SOURCE = """
    calls = 0
    def forward(x):
        global calls
        calls += 1
        return x + calls, {"x": x, "n": calls}
    def backward(dout, cache):
        return dout * cache["n"], cache
    def fail(x):
        raise ValueError(x)
    def loop(x):
        while True: pass
    def crash(x):
        import os
        os._exit(3)
"""


def rehearsed(run: Run, count: int) -> list[tuple[bytes, ...]]:
    """The frames of `count` examples of two calls each."""
    frames = []
    for n in range(count):
        both_calls(run, n)
        assert run.repeatable
        frames.append(tuple(run.frames))
    return frames


def both_calls(run: Run, n: int) -> tuple[object, ...]:
    run.fresh()
    out, cache = Student(run).forward(np.full(3, float(n)))
    return out.tolist(), Student(run).backward(np.ones(3), cache)[0].tolist()


def test_answers_are_the_same_as_one_call_at_a_time(bench: Bench) -> None:
    """References, state and order are as they would be; more examples than fit in one window."""
    count = 3 * WINDOW // 300
    frames = rehearsed(bench.run(SOURCE), count)
    plain, ahead = bench.run(SOURCE), bench.run(SOURCE)
    ahead.send_ahead(frames)
    assert [both_calls(ahead, n) for n in range(count)] == [both_calls(plain, n) for n in range(count)]


def test_another_call_than_was_sent_is_given_up(bench: Bench) -> None:
    """A test whose calls depend on the answers cannot be answered ahead."""
    frames = rehearsed(bench.run(SOURCE), 2)
    run = bench.run(SOURCE)
    run.send_ahead(frames)
    run.fresh()
    with pytest.raises(Diverged):
        Student(run).forward(np.full(3, 7.0))


def test_an_example_that_leaves_out_a_call_is_given_up(bench: Bench) -> None:
    """What was answered and not asked for would be taken for the answer to something else."""
    frames = rehearsed(bench.run(SOURCE), 2)
    run = bench.run(SOURCE)
    run.send_ahead(frames)
    run.fresh()
    Student(run).forward(np.full(3, 0.0))
    with pytest.raises(Diverged):
        run.fresh()


def test_more_examples_than_were_sent_are_given_up() -> None:
    """There is no answer for them."""
    sent: list[bytes] = []
    ahead = Ahead([(b"a",)], sent.append)
    ahead.begin()
    ahead.expect(b"a")
    assert sent == [b"a"]
    with pytest.raises(Diverged):
        ahead.begin()


@pytest.mark.parametrize(
    ("name", "ending"), [("fail", StudentRaised), ("loop", WorkerLost), ("crash", WorkerLost)]
)
def test_failing_calls_end_as_they_do_alone(bench: Bench, name: str, ending: type[BaseException]) -> None:
    """An exception is one; a loop and a crash are lost, the loop soon, to be done again alone."""
    good = bench.run(SOURCE.replace(f"def {name}(x):", f"def {name}(x):\n        return x"))
    frames = []
    for n in range(3):
        good.fresh()
        getattr(Student(good), name)(n)
        frames.append(tuple(good.frames))
    run = bench.run(SOURCE)
    run.send_ahead(frames)
    run.fresh()
    with pytest.raises(ending):
        getattr(Student(run), name)(0)


def test_callbacks_and_handles_are_not_repeatable(bench: Bench) -> None:
    """What lives in one process cannot be sent ahead to another."""
    run = bench.run("def f(x):\n    return x\ndef make():\n    return object()")
    run.fresh()
    Student(run).f(abs)
    assert not run.repeatable
    run.fresh()
    Student(run).f(Student(run).make())
    assert not run.repeatable
    run.fresh()
    Student(run).f(np.ones(100_000))
    assert not run.repeatable


def test_one_processor_is_shared_and_given_back() -> None:
    """Within the block this process may use one processor, afterwards all that it had."""
    before = processors()
    for slot in range(len(before) + 1):
        with one_processor(slot):
            assert processors() == [before[slot % len(before)]]
    assert processors() == before


def test_where_processors_cannot_be_chosen_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not every system can say where a process runs."""
    monkeypatch.delattr(os, "sched_setaffinity")
    monkeypatch.delattr(os, "sched_getaffinity")
    with one_processor(0):
        assert processors() == []


def test_a_worker_runs_where_its_judge_runs(bench: Bench) -> None:
    """The student's process is given the processors of the process that asked for it."""
    with one_processor(0):
        student = bench.student("import os\ndef where():\n    return sorted(os.sched_getaffinity(0))")
        assert student.where() == processors()
