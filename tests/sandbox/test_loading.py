"""Whatever students hand in: each peculiarity costs at most the names it would have defined."""

import os
from dataclasses import dataclass, replace
from textwrap import dedent
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from autograder.model import LoadNote
from autograder.sandbox import loading
from autograder.sandbox.endings import NameAbsent, StudentRaised
from autograder.sandbox.loading import Loader, Note, Source
from autograder.sandbox.parsing import statements
from autograder.sandbox.session import Session
from autograder.sandbox.standins import StandIn
from autograder.sandbox.student import Student
from autograder.sandbox.tags import OUT_OF_MEMORY
from tests.sandbox.conftest import HASTY, LIMITS, Bench

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
    "mixed tabs": "x = 1\ndef f():\n\tif x:\n        return 1\n",
    "tabs as wide as eight": "if True:\n\tx = 1\n        y = 2\n",
    "an await": "import asyncio\nx = await asyncio.sleep(0, 1)",
    "an annotation that is not there": "def f(a: nothing.here) -> Tensor:\n    pass\nx = 1",
    "a magic that is assigned": "t = %timeit -o 1\nx = 1",
    "a prompt": ">>> x = 1",
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
    "deep nesting": ("y = 1\nz = " + "(" * 300 + ")" * 300, 2, ("z",), "parse"),
    "a tower of signs": ("y = 1\nz = " + "-" * 30_000 + "1", 2, ("z",), ""),
    "a chain without end": ("y = 1\nz = y" + ".m(1)" * 400, 2, ("z",), ""),
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
    assert (note.where, note.cell, note.line) == (f"cell 1, line {line}", 1, line)
    assert note.kind in ("failed", "unparsable", "timeout")
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
    assert (note.where, note.kind) == ("cell 1, line 2", "timeout")
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


def test_a_fork_at_the_top_level_does_not_load_twice(bench: Bench) -> None:
    """Only the process that was asked goes on; the next statements are told once and work."""
    session = bench.loaded("import os\npid = os.fork()", "import subprocess\ndef f():\n    return 1")
    assert session.loaded.notes == ()
    assert Student(bench.run_of(session)).f() == 1


def test_a_broken_redefinition_misses_only_what_nothing_else_defines(bench: Bench) -> None:
    """A definition that is there, earlier or later, is not called missing."""
    (note,) = bench.loaded("def f():\n    return 1\ndef f(:\n    pass\n").loaded.notes
    assert note.names == ()
    (note,) = bench.loaded("W, b = 1 / 0\nW = 3").loaded.notes
    assert note.names == ("b",)


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


# -- what is needed -------------------------------------------------------------------------------


def wanted(bench: Bench, *cells: str, name: str = "f", **settings: Any) -> Session:
    """A submission of which one name is wanted."""
    return bench.loaded(*cells, load="needed", wanted=(name,), **settings)


def test_only_what_is_wanted_is_run(bench: Bench) -> None:
    """With what it needs; other cells are skipped, whatever they would do, and that is told."""
    session = wanted(
        bench, "W = 3\nprint(1 / 0)", "while True: pass", "def f(): return W", "undefined", "", limits=HASTY
    )
    assert Student(bench.run_of(session)).f() == 3
    assert (session.loaded.notes, session.loaded.skipped) == ((), (2, 4))
    assert session.loaded.cells == ((1, 2, 1), (2, 1, 0), (3, 1, 1), (4, 1, 0), (5, 0, 0))
    assert session.loaded.have == ("f",)


def test_what_does_not_parse_is_told_though_nobody_needs_it(bench: Bench) -> None:
    """Who can say what stood there?"""
    (note,) = wanted(bench, "x = = 1\ndef f(): return 1").loaded.notes
    assert (note.kind, note.line) == ("unparsable", 1)


