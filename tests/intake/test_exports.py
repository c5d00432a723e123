"""What learning systems export: whose each submission is, as a folder and as a zip, with junk all around."""

from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.errors import BadInput
from autograder.intake import gradescope as gradescope_export
from autograder.intake.assignments import read_assignment
from autograder.intake.submissions import find_submissions
from autograder.model import Person, Submission
from tests.intake.packing import Files, linked, write, zipped

Found = Callable[..., dict[str, Submission]]
Given = Callable[[Files], dict[str, Submission]]
CODE = "def f(x):\n    return x\n"
JUNK: Files = {"__MACOSX/._x.py": "junk", ".DS_Store": "junk", "Thumbs.db": "junk"}
METADATA = """---
submission_101:
  :submitters:
  - :name: Jörg Müller
    :sid: '0042'
    :email: jm@example.org
  :created_at: 2026-02-03 23:59:10.000000000 -08:00
  :score: 3.0
  :status: processed
  :results: !ruby/hash:ActiveSupport::HashWithIndifferentAccess
    tests:
    - score: 1.0
  :history:
  - :created_at: 2026-02-01 10:00:00.000000000 -08:00
    :score: 0.0
  - :created_at: 2026-02-02 10:00:00.000000000 -08:00
    :score: 1.0
submission_102:
  :submitters:
  - :name: Jane Doe
    :sid: '7'
    :email: jane@example.org
  - :name: John Roe
    :sid:
  :created_at: 2026-02-03 10:00:00 Z
  :lateness: '01:02:03'
  :history: []
submission_103:
  :submitters:
  - :name: Jane Doe
    :sid: '8'
    :email: null
  :lateness: '0:00:00'
submission_104:
  :submitters:
  - :name: Empty Handed
    :email: e@example.org
"""
GRADESCOPE: Files = {
    "submission_metadata.yml": METADATA,
    "submission_101/backprop.py": CODE,
    "submission_101/layers.py": "y = 1",
    "submission_102/hw/backprop.py": CODE,
    "submission_102/__MACOSX/._backprop.py": "junk",
    "submission_103/all.zip": zipped({"backprop.py": CODE}),
    "submission_105/backprop.py": CODE,
}
CANVAS: Files = {
    "doejane_1234_88001_backprop.py": CODE,
    "doejane_1234_88002_layers.py": "y = 1",
    "müllerjörg_LATE_1235_88003_backprop-2.py": CODE,
    "müllerjörg_LATE_1235_88004_data-1.csv": "1",
    "roejohn_1236_88005_Backprop final (1).zip": zipped({"hw/backprop.py": CODE}),
    "doejane_1237_88006_lab.py": CODE,
    "doejane_1237_88007_lab-2.py": CODE + "x = 2\n",
    "doejane_1237_88010_lab-1.py": CODE + "x = 1\n",
    "doejane_1237_88008_report.pdf": "%PDF",
    "typed_1238_text.html": "<p>",
    "LATE_anon_a1B2c_88009_backprop.py": CODE,
}
MOODLE: Files = {
    "Jane Doe_12345_assignsubmission_file_/backprop.py": CODE,
    "Jane Doe_12345_assignsubmission_file_/data/x.csv": "1",
    "Jane Doe_12345_assignsubmission_onlinetext_/onlinetext.html": "<p>",
    "Jane Doe_12346_assignsubmission_file_/all.zip": zipped({"backprop.py": CODE}),
    "Jörg von der Müller_12347_assignsubmission_file/lab.py": CODE,
    "Typed Only_12348_assignsubmission_onlinetext_/onlinetext.html": "<p>",
}
NBGRADER: Files = {
    "submitted/ana/backprop/backprop.py": CODE,
    "submitted/ana/backprop/timestamp.txt": "2026-02-02 15:58:23.948203 America/Los_Angeles\n",
    "submitted/ana/pca/backprop.py": "another",
    "submitted/jörg/Backprop/x.py": CODE,
    "submitted/late/pca/pca.py": "another",
    "gradebook.db": "x",
    "release/backprop/backprop.ipynb": "{}",
    "autograded/ana/backprop/backprop.ipynb": "{}",
}


