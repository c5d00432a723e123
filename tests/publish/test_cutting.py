"""Students get the tasks' bodies and what these need, and nothing else."""

import ast
from pathlib import Path
from textwrap import dedent

import pytest

from autograder.publish.cutting import Cut, Cutter

TESTS = '''
"""The words of the module."""

from dataclasses import dataclass
from functools import partial
import json

import numpy as np
from hypothesis import assume, example, given, note, strategies as st

from assignments.odd.shapes import LARGEST, Pair, area, pairs
from autograder.claims import callback, conventions, near, task
from autograder.claims.strategies import arrays, sizes
from reference_solutions import odd as solution

CHOSEN = conventions(__file__)["divisor"]
TOLERANCE = 1e-6  # a comment
SECRET = "nobody asks for this"


@dataclass(frozen=True)
class Point:
    """A docstring of a class."""

    x: float

    @property
    def double(self):
        """A docstring of a method."""
        return 2 * self.x


@st.composite
def points(draw):
    """A strategy."""
    return Point(draw(st.floats(0, 1)))


def scaled(x):
    """A docstring of what a task needs."""
    return inner(x) * TOLERANCE


def inner(x):
    return x / CHOSEN


def alone(x):
    return SECRET


@task(points=4, explanation="the explanation")
@given(points(), pairs())
@example(Point(0.5), Pair(1, 2))
def test_public(student, point, pair):
    """The sentence of a task."""
    assume(point.x >= 0)
    note("seen")
    # another comment
    assert student.f(scaled(point.x), area(pair)) == near(solution.f(point.double), floor=LARGEST)


@task(points=1, hidden=True)
@given(points())
def test_hidden(student, point):
    """The sentence of the hidden one."""
    assert student.g(alone(point.x)) == near(solution.secret(json.dumps(point.x)))


@task(points=1)
@given(st.data())
def test_drawing(student, data):
    """Draws on the way."""
    assert student.g(data.draw(arrays(3))) == near(st.just(partial))
'''
SHAPES = '''
"""Shapes."""

from dataclasses import dataclass

from hypothesis import strategies as st

from assignments.odd.standins.rulers import ruled

LARGEST = 9


@dataclass(frozen=True)
class Pair:
    w: float
    h: float


def pairs():
    return st.builds(Pair, st.floats(), st.floats())


def area(pair):
    return ruled(pair.w) * pair.h


def unused():
    return "unused"
'''
RULERS = "import torch\n\ndef ruled(x):\n    return torch.tensor(x)\n\ndef broken():\n    return 1\n"
PUBLIC = {"test_odd": frozenset({"test_public", "Point"}), "shapes": frozenset({"Pair"})}


@pytest.fixture
def cutter(tmp_path: Path) -> Cutter:
    """Cuts an assignment of three modules."""
    folder = tmp_path / "odd"
    (folder / "standins").mkdir(parents=True)
    for name, text in (("test_odd", TESTS), ("shapes", SHAPES), ("standins/rulers", RULERS)):
        (folder / f"{name}.py").write_text(dedent(text), encoding="utf-8")
    return Cutter(folder, {"divisor": "n - 1", "strict": True})


@pytest.fixture
def cut(cutter: Cutter) -> Cut:
    """What the public task needs."""
    return cutter.cut(PUBLIC)


def test_a_task_and_what_it_needs(cut: Cut) -> None:
    """The body, the functions, constants and classes that it reads, these in their turn."""
    tree = ast.parse(cut.sources["test_odd"])
    defined = [node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    assert defined == ["Point", "scaled", "inner", "test_public"]
    assert "TOLERANCE = 1e-06" in cut.sources["test_odd"]


@pytest.mark.parametrize(
    "word",
    [
        "hidden", "secret", "SECRET", "nobody", "alone", "explanation", "sentence", "docstring", "comment",
        "points", "strateg", "hypothesis", "given", "example", "drawing", "unused", "pairs", "json", "task(",
        "broken", "The words", "partial", "Shapes",
    ],
)  # fmt: skip
def test_what_stays_behind(cut: Cut, word: str) -> None:
    """Other tasks, how examples are drawn, decorators, explanations, docstrings, comments, other imports."""
    assert not [name for name, text in cut.sources.items() if word in text]


def test_modules_follow_in_order(cut: Cut) -> None:
    """Modules of the same folder and below it come along, each after those it needs."""
    assert list(cut.sources) == ["standins.rulers", "shapes", "test_odd"]
    assert "from autograder.released.shapes import LARGEST, Pair, area" not in cut.sources["test_odd"]
    assert "from autograder.released.shapes import LARGEST, area" in cut.sources["test_odd"]
    assert "from autograder.released.standins.rulers import ruled" in cut.sources["shapes"]


def test_conventions_become_a_constant(cut: Cut) -> None:
    """What the course chose needs no assignment.toml."""
    assert "CHOSEN = {'divisor': 'n - 1', 'strict': True}['divisor']" in cut.sources["test_odd"]


def test_words_of_hypothesis_and_the_reference_come_from_elsewhere(cut: Cut) -> None:
    """`assume` and `note` are ours, the reference is what stands where it stood."""
    lines = cut.sources["test_odd"].splitlines()
    assert "from autograder.local.words import assume, note" in lines
    assert "solution = __reference__" in lines


def test_foreign_imports_are_told(cutter: Cutter, cut: Cut) -> None:
    """A library that students may not have, Hypothesis among them; not Python's own or numpy."""
    assert cut.foreign == {"torch"}
    assert cutter.cut({"test_odd": frozenset({"test_drawing"})}).foreign == {"hypothesis"}
    assert cutter.cut({"test_odd": frozenset({"test_hidden"})}).foreign == set()


def test_a_cut_compiles(cut: Cut) -> None:
    """Each source is a module."""
    for name, text in cut.sources.items():
        compile(text, name, "exec")
        assert text == ast.unparse(ast.parse(text)) + "\n"


def test_a_cut_does_not_depend_on_what_was_cut_before(cutter: Cutter, cut: Cut) -> None:
    """The same task, the same text, though others were asked for between."""
    cutter.cut({"test_odd": frozenset({"test_hidden", "test_drawing"})})
    again = cutter.cut(dict(reversed(PUBLIC.items())))
    assert (again.sources, again.foreign) == (cut.sources, cut.foreign)
    assert list(again.sources) == list(cut.sources)


def test_a_function_that_only_has_a_docstring_stays_a_function(tmp_path: Path) -> None:
    """Its body is empty then."""
    (tmp_path / "test_x.py").write_text(
        'def helper():\n    """Says."""\n\ndef test_a(student):\n    helper()\n'
    )
    text = Cutter(tmp_path, {}).cut({"test_x": frozenset({"test_a"})}).sources["test_x"]
    assert text == "def helper():\n    pass\n\ndef test_a(student):\n    helper()\n"
