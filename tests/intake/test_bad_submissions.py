"""A bad submission says why and never stops the others; input that is of no use as a whole is refused."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.errors import BadInput
from autograder.intake import sources, submissions
from autograder.intake.assignments import read_assignment
from autograder.intake.submissions import find_submissions
from autograder.model import Assignment, Submission

Notebook = Callable[..., bytes]
Found = Callable[..., dict[str, Submission]]
Put = Callable[..., None]
CODE = "def f(x):\n    return x\n"


BAD = {
    "s01.py": (b"", "s01.py is empty; hand in the file with your code"),
    "s02.ipynb": (b" \n", "s02.ipynb is empty; hand in the file with your code"),
    "s03.py": (b"\x7fELF\0\0", "s03.py is not text but binary data; hand in the .py or .ipynb file itself"),
    "s04.ipynb": (b'{\n"cells":\n[', "s04.ipynb is not a notebook: the JSON breaks off at line 3"),
    "s05.ipynb": (b'{"cells": []}', "s05.ipynb holds no code cells"),
    "s06.rar": (b"Rar!", "s06.rar is an archive; unpack it into a folder s06"),
    "s07/notes.txt": (b"x", "s07 holds no module and no notebook; expected backprop.ipynb or backprop.py"),
    "s08/all.7z": (b"x", "s08 holds only the archive all.7z; unpack it there"),
    "s09/backprop.py": (b"\xff\x00", "s09/backprop.py is not text but binary data"),
}


def test_one_bad_submission_never_stops_the_others(room: Path, found: Found, put: Put) -> None:
    """Each comes back with a sentence that names the file, in the same order as ever."""
    put(room, s99__py=CODE)
    for name, (data, _) in BAD.items():
        (room / name).parent.mkdir(exist_ok=True)
        (room / name).write_bytes(data)
    result = found()
    assert list(result) == [f"s0{n}" for n in range(1, 10)] + ["s99"]
    for submission, (_, words) in zip(result.values(), BAD.values(), strict=False):
        assert (submission.problem or "").startswith(words)
        assert (submission.cells, submission.digest) == ((), "")
    assert result["s99"].problem is None


def test_several_claims_in_a_folder(room: Path, found: Found, notebook: Notebook, put: Put) -> None:
    """The sentence names them and asks to keep one."""
    put(room, s03___backprop__py=CODE, s03___backprop__ipynb=notebook("x = 1"))
    put(room, s04___one__py=CODE, s04___two__py="y = 2")
    put(room, s05___a___backprop__py=CODE, s05___b___backprop__py="y = 2")
    result = found()
    assert result["s03"].problem == "s03 has both backprop.ipynb and backprop.py; keep one"
    assert result["s04"].problem == (
        "s04 has one.py and two.py; call the submission backprop.ipynb or backprop.py"
    )
    assert result["s05"].problem == "s05 has both a/backprop.py and b/backprop.py; keep one"


def test_three_claims_in_a_folder(course: Path, room: Path, put: Put) -> None:
    """All are named."""
    toml = course / "assignments" / "pca" / "assignment.toml"
    toml.write_text('title = "T"\npoints = 1\nfiles = ["pca*.py"]')
    put(room, s01___pca1__py="x = 1", s01___pca2__py="x = 2", s01___pca3__py="x = 3", s02__py=CODE)
    first = find_submissions(read_assignment("pca", course), [room])[0]
    assert first.problem == "s01 has pca1.py, pca2.py and pca3.py; keep one"


def test_two_submissions_of_one_student(room: Path, found: Found, notebook: Notebook, put: Put) -> None:
    """Also across paths, and if the names differ in capitals only."""
    put(room, s01__py=CODE, s01__ipynb=notebook("x = 1"), S01___backprop__py=CODE)
    result = found()
    assert len(result) == 1
    (only,) = result.values()
    assert only.problem == ("S01, s01.ipynb and s01.py are submissions of the same student; keep one")


def test_the_same_path_twice_is_one_submission(room: Path, found: Found, put: Put) -> None:
    """A folder and a file in it, or a path with detours."""
    put(room, s01__py=CODE, s02___backprop__py=CODE)
    result = found(room, room / "s01.py", room / "s02", room / ".." / room.name)
    assert [(s.student, s.problem) for s in result.values()] == [("s01", None), ("s02", None)]


def test_links_are_refused(room: Path, found: Found, tmp_path: Path, put: Put) -> None:
    """Whether they are submissions or lie beside one; what they point to is never read."""
    secret = tmp_path / "secret.py"
    secret.write_text("secret")
    put(room, s03___backprop__py=CODE)
    (room / "s01.py").symlink_to(secret)
    (room / "s02").mkdir()
    (room / "s02" / "backprop.py").symlink_to(secret)
    (room / "s03" / "beside.txt").symlink_to(secret)
    (room / "s03" / "folder").symlink_to(tmp_path)
    (room / "s04").symlink_to(room / "s03")
    result = found()
    assert result["s01"].problem == "s01.py is a link; hand in the file itself"
    assert result["s02"].problem == "s02/backprop.py is a link; hand in the file itself"
    assert (result["s03"].problem, result["s03"].files) == (None, {})
    assert result["s04"].problem == "s04 is a link; hand in the file itself"


def test_pipes_and_their_kind_are_refused(room: Path, found: Found, put: Put) -> None:
    """Opening one would wait for ever."""
    os.mkfifo(room / "s01.py")
    put(room, s02__py=CODE)
    assert found()["s01"].problem == "s01.py is not a regular file; hand in a copy"
    with pytest.raises(BadInput, match="neither a module"):
        found(room / "s01.py")


def test_unreadable_files_and_folders(
    room: Path, found: Found, monkeypatch: pytest.MonkeyPatch, put: Put
) -> None:
    """The system's reason, in a sentence (root may read everything, so the refusal is arranged)."""
    put(room, s01__py=CODE, s02___backprop__py=CODE, s03__py=CODE)
    real_bytes, real_scan = Path.read_bytes, os.scandir

    def read(path: Path) -> bytes:
        if path.name == "s01.py":
            raise PermissionError(13, "Permission denied")
        return real_bytes(path)

    def scan(path: Path) -> object:
        if path.name in ("s02", "locked"):
            raise PermissionError(13, "Permission denied")
        return real_scan(path)

    monkeypatch.setattr(Path, "read_bytes", read)
    monkeypatch.setattr(os, "scandir", scan)
    result = found()
    assert result["s01"].problem == "s01.py cannot be read: permission denied"
    assert result["s02"].problem == "s02 cannot be read: permission denied"
    assert result["s03"].problem is None
    (room / "locked").mkdir()
    with pytest.raises(BadInput, match="locked cannot be read: permission denied"):
        found(room / "locked")


