"""Calls within one process mean what they mean across a socket."""

from collections.abc import Callable, Iterator
from textwrap import dedent
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.claims import callback
from autograder.errors import AuthorError
from autograder.local.loop import Here
from autograder.model import Limits
from autograder.sandbox.endings import Ending, NameAbsent, StudentRaised, WorkerLost
from autograder.sandbox.student import Handle, Student

PATIENT = Limits()
QUICK = Limits(call=0.1, task=0.2, output=1_000_000)
SOURCE = """
    from collections import namedtuple

    import numpy as np

    Cache = namedtuple("Cache", "x y")
    seen = []

    def same(x): return x
    def kind(x): return type(x).__name__
    def spoil(x):
        x[...] = 7
        return x
    def cache(x): return x, Cache(x, [x])
    def is_cache(c): return type(c) is Cache and c.y[0] is c.x
    def keep(x): seen.append(x); return x
    def is_kept(x): return any(x is each for each in seen)
    def ask(f, *args): return f(*args)
    def careful(f, x):
        try: return f(x)
        except ValueError as error: return "caught " + str(error)
        except Exception as error: return type(error).__name__
    def forever():
        while True: pass
    def some(n): return sum(range(n))
    def large(n): return np.zeros(n)
    def endless(f): return endless(f) + f(1)
    def squares(n): return (i * i for i in range(n))
    class Net:
        def __init__(self, n): self.n, self.W = n, np.ones((n, n))
        def forward(self, x): return self.W @ x
        def __len__(self): return self.n
    """


def here(limits: Limits = PATIENT) -> Here:
    """The source's functions, ready to be asked."""
    module, public = ModuleType("submission"), ModuleType("given")
    exec(dedent(SOURCE), vars(module))
    exec("def boxes(n): return {n}", vars(public))
    run = Here(limits, {"": module, "given": public})
    run.fresh()
    return run


@pytest.fixture
def run() -> Here:
    """Calls without a limit that matters."""
    return here()


@pytest.fixture
def student(run: Here) -> Student:
    """What a test is given."""
    return Student(run)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text() | st.integers(), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(VALUES)
def test_the_same_values_come_back(value: Any) -> None:
    """Plain data arrive as they are, with their types."""
    assert repr(Student(here()).same(value)) == repr(value)


@pytest.mark.parametrize("dtype", ["f8", "f4", "i8", "u1", "?", "c16", "<U3"])
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 3)])
def test_arrays_come_back(student: Student, dtype: str, shape: tuple[int, ...]) -> None:
    """Arrays keep their type, shape and values."""
    x = np.ones(shape).astype(dtype)
    back = student.same(x)
    assert (back.dtype, back.shape) == (x.dtype, x.shape)
    assert np.all(back == x)


def test_a_subclass_arrives_as_what_it_is_made_of(student: Student) -> None:
    """A student's namedtuple is a tuple to the test, one of its own is refused."""
    assert student.cache(1)[1] == (1, [1])
    assert type(student.cache(1)[1]) is tuple


def test_arguments_are_copies(student: Student) -> None:
    """A student may overwrite what was given; the test's own stays, and answers cannot be overwritten."""
    x = np.zeros(3)
    assert student.spoil(x).tolist() == [7, 7, 7]
    assert x.tolist() == [0, 0, 0]
    with pytest.raises(ValueError, match="read-only"):
        student.same(x)[0] = 1


def test_what_comes_back_is_the_same_object(student: Student, run: Here) -> None:
    """A namedtuple that a student returned is that one when handed over again, until the example ends."""
    _, cache = student.cache(np.ones(2))
    assert student.is_cache(cache)
    kept = student.keep([1, 2])
    assert student.is_kept(kept)
    kept.append(3)
    assert not student.is_kept(kept)
    run.fresh()
    assert not student.is_cache(cache)