@pytest.fixture(params=["folder", "zip", "wrapped", "wrapped zip", "zip in a folder"])
def given(request: pytest.FixtureRequest, room: Path, found: Found) -> Given:
    """The submissions of an export in each of the forms in which it lies on staff's disks."""

    def read(files: Files) -> dict[str, Submission]:
        top = "assignment_9_export/" if "wrapped" in request.param else ""
        whole = {**{top + name: data for name, data in files.items()}, **JUNK}
        if "zip" not in request.param:
            return found(write(room, whole))
        write(room, {"export.zip": zipped(whole), **JUNK})
        return found(room if "folder" in request.param else room / "export.zip")

    return read


def test_gradescope(given: Given) -> None:
    """Names, ids, e-mails, times, attempts and lateness, as far as the export tells them."""
    result = given(GRADESCOPE)
    assert list(result) == [
        "Empty Handed_e@example.org", "Jane Doe + John Roe_7", "Jane Doe_8", "Jörg Müller_0042",
        "submission_105",
    ]  # fmt: skip
    assert result["Jörg Müller_0042"].people == (Person("Jörg Müller", "0042", "jm@example.org"),)
    assert result["Jörg Müller_0042"].files == {"layers.py": b"y = 1"}
    assert result["Jörg Müller_0042"].submitted == "2026-02-03 23:59:10.000000000 -08:00"
    group = result["Jane Doe + John Roe_7"]
    assert group.people == (Person("Jane Doe", "7", "jane@example.org"), Person("John Roe"))
    assert [s.attempts for s in result.values()] == [None, 1, None, 3, None]
    assert [s.late for s in result.values()] == [None, True, False, None, None]
    assert result["Jane Doe_8"].people == (Person("Jane Doe", "8"),)
    assert result["submission_105"].people == ()
    problems = [s.problem for s in result.values()]
    assert problems == ["submission_104 is empty: nothing was handed in", None, None, None, None]


def test_only_one_student_by_what_the_system_knows(room: Path, found: Found) -> None:
    """By name, id or e-mail, if that is one student's alone."""
    write(room, GRADESCOPE)
    for only in ("jörg müller", "0042", "JM@example.org", "Jörg Müller_0042"):
        assert list(found(only=only)) == ["Jörg Müller_0042"]
    with pytest.raises(BadInput, match='no student is called "Jane Doe"'):
        found(only="Jane Doe")


def test_gradescope_with_an_empty_folder(given: Given) -> None:
    """Nothing was handed in."""
    assert (
        given({**GRADESCOPE, "submission_104/": ""})["Empty Handed_e@example.org"].problem
        == "submission_104 is empty: nothing was handed in"
    )


def test_a_large_group_has_a_name_that_fits(room: Path, found: Found) -> None:
    """Some names, how many more, and the number that no other student has."""
    people = "".join(f"  - :name: {'Ü' * 30} {n}\n    :sid: '{n}'\n" for n in range(9))
    write(
        room,
        {"submission_metadata.yml": f"submission_1:\n  :submitters:\n{people}", "submission_1/b.py": CODE},
    )
    (only,) = found().values()
    assert len(only.people) == 9
    assert only.student.endswith("_0")
    assert len(only.student.encode()) <= 120


BROKEN: dict[str, tuple[str | bytes, str]] = {
    "a list": ("- 1\n- 2\n", "does not list submissions; download the export again"),
    "text": ("hello", "does not list submissions; download the export again"),
    "cut off": ("s:\n  :submitters:\n  - :name: 'J", "is broken at line 3; download the export again"),
    "binary": (b"\xff\0\0", "is not text but binary data"),
    "control": ("a: {b: \x07}", "is not YAML; download the export again"),
}  # fmt: skip


@pytest.mark.parametrize("how", BROKEN)
def test_gradescope_with_broken_metadata(room: Path, found: Found, how: str) -> None:
    """One sentence that names the file, whether it is packed or not."""
    data, says = BROKEN[how]
    write(room, {"submission_metadata.yml": data, "submission_1/backprop.py": CODE})
    write(
        room.parent, {"export.zip": zipped({"a/submission_metadata.yml": data, "a/submission_1/b.py": CODE})}
    )
    for path, name in ((room, "our class"), (room.parent / "export.zip", "a")):
        with pytest.raises(BadInput) as caught:
            found(path)
        assert str(caught.value).startswith(f"{name}/submission_metadata.yml {says}")


