"""Modules handed in beside the submission are loaded as it is: what is needed of them."""

from typing import Any

import pytest

from autograder.sandbox.effects import ANY
from autograder.sandbox.loading import Source
from autograder.sandbox.parsing import statements
from autograder.sandbox.session import Session
from autograder.sandbox.siblings import asked
from autograder.sandbox.student import Student
from tests.sandbox.conftest import HASTY, Bench


def taken(*sources: str) -> dict[str, set[str]]:
    """What all these take from others."""
    found = asked(Source.of("", statements(source, 0, "<module>")) for source in sources)
    plain = {name: {n for n in names if not n.startswith("<")} for name, names in found.items()}
    return {name: names for name, names in plain.items() if names}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from tool import f, g as h", {"tool": {"f", "g"}}),
        ("import tool\ntool.f(tool.g)", {"tool": {"f", "g"}}),
        ("import tool as t\nx = t.f", {"tool": {"f"}}),
        ("import lib.tool\nlib.tool.f()", {"tool": {"f"}}),
        ("import lib.tool as t\nt.f()", {"tool": {"f"}}),
        ("from lib import tool\ntool.f", {"lib": {"tool"}, "tool": {"f"}}),
        ("from lib import tool as t\nt.f", {"lib": {"tool"}, "tool": {"f"}}),
        ("from lib.tool import f", {"tool": {"f"}}), ("from .tool import f", {"tool": {"f"}}),
        ("from . import tool\ntool.f", {"": {"tool"}, "tool": {"f"}}),
        ("from ..lib.tool import f", {"tool": {"f"}}),
        ("def g():\n  from tool import f\n  import other\n  other.h()", {"tool": {"f"}, "other": {"h"}}),
        ("try:\n  import tool\nexcept ImportError: pass\nelse:\n  tool.f()", {"tool": {"f"}}),
        ("import tool", {}), ("from tool import *\nf(x)", {"tool": {"f", "x"}}),
        ("from tool import *\ndef f(): return g", {"tool": {"g"}}),
        ("import tool\nprint(tool)", {"tool": {ANY}}), ("import tool\ngetattr(tool, name)", {"tool": {ANY}}),
        ("import tool\nx = [tool]", {"tool": {ANY}}), ("x = (\nimport tool\ntool.f", {"tool": {"f"}}),
    ],
)  # fmt: skip
def test_what_is_taken_from_a_module_is_read_off_the_text(source: str, found: dict[str, set[str]]) -> None:
    """By its last name; a module that is handed on whole may be asked for anything."""
    assert taken(source) == found


def test_all_who_take_something_count() -> None:
    """The submission, and the modules among themselves."""
    assert taken("from tool import f", "import tool\ntool.g", "from other import h") == {
        "tool": {"f", "g"},
        "other": {"h"},
    }


def test_a_star_import_may_bring_what_is_wanted() -> None:
    """Names that the submission is asked for, through any number of star imports."""
    sources = [Source.of("", statements(text, 0, "<module>")) for text in
               ("from layers import *", "from helpers import *\nimport tool")]  # fmt: skip
    found = asked(sources, frozenset({"affine"}))
    assert found["layers"] >= {"affine"}
    assert found["helpers"] >= {"affine"}
    assert "tool" not in found


# -- loaded ---------------------------------------------------------------------------------------

TOOL = b"""
import nowhere
W = [3]
W[0] += 1
def f(): return W[0]
def g(): return 'g'
class C:
    def m(self): return f()
unused = 1 / 0
nowhere.train()
"""


def opened(bench: Bench, *cells: str, **how: Any) -> Session:
    """A submission whose name `go` is wanted."""
    return bench.loaded(*cells, **({"load": "needed", "wanted": ("go",)} | how))


def went(bench: Bench, *cells: str, **how: Any) -> Any:
    """What `go` returns; nothing failed on the way."""
    session = opened(bench, *cells, **how)
    assert session.loaded.notes == ()
    return Student(bench.run_of(session)).go()


@pytest.mark.parametrize(
    "source",
    [
        "from tool import f\ndef go(): return f()", "import tool\ndef go(): return tool.f()",
        "import tool as t\ndef go(): return t.f()", "from tool import *\ndef go(): return f()",
        "from tool import f as h\ndef go(): return h()", "from tool import C\ndef go(): return C().m()",
        "def go():\n  from tool import f\n  return f()", "def go():\n  import tool\n  return tool.f()",
        "import tool, math\ngo = tool.f",
    ],
)  # fmt: skip
def test_what_is_taken_is_loaded_and_the_rest_is_not(bench: Bench, source: str) -> None:
    """With what it needs in its own module; what nobody needs may be broken."""
    assert went(bench, source, files={"tool.py": TOOL}) == 4


