"""Half of a visible task's examples are students' to try, whatever the seed; the others are secret."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from autograder.judging.grader import Grader
from autograder.judging.recordings import Recording, encoded
from autograder.judging.seeds import released_seed, released_share, seed_of
from tests.course import opened, write_course
from tests.judging.test_six_words import ADD, ANSWER, COUNT, DESCRIBE, DOUBLE, SLOPE

FEW = '''
from hypothesis import example, given, settings, strategies as st

from autograder.claims import near, task


@task(points=1, examples=1)
@given(st.integers(0, 10**9))
def test_one_example(student, n):
    """same(n) = n."""
    assert student.same(n) == near(n)


@task(points=1, examples=2)
@given(st.integers(0, 10**9))
def test_two_examples(student, n):
    """same(n) = n."""
    assert student.same(n) == near(n)


@task(points=1, examples=3)
@given(st.integers(0, 10**9))
def test_three_examples(student, n):
    """same(n) = n."""
    assert student.same(n) == near(n)


@task(points=1)
@given(st.integers(0, 10**9))
@example(77)
def test_an_explicit_example(student, n):
    """same(n) = n."""
    assert student.same(n) == near(n)


@task(points=1, hidden=True)
@given(st.integers(0, 10**9))
@example(78)
def test_a_hidden_one(student, n):
    """same(n) = n."""
    assert student.same(n) == near(n)


@task(points=1)
@given(st.booleans())
def test_no_other_values(student, n):
    """same(n) = n."""
    assert student.same(n) == near(n)


@task(points=1)
@given(st.data())
def test_drawn_on_the_way(student, data):
    """same(n) = n."""
    n = data.draw(st.integers(0, 9))
    assert student.same(n) == near(n)
'''


@contextmanager
def few(root: Path) -> Iterator[Grader]:
    with opened(write_course(root, "few", FEW, "def same(n):\n    return n\n", points=7)) as grader:
        yield grader


def parts(recording: Recording) -> tuple[list[bytes], list[bytes]]:
    """The arguments of the examples that students get, and of the others."""
    every = [encoded([example.arguments]) for example in recording.examples]
    return every[: recording.released], every[recording.released :]


def numbers(recording: Recording) -> list[int]:
    return [example.arguments["n"] for example in recording.examples]


@pytest.mark.parametrize("task", [ADD, DESCRIBE, SLOPE])
def test_half_is_released(tiny: Grader, task: str) -> None:
    """Ten of twenty, and none of the others equals one of them; who is drawn twice counts once."""
    released, secret = parts(tiny.recordings[task])
    assert len(released) == 10
    assert len(secret) in (9, 10)
    assert not set(released) & set(secret)


def test_where_there_are_few_values_all_may_be_released(tiny: Grader) -> None:
    """A value that was released is never secret, though then there are fewer."""
    released, secret = parts(tiny.recordings[COUNT])
    assert not set(released) & set(secret)
    assert len(set(released) | set(secret)) == 5


def test_hidden_tasks_release_none(tiny: Grader) -> None:
    """All of their examples are secret; a task without draws is one example, and no secret."""
    assert tiny.recordings[DOUBLE].released == 0
    assert len(tiny.recordings[DOUBLE].examples) == 20
    assert (tiny.recordings[ANSWER].released, len(tiny.recordings[ANSWER].examples)) == (1, 1)


def test_the_seed_decides_the_secret_ones_alone(tiny: Grader) -> None:
    """With another seed the released examples are the same, in their order, and the others are others."""
    other = tiny.reseeded(tiny.assignment.seed + 1)
    for task in (ADD, DESCRIBE, SLOPE):
        ours, theirs = parts(tiny.recordings[task]), parts(other.recordings[task])
        assert ours[0] == theirs[0]
        assert len(set(ours[1]) & set(theirs[1])) <= 2
    assert parts(tiny.recordings[DOUBLE])[1] != parts(other.recordings[DOUBLE])[1]


def test_few_examples(tmp_path: Path) -> None:
    """One, two or three examples; at least one is secret, and the simplest is among those released."""
    with few(tmp_path) as grader:
        found = grader.recordings
        assert not grader.faults
    for task, released in (("one_example", 1), ("two_examples", 2), ("three_examples", 2)):
        assert (found[task].released, len(found[task].examples) - released) == (released, 1)
        assert numbers(found[task])[0] == 0
    assert numbers(found["an_explicit_example"]).count(77) == 1
    assert numbers(found["an_explicit_example"])[0] == 77
    assert numbers(found["a_hidden_one"]).count(78) == 1
    assert found["a_hidden_one"].released == 0
    assert sorted(numbers(found["no_other_values"])) == [False, True]
    assert found["drawn_on_the_way"].live
    assert found["drawn_on_the_way"].released == 0


def test_seeds_are_independent() -> None:
    """What students' examples are drawn from is no task's seed in grading, and differs from task to task."""
    grading = {seed_of(seed, task) for seed in range(100) for task in (ADD, DESCRIBE)}
    assert len(grading) == 200
    assert not grading & {released_seed(ADD), released_seed(DESCRIBE)}
    assert released_seed(ADD) != released_seed(DESCRIBE)


@pytest.mark.parametrize(("examples", "share"), [(1, 1), (2, 2), (3, 2), (4, 2), (5, 3), (20, 10), (100, 50)])
def test_the_share(examples: int, share: int) -> None:
    """Half, rounded up; two of two and three, for the first is always the simplest."""
    assert released_share(examples) == share
