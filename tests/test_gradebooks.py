"""`grade gradebook`: what is stored becomes reports again, with marks, and fills a learning system's file."""

import json
import os
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from autograder.gradebooks import Shelf, replace_file
from autograder.intake.manual import Marked
from autograder.model import Report
from autograder.reports.stored import Stored
from tests.course import CLASS, SOLUTION, write_class
from tests.judging.test_six_words import ADD
from tests.reports.made import ADD as FIRST
from tests.reports.made import JANE, JOHN, PLOT, F, P, V, report, submission
from tests.test_cli import grade

CANVAS = (
    "\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,Tiny (991)\r\n"
    "    Points Possible,,,,,15.00\r\n"
    '"Doe, Jane",12345,,jdoe,A,\r\n'
    '"Roe, John",,,john.roe@uni.org,A,3\r\n'
    '"Student, Test",33,,0ff,A,\r\n'
)
REPORTS = (
    report(submission("both", JANE, JOHN, late=True), F, P, P, manual=(PLOT,)),
    report("s01", manual=(PLOT,)),
)
MARKS = "student,task,points,comment\n12345,explain the plot,4,Well.\ns01,Explain the plot,5,\n"


def stored(folder: Path, reports: Sequence[Report] = REPORTS, digest: str = "a1") -> Path:
    """A folder of these reports, as a run leaves it."""
    shelf = Shelf(folder, Marked({}))
    shelf.write_class([shelf.write(Stored(each, digest, "Tiny")) for each in reports], "Tiny")
    return folder


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of two reports; it is `out` below the working directory, where no course is."""
    monkeypatch.chdir(tmp_path)
    stored(tmp_path / "out")
    return Path("out")


def contents(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def scores(folder: Path) -> dict[str, float]:
    """The gradebook's scores."""
    book = pd.read_csv(folder / "gradebook.csv", index_col="student")
    return {str(student): score for student, score in book["score"].items()}


def test_what_is_written_anew_is_what_a_run_wrote(out: Path) -> None:
    """Byte by byte; the folder is enough."""
    before = contents(out)
    code, output, error = grade("gradebook", "out")
    assert (code, error) == (0, "")
    assert output == "gradebook  out/gradebook.csv\nsummary    out/summary.md\n"
    assert contents(out) == before
    for path in out.rglob("*.*"):
        if path.name != "results.json" and path.is_file():
            path.unlink()
    assert grade("gradebook", "out")[0] == 0
    assert contents(out) == before


def test_marks_come_and_go_with_manual_csv(out: Path) -> None:
    """They are in every report; the file itself is never written; without it all is as before."""
    before = contents(out)
    (out / "manual.csv").write_text(MARKS)
    assert grade("gradebook", "out")[0] == 0
    assert scores(out) == {"both": 11, "s01": 15}
    assert json.loads((out / "both/results.json").read_text())["score"] == 11
    assert "**4 of 5 points, given by hand**\n\nWell." in (out / "both/feedback.md").read_text()
    assert "Explain the plot (5 points): all graded" in (out / "summary.md").read_text()
    assert (out / "manual.csv").read_text() == MARKS
    (out / "manual.csv").unlink()
    assert grade("gradebook", "out")[0] == 0
    assert contents(out) == before


def test_rows_that_give_nothing_are_said(out: Path) -> None:
    """Exit 2, after everything else was written."""
    (out / "manual.csv").write_text(MARKS + "s02,Explain the plot,1,\n")
    code, output, _ = grade("gradebook", "out")
    assert code == 2
    assert 'grade: out/manual.csv, line 4: no student is called "s02"; did you mean "s01"?\n' in output
    assert scores(out) == {"both": 11, "s01": 15}


def test_a_report_that_cannot_be_read_stops_no_other(out: Path) -> None:
    """Damaged, of an older version, or somebody else's: exit 2, and the others are written."""
    (out / "old").mkdir()
    (out / "old/results.json").write_text('{"execution_time": 1, "extra_data": {}}')
    (out / "copy").mkdir()
    (out / "copy/results.json").write_bytes((out / "s01/results.json").read_bytes())
    code, output, _ = grade("gradebook", "out")
    assert code == 2
    assert "grade: out/old/results.json is damaged or of another version; grade it again\n" in output
    assert "grade: out/copy/results.json is damaged" in output
    assert set(scores(out)) == {"both", "s01"}


def test_versions_of_an_assignment_are_told_apart(out: Path) -> None:
    """One gradebook holds them all, and a sentence says so."""
    stored(out, [report("late", P, P, F)], digest="a2")
    code, output, _ = grade("gradebook", "out")
    assert code == 0
    assert "grade: out holds reports of different versions of the assignment; grade them again\n" in output
    assert set(scores(out)) == {"both", "late", "s01"}