def test_objects_stay_behind_handles(student: Student, run: Here) -> None:
    """A network is asked where it is; its parts can be read and set, and it dies with the example."""
    net = student.Net(2)
    assert type(net) is Handle
    assert net.forward(np.ones(2)).tolist() == [2, 2]
    net.W = np.eye(2)
    assert net.forward(np.ones(2)).tolist() == [1, 1]
    assert (len(net), student.kind(net), net.n) == (2, "Net", 2)
    assert student.kind(student.given.boxes(3)) == "set"
    assert student.squares(4) == [0, 1, 4, 9]
    run.fresh()
    with pytest.raises((AuthorError, Ending)):
        net.forward(np.ones(2))


def test_functions_of_the_test_are_called(student: Student) -> None:
    """A callback answers, may call the student in its turn, and declared errors reach the student."""
    assert student.ask(callback(lambda x: 2 * x), 21) == 42
    deep = callback(lambda n: student.ask(deep, n - 1) + 1 if n else 0)
    assert student.ask(deep, 5) == 5

    def refuses(x: int) -> int:
        raise ValueError("no")

    assert student.careful(callback(refuses, may_raise=(ValueError,)), 1) == "caught no"


def test_an_undeclared_error_of_a_callback_is_the_tests(student: Student) -> None:
    """Whatever the student makes of it, it is raised when the call is over."""

    def slips(x: int) -> int:
        raise KeyError("slip")

    with pytest.raises(KeyError, match="slip"):
        student.careful(callback(slips), 1)
    assert student.same(1) == 1


@pytest.mark.parametrize("ending", [WorkerLost("w"), NameAbsent("n")])
def test_an_ending_in_a_callback_ends_the_task(student: Student, ending: Ending) -> None:
    """What ends a task ends it through whatever the student's code catches."""

    def ends(x: int) -> int:
        raise ending

    with pytest.raises(type(ending)):
        student.careful(callback(ends), 1)


def test_a_callback_without_end(student: Student) -> None:
    """A given function and the student's that call each other without end are stopped."""
    deep = callback(lambda n: student.ask(deep, n))
    with pytest.raises(WorkerLost, match=r"without end|RecursionError"):
        student.ask(deep, 1)
    with pytest.raises(StudentRaised, match="recursion"):
        student.endless(callback(lambda x: x))


def test_exceptions_are_told_with_their_place(student: Student) -> None:
    """A student's exception is one of ours, whatever its class; a missing name ends the task."""
    with pytest.raises(StudentRaised) as told:
        student.spoil(3)
    assert told.value.kind == "TypeError"
    with pytest.raises(NameAbsent, match="nothing"):
        student.nothing(1)


def endings() -> Iterator[tuple[Callable[[Student], Any], str]]:
    yield lambda student: student.some(10**7), r"more than 0\.1 s .* one call"
    yield lambda student: [student.some(10**6) for _ in range(40)], r"more than 0\.[12] s"
    yield lambda student: student.large(10**6), "8 MB"
    yield lambda student: student.large(10**5), ""


@pytest.mark.parametrize(("work", "says"), list(endings()))
def test_limits_are_told(work: Callable[[Student], Any], says: str) -> None:
    """Computing time of a call, of a task, the size of an answer; what is within them holds."""
    student = Student(here(QUICK))
    if not says:
        assert work(student).shape == (10**5,)
        return
    with pytest.raises(WorkerLost, match=says):
        work(student)


def test_whoever_watches_can_tell_that_a_call_is_to_end() -> None:
    """A reason that another thread has given is told when the call is over."""
    run = here()
    run.clock.ended = "it was stopped"
    with pytest.raises(WorkerLost, match="it was stopped"):
        Student(run).same(1)


def test_the_clock_runs_while_a_call_does() -> None:
    """Between calls nothing is spent and nobody waits."""
    run = here()
    assert (run.cpu(), run.clock.waits(), run.clock.over()) == (0.0, 0.0, "")
    Student(run).some(10**6)
    spent = run.cpu()
    assert 0 < spent == run.cpu() == run.meter.spent()
    assert run.clock.waits() == 0.0
