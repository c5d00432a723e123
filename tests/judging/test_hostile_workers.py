"""A worker that says anything ends its tasks as failed, raised, lost or absent: never passed, never void."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest

from autograder.claims import between, callback, inner, near, shaped, unpack, up_to_sign
from autograder.judging.collection import Check
from autograder.judging.recordings import Example, Recording
from autograder.judging.trial import Trial
from autograder.model import Status, Task
from autograder.sandbox.loaded import Loaded
from autograder.sandbox.run import Run
from autograder.sandbox.student import Student
from tests.sandbox import hostile
from tests.sandbox.forging import ANSWERS, Dice, frame, script

HIS_OWN = {Status.FAILED, Status.RAISED, Status.LOST, Status.ABSENT}
WANTED = np.array([[0.123, -4.56], [7.89, 0.5]])
DIALOGUES = 60  # for each task


def adds(student: Any) -> None:
    """An array."""
    assert student.add(WANTED, WANTED) == near(2 * WANTED)


def counts(student: Any) -> None:
    """A whole number."""
    assert student.count(WANTED) == near(12_345)


def says(student: Any) -> None:
    """A text, a set and a dict."""
    assert student.report() == near(("right", {"a", 3}, {"w": WANTED, "b": 0.123}))


def passes_back(student: Any) -> None:
    """A cache, handed back."""
    out, cache = unpack(student.forward(WANTED), "out", "cache")
    assert student.backward(out, cache, [cache, {"again": cache}]) == near(WANTED)


def derives(student: Any) -> None:
    """What is made of an answer."""
    out = student.forward(WANTED)
    assert inner(student.backward(out), WANTED) + 0 * np.sum(out) == near(0.123)


def takes_apart(student: Any) -> None:
    """The parts of an answer, and their attributes."""
    model = student.model()
    (layer,) = model.layers
    assert layer["w"] @ WANTED + len(model) == near(WANTED)


def asks_back(student: Any) -> None:
    """A function of the test's."""
    slope = student.slope(callback(lambda t: float(3 * t + 1), shape=()), 0.5)
    assert slope == near(3.25, scale=1.0)


def asks_back_in_turn(student: Any) -> None:
    """A function of the test's that calls the student in its turn."""
    ask = callback(lambda t: student.square(float(t)), shape=(), may_raise=(Exception,))
    assert student.slope(ask, 0.5) == near(3.25, scale=1.0)


def lies_within(student: Any) -> None:
    """Bounds, a shape, a line."""
    assert student.shares() == between(0.101, 0.102)
    assert student.more() == shaped(3, 1, 2)
    assert student.directions() == up_to_sign(WANTED, axis=1)


def names_a_value(student: Any) -> None:
    """A value of the module."""
    assert student["rate"] == near(0.123)


TASKS = (
    adds, counts, says, passes_back, derives, takes_apart, asks_back, asks_back_in_turn, lies_within,
    names_a_value,
)  # fmt: skip


class Hostile:
    """Stands for a session whose runs all say the same."""

    limits = hostile.LIMITS
    loaded = Loaded()

    def __init__(self, said: bytes) -> None:
        self.said = said

    @contextmanager
    def run(self, seed: int) -> Iterator[Run]:
        """A run of which the far end has spoken already."""
        with hostile.run_with(self.said) as run:
            yield run


def frames_of(body: Callable[[Any], None]) -> tuple[bytes, ...]:
    """The first call that a task makes, as it would be sent ahead."""
    with hostile.run_with(b"") as run:
        run.fresh()
        with pytest.raises(BaseException):  # noqa: B017, PT011  (nobody answers)
            body(Student(run))
        return (run.frames[0],) if run.repeatable else ()


def judged(body: Callable[[Any], None], said: bytes, ahead: bool = True) -> Status:
    """How a task ends if this is all that is said."""
    task = Task(body.__name__, 1, str(body.__doc__))
    example = Example({}, frames=frames_of(body) if ahead else ())
    trial = Trial(Check(task, body, body, 1), Recording(task.name, (example,)), Hostile(said), 1)  # type: ignore[arg-type]
    return trial.outcome().status


@pytest.mark.slow
@pytest.mark.parametrize("body", TASKS, ids=lambda body: body.__name__)
def test_a_hostile_worker_passes_nothing_and_voids_nothing(body: Callable[[Any], None]) -> None:
    """Forged, damaged and repeated frames cost the one who sends them, whatever the test does with them."""
    chance = random.Random(body.__name__)
    found = {}
    for _ in range(DIALOGUES):
        data = chance.randbytes(300)
        found[data] = judged(body, script(Dice(data), ANSWERS))
    assert {data: word for data, word in found.items() if word not in HIS_OWN} == {}
    assert len(set(found.values())) > 1


@pytest.mark.slow
@pytest.mark.parametrize("body", TASKS, ids=lambda body: body.__name__)
def test_values_that_are_not_asked_for_fail(body: Callable[[Any], None]) -> None:
    """Whole frames with any value in them."""
    chance = random.Random(body.__name__)
    found = {}
    for _ in range(DIALOGUES):
        data = chance.randbytes(300)
        dice = Dice(data)
        found[data] = judged(body, b"".join(frame(dice, ("ok",)) for _ in range(8)), ahead=False)
    assert {data: word for data, word in found.items() if word not in HIS_OWN} == {}
    assert Status.FAILED in found.values()
