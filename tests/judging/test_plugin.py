"""`pytest assignments/NAME --submission FILE` runs the tasks as pytest runs any test."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.course import changed

pytestmark = pytest.mark.slow


def run_pytest(course: Path, *arguments: str) -> tuple[int, str]:
    """The exit code, and all that pytest printed."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "assignments/tiny", *arguments]
    done = subprocess.run(command, cwd=course, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_the_reference_is_judged_if_nobody_is_named(course: Path) -> None:
    """Without --submission all tasks pass."""
    code, output = run_pytest(course)
    assert code == 0, output
    assert "6 passed" in output


def test_a_wrong_submission_fails_in_pytests_own_words(course: Path) -> None:
    """The assert is shown with the smallest example; the other tasks pass; each example starts anew."""
    (course / "wrong.py").write_text(changed("def add(x, y): return x + y + 1"))
    code, output = run_pytest(course, "--submission", "wrong.py")
    assert code == 1
    assert "1 failed, 5 passed" in output
    assert "    assert student.add(pair.x, pair.y) == near(pair.x + pair.y)" in output
    assert "pair=Pair(x=array([1.]), y=array([1.]))" in output


def test_files_beside_the_submission_are_there(course: Path) -> None:
    """A student's folder goes along with the module in it."""
    folder = course / "ina"
    folder.mkdir()
    (folder / "tiny.py").write_text(changed("def answer(): return int(open('answer.txt').read())"))
    (folder / "answer.txt").write_text("42")
    code, output = run_pytest(course, "--submission", "ina", "-k", "answer")
    assert code == 0, output


def test_a_submission_that_cannot_be_read_is_said(course: Path) -> None:
    """The sentence stands where pytest has its errors."""
    (course / "broken.ipynb").write_text("{")
    code, output = run_pytest(course, "--submission", "broken.ipynb")
    assert code != 0
    assert "broken.ipynb" in output
