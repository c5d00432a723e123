"""An assignment of odd tasks: what goes wrong on the author's side, and what Hypothesis can do in a test."""

from collections.abc import Iterator

import pytest

from autograder.judging.grader import Grader
from tests.course import opened, write_course

ODD = '''
import numpy as np
from hypothesis import assume, event, example, given, note, strategies as st, target

from autograder.claims import callback, measured, near, task
from autograder.claims.strategies import arrays


def doubled_in_place(x):
    x *= 2
    return x


@task(points=1)
def test_the_reference_is_wrong(student):
    """One is two."""
    assert student.one() == near(2)


@task(points=1, after=("the_reference_is_wrong",))
def test_after_what_is_void(student):
    """One is one."""
    assert student.one() == near(1)


@task(points=1)
@given(st.integers(0, 9))
def test_assumes_too_late(student, n):
    """same(n) = n."""
    answer = student.same(n)
    assume(answer >= 0)
    assert answer == near(n)


@task(points=1)
@given(st.integers(0, 9), st.integers(0, 9))
def test_speaks_to_hypothesis(student, n, m):
    """same(n) = n for n that are not m."""
    assume(n != m)
    note(f"n is {n}")
    event("asked", n)
    target(float(n))
    target(float(m), label="m")
    assert student.same(n) == near(n)


@task(points=1)
@given(arrays(3))
def test_an_oracle_in_place(student, x):
    """double(x) = 2 x."""
    assert student.double(x) == near(doubled_in_place(x))


@task(points=1)
@given(st.data())
def test_draws_on_the_way(student, data):
    """same(n) = n, and then same(m) = m."""
    n = data.draw(st.integers(0, 9))
    assert student.same(n) == near(n)
    m = data.draw(st.integers(n, 9))
    assert student.same(m) == near(m)


@task(points=1)
def test_two_rolls_differ(student):
    """A roll is not the roll before."""
    assert int(student.roll() != student.roll()) == near(1)


@task(points=1)
def test_a_roll_lies_far_out(student):
    """A roll is 1000."""
    assert student.far(student.roll()) == near(1000)


@task(points=1)
@given(st.integers(0, 9))
@example(77)
def test_an_explicit_example(student, n):
    """same(n) = n."""
    assert student.same(n) == near(n)


@task(points=1)
def test_a_function_says_no(student):
    """ask(f) = f(1)."""
    assert student.ask(callback(lambda x: x + 1, shape=())) == near(2)


@task(points=1)
def test_work_is_measured(student):
    """work(n) = n, sooner or later."""
    before = student.cpu_seconds
    assert student.work(1_000_000) == near(1_000_000)
    measured("seconds", student.cpu_seconds - before, order="asc")
    measured("rolls", student.work(3))
'''

REFERENCE = """
    import random

    def one():
        return 1

    def same(n):
        return n

    def double(x):
        return 2 * x

    def roll():
        return random.random()

    def far(x):
        return 1000

    def ask(f):
        return f(1.0)

    def work(n):
        return n
    """


@pytest.fixture(scope="session")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Grader]:
    """The assignment of odd tasks, ready to judge."""
    root = write_course(tmp_path_factory.mktemp("odd"), "odd", ODD, REFERENCE, points=11)
    with opened(root) as grader:
        yield grader
