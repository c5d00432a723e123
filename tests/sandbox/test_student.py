"""`student.f(x)` reads as a call; a handle forwards what is computing and refuses what is judging."""

import copy
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.errors import AuthorError
from autograder.sandbox.endings import NameAbsent, StudentRaised
from autograder.sandbox.student import Handle, Student, WrongForm
from tests.sandbox.conftest import Bench

NET = """
    import numpy as np

    class Vector:
        __array_ufunc__ = None  # numpy leaves arithmetic to it
        def __init__(self, *items): self.items = list(items)
        def __add__(self, other): return ("add", self.items, getattr(other, "items", other))
        def __radd__(self, other): return ("radd", self.items, other)
        def __sub__(self, other): return ("sub", other)
        def __rsub__(self, other): return ("rsub", other)
        def __mul__(self, other): return ("mul", other)
        def __rmul__(self, other): return ("rmul", other)
        def __truediv__(self, other): return ("truediv", other)
        def __rtruediv__(self, other): return ("rtruediv", other)
        def __floordiv__(self, other): return ("floordiv", other)
        def __rfloordiv__(self, other): return ("rfloordiv", other)
        def __mod__(self, other): return ("mod", other)
        def __rmod__(self, other): return ("rmod", other)
        def __pow__(self, other): return ("pow", other)
        def __rpow__(self, other): return ("rpow", other)
        def __matmul__(self, other): return ("matmul", other)
        def __rmatmul__(self, other): return ("rmatmul", other)
        def __neg__(self): return "neg"
        def __pos__(self): return "pos"
        def __abs__(self): return "abs"
        def __len__(self): return len(self.items)
        def __getitem__(self, key): return self.items[key]
        def __setitem__(self, key, value): self.items[key] = value
        def __iter__(self): return iter(self.items)
        def __call__(self, x, *, scale=1): return scale * x + len(self.items)
        def __eq__(self, other): return True
        def __hash__(self): return 0
        def __bool__(self): return True
        def same(self, other): return self is other
        def twin(self): return Vector(*self.items)

    class Net:
        layers = 2
        def __init__(self, n, *, bias=True):
            self.W1, self.bias = np.ones((n, n)), bias
        @property
        def broken(self): raise ValueError("broken")

    eta = 0.5
    table = {"a": [1, 2]}
    def refuses(x): raise TypeError("no")
    def kind(x): return type(x).__name__
    def name(f): return f.__name__
"""


def test_an_object_that_stays_is_a_handle(bench: Bench) -> None:
    """Attributes are read and written, methods are called, where the object is."""
    student = bench.student(NET)
    net = student.Net(3, bias=False)
    assert repr(net) == "<a student's Net>"
    assert net.autograder_type_name == "Net"
    assert net.W1.tolist() == np.ones((3, 3)).tolist()
    assert (net.bias, net.layers) == (False, 2)
    net.W1 = np.zeros(2)
    assert net.W1.tolist() == [0, 0]
    with pytest.raises(StudentRaised, match="ValueError: broken"):
        _ = net.broken
    with pytest.raises(StudentRaised, match="AttributeError"):
        _ = net.missing


def test_a_handle_forwards_calls_items_length_and_iteration(bench: Bench) -> None:
    """What Python asks of the object is asked of the object."""
    v = bench.student(NET).Vector(1, [2, 3], 4)
    assert len(v) == 3
    assert v[1] == [2, 3]
    assert v[0:2] == [1, [2, 3]]
    v[0] = 9
    assert list(v) == [9, [2, 3], 4]
    assert v(10, scale=2) == 23
    with pytest.raises(StudentRaised, match="IndexError"):
        _ = v[7]


BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "add": lambda a, b: a + b, "sub": lambda a, b: a - b, "mul": lambda a, b: a * b, "truediv": lambda a,
    b: a / b,
    "floordiv": lambda a, b: a // b, "mod": lambda a, b: a % b, "pow": lambda a, b: a**b,
    "matmul": lambda a, b: a @ b,
}  # fmt: skip


@pytest.mark.parametrize("name", BINARY)
def test_arithmetic_is_forwarded_from_both_sides(bench: Bench, name: str) -> None:
    """handle + x and x + handle are the student's __add__ and __radd__, for arrays too."""
    v, operate = bench.student(NET).Vector(1), BINARY[name]
    assert operate(v, 2)[0] == name
    assert operate(2, v)[0] == f"r{name}"
    for left in (np.ones(3), np.float64(2)):
        assert operate(left, v)[0] == f"r{name}"
    assert operate(v, np.ones(3))[-1].tolist() == [1, 1, 1]


