"""A tiny course on disk: an assignment of six fast tasks, each of another kind, and a class."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from textwrap import dedent

from autograder.intake.assignments import read_assignment
from autograder.judging.grader import Grader
from autograder.judging.judge import Judge
from autograder.model import Assignment, Cell, Outcome, Submission

TOML = """
title = "Tiny"
points = {points}
files = ["{name}.py", "{name}.ipynb"]
preload = ["numpy"]
examples = 20
seed = 7
[limits]
call = "500 ms"
task = "4 s"
load = "4 s"
"""

TESTS = '''
"""Six tasks: with records, after another, hidden, with a callback, with given.py, without draws."""

from dataclasses import dataclass

import numpy as np
from hypothesis import given, strategies as st

from autograder.claims import callback, near, task
from autograder.claims.strategies import arrays, numbers, sizes


@dataclass(frozen=True)
class Pair:
    x: np.ndarray
    y: np.ndarray


@st.composite
def pairs(draw):
    (n,) = draw(sizes(4))
    return Pair(draw(arrays(n)), draw(arrays(n)))


@task(points=3)
@given(pairs())
def test_add_is_elementwise(student, pair):
    """add(x, y) = x + y."""
    assert student.add(pair.x, pair.y) == near(pair.x + pair.y)


@task(points=2, after=("add_is_elementwise",))
@given(pairs())
def test_describe_gives_mean_and_range(student, pair):
    """The mean, and the largest minus the smallest."""
    mean, span = student.describe(pair.x)
    assert mean == near(pair.x.mean())
    assert span == near(pair.x.max() - pair.x.min())


@task(points=1, hidden=True)
@given(arrays(3))
def test_double_is_twice_as_much(student, x):
    """double(x) = 2 x."""
    assert student.double(x) == near(2 * x)


@task(points=2)
@given(numbers(3))
def test_slope_of_a_parabola(student, a_b_t):
    """The derivative of a t^2 + b t is 2 a t + b."""
    a, b, t = a_b_t
    parabola = callback(lambda s: a * s * s + b * s)
    assert student.slope(parabola, t) == near(2 * a * t + b, scale=100.0, floor=(1e-6, 1e-6))


@task(points=1)
@given(st.integers(1, 5))
def test_count_tells_how_many(student, n):
    """count(boxes) is the number of boxes."""
    assert student.count(student.given.boxes(n)) == near(n)


@task(points=1)
def test_answer_is_forty_two(student):
    """The answer is 42."""
    assert student.answer() == near(42)
'''

SOLUTION = '''
"""Right answers."""

def add(x, y):
    return x + y

def describe(x):
    return x.mean(), x.max() - x.min()

def double(x):
    return 2 * x

def slope(f, t):
    return (f(t + 1e-5) - f(t - 1e-5)) / 2e-5

def count(boxes):
    return len(boxes.items)

def answer():
    return 42
'''

GIVEN = '''
"""Boxes."""

class Boxes:
    def __init__(self, n):
        self.items = list(range(n))

def boxes(n):
    return Boxes(n)
'''

CONFTEST = 'pytest_plugins = ["autograder.judging.plugin"]\n'


def changed(*sources: str) -> str:
    """The solution with definitions laid over it."""
    return "\n".join([SOLUTION, *map(dedent, sources)])


LOOPS = "def double(x):\n    while True: pass\n"
CLASS = {
    "ana": SOLUTION,
    "ben": changed("def add(x, y): return x - y"),
    "carl": changed("def describe(x): return x.mean() / 0 if x[0] > 1 else [][1]"),
    "dora": changed(LOOPS, "def answer(): return 41"),
    "emil": SOLUTION.replace("def answer", "def reply"),
    "flo": changed("import os", "def count(boxes): os._exit(3)"),
    "gina": changed("import random", "def double(x): return 2 * x * (random.random() > 0.2)"),
    "hugo": changed("x = = 1", "import nosuchmodule", "def slope(f, t): return nosuchmodule.slope(t)"),
}  # one way to end each


def write_course(
    root: Path, name: str = "tiny", tests: str = TESTS, reference: str = SOLUTION, points: int = 10
) -> Path:
    """Write a course with this assignment; its root."""
    folder = root / "assignments" / name
    folder.mkdir(parents=True, exist_ok=True)
    (root / "reference_solutions").mkdir(exist_ok=True)
    (root / "assignments" / "conftest.py").write_text(CONFTEST)
    (folder / "assignment.toml").write_text(TOML.format(name=name, points=points))
    (folder / f"test_{name}.py").write_text(tests)
    (folder / "given.py").write_text(GIVEN)
    (root / "reference_solutions" / f"{name}.py").write_text(dedent(reference))
    return root


def write_class(folder: Path, sources: Mapping[str, str] = CLASS) -> Path:
    """Write a module for each student."""
    folder.mkdir(parents=True, exist_ok=True)
    for student, source in sources.items():
        (folder / f"{student}.py").write_text(source)
    return folder


def assignment_in(root: Path) -> Assignment:
    """The only assignment of a course."""
    (folder,) = (path for path in (root / "assignments").iterdir() if path.is_dir())
    return read_assignment(folder.name, root)


@contextmanager
def opened(root: Path, only: str | None = None, cached: bool = False) -> Iterator[Grader]:
    """The only assignment of a course, ready to judge."""
    with Grader(assignment_in(root), only, cached) as grader:
        yield grader


def outcomes(grader: Grader, *cells: str, only: str | None = None) -> dict[str, Outcome]:
    """How this source ends, task by task."""
    judge = Judge(
        grader.checks, grader.recordings, grader.assignment.seed, grader.assignment.limits.submission
    )
    numbered = tuple(Cell(number, dedent(cell)) for number, cell in enumerate(cells, int(len(cells) > 1)))
    source = grader.source(Submission("s", Path("s"), numbered))
    with grader.session(source) as session:
        session.load()
        return {o.task: o for o in judge.outcomes(session, [only] if only else ())}


def words(found: Mapping[str, Outcome]) -> list[str]:
    """The status words, in the tasks' order."""
    return [str(outcome.status) for outcome in found.values()]


def cells_of(source: str) -> tuple[Cell, ...]:
    """A module as a submission's cells."""
    return (Cell(0, source),)