def test_without_names_every_function_and_class_is_wanted(bench: Bench) -> None:
    """What they are, where they are defined, and whether they are there."""
    cells = "def f(): return 1\nx = 1 / 0", "class C: pass\nclass D(1): pass\ndef g(:\n    pass"
    session = bench.loaded(*cells, load="needed")
    told = [(d.name, d.kind, d.cell, d.line, d.there) for d in session.loaded.names]
    assert told == [
        ("f", "function", 1, 1, True), ("C", "class", 2, 1, True), ("D", "class", 2, 2, False),
        ("g", "function", 2, 3, False),
    ]  # fmt: skip
    assert [(note.kind, note.where) for note in session.loaded.notes] == [
        ("failed", "cell 2, line 2"), ("unparsable", "cell 2, line 3"),
    ]  # fmt: skip


FALLS_BACK = {
    "it raises": "W = 1 / 0",
    "it does not end": "W = [0 for _ in iter(int, 1)]",
    "it ends the process": "import os\nW = os._exit(3)",
}


@pytest.mark.parametrize("name", FALLS_BACK)
def test_where_a_later_binding_fails_the_earlier_one_counts(bench: Bench, name: str) -> None:
    """As after running all."""
    session = wanted(bench, "W = 1", FALLS_BACK[name], "def f(): return W", limits=HASTY)
    assert Student(bench.run_of(session)).f() == 1
    assert [note.cell for note in session.loaded.notes] == [2]


def test_a_function_that_fails_to_load_falls_back_to_its_starter(bench: Bench) -> None:
    """The later definition cannot be made; the earlier one answers."""
    cells = "def f(): return 1", "def f(x=undefined): return 2"
    assert Student(bench.run_of(wanted(bench, *cells))).f() == 1


def test_a_redefinition_is_told(bench: Bench) -> None:
    """The last one counts; the same text again is no conflict."""
    cells = "def f(): return 1", "x = 1\n\ndef f(): return 2"
    session = wanted(bench, *cells)
    (note,) = session.loaded.notes
    assert (note.kind, note.where, note.names) == ("redefined", "cell 2, line 3", ())
    assert "cell 1, line 1" in note.why
    assert Student(bench.run_of(session)).f() == 2
    assert wanted(bench, *cells, "def f(): return 2").loaded.notes != ()
    assert wanted(bench, cells[0], cells[0]).loaded.notes == ()


@pytest.mark.parametrize(
    "lacking",
    [
        "x = open('train.csv')", "x = input()", "import nowhere\nx = int(nowhere.load())",
        "import socket\nx = socket.create_connection(('192.0.2.1', 80))",
    ],
)  # fmt: skip
def test_what_the_machine_lacks_stands_for_itself(bench: Bench, lacking: str) -> None:
    """A function that mentions it loads, and says what is lacking when it uses it."""
    source = f"{lacking}\ndef f(): return 1\ndef g(a=x): return x + 1"
    session = bench.loaded(source)
    student = Student(bench.run_of(session))
    assert student.f() == 1
    with pytest.raises(StudentRaised, match="StandInUsed"):
        student.g()


def test_what_the_student_got_wrong_stands_for_nothing(bench: Bench) -> None:
    """The name is missing, as in a notebook."""
    student = bench.student("x = 1 / 0\ndef g(): return x")
    with pytest.raises(StudentRaised, match="NameError"):
        student.g()


def test_thrift_defines_functions_without_what_they_train(bench: Bench) -> None:
    """Enough to say that they load, not to call them."""
    source = "def step(n): return n\nfor n in iter(int, 1): step(n)\ndef f(): return n"
    assert wanted(bench, source, thrifty=True, limits=HASTY).loaded.notes == ()
    assert wanted(bench, source, limits=HASTY).loaded.notes != ()


# -- statement by statement, in this process ------------------------------------------------------


@dataclass
class Attempt:
    """One attempt to load a cell."""

    loader: Loader
    source: Source
    have: dict[str, Any]

    @property
    def notes(self) -> list[tuple[str, int, tuple[str, ...]]]:
        """Kind, line and names of each."""
        return [(note.kind, note.line, note.names) for note in self.loader.notes]