def test_a_module_handed_on_whole_is_loaded_whole(bench: Bench) -> None:
    """Its broken statements are told with its file and line."""
    session = opened(bench, "import tool\nx = [tool]\ndef go(): return x[0].g()", files={"tool.py": TOOL})
    assert [note.where for note in session.loaded.notes] == ["tool.py, line 9"]
    assert "ZeroDivisionError" in session.loaded.notes[0].why
    assert Student(bench.run_of(session)).go() == "g"


PACKAGE = {
    "lib/__init__.py": b"from .layers import Layer\nfrom . import data\n",
    "lib/layers.py": b"from .data import size\nfrom top import half\nclass Layer:\n    n = size + half\n",
    "lib/data.py": b"size = 4\nraise SystemExit\n",
    "top.py": b"half = 2\n",
}


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("from lib.data import size\ndef go(): return size", 4),
        ("import lib.data\ndef go(): return lib.data.size", 4),
        ("from lib import data\ndef go(): return data.size", 4),
        ("from lib import Layer\ndef go(): return Layer().n", 6),
        ("import lib\ndef go(): return lib.Layer.n", 6),
        ("from lib.layers import *\ndef go(): return Layer.n", 6),
        ("from top import half\ndef go(): return half", 2),
    ],
)  # fmt: skip
def test_packages_are_loaded_like_modules(bench: Bench, source: str, answer: int) -> None:
    """A package's own file, and modules in it."""
    assert went(bench, source, files=PACKAGE) == answer


def test_relative_imports_find_their_package(bench: Bench) -> None:
    """Also those of the submission itself, where it stands in one."""
    files = {
        "pkg/__init__.py": b"",
        "pkg/nn/__init__.py": b"",
        "pkg/nn/layers.py": b"from ..data import size\nclass Layer:\n    n = size\nbroken = 1 / 0\n",
        "pkg/data.py": b"size = 4\n",
    }
    source = "from .layers import Layer\nfrom ..data import size\ndef go(): return Layer.n + size"
    assert went(bench, source, files=files, package="pkg.nn") == 8


def test_modules_may_import_each_other(bench: Bench) -> None:
    """In a circle, as Python allows."""
    files = {
        "one.py": b"import two\ndef f(): return two.g() + 1\nh = 5\n",
        "two.py": b"import one\ndef g(): return one.h\n",
    }
    assert went(bench, "from one import f\ndef go(): return f()", files=files) == 6


@pytest.mark.parametrize(
    "broken",
    [b"def bad(:\n    pass\n", b"print 'x'\n", b"x = 1 / 0\n", b"import sys\nsys.exit()\n", b"!ls\n"],
)
def test_what_is_broken_in_a_module_costs_only_itself(bench: Bench, broken: bytes) -> None:
    """The functions around it are there."""
    session = opened(
        bench,
        "from tool import *\ndef go(): return f()",
        files={"tool.py": b"def f(): return 1\n" + broken + b"def g(): return 2\n"},
    )
    assert Student(bench.run_of(session)).go() == 1
    assert {note.where.partition(",")[0] for note in session.loaded.notes} <= {"tool.py"}


def test_a_module_that_does_not_parse_in_one_function_tells_where(bench: Bench) -> None:
    """Its file, the line, the name."""
    files = {"tool.py": b"def f(): return 1\ndef bad(:\n    pass\n"}
    (note,) = opened(bench, "import tool\ndef go(): return tool.f()", files=files).loaded.notes
    assert (note.where, note.kind, note.names) == ("tool.py, line 2", "unparsable", ("bad",))


@pytest.mark.slow
@pytest.mark.parametrize("hang", [b"n = [0 for _ in iter(int, 1)]", b"import time\nn = time.sleep(10**6)"])
def test_a_statement_that_hangs_in_a_module_is_gone_around(bench: Bench, hang: bytes) -> None:
    """What is imported from it is there; the note names the file."""
    session = opened(
        bench,
        "import tool\ndef go(): return tool.f(), tool",
        files={"tool.py": b"def f(): return 1\n" + hang + b"\ndef g(): return 2"},
        limits=HASTY,
    )
    assert session.loaded.notes[0].where.startswith("tool.py, line ")
    assert session.loaded.notes[0].kind == "timeout"
    assert Student(bench.run_of(session)).go()[0] == 1


def test_what_nobody_needs_of_a_module_may_hang(bench: Bench) -> None:
    """It is not run."""
    files = {"tool.py": b"def f(): return 1\nwhile True: pass\n"}
    assert went(bench, "from tool import f\ndef go(): return f()", files=files, limits=HASTY) == 1


