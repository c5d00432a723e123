"""What a call may show before the calls in front of it are answered."""

from pathlib import Path

import numpy as np
import pytest

from autograder.sandbox import public
from tests.course import changed, opened, outcomes, write_course

ATTACK = Path(__file__).parents[1] / "attacks" / "submissions" / "peek_at_next_calls.attack.py"
LIMIT = 0.5


def helper(student: object, x: float) -> float:
    """Uses a constant of its own and one of the module."""
    return x * 2.5 + LIMIT


def body(student: object, x: float) -> float:
    """Uses the helper and a list of constants."""
    return helper(student, x) + sum([7, 8.25]) + len("text of its own")


def test_the_constants_of_a_test_and_its_helpers_are_public() -> None:
    """Whatever stands in the text; nothing else."""
    found = public.constants(body)
    assert {public.key(value) for value in (7, 8.25, 2.5, LIMIT, "text of its own", None, True)} <= found
    assert public.key(3.5) not in found


def test_parts_of_what_was_drawn_are_public() -> None:
    """Numbers in an array as well as the array, in any container."""
    found = public.keys({"a": [np.array([1.5, 2.5])], "b": (3, {"c": 4})})
    assert {public.key(value) for value in (1.5, 2.5, 3, 4, "c", np.array([1.5, 2.5]))} <= found
    assert public.key(np.array([1.5, 2.6])) not in found


TESTS = '''
from hypothesis import given, strategies as st

from autograder.claims import near, task
from autograder.claims.strategies import arrays


@task(points=4)
@given(st.text("abc", min_size=1, max_size=4))
def test_back_and_forth(student, text):
    """decode(encode(text)) = text."""
    assert student.decode(student.encode(text)) == text


@task(points=6)
@given(arrays(3))
def test_scaling(student, x):
    """twice(10 x) = 10 twice(x)."""
    first = student.twice(x)
    assert student.twice(10.0 * first) == near(20.0 * first, scale=100.0)
'''
REFERENCE = """
def encode(text):
    return text[::-1] + "!"

def decode(code):
    return code[:-1][::-1]

def twice(x):
    return 2 * x
"""
PEEKS = (
    ATTACK.read_text(encoding="utf-8")
    + """
def encode(text):
    return waiting().decode("latin-1")
"""
)


@pytest.mark.slow
def test_no_answer_of_the_reference_is_sent_ahead(tmp_path: Path) -> None:
    """A later call that holds what an earlier one should answer waits for its turn."""
    root = write_course(tmp_path, "peeking", TESTS, REFERENCE, points=10)
    with opened(root) as grader:
        assert not any(recording.calls for recording in grader.recordings.values())
        found = outcomes(grader, REFERENCE + PEEKS)
        assert [str(outcome.status) for outcome in found.values()] == ["failed", "passed"]
        shown = found["back_and_forth"].counterexample
        assert shown is not None
        assert "!" not in found["back_and_forth"].says + shown.got


def test_calls_that_hold_nothing_of_answers_are_sent_ahead(tmp_path: Path) -> None:
    """One call an example, drawn arguments: as before."""
    with opened(write_course(tmp_path)) as grader:
        assert grader.recordings["add_is_elementwise"].calls
        assert outcomes(grader, changed())["add_is_elementwise"].status == "passed"