def attempt(text: str, *names: str, unsure: tuple[int, ...] = (), **how: Any) -> Attempt:
    """Load a cell for these names, or all of it."""
    source = Source.of("", statements(dedent(text), 1, "<cell 1>"))
    settings: dict[str, Any] = {"skip": {}, "hasty_from": None, "thrifty": False} | how
    settings.setdefault("progress", lambda file, number: None)
    loader, module = Loader(unsure={("", n) for n in unsure}, **settings), ModuleType("submission")
    loader.run(source, names or None, module, lambda cell: f"<cell {cell}>")
    return Attempt(loader, source, vars(module))


def test_each_statement_that_did_not_do_its_work_is_noted() -> None:
    """Its kind, the line that led to it, the names that are not there."""
    found = attempt("x = 1\ny, z = (\n  x,\n  1 / 0)\nw = = 1\nu = 2", skip={("", 3): "it hung"})
    assert found.notes == [("failed", 4, ("y", "z")), ("unparsable", 5, ("w",)), ("timeout", 6, ("u",))]
    assert [note.why for note in found.loader.notes][2] == "it hung"
    assert found.source.ran == {0}


def test_a_failure_in_a_function_is_told_at_the_line_that_failed() -> None:
    """The innermost one of this cell."""
    assert attempt("def f():\n    x = 1\n    return {}[0]\nf()").notes == [("failed", 3, ())]


def test_a_statement_that_does_not_compile_says_so() -> None:
    """Unlike one that raises a SyntaxError."""
    (note,) = attempt("return 1").loader.notes
    assert note.why.startswith("it does not compile: ")
    (note,) = attempt("raise SyntaxError('x')").loader.notes
    assert note.why == "it raised SyntaxError: x"
    (note,) = attempt("compile('(', '', 'exec')").loader.notes
    assert note.why.startswith("it raised SyntaxError")


def test_progress_is_told_before_each_statement_that_runs() -> None:
    """And of no others."""
    told: list[tuple[str, int]] = []
    attempt(
        "a = 1\nb = 2\nc = = 3\nd = a", "d",
        progress=lambda file, number: told.append((file, number)),
    )  # fmt: skip
    assert told == [("", 0), ("", 3)]


@pytest.mark.parametrize(
    ("file", "cell", "place"),
    [("", 2, "cell 2, line 7"), ("", 0, "line 7"), ("lib/tool.py", 0, "lib/tool.py, line 7")],
)
def test_a_note_says_where_in_words(file: str, cell: int, place: str) -> None:
    """As readers count: a cell and a line, a line, or a file and a line."""
    assert Note(file, cell, 7, "failed", "why", ()).place == place


def test_in_haste_only_definitions_are_read() -> None:
    """From one statement on."""
    source = "a = 1\nb = 2\nimport math\ndef f(): pass\nclass C: pass\nc = 3"
    found = attempt(source, hasty_from=("", 1))
    assert {"a", "math", "f", "C"} <= set(found.have)
    assert found.notes == [("timeout", 2, ("b",)), ("timeout", 6, ("c",))]
    assert "only definitions" in found.loader.notes[0].why


def test_annotations_that_cannot_be_evaluated_do_not_matter() -> None:
    """Of functions and classes; anywhere else the error is one."""
    found = attempt(
        "def f(x: nothing, y=3) -> 1 + '': return y\nclass C:\n    a: nothing = 1\nx: nothing = 1"
    )
    assert (found.have["f"](0), found.have["C"].a) == (3, 1)
    assert found.notes == [("failed", 4, ())]
    assert attempt("def f(x=nothing): pass").notes == [("failed", 1, ("f",))]


