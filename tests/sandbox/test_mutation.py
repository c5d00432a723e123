"""What a call is taken to write into: too much costs time, too little costs a right answer."""

import ast
from textwrap import dedent

import pytest

from autograder.sandbox.effects import COLLECTS, Effects
from autograder.sandbox.mutation import IN_PLACE, MUTATES, QUIET, VIEWS, Names
from autograder.sandbox.reading import effects_of
from autograder.sandbox.scopes import PARAMETER

BEFORE = """
import numpy as np, random, torch, torch.nn as nn
import matplotlib.pyplot as plt
from copy import copy
from shelf import put_back
a = b = c = 1
def reads(x, y): return x
def writes(x, y):
    x[0] = y
    return x
def writes_deep(x, y): return writes(x, y)
def writes_much_deeper(x, y):
    for part in x:
        part = [writes_deep(part, y)]
def writes_itself():
    a[0] = 1
class Net:
    def __init__(self, x): self.x = x
    def look(self, x): return self.x
    def learn(self, x):
        self.x = x
        return x
"""


def names(line: str, before: str = BEFORE) -> tuple[Names, Effects]:
    """All names, and what the last line does."""
    every = [effects_of(node) for node in ast.parse(dedent(before) + line).body]
    return Names(every), every[-1]


def changed(line: str, before: str = BEFORE) -> str:
    """What a line writes into while it runs."""
    known, last = names(line, before)
    return " ".join(sorted(known.changed(last.now)))


def kept(line: str) -> str:
    """What the value of a line may be a part of, or hold."""
    known, last = names(f"x = {line}")
    return " ".join(sorted({name for _, call in last.results for name in known.kept(call)}))


@pytest.mark.parametrize("method", sorted(COLLECTS))
def test_a_collection_changes_what_is_put_in_does_not(method: str) -> None:
    """Whether or not somebody looks at the answer."""
    assert changed(f"a.{method}(b)") == changed(f"x = a.{method}(b)") == "a"


@pytest.mark.parametrize("method", [*sorted(MUTATES - COLLECTS), "fill_", "anything_"])
def test_an_object_changes_by_methods_that_are_known_to(method: str) -> None:
    """Also if somebody looks at the answer."""
    assert changed(f"x = a.{method}(b)") == "a"
    assert changed(f"a[0].part.{method}(b)") == "a b"


def test_a_method_without_an_answer_may_change_everything() -> None:
    """Nobody calls it for nothing."""
    assert changed("a.anything(b, [c])") == "a b c"
    assert changed("x = a.anything(b)") == ""


@pytest.mark.parametrize("verb", sorted(IN_PLACE - {"setattr", "delattr"}))
def test_libraries_change_what_they_are_given_where_their_names_say_so(verb: str) -> None:
    """Whether or not somebody looks at the answer, and whatever the library."""
    assert changed(f"np.{verb}(a, b)") == changed(f"x = np.{verb}(a, b)") == "a b np"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("nn.init.zeros_(a)", "a nn"), ("x = nn.init.zeros_(a.w)", "a nn"), ("random.shuffle(a)", "a random"),
        ("random.seed(b)", "random"), ("torch.manual_seed(0)", "torch"), ("x = torch.manual_seed(0)", ""),
        ("np.set_printoptions(b)", "np"), ("torch.use_deterministic_algorithms(b)", "b"),
        ("plt.style.use(b)", "plt"), ("torch.optim.step(a, b=c)", "a c"), ("x = torch.anything(a)", ""),
        ("put_back(a)", "a"), ("x = put_back(a)", ""),
        ("plt.plot(a, b)", ""), ("np.anything(a)", ""),
    ],
)  # fmt: skip
def test_what_libraries_do_is_known_by_a_few_words(line: str, found: str) -> None:
    """They set things, write in place, or are called for what they do to their arguments; but not to plot."""
    assert changed(line) == found