def test_canvas(given: Given) -> None:
    """Files are named as their students named them; the last attempt counts."""
    result = given(CANVAS)
    assert list(result) == [
        "anon_a1B2c", "doejane_1234", "doejane_1237", "müllerjörg_1235", "roejohn_1236", "typed_1238"
    ]  # fmt: skip
    assert result["doejane_1234"].people == (Person("doejane", "1234"),)
    assert [s.late for s in result.values()] == [True, False, False, True, False, False]
    assert [s.attempts for s in result.values()] == [None, None, None, 3, None, None]
    assert result["doejane_1234"].files == {"layers.py": b"y = 1"}
    assert result["müllerjörg_1235"].files == {"data.csv": b"1"}
    assert result["doejane_1237"].cells[0].source.endswith("x = 2\n")
    assert set(result["doejane_1237"].files) == {"report.pdf"}
    problems = [s.problem for s in result.values()]
    assert problems[:-1] == [None] * 5
    assert (
        problems[-1] == "typed_1238 holds no module and no notebook; expected backprop.ipynb or backprop.py"
    )


def test_a_number_that_the_assignment_asks_for_is_no_attempt(room: Path, found: Found, course: Path) -> None:
    """`hw-1.py` is then a name of its own."""

    toml = course / "assignments" / "pca" / "assignment.toml"
    toml.write_text('title = "T"\npoints = 1\nfiles = ["hw-1.py"]')
    write(room, {"a_12_34_hw-1.py": CODE, "b_13_35_hw-1-4.py": CODE})
    result = find_submissions(read_assignment("pca", course), [room])
    assert [s.attempts for s in result] == [None, 5]
    assert [s.chosen for s in result] == ["", ""]


def test_moodle(given: Given) -> None:
    """Folders of participants; what was typed in is no file, and said if there is nothing else."""
    result = given(MOODLE)
    assert list(result) == [
        "Jane Doe_12345",
        "Jane Doe_12346",
        "Jörg von der Müller_12347",
        "Typed Only_12348",
    ]
    assert next(s.people for s in result.values()) == (Person("Jane Doe", "12345"),)
    assert result["Jane Doe_12345"].files == {"data/x.csv": b"1"}
    assert [s.problem for s in result.values()][:3] == [None] * 3
    assert (
        result["Typed Only_12348"].problem
        == "Typed Only_12348 holds no file, only what was typed into Moodle"
    )


def test_moodle_without_folders(given: Given) -> None:
    """Then a participant's files lie side by side."""
    files = {"backprop.py": CODE, "layers.py": "y = 1", "": "a file without a name"}
    name = "Jane Doe_12345_assignsubmission_file_"
    result = given(
        {**{name + own: data for own, data in files.items()}, "J R_2_assignsubmission_file_b.py": CODE}
    )
    assert list(result) == ["J R_2", "Jane Doe_12345"]
    assert result["Jane Doe_12345"].files == {"layers.py": b"y = 1"}


def test_names_as_macos_writes_them(room: Path, found: Found) -> None:
    """A letter and its dots are one."""
    write(room / "canvas", {"mu\u0308llerjo\u0308rg_1_2_backprop.py": CODE})
    write(room / "moodle", {"Jo\u0308rg_3_assignsubmission_file_/backprop.py": CODE})
    result = found(room / "canvas", room / "moodle")
    assert [s.people for s in result.values()] == [(Person("Jörg", "3"),), (Person("müllerjörg", "1"),)]


def test_nbgrader(given: Given) -> None:
    """Of every student this assignment's folder only, with the time that lies there."""
    result = given(NBGRADER)
    assert [(s.student, s.problem) for s in result.values()] == [("ana", None), ("jörg", None)]
    assert result["ana"].submitted == "2026-02-02 15:58:23.948203 America/Los_Angeles"
    assert result["ana"].people == (Person(id="ana"),)
    assert result["ana"].cells[0].source == CODE


def test_nbgrader_by_its_folder_submitted(room: Path, found: Found) -> None:
    """As well as by the course's; a single assignment may be called anything."""
    write(room, NBGRADER)
    assert list(found(room / "submitted")) == ["ana", "jörg"]
    write(room / "x", {"submitted/ana/ps1/backprop.py": CODE, "submitted/ben/ps1/backprop.py": CODE})
    assert list(found(room / "x" / "submitted")) == ["ana", "ben"]


