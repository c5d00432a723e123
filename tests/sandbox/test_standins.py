"""Modules that are not there: importing works, using one for a value says so."""

from collections.abc import Callable
from typing import Any

import pytest

from autograder.sandbox.endings import StudentRaised
from autograder.sandbox.standins import StandIn, StandInUsed
from autograder.sandbox.student import Student
from tests.sandbox.conftest import Bench

WORKS = {
    "import": "import nowhere",
    "import of a part": "import nowhere.deep.deeper as n\nimport nowhere.other\nm = nowhere.deep.deeper",
    "import of a name": "from nowhere.deep import A, B as C",
    "import of everything": "from nowhere import *",
    "import by name": "import importlib\nn = importlib.import_module('nowhere')",
    "import twice": "import nowhere\nimport nowhere",
    "setting up": "import nowhere as n\nn.seed(0)\nn.config.x = 1\nmodel = n.Model(3).to('cpu')",
    "context manager": "import nowhere as n\nwith n.session() as s:\n    y = s.x",
    "annotation": "import nowhere as n\ndef f(x: n.Tensor, y: n.Float[n.Tensor, 'a b'] | None = None): pass",
    "type check": "import nowhere as n\nassert not isinstance(1, n.Model)",
    "printing": "import nowhere as n\nprint(n, n.x, f'{n.x}')",
    "default": "import nowhere as n\ndef f(x=n.zeros): pass",
}


@pytest.mark.parametrize("name", WORKS)
def test_importing_what_is_missing_works(bench: Bench, name: str) -> None:
    """The statements around it load; the session says which module is missing."""
    session = bench.loaded(f"{WORKS[name]}\nfine = True")
    assert session.loaded.notes == ()
    assert session.loaded.missing == ("nowhere",)
    assert Student(bench.run_of(session))["fine"] is True


def test_decorators_are_identity(bench: Bench) -> None:
    """With and without arguments, on functions and classes."""
    student = bench.student("""
        import nowhere as n
        @n.jit
        def f(): return 1
        @n.jit(nopython=True)
        def g(): return 2
        @n.register
        class C: x = 3
        @n.register("name")
        class D: x = 4
        def h(): return f(), g(), C.x, D.x
    """)
    assert student.h() == (1, 2, 3, 4)


def test_a_missing_class_can_be_extended(bench: Bench) -> None:
    """What the student writes works; what would be inherited is missed, and says so."""
    student = bench.student("""
        import nowhere as n
        from typing import Generic, TypeVar
        T = TypeVar("T")
        class Model(n.Module, n.Mixin):
            def __init__(self, size):
                super().__init__(size, device="cpu")
                self.size = size
            def double(self): return 2 * self.size
            def train(self): return self.fit()
        class Both(dict, n.Module): pass
        class Kind(n.Module, Generic[T]): pass
        def double(): return Model(3).double()
        def train(): return Model(3).train()
        def others(): return len(Both(a=1)), Kind().__class__.__name__
        def copied():
            import copy
            return copy.copy(Model(4)).size
    """)
    assert student.double() == 6
    assert student.others() == (1, "Kind")
    assert student.copied() == 4
    with pytest.raises(StudentRaised, match="nowhere is not installed") as caught:
        student.train()
    assert caught.value.module == "nowhere"


def test_a_guarded_import_fails_as_the_student_expects(bench: Bench) -> None:
    """try: import x / except ImportError finds no x, and its module is not reported as missing."""
    source = "try:\n    import nowhere\n    fast = True\nexcept ImportError:\n    fast = False"
    session = bench.loaded(source)
    assert Student(bench.run_of(session))["fast"] is False
    assert session.loaded.missing == ()


def test_libraries_find_no_stand_ins(bench: Bench) -> None:
    """A library that looks for an optional module gets the ImportError it handles."""
    session = bench.loaded(
        "import helper, os\nx = helper.x\n"
        "import sys\nsys.path.insert(0, os.path.join(os.getcwd(), 'lib'))\nimport library\ny = library.found",
        files={
            "helper.py": b"x = 1",
            "lib/library.py": b"found = True\ntry: import nowhere\nexcept ImportError: found = False",
        },
    )
    student = Student(bench.run_of(session))
    assert student["y"] is False
    assert session.loaded.missing == ()


def test_a_part_that_a_real_module_lacks_is_an_error(bench: Bench) -> None:
    """numpy is there; numpy.nothing is a mistake, not a missing module."""
    session = bench.loaded("import numpy.nothing")
    assert "No module named 'numpy.nothing'" in session.loaded.notes[0].why
    assert session.loaded.missing == ()


USES: dict[str, Callable[[Any], Any]] = {
    "iteration": list, "next": next, "length": len, "truth": bool, "contains": lambda s: 1 in s,
    "float": float,
    "int": int, "complex": complex, "index": lambda s: [1][s], "sum": lambda s: s + 1,
    "sum from the right": lambda s: 1 + s,
    "product": lambda s: s * 2, "matrix product": lambda s: s @ s, "minus": lambda s: -s, "abs": abs,
    "order": lambda s: s < 1,
    "round": round, "power": lambda s: 2**s, "remainder": lambda s: s % 2, "quotient": lambda s: 1 // s,
}  # fmt: skip


@pytest.mark.parametrize("name", USES)
def test_using_a_stand_in_for_a_value_names_the_module(name: str) -> None:
    """It never computes anything."""
    with pytest.raises(StandInUsed, match="the module nowhere is not installed") as caught:
        USES[name](StandIn("nowhere").model(3)["weights"])
    assert caught.value.module == "nowhere"


def test_a_stand_in_cannot_be_changed_into_something() -> None:
    """Setting an attribute is accepted and forgotten; items cannot be set."""
    standin = StandIn("nowhere")
    standin.x = 1
    assert isinstance(standin.x, StandIn)
    with pytest.raises(StandInUsed):
        standin["x"] = 1
    with pytest.raises(AttributeError):
        _ = standin.__wrapped__
