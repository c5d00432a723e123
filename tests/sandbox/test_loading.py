"""Whatever students hand in: each peculiarity costs at most the names it would have defined."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder.model import LoadNote
from autograder.sandbox.endings import NameAbsent
from autograder.sandbox.loading import Unit, guarded_imports, parsed, units
from autograder.sandbox.student import Student
from tests.sandbox.conftest import LIMITS, Bench

GOOD = "def good():\n    return 'good'"


def loaded(bench: Bench, *cells: str, **settings: Any) -> tuple[Student, tuple[LoadNote, ...]]:
    """A notebook's student module, and the notes on what did not load; its last cell defines `good`."""
    session = bench.loaded(*cells, GOOD, **settings)
    student = Student(bench.run_of(session))
    assert student.good() == "good"
    return student, session.loaded.notes


HARMLESS = {
    "line magics": "%matplotlib inline\n%load_ext autoreload\nx = 1",
    "shell lines": "!pip install torch\n!ls \\\n  -l\nx = 1",
    "shell output": "files = !ls\nx = 1",
    "questions": "?len\nlen?\nx = 1",
    "a magic in a block": "if True:\n    !ls\n    x = 1",
    "a timed cell": "%%time\nx = 1",
    "a timed line": "%time x = 1",
    "a remainder": "!ls\nx = (11\n% 10)",
    "a percent in a string": "!ls\ns = '''\n%s'''\nx = len(s) - 2",
    "windows line ends": "x = (\r\n  1)\r\nif x:\r\n    y = 2\r\n",
    "a byte order mark": "\ufeffx = 1",
    "a future import": "from __future__ import annotations\nx: undefined_type = 1",
    "an import in a try": "try:\n    import cupy\nexcept ImportError:\n    x = 1",
    "a main block": "x = 1\nif __name__ == '__main__':\n    x = 2\n    raise SystemExit",
    "input in a function": "def ask():\n    return input()\nx = 1",
    "plots": "x = 1\ndisplay(x)\nget_ipython().run_line_magic('matplotlib', 'inline')",
    "much output": "x = 1\nfor _ in range(100):\n    print('y' * 100_000)",
    "a warning": "import warnings\nwarnings.warn('careful')\nx = 1 if '\\d' else 2",
    "a dropped language": "x = 1\n",
    "argv": "import sys\nx = len(sys.argv)",
    "a walrus": "(x := 1)",
    "nothing but a comment": "# nothing\nx = 1  # 50%?",
}  # fmt: skip


@pytest.mark.parametrize("name", HARMLESS)
def test_what_notebooks_do_is_harmless(bench: Bench, name: str) -> None:
    """No note is made, and the names are there."""
    student, notes = loaded(bench, HARMLESS[name])
    assert notes == ()
    assert student["x"] == 1


def test_a_cell_of_shell_script_is_dropped(bench: Bench) -> None:
    """Nothing of it runs, and nothing is said."""
    student, notes = loaded(bench, "%%bash\nx = 1")
    assert notes == ()
    with pytest.raises(NameAbsent):
        student["x"]


