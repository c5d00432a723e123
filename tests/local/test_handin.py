"""The zip holds what is handed in, and says what it is worth here."""

import json
import linecache
import zipfile
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from autograder.errors import BadInput
from autograder.intake.submissions import find_submissions
from autograder.local.handin import Handin, accepted, build, imported, packed, remarked, write
from autograder.local.offered import Offered
from autograder.local.page import Submitted
from autograder.local.saved import located, unsaved
from autograder.local.sources import Handed
from autograder.local.sources import read as read_file
from tests.course import SOLUTION, assignment_in, changed, write_course

MODULES = {
    "tool.py": "import deeper\nfrom . import beside\n",
    "deeper.py": "ONE = 1\n",
    "beside.py": "",
    "other.py": "TWO = 2\n",
    "autograder.py": "",
}


def notebook(*cells: str) -> str:
    """A notebook of these code cells."""
    code: dict[str, Any] = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    made = [code | {"source": cell} for cell in cells]
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 4})


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a student works."""
    place = tmp_path / "my work"
    place.mkdir()
    for name, text in MODULES.items():
        (place / name).write_text(text)
    monkeypatch.chdir(place)
    return place


def made(offered: Offered, released: Path, file: Path) -> Handin:
    return build(offered, file, released)


@pytest.mark.slow
def test_the_zip_holds_the_file_and_what_it_imports(offered: Offered, released: Path, folder: Path) -> None:
    """Nothing else is in it, and the same files make the same bytes."""
    file = folder / "tiny.ipynb"
    file.write_text(notebook("%matplotlib inline\nimport tool", SOLUTION))
    handin = made(offered, released, file)
    assert handin
    assert handin.path == folder / "tiny-submission.zip"
    assert handin.names == ("tiny.ipynb", "beside.py", "deeper.py", "tool.py")
    with zipfile.ZipFile(handin.path) as archive:
        assert tuple(archive.namelist()) == handin.names
        assert archive.read("tiny.ipynb") == file.read_bytes()
    first = handin.path.read_bytes()
    assert made(offered, released, file).path.read_bytes() == first
    assert len(first) == handin.size
    assert not list(folder.glob(".*"))
    assert "Upload this file: " in repr(Submitted(handin))
    assert "All 5 tasks hold" in Submitted(handin)._repr_html_()


@pytest.mark.slow
def test_what_is_wrong_is_told_before_it_is_handed_in(
    offered: Offered, released: Path, folder: Path, tmp_path: Path
) -> None:
    """Names that are missing, lines that fail, modules and names of files; and the grader reads the zip."""
    file = folder / "my try.py"
    file.write_text(
        changed("x = = 1", "import nosuchmodule", "answer = nosuchmodule.z").replace("def add", "def ad")
    )
    handin = made(offered, released, file)
    assert not handin
    assert handin.names == ("tiny.py",)
    said = "\n".join(handin.warnings)
    assert "`add` is missing: nothing defines it at the top level of the file." in said
    assert "it does not parse" in said
    assert "was not tried: nosuchmodule." in said
    assert "In the zip my try.py is called tiny.py, as the course asks." in said
    assert "! Line " in repr(Submitted(handin))
    assert handin.findings.outcomes["add_is_elementwise"].status == "absent"
    (submission,) = find_submissions(assignment_in(write_course(tmp_path / "course")), [handin.path])
    assert submission.problem is None
    assert submission.cells[0].source == file.read_text()


def test_the_course_says_what_is_handed_in(offered: Offered) -> None:
    """A name that a pattern accepts is kept; another becomes one that the course names."""
    facts = replace(offered.facts, files=("*.ipynb", "tiny.py"))
    assert accepted(facts, "mine.ipynb") == "mine.ipynb"
    assert accepted(facts, "mine.py") == "tiny.py"
    with pytest.raises(BadInput, match=r"notes\.txt is not what is handed in here: .* \*\.ipynb or tiny\.py"):
        accepted(facts, "notes.txt")
    assert accepted(replace(facts, files=()), "x.py") == "x.py"


def test_imports_in_broken_files(folder: Path) -> None:
    """What a file imports is seen wherever it stands, and though other lines do not parse."""
    file = folder / "tiny.py"
    file.write_text("x = = 1\ndef f():\n    from other import TWO\n")
    assert imported(read_file(file)) == ("other.py",)


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """The sentence names the file; nothing is left behind."""
    with pytest.raises(BadInput, match="cannot be written"):
        write(tmp_path / "nowhere" / "x.zip", packed({"a": b"b"}))


def test_large_files_are_told(offered: Offered, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outputs make notebooks large."""
    monkeypatch.setattr("autograder.local.handin.LARGE", 10)
    (said,) = remarked(folder / "tiny.py", "tiny.py", 11)
    assert said == "The zip is large (11 bytes): clear the outputs, save, and submit again."