def test_what_is_void_exits_with_3(out: Path) -> None:
    """Until somebody gives points for it."""
    stored(out, [report("void", V, P, P)])
    assert grade("gradebook", "out")[0] == 3
    (out / "manual.csv").write_text(f"student,task,points\nvoid,{FIRST},3\n")
    assert grade("gradebook", "out")[0] == 0
    assert scores(out)["void"] == 10


BAD = {
    "no folder": (("ou",), "ou holds no reports; give the folder that run wrote\n"),
    "only damaged": (("bad",), "bad/a/results.json is damaged or of another version; grade it again\n"),
    "no such file": (("out", "--fill", "x.csv"), "x.csv cannot be read: no such file or directory\n"),
    "another file": (("out", "--fill", "out/gradebook.csv"), "out/gradebook.csv is neither a Canvas"),
    "no file": (("out", "--column", "x"), "--column and --out say what to do with a file; give it with"),
    "no place": (("out", "--fill", "c.csv", "-o", "no/c.csv"), "no/c.csv cannot be written: no such file"),
    "no column": (("out", "--fill", "c.csv", "--column", "x"), 'c.csv has no column for "x"; say --column'),
    "a bad manual.csv": (("hand",), 'hand/manual.csv has no column "task"; its first line must be: student,'),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_one_sentence(out: Path, what: str) -> None:
    """Exit 2, one line on stderr that names the thing; a file that was to be filled is as it was."""
    Path("bad/a").mkdir(parents=True)
    Path("bad/a/results.json").write_text("{")
    Path("c.csv").write_bytes(CANVAS.encode())
    stored(Path("hand"))
    Path("hand/manual.csv").write_text("student;points\n")
    arguments, sentence = BAD[what]
    code, _, error = grade("gradebook", *arguments)
    assert code == 2
    assert error.startswith(f"grade: {sentence}")
    assert error.count("\n") == 1
    assert Path("c.csv").read_bytes() == CANVAS.encode()


def test_a_gradebook_is_filled_in_place(out: Path) -> None:
    """Both people of a group have its score; whom the file lacks and whom we lack is listed; exit 2."""
    (out / "manual.csv").write_text(MARKS)
    Path("c.csv").write_bytes(CANVAS.encode())
    Path("c.csv").chmod(0o640)
    code, output, error = grade("gradebook", "out", "--fill", "c.csv")
    assert (code, error) == (2, "")
    wanted = CANVAS.replace("jdoe,A,", "jdoe,A,11.00").replace("org,A,3", "org,A,11.00")
    assert Path("c.csv").read_bytes() == wanted.encode()
    assert Path("c.csv").stat().st_mode & 0o777 == 0o640
    assert output.endswith(
        'filled     c.csv, column "Tiny (991)": 2 of 3 scores\n'
        "\nnot written\n  s01: no row has this id, e-mail address or name\n"
        "\nrows without a submission\n  Student, Test\n"
    )
    assert sorted(path.name for path in Path().iterdir()) == ["c.csv", "out"]
    same = Path("c.csv").stat().st_ino
    assert grade("gradebook", "out", "--fill", "c.csv")[0] == 2
    assert Path("c.csv").stat().st_ino == same  # nothing changed, so nothing was written


def test_all_in_the_file_exits_with_0(out: Path) -> None:
    """What waits for a person is listed all the same, and other possible points are a warning."""
    Path("c.csv").write_bytes(CANVAS.replace("33,,0ff", "33,,S01").replace("15.00", "20").encode())
    code, output, _ = grade("gradebook", "out", "--fill", "c.csv", "-o", "filled.csv")
    assert code == 0
    assert 'grade: c.csv gives "Tiny (991)" 20 points, the assignment has 15; points are written' in output
    assert 'filled     filled.csv, column "Tiny (991)": 3 of 3 scores\n' in output
    assert output.endswith("without it\n  both: Explain the plot\n  s01: Explain the plot\n")
    assert Path("c.csv").read_bytes().count(b"7.00") == 0
    assert Path("filled.csv").read_bytes().count(b"7.00") == 2
    (out / "manual.csv").write_text("student,task,points\nnobody,Explain the plot,1\n")
    assert grade("gradebook", "out", "--fill", "c.csv", "-o", "filled.csv")[0] == 2


def test_a_withheld_score_is_missing_in_the_file(out: Path) -> None:
    """Exit 2, as for everybody who is not in it."""
    stored(out, [replace(REPORTS[0], outcomes=report("x", V, P, P).outcomes), report("0ff")])
    Path("c.csv").write_bytes(CANVAS.encode())
    code, output, _ = grade("gradebook", "out", "--fill", "c.csv")
    assert code == 2
    assert "  both (Jane Doe): the score is withheld, because something is void\n" in output


def test_a_file_is_replaced_through_a_link(tmp_path: Path) -> None:
    """The link stays a link; nothing is left beside it."""
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_text("old")
    link.symlink_to(real)
    replace_file(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert sorted(os.listdir(tmp_path)) == ["link.csv", "real.csv"]


def test_names_cannot_write_to_the_terminal(out: Path) -> None:
    """A row of the file is printed without escape sequences."""
    Path("c.csv").write_bytes(CANVAS.replace("Student, Test", "\x1b[31mRed[bold], Test").encode())
    assert "\n  Red[bold], Test\n" in grade("gradebook", "out", "--fill", "c.csv")[1]


def test_help_tells_what_manual_csv_is() -> None:
    """Its place and its first line."""
    output = " ".join(grade("gradebook", "--help")[1].split())
    assert "OUT/manual.csv" in output
    assert "student,task,points,comment" in output


# ---- with a real run ----------------------------------------------------------------------------


@pytest.fixture
def by_hand(course: Path) -> Path:
    """The course, with a part that people grade."""
    toml = course / "assignments/tiny/assignment.toml"
    part = '\n[[manual]]\nname = "Explain the plot"\npoints = 5\n'
    toml.write_text(toml.read_text().replace("points = 10", "points = 15") + part)
    write_class(course / "three", {"ana": SOLUTION, "ben": CLASS["ben"], "emil": CLASS["emil"]})
    return course


def graded_now(output: str) -> list[str]:
    """The students whose lines say that they were graded."""
    return re.findall(r"^\[\d+/\d+\] (\w+): ", output, re.MULTILINE)


@pytest.mark.slow
def test_marks_survive_every_regrade(by_hand: Path) -> None:
    """Kept reports, --force, another set of students; `gradebook` has all, and nothing is graded for it."""
    folder = by_hand / "reports/tiny"
    assert grade("run", "tiny", "three")[0] == 0
    assert scores(folder) == {"ana": 10, "ben": 5, "emil": 9}
    text = f"student,task,points,comment\nana,Explain the plot,5,\nben,Explain the plot,2,Hm.\nBEN,{ADD},1,\n"
    (folder / "manual.csv").write_text(text)
    code, output, _ = grade("run", "tiny", "three")
    assert (code, graded_now(output)) == (0, [])
    assert scores(folder) == {"ana": 15, "ben": 8, "emil": 9}
    assert "Hm." in (folder / "ben/feedback.md").read_text()
    before = contents(folder)
    assert grade("gradebook", "reports/tiny")[0] == 0
    assert contents(folder) == before
    code, output, _ = grade("run", "tiny", "three", "--force")
    assert (code, sorted(graded_now(output))) == (0, ["ana", "ben", "emil"])
    assert scores(folder) == {"ana": 15, "ben": 8, "emil": 9}
    assert grade("run", "tiny", "three/emil.py")[:1] == (0,)
    assert scores(folder) == {"emil": 9}
    assert (folder / "manual.csv").read_text() == text
    assert grade("gradebook", "reports/tiny")[0] == 0
    assert scores(folder) == {"ana": 15, "ben": 8, "emil": 9}
    assert graded_now(grade("run", "tiny", "three")[1]) == []


@pytest.mark.slow
def test_a_run_says_which_rows_give_nothing(by_hand: Path) -> None:
    """Exit 2, after everything was graded; a manual.csv that is none stops it before."""
    folder = by_hand / "reports/tiny"
    folder.mkdir(parents=True)
    (folder / "manual.csv").write_text("student,task,points\nana,Explain the plot,6\n")
    code, output, _ = grade("run", "tiny", "three")
    assert code == 2
    assert 'line 2: 6 points for "Explain the plot", which is worth 0 to 5' in output
    assert scores(folder) == {"ana": 10, "ben": 5, "emil": 9}
    (folder / "manual.csv").write_text("nothing\n")
    assert grade("run", "tiny", "three")[0] == 2
    (folder / "manual.csv").unlink()


@pytest.mark.slow
def test_one_task_has_no_parts_by_hand(by_hand: Path) -> None:
    """What is possible there is the task's points."""
    assert grade("run", "tiny", "three", "--task", ADD)[0] == 0
    (folder,) = (by_hand / "reports").iterdir()
    book = pd.read_csv(folder / "gradebook.csv", index_col="student")
    assert set(book["possible"]) == {3}
    assert "ungraded" not in book


@pytest.mark.slow
def test_a_student_called_manual_csv_is_a_student(course: Path) -> None:
    """The name is kept for the file."""
    write_class(course / "odd" / "manual.csv", {"tiny": SOLUTION})
    write_class(course / "odd", {"ana": SOLUTION})
    assert grade("run", "tiny", "odd")[0] == 0
    assert scores(course / "reports/tiny") == {"_manual.csv": 10, "ana": 10}