COSTLY = {
    "a syntax error": ("def f(:\n    pass\n\ny = 1", 1, ("f",), "does not parse"),
    "an unclosed bracket": ("z = (1,\ny = 1", 1, ("z",), "never closed"),
    "Python 2": ("y = 1\nprint 'hello'", 2, (), "Python 2"),
    "an exit": ("import sys\ny = 1\nsys.exit()", 3, (), "raised SystemExit"),
    "a raise": ("y = 1\nz = 1 / 0", 2, ("z",), "raised ZeroDivisionError: division by zero"),
    "a raise in a function": ("def bad():\n    return {}[0]\ny = 1\nz = bad()", 2, ("z",), "KeyError: 0"),
    "an interrupt": ("y = 1\nraise KeyboardInterrupt", 2, (), "KeyboardInterrupt"),
    "input": ("y = 1\nname = input('?')", 2, ("name",), "input() cannot be answered while grading"),
    "a missing file": ("y = 1\ndata = open('train.csv').read()", 2, ("data",), "FileNotFoundError"),
    "a bare return": ("y = 1\nreturn y", 2, (), "'return' outside function"),
    "a null byte": ("y = 1\nz = '\0'", 2, ("z",), "null"),
    "mixed tabs": ("y = 1\ndef f():\n\tif y:\n        return 1\n", 2, ("f",), "tabs"),
    "deep nesting": ("y = 1\nz = " + "(" * 300 + ")" * 300, 2, ("z",), "parse"),
    "a tower of signs": ("y = 1\nz = " + "-" * 30_000 + "1", 2, ("z",), ""),
    "a name that a module lacks": ("y = 1\nfrom math import tau, no", 2, ("no",), "ImportError"),
    "a message that is no text": ("y = 1\nraise ValueError('\\ud800')", 2, (), "raised ValueError: ?"),
    "a message that raises": (
        "class E(Exception):\n    def __str__(self): raise SystemExit\ny = 1\nraise E", 4, (),
        "cannot be read",
    ),
    "a segfault": ("y = 1\nimport ctypes\nz = ctypes.string_at(0)", 3, ("z",), "segmentation fault"),
    "an exit of the process": ("y = 1\nimport os\nos._exit(0)", 3, (), "ended its own process"),
}  # fmt: skip


@pytest.mark.parametrize("name", COSTLY)
def test_one_broken_statement_costs_its_own_names(bench: Bench, name: str) -> None:
    """The note tells the line, the names and the reason; the statements around it are there."""
    cell, line, names, why = COSTLY[name]
    student, (note,) = loaded(bench, cell)
    assert note.where == f"cell 1, line {line}"
    assert note.names == names
    assert why in note.why
    assert student["y"] == 1


def test_one_broken_function_costs_only_itself(bench: Bench) -> None:
    """In a cell that does not parse, each block that does is kept, with its decorators and branches."""
    cell = """
        import functools
        def before():
            return 1
        def broken():
            return (
        @functools.cache

        # still of the same statement
        def after():
            return 2
        @functools.lru_cache(
            maxsize=None
        )
        def last():
            return 4
        if before() == 2:
            x = 1
        elif before() == 1:
            x = 3
        else:
            x = 5
        table = {
            'a': 1,
        }
        text = '''
        def not_code(:
        '''
    """
    student, notes = loaded(bench, cell)
    assert [(note.where, note.names) for note in notes] == [("cell 1, line 5", ("broken",))]
    assert (student.before(), student.after(), student.last(), student["x"]) == (1, 2, 4, 3)
    assert student["table"] == {"a": 1}


def test_a_decorator_takes_its_function_along(bench: Bench) -> None:
    """Where a decorated function is broken, the decorator alone is not run on something else."""
    student, notes = loaded(bench, "@staticmethod\ndef f(:\n    pass\ndef g():\n    return 1")
    assert [note.names for note in notes] == [("f",)]
    assert student.g() == 1


def test_two_broken_things_are_two_notes(bench: Bench) -> None:
    """Notes come in the order of the source, with cell and line."""
    _, notes = loaded(
        bench, "a = (", "x = 1\nb, c = 1 / 0, [i for i in range(3)]\nimport nothing.here", "class C\n    pass"
    )
    assert [(n.where, n.names) for n in notes] == [
        ("cell 1, line 1", ("a",)), ("cell 2, line 2", ("b", "c")), ("cell 3, line 1", ("C",)),
    ]  # fmt: skip


def test_notes_of_a_module_tell_lines_only(bench: Bench) -> None:
    """A .py file has no cells."""
    session = bench.loaded("x = 1\n\ny = 1 / 0")
    assert [note.where for note in session.loaded.notes] == ["line 3"]


HASTY_LOAD = replace(LIMITS, load=0.4)