def test_a_module_is_loaded_whole_where_everything_is_to_run(bench: Bench) -> None:
    """`load = "all"` holds for it, too."""
    files = {"tool.py": b"table = []\ndef f(): return 1\nprint(1 / 0)\n"}
    session = opened(bench, "from tool import f\ndef go(): return f()", files=files, load="all")
    assert [note.where for note in session.loaded.notes] == ["tool.py, line 3"]


def test_a_module_that_kills_the_process_is_gone_around(bench: Bench) -> None:
    """The statement that did it is skipped."""
    session = opened(
        bench,
        "import tool\ndef go(): return tool.f()\nx = [tool]",
        files={"tool.py": b"import os\ndef f(): return 1\nn = os._exit(3)\n"},
    )
    assert [note.where for note in session.loaded.notes] == ["tool.py, line 3"]
    assert Student(bench.run_of(session)).go() == 1


@pytest.mark.parametrize("name", ["random", "math", "queue"])
def test_a_module_hides_none_of_pythons_own(bench: Bench, name: str) -> None:
    """Libraries that import it find the real one."""
    source = f"import {name}\ndef go(): return hasattr({name}, 'oops')"
    assert went(bench, source, files={f"{name}.py": b"oops = 1"}) is False


def test_a_module_goes_before_an_installed_one(bench: Bench) -> None:
    """As it did where the student ran it."""
    source = "from pytest import oops\ndef go(): return oops"
    assert went(bench, source, files={"pytest.py": b"oops = 7"}) == 7


@pytest.mark.parametrize("use", ["%run tool.py", "%run -i tool", "from tool import f", "from tool import *"])
def test_a_cell_that_writes_a_module_hands_it_in(bench: Bench, use: str) -> None:
    """`%%writefile` is a file beside the submission, `%run` a star import of it."""
    cells = "%%writefile tool.py\ndef f(): return 1\nbroken = 1 / 0\n", f"{use}\ndef go(): return f()"
    assert went(bench, *cells) == 1


def test_a_file_that_lay_there_wins_over_what_a_cell_writes(bench: Bench) -> None:
    """It is what the cell wrote last, where the student ran it."""
    cells = "%%writefile tool.py\ndef f(): return 1", "from tool import f\ndef go(): return f()"
    assert went(bench, *cells, files={"tool.py": b"def f(): return 2"}) == 2


def test_a_module_in_another_encoding_is_read(bench: Bench) -> None:
    """What is not UTF-8 costs its signs, not the module; nor do line ends of Windows, or commands."""
    files = {"tool.py": b"# caf\xe9\r\n%matplotlib inline\r\ndef f():\r\n\treturn 1\r\n"}
    assert went(bench, "from tool import f\ndef go(): return f()", files=files) == 1


def test_tracebacks_show_the_lines_of_a_module(bench: Bench) -> None:
    """The student's own frames, in the file handed in."""
    session = opened(
        bench,
        "from tool import f\ndef go(): return f()",
        files={"tool.py": b"def f():\n    return {}['k']\n"},
    )
    with pytest.raises(Exception, match="KeyError") as caught:
        Student(bench.run_of(session)).go()
    places = [" ".join(map(str, frame)) for frame in getattr(caught.value, "frames", ())]
    assert any("return {}['k']" in place for place in places)


def test_an_earlier_binding_in_a_module_counts_where_a_later_one_fails(bench: Bench) -> None:
    """As after running all of it."""
    files = {"tool.py": b"W = 1\nW = 1 / 0\ndef f(): return W\n"}
    session = opened(bench, "from tool import f\ndef go(): return f()", files=files)
    assert [note.where for note in session.loaded.notes] == ["tool.py, line 2"]
    assert Student(bench.run_of(session)).go() == 1


def test_what_a_module_misses_from_an_import_is_told_where_it_is_wanted(bench: Bench) -> None:
    """A name that it does not define is the student's error, in the cell that asks for it."""
    (note,) = opened(
        bench, "from tool import nothing\ndef go(): return nothing", files={"tool.py": b"x = 1"}
    ).loaded.notes
    assert note.where == "line 1"
    assert "ImportError: cannot import name 'nothing'" in note.why


def test_data_beside_the_submission_is_no_module(bench: Bench) -> None:
    """It can be read, wherever it lies."""
    files = {"data/x.csv": b"1,2", "data/notes.txt": b"y"}
    assert went(bench, "def go(): return open('data/x.csv').read()", files=files) == "1,2"