@pytest.mark.parametrize("module", sorted(QUIET))
def test_some_libraries_change_nothing_by_being_called(module: str) -> None:
    """What they draw or print is not looked at."""
    assert changed(f"{module}.anything(a)", f"import {module}\na = 1\n") == ""
    assert changed("m.anything(a)", f"import {module}.part as m\na = 1\n") == ""


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("setattr(a, 'x', b)", "a b"), ("delattr(a, 'x')", "a"), ("x = next(a)", "a"), ("print(a)", ""),
        ("len(a)", ""), ("x = sorted(a)", ""),
    ],
)  # fmt: skip
def test_builtins_change_what_is_known_of_them(line: str, found: str) -> None:
    """Three write into their arguments, the others do not."""
    assert changed(line) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("reads(a, b)", ""), ("writes(a, b)", "a b"), ("x = writes(a, b)", "a b"),
        ("writes_deep(a, b)", "a b"),
        ("x = [writes_much_deeper(a, b)]", "a b"), ("writes_itself()", ""), ("Net(a)", ""),
        ("list(map(writes, a, b))", "a b map writes"), ("list(map(reads, a, b))", ""),
    ],
)  # fmt: skip
def test_the_students_own_functions_are_read(line: str, found: str) -> None:
    """What one writes into its parameters, its arguments lose; by way of other functions, too."""
    assert changed(line) == found


def test_the_students_own_methods_are_read() -> None:
    """Those that write into `self` change their object."""
    assert changed("x = c.learn(b)") == "b c"
    assert changed("x = c.look(b)") == ""


def test_a_name_that_nobody_knows_may_change_everything() -> None:
    """Called without looking at the answer, what is no function of this module is there for its effects."""
    assert changed("unknown(a, b)") == "a b unknown"
    assert changed("x = unknown(a, b)") == ""
    assert changed("a(b)") == "a b"


def test_a_function_that_is_computed_may_change_its_arguments() -> None:
    """`fs[0](a)`, `make(b)(a)`: what they are computed from is among them."""
    assert changed("a[0](b)") == "a b"
    assert changed("(lambda: a)(b)") == "a b"
    assert changed("x = a[0](b)") == ""


def test_what_is_local_to_a_function_concerns_nobody_else() -> None:
    """A parameter stands for what is given, a local name for nothing."""
    known, last = names("def f(x):\n  y = []\n  y.append(1)\n  x.append(b)\n  c.append(b)")
    assert known.changed(last.later) == {PARAMETER, "c"}


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("reads(a, b)", "a b reads"), ("Net(a)", "Net a"), ("nn.Linear(a)", "a nn"),
        ("Unknown(a)", "Unknown a"),
        ("sorted(a)", ""), ("np.sin(a)", ""), ("[1].index(a)", ""), ("a[0](b)", "a b"), ("a.m(b)", "a b"),
        ("unknown(a)", "a unknown"), ("np.zeros(3)", ""),
    ],
)  # fmt: skip
def test_a_value_may_hold_what_it_was_made_from(line: str, found: str) -> None:
    """Not if a library or a builtin makes a new one, but if it is an object of some class."""
    assert kept(line) == found


@pytest.mark.parametrize("verb", sorted(VIEWS))
def test_views_are_parts_of_what_they_show(verb: str) -> None:
    """Written into, they write through."""
    assert kept(f"np.{verb}(a, b)") == "a b np"
    assert kept(f"a.{verb}(b)") == "a b"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("sys.path.append('x')", True), ("sys.path.insert(0, 'x')", True), ("os.chdir('x')", True),
        ("os.environ['A'] = 'b'", True), ("sys.setrecursionlimit(9)", True),
        ("x = sys.path.append('x')", False),
        ("os.mkdir('x')", False), ("other.path.append('x')", False), ("print(sys.path)", False),
    ],
)  # fmt: skip
def test_what_holds_for_the_whole_process_is_told(line: str, found: bool) -> None:
    """Where modules are found, the working directory, the environment."""
    known, last = names(line, "import sys, os, other\n")
    assert known.sets_process(last) is found