def test_the_running_notebook_is_found(offered: Offered, folder: Path) -> None:
    """VS Code and Jupyter say which it is; else the one file with the right name is taken."""
    file = folder / "somewhere.ipynb"
    file.write_text(notebook("1"))
    facts = offered.facts
    assert located(facts, {"__vsc_ipynb_file__": str(file)}, {}) == file
    assert located(facts, {}, {"JPY_SESSION_NAME": str(file)}) == file
    with pytest.raises(
        BadInput, match=r'no file called tiny\.py or tiny\.ipynb is in .*submit\("tiny\.py"\)'
    ):
        located(facts, {}, {"JPY_SESSION_NAME": str(folder / "gone.ipynb")})
    (folder / "tiny.py").write_text("")
    assert located(facts, {}, {}) == folder / "tiny.py"
    (folder / "tiny.ipynb").write_text("")
    with pytest.raises(BadInput, match=r"tiny\.py and tiny\.ipynb are in "):
        located(facts, {}, {})
    (folder / "tiny.py").unlink()
    (folder / "tiny.ipynb").unlink()
    globs = replace(facts, files=("*.py",))
    for name in ("tool.py", "deeper.py", "beside.py"):
        (folder / name).unlink()
    assert located(globs, {}, {}) == folder / "other.py"


def test_colab_tells_the_notebook(offered: Offered, folder: Path) -> None:
    """What is open in Colab is saved in the working folder, under the name that the course asks for."""
    asked: list[Any] = []

    def blocking_request(*args: Any, **options: Any) -> Any:
        asked.append(args)
        return {"ipynb": json.loads(notebook("x = 1"))} if len(asked) == 1 else None

    colab = SimpleNamespace(blocking_request=blocking_request)
    path = located(offered.facts, {}, {}, colab)
    assert path == folder / "tiny.ipynb"
    assert read_file(path).cells == ((1, "x = 1"),)
    with pytest.raises(BadInput, match="Colab did not tell"):
        located(offered.facts, {}, {}, colab)


def test_what_is_not_saved_is_told(offered: Offered) -> None:
    """Functions and classes that cells have defined are compared with the file, but for their layout."""
    source = changed("class answer:\n    def f(self): return 1", "def count(boxes): return 1", "slope = len")
    linecache.cache["<cell>"] = (1, None, source.splitlines(True), "<cell>")
    names: dict[str, Any] = {}
    exec(compile(source, "<cell>", "exec", dont_inherit=True), names)
    file = SOLUTION.replace("def describe(x):", "def describe(x):  # as it was\n").replace(
        "def add", "def ad"
    )
    told = list(unsaved(offered.facts, names, Handed(Path("tiny.ipynb"), ((1, file),)), "<cell>".__eq__))
    assert told == [
        "Save first: `add` is in memory, and not in tiny.ipynb. This zip holds the file as it was saved; "
        "save it, and submit again.",
        "Save first: `answer` and `count` are not the same in memory and in tiny.ipynb. "
        "This zip holds the file as it was saved; save it, or run the cell again if the file is right, and "
        "submit again.",
    ]
    assert not list(unsaved(offered.facts, names, Handed(Path("x"), ((1, source),)), "<cell>".__eq__))