def test_unary_arithmetic_is_forwarded(bench: Bench) -> None:
    """Minus, plus and abs are the student's."""
    v = bench.student(NET).Vector(1)
    assert (-v, +v, abs(v)) == ("neg", "pos", "abs")


def test_a_handle_is_an_argument_like_any_other(bench: Bench) -> None:
    """It stands for the very object, in arithmetic, in calls and inside lists."""
    student = bench.student(NET)
    v = student.Vector(1)
    assert v.same(v)
    assert v.twin().same(v) is False
    assert v + v.twin() == ("add", [1], [1])
    assert student.kind(v) == "Vector"
    assert student.Vector(v, [v])[0].same(v)


REFUSED: dict[str, Callable[[Any], Any]] = {
    "==": lambda h: h == 1, "== itself": lambda h: h == h, "!=": lambda h: h != 1, "<": lambda h: h < 1,
    "<=": lambda h: h <= 1, ">": lambda h: h > 1, ">=": lambda h: h >= 1, "bool": bool, "float": float,
    "int": int,
    "index": lambda h: [1][h], "array": np.asarray, "in": lambda h: 1 in h,
    "array ==": lambda h: np.ones(2) == h,
    "array <": lambda h: np.ones(2) < h,
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_handle_decides_nothing(bench: Bench, name: str) -> None:
    """An object that equals everything is never asked; the test hears that it got an object."""
    with pytest.raises(WrongForm, match="Vector came back where a value was expected"):
        REFUSED[name](bench.student(NET).Vector(1))


def test_a_handle_has_no_hash_and_leaves_claims_to_judge(bench: Bench) -> None:
    """It is no key; a claim on the right of == is asked, as it is by arrays."""

    class Claim:
        __array_ufunc__ = None
        __hash__ = None  # type: ignore[assignment]

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Handle)

    v = bench.student(NET).Vector(1)
    assert v == Claim()
    with pytest.raises(TypeError, match="unhashable"):
        hash(v)


def test_names_with_two_underscores_are_never_forwarded(bench: Bench) -> None:
    """Copying, pickling and printing protocols find nothing to call."""
    student = bench.student(NET)
    for thing in (student, student.Vector(1)):
        with pytest.raises(AttributeError):
            _ = thing.__deepcopy__
    with pytest.raises((TypeError, AttributeError)):
        copy.deepcopy(student.Vector(1))


def test_a_handle_lives_as_long_as_its_example(bench: Bench) -> None:
    """In the next example, and in another run, it is refused: an author's error."""
    session = bench.loaded(NET)
    run, other = bench.run_of(session), Student(bench.run_of(session))
    student = Student(run)
    v = student.Vector(1)
    with pytest.raises(AuthorError, match="lives as long as its example"):
        other.kind(v)
    run.fresh()
    uses: tuple[Callable[[], Any], ...] = (lambda: v.items, lambda: student.kind(v), lambda: v(1))
    for use in uses:
        with pytest.raises(AuthorError, match="Vector"):
            use()


def test_a_received_value_outlives_its_example_as_a_value(bench: Bench) -> None:
    """A list of an earlier example is sent as a copy, not as a reference to something else."""
    run = bench.run("def f():\n    return [1, 2]\ndef g(x):\n    return x, [3]")
    student = Student(run)
    made = student.f()
    run.fresh()
    assert student.g(made) == ([1, 2], [3])


def test_top_level_values_are_read_by_name(bench: Bench) -> None:
    """student["eta"] is the value; student.f is a function, whatever it is there."""
    student = bench.student(NET)
    assert student["eta"] == 0.5
    assert student["table"] == {"a": [1, 2]}
    assert isinstance(student["Net"], Handle)
    with pytest.raises(NameAbsent):
        student["nothing"]


def test_a_function_of_the_student_is_an_argument(bench: Bench) -> None:
    """student.f passed to student.g is the very function there."""
    student = bench.student(NET)
    assert student.kind.__name__ == "kind"
    assert student.name(student.refuses) == "refuses"


def test_given_runs_beside_the_student(bench: Bench) -> None:
    """student.given is the assignment's public code in the student's process; it shares no names with it."""
    student = bench.student(
        "def use(model):\n    return model.W * 2\ndef make():\n    return 'mine'",
        given="class Model:\n    W = 21\ndef make():\n    return Model()\nsize = 3",
    )
    assert student.use(student.given.make()) == 42
    assert student.make() == "mine"
    assert student.given["size"] == 3
    with pytest.raises(NameAbsent):
        student.given.use()


def test_students_cannot_see_given_by_accident(bench: Bench) -> None:
    """Without a given.py there is no name in it."""
    with pytest.raises(NameAbsent, match="make"):
        bench.student("x = 1").given.make()