@pytest.mark.parametrize("forever", ["while True: pass", "import time; time.sleep(10**6)"])
def test_a_statement_that_never_ends_is_skipped(bench: Bench, forever: str) -> None:
    """Loading goes on around it."""
    student, (note,) = loaded(bench, f"y = 1\n{forever}", limits=HASTY_LOAD)
    assert note.where == "cell 1, line 2"
    assert "more than 0." in note.why
    assert student["y"] == 1


@pytest.mark.slow
def test_when_the_time_is_spent_only_definitions_are_read(bench: Bench) -> None:
    """Then functions, classes and imports are still there; what was passed over is not taken up again."""
    endless = ["while True: pass"] * 4
    odd = [
        "def late(x=[0 for _ in iter(int, 1)]):\n    pass",
        "import math\ndef f():\n    return math.pi\nn = 1",
    ]
    student, notes = loaded(bench, *endless, *odd, limits=HASTY_LOAD)
    assert student.f() > 3
    assert [note.where[:6] for note in notes] == ["cell 1", "cell 2", "cell 3", "cell 4", "cell 5", "cell 6"]
    assert "only definitions" in notes[3].why
    assert notes[4].names == ("late",)
    assert notes[5].names == ("n",)


def test_a_source_without_statements_loads(bench: Bench) -> None:
    """An empty hand-in has no names, and nothing to complain of."""
    session = bench.loaded("")
    assert session.loaded.notes == ()
    with pytest.raises(NameAbsent):
        Student(bench.run_of(session)).f()


def test_classes_of_the_student_can_be_pickled_and_described(bench: Bench) -> None:
    """The module they are defined in can be found under its name."""
    student = bench.student("""
        import pickle, dataclasses, typing, inspect
        @dataclasses.dataclass
        class Layer:
            w: int = 1
        def roundtrip():
            return pickle.loads(pickle.dumps(Layer(3))) == Layer(3)
        def hints():
            return list(typing.get_type_hints(Layer))
        def source():
            return inspect.getsource(source).strip().splitlines()[0]
    """)
    assert student.roundtrip()
    assert student.hints() == ["w"]
    assert student.source() == "def source():"


def test_a_file_beside_the_submission_can_be_read_and_imported(bench: Bench) -> None:
    """Helper modules and data lie in the working directory, folders included."""
    files = {
        "helper.py": b"def twice(x):\n    return 2 * x",
        "data/x.csv": b"1,2",
        "pack/__init__.py": b"k = 3",
    }
    student = bench.student(
        "import helper\nfrom pack import k\ndef f():\n    return helper.twice(k), open('data/x.csv').read()",
        files=files,
    )
    assert student.f() == (6, "1,2")


def test_a_file_beside_the_submission_does_not_replace_a_library(bench: Bench) -> None:
    """A helper called random.py hides nothing."""
    student = bench.student(
        "import random\ndef f():\n    return random.__file__", files={"random.py": b"oops = 1"}
    )
    assert "site" not in student.f()
    assert student.f().startswith("/")


def test_given_is_loaded_before_the_student(bench: Bench) -> None:
    """The student's module may import it."""
    assert bench.student("import given\ndef f():\n    return given.size", given="size = 3").f() == 3


# -- the pure parts -------------------------------------------------------------------------------


def units_of(*cells: str) -> list[Unit]:
    """The statements of a notebook."""
    return units(parsed(enumerate(cells, 1)))


@pytest.mark.parametrize(
    ("statement", "bound"),
    [
        ("a = b = 1", ("a", "b")), ("a, (b, *c) = x", ("a", "b", "c")), ("a: int = 1", ("a",)),
        ("a += 1", ("a",)),
        ("a.b = c[0] = 1", ()), ("def f(x): y = 1", ("f",)), ("async def f(): pass", ("f",)),
        ("class C:\n  d = 1", ("C",)),
        ("import a.b, c as d", ("a", "d")), ("from a import b as c, d", ("c", "d")),
        ("for i in x: j = i", ("i", "j")),
        ("with x as y: z = 1", ("y", "z")), ("a = [i for i in x]", ("a",)),
        ("a = lambda b: (c := 1)", ("a",)),
        ("try:\n  import a\nexcept E as e:\n  a = None", ("a", "a")), ("if (n := 1): pass", ("n",)),
        ("f(x)", ()),
    ],
)  # fmt: skip
def test_a_statement_binds_the_names_of_its_own_level(statement: str, bound: tuple[str, ...]) -> None:
    """Not those of functions, classes or comprehensions inside it."""
    assert [unit.names for unit in units_of(statement)] == [bound]


