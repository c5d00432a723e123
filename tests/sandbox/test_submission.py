"""What was handed in becomes one module, which says how that went."""

import builtins
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.sandbox.session import Session
from autograder.sandbox.standins import StandIn
from autograder.sandbox.student import Student
from autograder.sandbox.submission import Opened, fresh_module, offer_notebook_names
from tests.sandbox.conftest import Bench


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty working directory; in the end, all modules and finders are as before."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    before = dict(sys.modules)
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path])
    monkeypatch.setattr(sys, "path", [*sys.path])
    yield tmp_path
    for name in sys.modules.keys() - before.keys():
        del sys.modules[name]
    sys.modules.update(before)


def opened(*cells: str, **request: Any) -> Opened:
    """A submission that is read, not loaded yet."""
    plain: dict[str, Any] = {
        "cells": list(enumerate(cells, 1 if len(cells) > 1 else 0)), "files": {}, "load": "needed",
        "wanted": None, "thrifty": False, "package": "", "standins": {}, "skip": [], "unsure": [],
        "sought": [], "hasty_from": None,
    }  # fmt: skip
    return Opened(plain | request, lambda file, number: None)


def facts(*cells: str, **request: Any) -> dict[str, Any]:
    """How loading it went."""
    one = opened(*cells, **request)
    return one.told(one.load())


# -- what is told ---------------------------------------------------------------------------------


def test_it_tells_all_that_there_is_to_tell() -> None:
    """Notes, modules that are missing, cells, definitions, names, doubts, all of it as plain values."""
    told = facts("import nowhere\nW = 1\nW = 1 / 0", "def f(): return W, nowhere", "x = y", wanted=["f", "g"])
    ((file, cell, line, kind, why, names),) = told["notes"]
    assert (file, cell, line, kind, names) == ("", 1, 3, "failed", ["W"])
    assert "ZeroDivisionError" in why
    assert told["missing"] == ["nowhere"]
    assert told["cells"] == [(1, 3, 1), (2, 1, 1), (3, 1, 0)]
    assert told["names"] == [("f", "function", 2, 1, True)]
    assert told["have"] == ["f"]
    assert [tuple(place) for place in told["again"]] == [("", 2)]


def test_the_second_attempt_knows_what_failed_in_the_first() -> None:
    """Then nothing is left to doubt."""
    cells = "W = 1\nW = 1 / 0\ndef f(): return W"
    one = opened(cells, wanted=["f"], unsure=[("", 1)])
    module = one.load()
    assert one.told(module)["again"] == []
    assert module.f() == 1


def test_what_was_sought_in_vain_is_sought_again() -> None:
    """What a statement missed when it ran may be bound by one that was not needed before."""
    cells = "exec('W' + ' = 5')\ndef g(): return W\nx = g()"
    told = facts("y = W", wanted=["y"])
    assert told["sought"] == [("", "W")]
    assert opened(cells, wanted=["x"], sought=[("", "W")]).load().x == 5


def test_a_statement_that_is_to_be_skipped_is_told_why() -> None:
    """The rest is there."""
    one = opened("x = 1\ny = 2", load="all", skip=[("", 1, "it hung")])
    module = one.load()
    assert module.x == 1
    (note,) = one.told(module)["notes"]
    assert note[3:] == ("timeout", "it hung", ["y"])


def test_in_haste_definitions_are_read() -> None:
    """From the statement on that is named."""
    module = opened("x = 1\ndef f(): return 1", load="all", hasty_from=["", 0]).load()
    assert module.f() == 1
    assert isinstance(vars(module).get("x", StandIn), type | StandIn)


@pytest.mark.parametrize(
    ("load", "names", "there"),
    [
        ("all", None, {"f", "g", "x"}), ("all", ["f"], {"f", "g", "x"}), ("needed", ["f"], {"f"}),
        ("needed", None, {"f", "g"}), ("needed", [], set()), ("needed", ["x"], {"x"}),
        ("needed", ["nothing"], set()),
    ],
)  # fmt: skip
def test_what_is_wanted_is_loaded(load: str, names: list[str] | None, there: set[str]) -> None:
    """Everything, some names, or every function and class."""
    have = vars(opened("def f(): pass\ndef g(): pass\nx = 1", load=load, wanted=names).load())
    assert {"f", "g", "x"} & set(have) == there