def test_sizes_are_bounded(room: Path, found: Found, monkeypatch: pytest.MonkeyPatch, put: Put) -> None:
    """A file's own, a module's, and of what lies beside."""
    monkeypatch.setattr(submissions, "LARGEST", 3_000_000)
    monkeypatch.setattr(sources, "LARGEST_MODULE", 2_000_000)
    monkeypatch.setattr(submissions, "LARGEST_BESIDE", 10)
    monkeypatch.setattr(submissions, "LARGEST_BESIDES", 25)
    put(room, s01__py=b"#" * 3_000_001, s02__py=b"#" * 2_000_001, s03___backprop__py=CODE)
    put(room, s03___a__bin=b"a" * 10, s03___b__bin=b"b" * 11, s03___c__bin=b"c" * 10, s03___d__bin=b"d" * 6)
    put(room, s03___e__bin=b"e" * 5, s03___other__txt=b"")
    result = found()
    assert result["s01"].problem == "s01.py is larger than 3 MB; clear the outputs and save it again"
    assert result["s02"].problem == "s02.py is larger than 2 MB, too large for a module"
    assert list(result["s03"].files) == ["a.bin", "c.bin", "e.bin", "other.txt"]


def test_folders_without_end_are_refused(room: Path, found: Found, put: Put) -> None:
    """Too deep is as bad as too many."""
    deep = room / "s01" / "/".join("d" * 30)
    deep.mkdir(parents=True)
    put(room, s02__py=CODE)
    assert (found()["s01"].problem or "").startswith("s01 holds more than 20000 files or 20 levels")


def test_input_that_is_of_no_use_as_a_whole(
    room: Path, found: Found, assignment: Assignment, put: Put
) -> None:
    """A sentence that names the path and what was expected."""
    with pytest.raises(BadInput, match="our class is empty"):
        found()
    put(room, notes__txt="x")
    put(room.parent, all__rar="x")
    with pytest.raises(BadInput, match=r"no submissions; expected files such as s01\.ipynb, or a folder"):
        found()
    with pytest.raises(BadInput, match=r'there is no file or folder .*our clas; did you mean "our class"\?'):
        found(room.parent / "our clas")
    with pytest.raises(BadInput, match="there is no file or folder"):
        found(room / "no" / "where")
    with pytest.raises(BadInput, match=r"all\.rar is an archive; unpack it and give the folder instead"):
        found(room.parent / "all.rar")
    with pytest.raises(BadInput, match=r"notes\.txt is neither a module \(\.py\) nor a notebook"):
        found(room / "notes.txt")
    with pytest.raises(BadInput, match="cannot be read: file name too long"):
        found(room / ("x" * 5000))
    with pytest.raises(BadInput, match="give a submission"):
        find_submissions(assignment, [])


def test_a_pipe_in_a_students_folder_is_not_there(room: Path, found: Found, put: Put) -> None:
    """Neither a submission nor beside one."""
    put(room, s01___backprop__py=CODE)
    os.mkfifo(room / "s01" / "other.py")
    assert (found()["s01"].problem, found()["s01"].files) == (None, {})