def test_definitions_are_told_from_actions() -> None:
    """Functions, classes and imports are read even when the time is up."""
    source = "import a\nfrom b import c\ndef f(): pass\nasync def g(): pass\nclass C: pass\nx = 1\nprint(x)"
    assert [unit.definition for unit in units_of(source)] == [True] * 5 + [False] * 2


def test_a_future_import_holds_for_all_cells_after_it() -> None:
    """Annotations of later cells are not evaluated either."""
    found = units_of("from __future__ import annotations", "def f(x: nothing): pass")
    space: dict[str, Any] = {}
    for unit in found:
        assert unit.code is not None
        exec(unit.code, space)
    assert space["f"].__annotations__ == {"x": "nothing"}
    assert [unit.problem for unit in units_of("from __future__ import braces")] != [""]


@pytest.mark.parametrize(
    ("source", "guarded"),
    [
        ("try:\n  import a.b\n  from c.d import e\nexcept ImportError: pass", {"a", "c"}),
        ("try:\n  import a\nexcept (KeyError, ModuleNotFoundError): import b", {"a"}),
        ("try:\n  import a\nexcept: pass", {"a"}), ("try:\n  import a\nexcept Exception as e: pass", {"a"}),
        ("def f():\n  try:\n    import a\n  except ImportError: pass", {"a"}),
        ("try:\n  import a\nfinally: pass", set()), ("try:\n  import a\nexcept ValueError: pass", set()),
        ("import a\nfrom . import b", set()), ("\ufefftry:\n  import a\nexcept ImportError: pass", {"a"}),
        ("!ls\ntry:\n  import a\nexcept ImportError: pass\nx = (", {"a"}),
        ("try:\n  from . import a\nexcept: pass", set()),
    ],
)  # fmt: skip
def test_an_import_is_guarded_where_its_failure_is_handled(source: str, guarded: set[str]) -> None:
    """Only then does the student want to know that a module is missing."""
    assert guarded_imports(parsed([(1, source)])) == guarded


def test_a_fork_at_the_top_level_does_not_load_twice(bench: Bench) -> None:
    """Only the process that was asked goes on; the next statements are told once and work."""
    session = bench.loaded("import os\npid = os.fork()", "import subprocess\ndef f():\n    return 1")
    assert session.loaded.notes == ()
    assert Student(bench.run_of(session)).f() == 1


def test_a_broken_redefinition_misses_only_what_nothing_else_defines(bench: Bench) -> None:
    """An earlier definition that is still there is not called missing."""
    (note,) = bench.loaded("def f():\n    return 1\ndef f(:\n    pass\n").loaded.notes
    assert note.names == ()


def test_settings_that_make_warnings_errors_end_with_loading(bench: Bench) -> None:
    """A naive sigmoid warns and is right, whatever the notebook's first cell has set."""
    student = bench.student("""
        import warnings
        import numpy as np
        np.seterr(all="raise")
        warnings.simplefilter("error")
        def sigmoid(x):
            return 1 / (1 + np.exp(-x))
    """)
    assert student.sigmoid(np.array([-1000.0])).tolist() == [0.0]


def test_a_fork_inside_a_call_answers_once(bench: Bench) -> None:
    """The student's child ends instead of answering in its turn."""
    student = bench.student("import os\ndef f():\n    os.fork()\n    return 1\ndef g():\n    return 2")
    assert (student.f(), student.g()) == (1, 2)