def test_nbgrader_without_this_assignment(room: Path, found: Found) -> None:
    """The sentence says which there are."""
    write(room, {"submitted/ana/ps1/x.py": CODE, "submitted/ana/ps2/x.py": CODE, "source/ps1/x.py": CODE})
    with pytest.raises(BadInput, match="no folder called backprop; there are ps1 and ps2; rename the one"):
        found()
    write(room / "y", {"submitted/": "", "source/ps1/x.py": CODE})
    with pytest.raises(BadInput, match="no folder called backprop; it is empty"):
        found(room / "y")


PLAIN: dict[str, tuple[Files, list[str]]] = {
    "underscores": ({"a_b_c.py": CODE, "lab_1_final.py": CODE}, ["a_b_c", "lab_1_final"]),
    "one like Canvas": ({"doe_12_34_x.py": CODE, "jane.py": CODE}, ["doe_12_34_x", "jane"]),
    "dates": ({"s01_2026_11_x.py": CODE, "s02_2026_11_x.py": CODE}, ["s01_2026_11_x", "s02_2026_11_x"]),
    "submitted": ({"submitted/s01/backprop.py": CODE, "submitted/s02/x.py": CODE}, ["submitted"]),
    "a student called so": ({"submitted/backprop.py": CODE, "s02/backprop.py": CODE}, ["s02", "submitted"]),
    "one like Moodle": ({"A B_1_assignsubmission_file_/x.py": CODE, "C/x.py": CODE},
                        ["A B_1_assignsubmission_file_", "C"]),
}  # fmt: skip


@pytest.mark.parametrize("what", PLAIN)
def test_a_plain_class_is_no_export(room: Path, found: Found, what: str) -> None:
    """Names that look like one by accident keep their meaning."""
    files, students = PLAIN[what]
    assert list(found(write(room, files))) == students


def test_a_student_in_two_exports_is_said(room: Path, found: Found) -> None:
    """The sentence tells them apart; others are not concerned."""
    name = "Jane Doe_12345_assignsubmission_file_/backprop.py"
    for folder in ("monday", "tuesday"):
        write(room / folder, {name: CODE, f"{folder}_1_assignsubmission_file_/backprop.py": CODE})
    result = found(room / "monday", room / "tuesday")
    assert list(result) == ["Jane Doe_12345", "monday_1", "tuesday_1"]
    assert result["Jane Doe_12345"].problem == (
        "monday/Jane Doe_12345 and tuesday/Jane Doe_12345 are submissions of the same student; keep one"
    )


def test_hostile_submissions_in_an_export(given: Given) -> None:
    """A link, a name that leads outside and a broken archive cost only whose they are."""
    result = given({
        **MOODLE,
        "A_1_assignsubmission_file_/a.zip": linked("backprop.py", "/etc/passwd"),
        "B_2_assignsubmission_file_/b.zip": zipped({"../../backprop.py": CODE}),
        "C_3_assignsubmission_file_/c.zip": b"PK",
    })  # fmt: skip
    assert [s.problem for s in result.values()] == [
        "A_1/backprop.py is a link; hand in the file itself",
        'B_2 holds b.zip, which holds a file "../../backprop.py", whose name leads outside; '
        "pack the folder itself again",
        "C_3 holds c.zip, which is no archive, or a damaged one; pack it again as a .zip",
        None, None, None,
        "Typed Only_12348 holds no file, only what was typed into Moodle",
    ]  # fmt: skip


def test_a_refused_student_of_nbgrader(room: Path, found: Found) -> None:
    """The others are read."""
    names = ["submitted/a/../b/backprop/x.py", "submitted/b/backprop/x.py", "submitted/b/pca/x.py"]
    names += ["submitted/c/backprop/../x.py", "submitted/c/backprop/x.py"]
    write(room, {"x.zip": zipped(dict.fromkeys(names, CODE))})
    result = found(room / "x.zip")
    assert "leads outside" in (result["a"].problem or "")
    assert "leads outside" in (result["c"].problem or "")
    assert (result["b"].problem, result["b"].cells[0].source) == (None, CODE)


def test_metadata_without_an_end(room: Path, found: Found, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not read."""
    monkeypatch.setattr(gradescope_export, "LARGEST", 1_000)
    write(room, {**GRADESCOPE, "submission_metadata.yml": METADATA * 3})
    with pytest.raises(BadInput, match=r"our class/submission_metadata\.yml is larger than 0 MB"):
        found()
