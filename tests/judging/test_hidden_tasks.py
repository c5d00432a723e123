"""What a hidden task asks must not come out through another task of the same submission."""

from pathlib import Path

import pytest

from autograder.errors import BadInput
from autograder.judging.grader import Grader
from autograder.sandbox.tiers import Plan, Tier
from tests.course import assignment_in, changed, opened, outcomes, write_course

TESTS = '''
"""A hidden task, a visible one that needs it, and one more."""

import numpy as np

from autograder.claims import near, task


@task(points=2)
def test_add_is_elementwise(student):
    """1 + 2 = 3."""
    assert student.add(1, 2) == near(3)


@task(points=1, hidden=True)
def test_double_is_twice_as_much(student):
    """Twice 3.14159."""
    assert student.double(3.14159) == near(6.28318)


@task(points=7, after=("double_is_twice_as_much",))
def test_answer_is_forty_two(student):
    """The answer is 42."""
    assert student.answer() == near(42)
'''
SMUGGLERS = {
    "a pipe made while loading": """
        import os
        r, w = os.pipe()
        os.set_blocking(r, False)
        def double(x):
            os.write(w, repr(x).encode())
            return 2 * x
        def told():
            try: return os.read(r, 100).decode()
            except BlockingIOError: return ""
    """,
    "a mark on the directory": """
        import os
        def double(x):
            os.utime(".", (x * 1e5, 1))
            try: os.setxattr(".", "user.told", repr(x).encode())
            except OSError: pass
            return 2 * x
        def told():
            marks = b"".join(os.getxattr(".", name) for name in os.listxattr("."))
            return marks.decode() + repr(os.stat(".").st_atime / 1e5)
    """,
    "a file": """
        def double(x):
            open("told", "w").write(repr(x))
            return 2 * x
        def told():
            import os
            return open("told").read() if os.path.exists("told") else ""
    """,
}


@pytest.mark.parametrize("name", SMUGGLERS)
def test_what_a_hidden_task_asks_is_not_told_by_another(tmp_path: Path, name: str) -> None:
    """Neither by one that comes before it in the file nor by one that had to wait for it."""
    with opened(write_course(tmp_path, "hiding", TESTS)) as grader:
        smuggler = changed(SMUGGLERS[name], "def add(x, y): raise ValueError(told())")
        smuggler += "\ndef answer(): raise ValueError(told())\n"
        found = outcomes(grader, smuggler)
    assert found["double_is_twice_as_much"].status == "passed"
    assert "ValueError" in found["add_is_elementwise"].says
    assert "ValueError" in found["answer_is_forty_two"].says
    assert "3.14159" not in "".join(outcome.says for outcome in found.values())


def test_hidden_tasks_need_some_confinement(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing keeps student code from reading them they are not judged, unless that is wanted."""
    assignment = assignment_in(write_course(tmp_path, "hiding", TESTS))
    monkeypatch.setattr(Plan, "tier", Tier.L0)
    with pytest.raises(BadInput, match=r"hidden tasks .* --require L0"), Grader(assignment, cached=False):
        pass
    with Grader(assignment, cached=False, require=Tier.L0) as grader:
        assert len(grader.tasks) == 3