def test_a_wanted_name_that_stands_for_what_is_lacking_is_not_there() -> None:
    """Whoever asks is not told that it is."""
    told = facts("x = open('nowhere')\ny = 1", wanted=["x", "y"])
    assert told["have"] == ["y"]


# -- redefinitions --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "places"),
    [
        (("def f(): return 1", "def f(): return 2"), [(2, 1)]),
        (("def f(): return 1\ndef f(): return 2\n\ndef f(): return 3",), [(0, 4)]),
        (("class f: pass", "x = 1\ndef f(): pass"), [(2, 2)]),
        (("def f(): return 1", "def f():\n\n    return (1)  # the same"), []),
        (("def f(): return 1", "f = 2"), []), (("def f(): return 1", "def f(:\n pass"), []),
        (("def g(): return 1", "def g(): return 2"), []), (("def f(): return 1",), []),
    ],
)  # fmt: skip
def test_wanted_names_defined_differently_are_told(
    cells: tuple[str, ...], places: list[tuple[int, int]]
) -> None:
    """The last definition counts; the same text again is no conflict."""
    notes = [note for note in facts(*cells, wanted=["f"])["notes"] if note[3] == "redefined"]
    assert [(note[1], note[2]) for note in notes] == places
    assert all("the last definition counts" in note[4] and note[5] == [] for note in notes)


# -- files ----------------------------------------------------------------------------------------


def test_files_lie_where_code_looks_for_them(home: Path) -> None:
    """In the working directory, folders included; what lay there wins over what cells write."""
    opened("%%writefile a.py\nx = 1", "%%writefile b.py\ny = 2", files={"a.py": b"x = 3", "d/e.csv": b"4"})
    assert (home / "a.py").read_bytes() == b"x = 3"
    assert (home / "b.py").read_text().strip() == "y = 2"
    assert (home / "d/e.csv").read_bytes() == b"4"


def test_a_cell_may_add_to_a_file_that_another_wrote(home: Path) -> None:
    """`%%writefile -a` goes on where the first one ended."""
    opened("%%writefile a.py\nx = 1\n", "%%writefile -a a.py\ny = 2\n")
    assert (home / "a.py").read_text().split() == ["x", "=", "1", "y", "=", "2"]


def test_nothing_is_written_outside(home: Path) -> None:
    """Wherever a cell says that it writes."""
    opened("%%writefile ../outside.py\nx = 1", "%%writefile /tmp/../outside.py\nx = 1")
    assert list(home.rglob("*.py")) == []
    assert not (home.parent / "outside.py").exists()


def test_modules_beside_it_are_imported_from_what_was_handed_in(home: Path) -> None:
    """What is needed of them runs, and is told with their names; other files are found by Python itself."""
    files = {
        "tool.py": b"import odd_part.inner as i\nW = 1\nW = 1 / 0\ndef f(): return W, i.k\nunused = 1 / 0\n",
        "odd_part/__init__.py": b"", "odd_part/inner.py": b"k = 3\n", "notes.txt": b"x",
    }  # fmt: skip
    request: dict[str, Any] = {"files": files, "wanted": ["g"], "unsure": [("tool.py", 2)]}
    one = opened("import tool\ndef g(): return tool.f()", **request)
    module = one.load()
    assert module.g() == (1, 3)
    assert [(note[0], note[2]) for note in one.told(module)["notes"]] == [("tool.py", 3)]


def test_a_submission_in_a_package_imports_from_there(home: Path) -> None:
    """By relative imports; folders above that were not handed in are made up."""
    files = {"pkg/__init__.py": b"", "pkg/data.py": b"size = 4\n"}
    module = opened("from .data import size", files=files, package="pkg", load="all").load()
    assert (module.size, Path.cwd()) == (4, home / "pkg")


def test_a_package_above_the_folder_is_made_up() -> None:
    """Whatever it was called."""
    module = opened("from ..data import size", files={"data.py": b"size = 4\n"}, load="all").load()
    assert module.size == 4


# -- names ----------------------------------------------------------------------------------------


