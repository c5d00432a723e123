"""Which of several files is graded is decided by what they define, and said; a tie is refused."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.intake import choice
from autograder.intake.handed_out import handed_out
from autograder.intake.sources import bare, defined, levels_up
from autograder.intake.submissions import find_submissions
from autograder.model import Assignment, Submission
from tests.intake.packing import Files, write

Notebook = Callable[..., bytes]
ALL = "def f(x):\n    return x\n\nclass G:\n    pass\n\nh = f\n"
TWO = "def f(x):\n    return x\n\nclass G: ...\n"
ONE = "def f(x):\n    return -x\n"


@pytest.fixture
def read(assignment: Assignment, room: Path) -> Callable[[Files], Submission]:
    """The submission that these files make, for an assignment that requires f, G and h."""

    def of(files: Files) -> Submission:
        folder = write(room / "s01", files)
        other = write(room / "s02", {"backprop.py": ALL})
        found = find_submissions(replace(assignment, requires=("G", "f", "h")), [folder.parent])
        assert found[1].path.parent == other
        return found[0]

    return of


Read = Callable[[Files], Submission]


def test_the_one_that_defines_most_is_graded(read: Read, notebook: Notebook) -> None:
    """Wherever it lies and whatever it is called; which and why is said."""
    files: Files = {"a.ipynb": notebook(ONE), "lab/b.ipynb": notebook("import x", TWO), "c.py": "x = 1"}
    found = read(files)
    assert (found.problem, found.path.name) == (None, "b.ipynb")
    assert found.chosen == ("lab/b.ipynb was graded: of 3 files it defines most of what is asked (2 of 3)")


def test_the_name_that_is_asked_for_decides_first(read: Read) -> None:
    """Even if another file defines more; there is nothing to choose, so nothing is said."""
    found = read({"backprop.py": ONE, "other.py": ALL})
    assert (found.path.name, found.chosen) == ("backprop.py", "")


def test_the_outermost_of_equal_names(read: Read) -> None:
    """Old copies lie in folders; that there are any is said."""
    found = read({"backprop.py": ONE, "old/backprop.py": ALL, "old/backprop.ipynb": "{}"})
    assert found.path.parent.name == "s01"
    assert found.chosen == "backprop.py was graded: of 3 files with such a name it lies outermost"


def test_of_a_module_and_a_notebook_called_as_asked(read: Read, notebook: Notebook) -> None:
    """The one that defines more; one that cannot be read defines nothing."""
    assert read({"backprop.ipynb": notebook("# empty"), "backprop.py": TWO}).path.suffix == ".py"
    assert read({"backprop.ipynb": b'{"cells": [', "backprop.py": TWO}).path.suffix == ".py"


def test_a_tie_is_refused(read: Read, notebook: Notebook) -> None:
    """The sentence names the files and the fix."""
    assert read({"a.ipynb": notebook(TWO), "b.ipynb": notebook(TWO + "x = 1\n"), "c.py": ONE}).problem == (
        "s01 has a.ipynb and b.ipynb, which define the required functions equally; "
        "keep one or call it backprop.ipynb or backprop.py"
    )


def test_a_tie_of_files_called_as_asked_is_refused(read: Read, notebook: Notebook) -> None:
    """Nothing tells which of them is meant."""
    assert read({"backprop.ipynb": notebook(ONE), "backprop.py": ONE + "x = 1\n"}).problem == (
        "s01 has both backprop.ipynb and backprop.py, which define the required functions equally; keep one"
    )


def test_several_that_define_nothing_are_refused(read: Read) -> None:
    """Whatever else they hold."""
    assert read({"a.py": "x = 1", "b.py": "x = 2"}).problem == (
        "s01 has a.py and b.py; call the submission backprop.ipynb or backprop.py"
    )


def test_copies_are_no_tie(read: Read, notebook: Notebook) -> None:
    """Equal bytes, or a notebook and the module made of it; the name that is asked for first comes first."""
    found = read({"x (1).py": TWO, "x.py": TWO})
    assert (found.path.name, found.chosen) == (
        "x (1).py",
        "x (1).py was graded: x.py has the same code",
    )


def test_a_notebook_and_the_module_made_of_it(read: Read, notebook: Notebook) -> None:
    """Comments and commands do not count, and the name that is asked for first decides."""
    module = (
        "#!/usr/bin/env python\n# In[1]:\nget_ipython().run_line_magic('x', '')\n\n" + TWO + "\n# In[ ]:\n"
    )
    found = read({"backprop.ipynb": notebook("%x", TWO), "backprop.py": module})
    assert found.chosen == "backprop.ipynb was graded: backprop.py has the same code"


def test_unreadable_files_are_no_copies(read: Read) -> None:
    """Two of them are two."""
    assert "has both" in (read({"backprop.ipynb": b"{", "backprop.py": b"\0"}).problem or "")


def test_packages_keep_what_makes_them(read: Read) -> None:
    """`__init__.py` lies beside and is no submission, unless it is alone."""
    found = read({"main.py": ONE, "layers/__init__.py": ALL, "layers/relu.py": "y = 1", "__init__.py": ""})
    assert (found.problem, found.path.name) == (None, "main.py")
    assert found.files == {"__init__.py": b"", "layers/__init__.py": ALL.encode(), "layers/relu.py": b"y = 1"}


def test_an_init_that_is_alone(read: Read) -> None:
    """Somebody called it so."""
    assert read({"hw/__init__.py": ALL}).path.name == "__init__.py"


def test_installed_code_is_not_handed_in(read: Read) -> None:
    """Folders that tools fill are neither searched nor kept."""
    tools = ["venv/a.py", ".venv/a.py", "env/lib/site-packages/a.py", "node_modules/a.py", "__pycache__/a.py"]
    found = read({"lab.py": ONE, **dict.fromkeys(tools, ALL), ".ipynb_checkpoints/lab.ipynb": "{}"})
    assert (found.path.name, found.files) == ("lab.py", {})


@pytest.mark.parametrize(
    ("name", "code", "package", "files"),
    [
        ("backprop.py", "from .layers import f", "", {"layers.py", "data/x.csv", "tests/t.py"}),
        ("hw/backprop.py", "from . import layers", "", {"a.py"}),
        ("hw/backprop.py", "from ..layers import f", "hw", {"layers.py", "hw/a.py"}),
        ("hw/sub/backprop.py", "try:\n    from ..a import f\nexcept: pass", "sub", {"a.py", "sub/b.py"}),
        ("hw/sub/backprop.py", "from ...layers import f", "hw.sub", {"layers.py", "hw/a.py", "hw/sub/b.py"}),
        ("hw/sub/backprop.py", "from .....layers import f", "hw.sub", {"layers.py", "hw/sub/b.py"}),
        ("hw/backprop.py", "x = 'from ..layers on'", "", {"a.py"}),
    ],
)
def test_relative_imports_keep_the_folders_they_reach(
    read: Read, name: str, code: str, package: str, files: set[str]
) -> None:
    """What lies beside is named from there, and the package says where the submission lies."""
    others = {"layers.py": "y = 1", "data/x.csv": "1", "tests/t.py": "", "hw/a.py": "", "hw/sub/b.py": ""}
    found = read({**others, name: code + "\n" + ONE})
    assert found.package == package
    assert files <= set(found.files)
    assert len(package.split(".")) > 1 or "hw/sub/b.py" not in files


def test_the_digest_follows_the_package(read: Read, room: Path) -> None:
    """The same bytes elsewhere in a package are another submission."""
    first = read({"hw/backprop.py": "from ..x import y\n" + ONE})
    (room / "s01" / "hw").rename(room / "s01" / "lab")
    assert read({}).digest != first.digest


def test_what_code_defines() -> None:
    """At the start of a line: functions, classes and assignments; nothing that is indented or compared."""
    code = (
        "def a(): pass\nasync  def b(): pass\nclass C: d = 1\ne: int = 1\nf=2\n  g = 1\nh == 1\ni.j = 1\nk\n"
    )
    assert defined(code) == {"a", "b", "C", "e", "f"}


def test_what_code_is_bare() -> None:
    """Blank lines, comments and commands are gone."""
    assert bare("# x\n\n%time\n!ls\nx = 1  \n  # y\n  y = '#'\n") == "x = 1\n  y = '#'"


@pytest.mark.parametrize(
    ("code", "up"),
    [("import x", 0), ("from . import x", 0), ("from .a import x", 0), ("x\n  from ...a.b import (", 2)],
)
def test_how_far_relative_imports_reach(code: str, up: int) -> None:
    """One dot less than they have."""
    assert levels_up(code) == up


def test_the_unchanged_starter_is_not_what_was_handed_in(
    assignment: Assignment, read: Read, notebook: Notebook
) -> None:
    """Colab leaves it beside the copy that was worked on; it counts if there is nothing else."""
    (assignment.folder / "starter.ipynb").write_bytes(notebook("# fill in", ALL))
    (assignment.folder / "starter.txt").write_text("x")
    found = read({"backprop.ipynb": notebook(ALL), "Copy of backprop.ipynb": notebook(TWO)})
    assert (found.path.name, found.problem) == ("Copy of backprop.ipynb", None)
    assert found.chosen == "Copy of backprop.ipynb was graded: backprop.ipynb is the unchanged starter"
    (found.path).unlink()
    assert read({"helpers.py": "x = 1"}).path.name == "backprop.ipynb"


def test_a_starter_made_from_the_reference_is_not_what_was_handed_in(
    assignment: Assignment, read: Read
) -> None:
    """Neither as a module nor as a notebook, in which only the code counts."""
    assignment.reference.write_text(f"{ALL}\n### BEGIN SOLUTION\nx = 1\n### END SOLUTION\n")
    for name, text in handed_out(assignment).items():
        found = read({name: text, "mine.py": TWO})
        assert found.chosen == f"mine.py was graded: {name} is the unchanged starter"
        (found.path.parent / name).unlink()


def test_links_and_giants_define_nothing(read: Read, room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are not opened to be compared."""
    monkeypatch.setattr(choice, "LARGEST", 1000)
    write(room / "s01", {"lab.py": ONE, "big.py": ALL + "#" * 1000})
    (room / "s01" / "link.py").symlink_to(room / "s02" / "backprop.py")
    assert read({}).chosen == "lab.py was graded: of 3 files it defines most of what is asked (1 of 3)"
