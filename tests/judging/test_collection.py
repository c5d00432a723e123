"""Tests become checks; a broken rule becomes one sentence."""

from pathlib import Path

import pytest

from autograder.errors import AuthorError
from autograder.judging.collection import Check, collect
from autograder.model import Task
from tests.course import assignment_in, write_course

HEAD = "from hypothesis import given, strategies as st\nfrom autograder.claims import near, task\n"


def collected(root: Path, name: str, tests: str, points: int = 1) -> tuple[Check, ...]:
    """The checks of an assignment with these tests. Names differ: modules are imported once a process."""
    assignment, checks = collect(assignment_in(write_course(root, name, HEAD + tests, points=points)))
    assert assignment.tasks == tuple(check.task for check in checks)
    return checks


def test_a_task_is_its_name_points_and_sentence(tmp_path: Path) -> None:
    """The sentence is the docstring's first paragraph on one line; examples default to the assignment's."""
    text = '''
@task(points=1.5, hidden=True, examples=5)
@given(st.integers())
def test_one_is_one(student, n):
    """One is
    one.

    Not for students.
    """

@task(points=0.5, after=("one_is_one",))
def test_two_is_two(student):
    """Two is two."""
'''
    one, two = collected(tmp_path, "good", text, points=2)
    assert one.task == Task("one_is_one", 1.5, "One is one.", hidden=True)
    assert two.task == Task("two_is_two", 0.5, "Two is two.", after=("one_is_one",))
    assert (one.drawn, one.examples) == (True, 5)
    assert (two.drawn, two.examples) == (False, 20)


def test_order_is_that_of_the_files_and_of_the_tests_in_them(tmp_path: Path) -> None:
    """Files by name, tests as they are written."""
    root = write_course(tmp_path, "ordered", HEAD + written("z", "a"), points=4)
    (root / "assignments" / "ordered" / "test_a.py").write_text(HEAD + written("d", "c"))
    _, checks = collect(assignment_in(root))
    assert [check.task.name for check in checks] == ["d", "c", "z", "a"]


def written(*names: str) -> str:
    """A task for each name, worth a point."""
    return "".join(f'@task(points=1)\ndef test_{name}(student):\n    """It is."""\n' for name in names)


BROKEN = {
    "untasked": ('def test_x(student):\n    """It is."""\n', "test_x has no @task(points=...)"),
    "parametrized": (
        'import pytest\n@pytest.mark.parametrize("n", [1, 2])\n@task(points=1)\n'
        'def test_x(student, n):\n    """It is."""\n',
        "test_x[1]: parametrize is not for tasks; write one sentence, one task",
    ),
    "fixtures": (
        '@task(points=1)\ndef test_x(student, other):\n    """It is."""\n',
        "test_x asks for other; a task has only `student`",
    ),
    "unsaid": (
        "@task(points=1)\ndef test_x(student):\n    pass\n",
        "unsaid: @task: test_x needs a docstring, the sentence that students read",
    ),
    "unsaid_above": (
        '@task(points=1)\ndef test_x(student):\n    """\n\n    Later.\n    """\n',
        "test_x has no docstring; it is the sentence that a student reads",
    ),
    "unparsable": ("def test_x(student:\n", "unparsable: test_unparsable.py, line 3: '(' was never closed"),
    "unimportable": (
        "import nosuchmodule\n",
        "unimportable: test_unimportable.py, line 3: ModuleNotFoundError: No module named 'nosuchmodule'",
    ),
    "unrunnable": (
        "\n\nHALF = 1 / 0\n",
        "unrunnable: test_unrunnable.py, line 5: ZeroDivisionError: division by zero",
    ),
    "taskless": ("x = 1\n", "taskless: the tests hold no task; mark them with @task(points=...)"),
    "miscounted": (
        '@task(points=2)\ndef test_x(student):\n    """It is."""\n',
        "miscounted: assignment.toml promises 1 points, but the tasks have 2 and the manual parts 0",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_rule_is_one_sentence(tmp_path: Path, name: str) -> None:
    """It names the file or the test, and the rule."""
    tests, sentence = BROKEN[name]
    with pytest.raises(AuthorError) as caught:
        collected(tmp_path, name, tests)
    assert str(caught.value) == sentence


def test_an_assignment_without_tests_is_refused(tmp_path: Path) -> None:
    """The sentence names the folder and what is missing."""
    root = write_course(tmp_path, "testless")
    (root / "assignments" / "testless" / "test_testless.py").unlink()
    with pytest.raises(AuthorError, match=r"testless has no test_\*\.py$"):
        collect(assignment_in(root))


def test_ctrl_c_in_an_import_is_ctrl_c(tmp_path: Path) -> None:
    """pytest turns it into an exit code; it comes out as what it was."""
    with pytest.raises(KeyboardInterrupt):
        collected(tmp_path, "interrupted", "raise KeyboardInterrupt\n")
