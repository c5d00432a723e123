"""Exceptions as data."""

import pytest

from autograder.sandbox.endings import StudentRaised
from autograder.sandbox.tracebacks import describe, explain, filename, is_student


@pytest.mark.parametrize("cell", [0, 1, 12])
def test_the_source_of_a_cell_is_the_students(cell: int) -> None:
    """What is compiled under a cell's file name is told, and nothing else."""
    assert is_student(filename(cell))
    assert not is_student(__file__)


class Crooked(str):
    """Text whose methods lie."""

    __slots__ = ()

    def __getitem__(self, key: object) -> str:
        raise SystemExit

    def __format__(self, spec: str) -> str:
        raise SystemExit

    def encode(self, *_: str) -> bytes:
        raise SystemExit


class Strange(Exception):
    """Its text is crooked."""

    def __str__(self) -> str:
        return Crooked("crooked")


def test_an_exception_is_explained_whatever_its_methods_do() -> None:
    """str() of a student's exception is the student's code too."""
    assert explain(Strange()) == "Strange: crooked"
    assert explain(KeyError()) == "KeyError"
    assert explain(ValueError("\udcff")) == "ValueError: ?"
    assert len(explain(ValueError("x" * 10**6))) < 400


def test_frames_that_are_not_the_students_are_left_out() -> None:
    """Of a long recursion the innermost frames are told."""
    space: dict[str, object] = {}
    exec(compile("def f(n):\n    return f(n - 1) if n else 1 / 0", filename(3), "exec"), space)
    with pytest.raises(ZeroDivisionError) as caught:
        exec("f(20)", space)
    facts = describe(caught.value)
    assert facts["type"] == "ZeroDivisionError"
    assert facts["message"] == "division by zero"
    assert facts["module"] is None
    assert [frame[:3] for frame in facts["frames"]] == [("<cell 3>", 2, "f")] * 6


def test_somebody_else_may_say_which_code_is_the_students() -> None:
    """Where code does not run under the names of cells, another function names its files."""
    space: dict[str, object] = {}
    exec(compile("def f():\n    return 1 / 0", "/somewhere/tool.py", "exec"), space)
    with pytest.raises(ZeroDivisionError) as caught:
        exec("f()", space)
    named = {"/somewhere/tool.py": "<cell In[3]>"}
    facts = describe(caught.value, lambda file: named.get(file, ""))
    assert [frame[:3] for frame in facts["frames"]] == [("<cell In[3]>", 2, "f")]
    assert describe(caught.value)["frames"] == []
    assert StudentRaised.from_facts(facts).frames == (("cell In[3], line 2", "f", ""),)