def test_a_future_import_holds_for_what_follows() -> None:
    """Also in later cells; one that does not exist is an error."""
    found = attempt("from __future__ import annotations\ndef f(x: nothing): pass")
    assert found.have["f"].__annotations__ == {"x": "nothing"}
    assert attempt("from __future__ import braces").notes[0][0] == "failed"
    assert attempt("from __future__ import nothing\nx = 1").have["x"] == 1


def test_what_is_awaited_at_the_top_level_is_waited_for() -> None:
    """As in a notebook."""
    found = attempt("import asyncio\nasync def f(): return 1\nx = await f()\nawait asyncio.sleep(0)")
    assert (found.have["x"], found.notes) == (1, [])


def test_a_name_that_was_sought_in_vain_is_remembered() -> None:
    """It may have been bound by what was not run."""
    assert attempt("x = nothing").source.names == {"nothing"}
    assert attempt("import math\nx = math.nothing").source.names == set()


@pytest.mark.parametrize(
    ("failing", "why"), [("open('nowhere.csv')", "No such file"), ("1 / 0", "ZeroDivisionError")]
)
def test_a_name_that_was_not_bound_stands_for_the_reason(failing: str, why: str) -> None:
    """Whoever uses it is told; what was there before stays."""
    found = attempt(f"x = 1\nx, y = {failing}\ndef f(): return y + 1")
    assert found.have["x"] == 1
    assert isinstance(found.have["y"], StandIn)
    with pytest.raises(Exception, match=why):
        found.have["f"]()


def test_a_failure_that_makes_more_needed_is_a_doubt() -> None:
    """The next attempt knows it, and runs what was bound before."""
    source = "W = 1\nW = 1 / 0\nprint(2 / 0)\ndef f(): return W"
    first = attempt(source, "f")
    assert (first.source.needed, first.loader.doubts()) == ({1, 3}, [("", 1)])
    second = attempt(source, "f", unsure=(1,))
    assert (second.source.needed, second.loader.doubts()) == ({0, 1, 3}, [])
    assert second.have["f"]() == 1


def test_a_failure_that_changes_nothing_is_no_doubt() -> None:
    """One attempt is enough."""
    assert attempt("W = 1 / 0\ndef f(): return W", "f").loader.doubts() == []
    assert attempt("W = = 1\ndef f(): return W", "f").loader.doubts() == []


def test_functions_and_classes_are_found_where_they_are_defined_last() -> None:
    """One that does not parse counts only if there is no other."""
    source = """
        def f(): pass
        class C: pass
        def f(): pass
        def f(:
            pass
        def g(:
            pass
        if x:
            async def h(): pass
        """
    found = Source.of("", statements(dedent(source), 1, "<cell 1>")).definitions()
    assert found == {"f": ("function", 2), "C": ("class", 1), "g": ("function", 4), "h": ("function", 5)}


class Ended(BaseException):
    """Stands for the end of the process."""


def test_who_has_no_memory_left_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it holds would cost the statements behind it; with room, it goes on."""

    def end(code: int) -> None:
        raise Ended(code)

    monkeypatch.setattr(os, "_exit", end)
    assert attempt("raise MemoryError\nx = 1").have["x"] == 1
    monkeypatch.setattr(loading, "ROOM", 1 << 60)
    with pytest.raises(Ended, match=str(OUT_OF_MEMORY)):
        attempt("raise MemoryError\nx = 1")
    assert attempt("raise ValueError\nx = 1").have["x"] == 1


def test_a_copy_of_the_process_ends_after_the_statement_that_made_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only one of the two goes on loading."""

    def end(code: int) -> None:
        raise Ended(code)

    pids = iter((1, 1, 1, 2))
    monkeypatch.setattr(os, "_exit", end)
    monkeypatch.setattr(os, "getpid", lambda: next(pids))
    told: list[int] = []
    with pytest.raises(Ended, match="0"):
        attempt("a = 1\nb = 2\nc = 3", progress=lambda file, number: told.append(number))
    assert told == [0, 1]
