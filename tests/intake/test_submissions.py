"""Files and folders become Submissions: who handed in what."""

from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.errors import BadInput
from autograder.intake.assignments import read_assignment
from autograder.intake.submissions import find_submissions
from autograder.model import Cell, Submission

Notebook = Callable[..., bytes]
Found = Callable[..., dict[str, Submission]]
Put = Callable[..., None]
CODE = "def f(x):\n    return x\n"


def test_a_class_of_files_and_folders(room: Path, found: Found, notebook: Notebook, put: Put) -> None:
    """Modules are one cell 0, notebooks have numbered cells, folders bring what lies beside."""
    put(room, s02__py=CODE, s01__ipynb=notebook("x = 1"), s03___backprop__py=CODE, s03___data___x__csv="1,2")
    result = found()
    assert list(result) == ["s01", "s02", "s03"]
    assert result["s01"].cells == (Cell(1, "x = 1"),)
    assert result["s02"].cells == (Cell(0, CODE),)
    assert result["s03"].files == {"data/x.csv": b"1,2"}
    assert result["s01"].files == result["s02"].files == {}
    assert [s.problem for s in result.values()] == [None] * 3
    assert [s.path.name for s in result.values()] == ["s01.ipynb", "s02.py", "backprop.py"]


def test_a_file_is_one_submission(room: Path, found: Found, put: Put) -> None:
    """Its stem is the student, whatever that is."""
    put(room, backprop__py=CODE)
    assert list(found(room / "backprop.py")) == ["backprop"]


def test_one_students_folder(room: Path, found: Found, monkeypatch: pytest.MonkeyPatch, put: Put) -> None:
    """A file called as asked makes the folder a student's; `.` has a name too."""
    put(room, s07___backprop__ipynb=b"{}", s07___extra__py=CODE, s07___more___extra__py=CODE)
    assert list(found(room / "s07")) == ["s07"]
    monkeypatch.chdir(room / "s07")
    assert list(found(Path())) == ["s07"]


def test_a_glob_describes_a_class_as_well(course: Path, room: Path, put: Put) -> None:
    """With files = ["*.ipynb"] two notebooks are two students, one notebook is its folder's student."""
    toml = course / "assignments" / "pca" / "assignment.toml"
    toml.write_text('title = "T"\npoints = 1\nfiles = ["*.py"]')
    pca = read_assignment("pca", course)
    put(room, s01__py=CODE)
    assert [s.student for s in find_submissions(pca, [room])] == ["our class"]
    put(room, s02__py=CODE)
    assert [s.student for s in find_submissions(pca, [room])] == ["s01", "s02"]


def test_litter_is_not_handed_in(room: Path, found: Found, put: Put) -> None:
    """What tools leave behind is neither a student nor beside one."""
    put(room, s01__py=CODE, README__md="x", grades__csv="x", __DS_Store="x", __hidden__py=CODE)
    for folder in ("__MACOSX", ".ipynb_checkpoints", "__pycache__", "s02/__pycache__", "s02/.git"):
        (room / folder).mkdir(parents=True)
        (room / folder / "backprop.py").write_text(CODE)
    (room / "__init__.py").touch()
    put(room, s02___BackProp__PY=CODE)
    result = found()
    assert list(result) == ["s01", "s02"]
    assert (result["s02"].problem, result["s02"].files) == (None, {})


def test_the_file_in_a_folder_is_found(room: Path, found: Found, notebook: Notebook, put: Put) -> None:
    """Nested, in other capitals, under another name if it is the only one; the outermost of nested ones."""
    put(room, a___hw1___backprop__py=CODE, a___hw1___x__txt="1", a___y__txt="2")
    put(room, b___Backprop__ipynb=notebook("x = 1"), c___final_version__py=CODE)
    put(room, d___backprop__py=CODE, d___old___backprop__py="old", d___old___backprop__ipynb=b"old")
    result = found()
    assert [s.problem for s in result.values()] == [None] * 4
    assert result["a"].files == {"x.txt": b"1"}
    assert result["d"].cells == (Cell(0, CODE),)
    assert result["d"].files == {"old/backprop.py": b"old"}


def test_notebooks_beside_are_left_out(room: Path, found: Found, notebook: Notebook, put: Put) -> None:
    """They are large and no code reads them; other modules are needed."""
    put(room, s01___backprop__py=CODE, s01___draft__ipynb=notebook("x"), s01___layers__py="y = 1")
    assert found()["s01"].files == {"layers.py": b"y = 1"}


def test_a_notebook_under_a_modules_name_is_read_as_what_it_is(
    room: Path, found: Found, notebook: Notebook, put: Put
) -> None:
    """Renaming it to .py does not make it Python."""
    put(room, s01__py=notebook("x = 1"))
    assert found()["s01"].cells == (Cell(1, "x = 1"),)


def test_the_digest_follows_names_and_bytes_only(room: Path, found: Found, tmp_path: Path, put: Put) -> None:
    """Not the folder, not the time; a file beside counts."""
    other = tmp_path / "other"
    for folder in (room, other):
        put(folder, s01___backprop__py=CODE, s02___backprop__py=CODE, s02___x__txt="1")
    before, after = found(), found(other)
    assert [s.digest for s in before.values()] == [s.digest for s in after.values()]
    assert before["s01"].digest != before["s02"].digest
    put(room, s02___x__txt="2")
    assert found()["s02"].digest != before["s02"].digest


def test_only_one_student(room: Path, found: Found, put: Put) -> None:
    """By name, in capitals or not; others are not even read."""
    put(room, s01__py=CODE, s02__py=b"\0")
    assert list(found(only="S01")) == ["s01"]
    with pytest.raises(BadInput, match=r'called "s1"; did you mean "s01"\? there are s01 and s02$'):
        found(only="s1")
    with pytest.raises(BadInput, match=r'^no student is called "ada"; there are s01 and s02$'):
        found(only="ada")