def test_names_that_nobody_binds_are_free() -> None:
    """A star import of a missing module may have brought them; builtins and bound names it has not."""
    one = opened("from tools import *\ndef f(x): return helper(x) + len(W)\nW = a.b\nglobals()[key] = 1")
    assert list(one.free_names()) == ["a", "helper", "key"]


def test_a_missing_helper_module_has_the_free_names() -> None:
    """A function that mentions one of them loads."""
    told = facts("from tools import *\ndef f(x): return helper(x)\nx = helper(1)", load="all")
    assert told["missing"] == ["tools"]
    assert told["notes"] == []


def test_an_import_that_may_fail_fails() -> None:
    """The student handles it."""
    module = opened("try:\n    import nowhere\nexcept ImportError:\n    nowhere = 7", load="all").load()
    assert module.nowhere == 7


def test_a_stand_in_of_the_assignment_is_found() -> None:
    """Where the module is not there."""
    module = opened("import nowhere\nx = nowhere.y", wanted=["x"], standins={"nowhere": "y = 5"}).load()
    assert module.x == 5


# -- the module -----------------------------------------------------------------------------------


def test_a_module_knows_its_name_and_is_not_run_as_a_script() -> None:
    """`__name__` is "submission"."""
    module = opened("x = __name__\nif x == '__main__':\n    y = 1", load="all").load()
    assert module.x == "submission"
    assert sys.modules["submission"] is module


def test_a_fresh_module_can_be_found() -> None:
    """So that classes defined in it can be pickled."""
    module = fresh_module("odd_name")
    assert sys.modules["odd_name"] is module
    assert module.__name__ == "odd_name"


def test_what_notebooks_expect_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """`display` and `get_ipython` do nothing; nobody answers `input`."""
    monkeypatch.setattr(builtins, "input", input)
    for name in ("display", "get_ipython"):
        monkeypatch.setattr(builtins, name, None, raising=False)
    offer_notebook_names()
    assert vars(builtins)["display"](1, raw=True) is None
    assert isinstance(vars(builtins)["get_ipython"]().kernel, StandIn)
    with pytest.raises(EOFError, match="cannot be answered while grading"):
        input("how many?")


PACKAGE = {"pkg/__init__.py": b"", "pkg/data.py": b"size = 4\n", "pkg/nn/__init__.py": b"", "x.csv": b"1"}


@pytest.mark.parametrize(
    ("source", "package"),
    [
        ("from ..data import size", "pkg.nn"), ("from .data import size", "pkg"),
        ("from . import data\nsize = data.size", "pkg"), ("from pkg.data import size", ""),
        ("from .pkg.data import size", ""), ("import pkg.data\nsize = pkg.data.size", "pkg.nn"),
    ],
)  # fmt: skip
def test_relative_imports_start_where_the_submission_stood(bench: Bench, source: str, package: str) -> None:
    """In its package, or in the folder that was handed in."""
    student = bench.student(source, files=PACKAGE, package=package)
    assert student["size"] == 4


def test_the_working_directory_is_that_of_the_submission(bench: Bench) -> None:
    """Data beside it are found, data at the top as well."""
    files = PACKAGE | {"pkg/nn/y.csv": b"2"}
    student = bench.student("def f(): return open('y.csv').read()", files=files, package="pkg.nn")
    assert student.f() == "2"


def test_a_relative_import_of_a_folder_that_was_not_handed_in_fails_alone(bench: Bench) -> None:
    """The rest of the module loads."""
    session: Session = bench.loaded("from ....far import thing\ndef f(): return 1")
    assert Student(bench.run_of(session)).f() == 1


def test_an_import_within_a_function_works_when_it_is_called(bench: Bench) -> None:
    """After loading, of a module that was handed in and of one that is missing."""
    files = {"tool.py": b"def g(): return 7\n"}
    student = bench.student("def f():\n    from tool import g\n    return g()", files=files)
    assert (student.f(), student.f()) == (7, 7)


def test_os_and_sys_are_untouched_by_reading_alone(home: Path) -> None:
    """Only `load` installs finders and moves about."""
    before = os.getcwd(), list(sys.meta_path), list(sys.path)
    opened("x = 1", files={"pkg/a.py": b""}, package="pkg")
    assert (os.getcwd(), list(sys.meta_path), list(sys.path)) == before
