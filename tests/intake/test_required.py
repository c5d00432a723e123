"""The names that tests ask students for."""

from pathlib import Path

import pytest

from autograder.errors import AuthorError
from autograder.intake.assignments import read_assignment
from autograder.intake.required import required_names
from tests.intake.packing import write

TESTS = """
def test_a(student, x):
    assert student.f(x) == student["TABLE"][0]
    assert student.given.g(x) == getattr(student, "h")(x) == student.__dict__

def test_b(student):
    ladder(1, student, 2)

def ladder(n, module, *rest):
    return module.Value(n) or rungs(module, n) or other.nothing or rungs(other, n)

def rungs(side, n):
    return side.step(n) or ladder(n, side)

student.at_the_top
"""


def test_what_tests_take_from_a_student_is_required(tmp_path: Path) -> None:
    """Attributes and items, also where it goes by another name; not what is given, and no private names."""
    write(tmp_path, {"test_a.py": TESTS, "test_b.py": "student.k\nmodule.x\n", "given.py": "student.no"})
    assert required_names(tmp_path) == ("TABLE", "Value", "at_the_top", "f", "h", "k", "step")


def test_tests_that_do_not_parse_ask_for_nothing(tmp_path: Path) -> None:
    """It is said when they are collected."""
    write(tmp_path, {"test_a.py": "student.f(", "test_b.py": b"student.f\0"})
    assert required_names(tmp_path) == ()


def test_an_assignment_may_say_what_it_requires(course: Path) -> None:
    """Then its tests are not asked."""
    folder = course / "assignments" / "pca"
    write(folder, {"test_pca.py": "student.fit\n"})
    assert read_assignment("pca", course).requires == ("fit",)
    toml = (folder / "assignment.toml").read_text()
    write(folder, {"assignment.toml": toml + 'requires = ["project", "Model"]\n'})
    assert read_assignment("pca", course).requires == ("Model", "project")
    write(folder, {"assignment.toml": toml + 'requires = ["fit()"]\n'})
    with pytest.raises(AuthorError, match=r'requires: "fit\(\)" is not a name that students can define'):
        read_assignment("pca", course)
