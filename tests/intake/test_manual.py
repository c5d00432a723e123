"""manual.csv: whose points, for what, how many; and a sentence for every row that says none of this."""

import json
from pathlib import Path

import pytest

from autograder.errors import AuthorError, BadInput
from autograder.intake.manual import Sheet, check_parts, place, read_sheet, sheet
from autograder.model import Manual, Mark, Person, Submission, Task

TASKS = (Task("add_is_elementwise", 3, "add(x, y) = x + y."), Task("answer", 6, "42."))
PARTS = (Manual("Explain the plot", 5), Manual("Proof", 2.5))
ANA = Submission("ana", Path("ana.py"))
GROUP = Submission("Both", Path("b.py"), people=(Person("Jane", "12345", "Jane@uni.org"), Person("Jo", "77")))
CLASS = (ANA, GROUP)
HEADER = "student,task,points,comment\n"


def marks(*rows: str, header: str = HEADER) -> dict[str, tuple[Mark, ...]]:
    """What these rows give; all of them are placed."""
    given = place(sheet((header + "\n".join(rows)).encode()), CLASS, TASKS, PARTS)
    assert given.complaints == ()
    return dict(given.marks)


def complaints(*rows: str) -> list[str]:
    """What is said of rows that give nothing."""
    given = place(sheet((HEADER + "\n".join(rows)).encode()), CLASS, TASKS, PARTS)
    assert given.marks == {}
    return list(given.complaints)


@pytest.mark.parametrize("student", ["Both", "both", "12345", "77", "JANE@UNI.ORG", " both "])
def test_a_student_is_named_by_folder_id_or_address(student: str) -> None:
    """In capitals or not; a group by any of its people."""
    assert marks(f"{student},Proof,1,") == {"Both": (Mark("Proof", 1.0),)}


@pytest.mark.parametrize(
    ("task", "name"),
    [
        ("Explain the plot", "Explain the plot"),
        ("explain  THE plot ", "Explain the plot"),
        ("add_is_elementwise", "add_is_elementwise"),
        ("Add is elementwise", "add_is_elementwise"),
        ("test_add_is_elementwise", "add_is_elementwise"),
    ],
)
def test_a_part_or_task_is_named_by_name_or_title(task: str, name: str) -> None:
    """In capitals or not, with any spaces."""
    assert marks(f"ana,{task},1,") == {"ana": (Mark(name, 1.0),)}


def test_a_student_may_have_many_marks() -> None:
    """Each with its comment, which may have lines and commas."""
    given = marks('ana,Proof,2.5,"Well, well.\nYes."', "ana,answer,0,", "both,Proof,.5,x")
    assert given == {
        "ana": (Mark("Proof", 2.5, "Well, well.\nYes."), Mark("answer", 0.0)),
        "Both": (Mark("Proof", 0.5, "x"),),
    }


def test_what_is_not_graded_yet_is_no_mark() -> None:
    """Rows without points and comment, empty rows, and an empty file."""
    assert marks("ana,Proof,,", ",,,", "", "  ,") == {}
    assert sheet(b"") == Sheet()
    assert marks() == {}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_spreadsheet_can_have_written_it(encoding: str, delimiter: str) -> None:
    """Encodings, delimiters, Windows line ends; capitals and order of the columns do not matter."""
    lines = ["Comment,POINTS, Student ,Task,More", "sch\u00f6n,2,ana,Proof,", ""]
    text = "\r\n".join(lines).replace(",", delimiter)
    given = place(sheet(text.encode(encoding)), CLASS, TASKS, PARTS)
    assert given.marks == {"ana": (Mark("Proof", 2.0, "sch\u00f6n"),)}


def test_the_comment_may_be_missing() -> None:
    """The whole column, or the cell."""
    assert marks("ana,Proof,1", header="student,task,points\n") == {"ana": (Mark("Proof", 1.0),)}
    assert marks("ana,Proof,1") == {"ana": (Mark("Proof", 1.0),)}


def test_a_decimal_comma_needs_another_delimiter() -> None:
    """Between commas it would be two cells."""
    assert marks("ana;Proof;2,5;", header="student;task;points;comment\n") == {"ana": (Mark("Proof", 2.5),)}
    assert complaints('ana,Proof,"2,5",') == ['manual.csv, line 2: "2,5" is no number of points']
    assert complaints("ana,Proof,2,5,well") == [
        "manual.csv, line 2: has more cells than there are columns; put quotation marks around the comment"
    ]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("anna,Proof,1,", 'no student is called "anna"; did you mean "ana"?'),
        ("jane,Proof,1,", 'no student is called "jane"'),
        (",Proof,1,", "names no student"),
        ("ana,,1,", "names no task"),
        ("ana,Prof,1,", 'no task and no part is called "Prof"; did you mean "proof"?'),
        ("ana,zzz,1,", 'no task and no part is called "zzz"'),
        ("ana,Proof,2.6,", '2.6 points for "Proof", which is worth 0 to 2.5'),
        ("ana,Proof,-1,", '-1 points for "Proof", which is worth 0 to 2.5'),
        ("ana,answer,7,", '7 points for "answer", which is worth 0 to 6'),
        ("ana,Proof,nan,", '"nan" is no number of points'),
        ("ana,Proof,1e999,", '"1e999" is no number of points'),
        ("ana,Proof,1_0,", '"1_0" is no number of points'),
        ("ana,Proof,good,", '"good" is no number of points'),
        ("ana,Proof,,good", '"Proof" of ana has a comment and no points'),
    ],
)
def test_a_row_that_gives_nothing_is_a_sentence(row: str, says: str) -> None:
    """It names the line and what is wrong; nothing is guessed."""
    assert complaints(row) == [f"manual.csv, line 2: {says}"]


def test_a_bad_row_costs_no_other() -> None:
    """Lines are counted as an editor does, also behind a comment of two lines."""
    rows = 'ana,Proof,1,"a\nb"\n\nbem,Proof,1,\nboth,Proof,2,\n'
    given = place(sheet((HEADER + rows).encode()), CLASS, TASKS, PARTS)
    assert set(given.marks) == {"ana", "Both"}
    assert [said.partition(":")[0] for said in given.complaints] == ["manual.csv, line 5"]


def test_two_rows_that_disagree_give_nothing() -> None:
    """Also if they name the student and the task differently; saying the same twice is allowed."""
    assert complaints("ana,Proof,1,", "ANA,proof,2,") == [
        'manual.csv, lines 2 and 3 disagree on "Proof" of ana; keep one'
    ]
    assert complaints("12345,Proof,1,", "77,Proof,1,well") != []
    assert marks("12345,Proof,1,", "77,Proof,1,") == {"Both": (Mark("Proof", 1.0),)}


def test_who_could_be_two_is_nobody() -> None:
    """An id that is another one's folder name."""
    other = Submission("77", Path("77.py"))
    given = place(sheet((HEADER + "77,Proof,1,").encode()), (*CLASS, other), TASKS, PARTS)
    assert given.marks == {}
    assert given.complaints == ('manual.csv, line 2: "77" could be Both or 77; write the one you mean',)


def test_a_name_is_found_as_the_gradebook_protects_it() -> None:
    """An apostrophe before what would be a formula."""
    odd = Submission("=x", Path("x.py"))
    for name in ("=x", "'=x"):
        given = place(sheet(f"{HEADER}{name},Proof,1,".encode()), (odd,), TASKS, PARTS)
        assert given.marks == {"=x": (Mark("Proof", 1.0),)}


def test_rows_of_students_elsewhere_wait() -> None:
    """They were graded in another run: no complaint, no mark."""
    odd = Submission("=x", Path("x.py"))
    rows = HEADER + "12345,Nothing,99,\n'=X,Nothing,99,\n"
    given = place(sheet(rows.encode()), (ANA,), TASKS, PARTS, elsewhere=(GROUP, odd))
    assert given.marks == {}
    assert given.complaints == ()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (
            b"student,points,comment\nana,1,x",
            'manual.csv has no column "task"; its first line must be: student,',
        ),
        (b"students,task,points\n", 'manual.csv has no column "student"; did you mean "students"?; its'),
        (b"student,task,points,Task\n", 'manual.csv has two columns "task"; remove one'),
        (b'student,task,points\nana,Proof,"1\nben,Proof,1\n', "manual.csv, line 2: a quotation mark is not"),
        (b"PK\x03\x04\0\0", "manual.csv is not text; save it as CSV, in UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(data: bytes, says: str) -> None:
    """Whole, for its rows could mean anything."""
    with pytest.raises(BadInput) as refused:
        sheet(data)
    assert str(refused.value).startswith(says)


def test_it_is_read_from_the_folder_of_reports(tmp_path: Path) -> None:
    """None is no rows; a folder called so is no file."""
    assert read_sheet(tmp_path).rows == ()
    path = tmp_path / "manual.csv"
    path.write_text(HEADER + "ana,Proof,1,\n")
    (row,) = read_sheet(tmp_path).rows
    assert (row.line, row.student, row.points) == (2, "ana", "1")
    path.unlink()
    path.mkdir()
    with pytest.raises(BadInput, match=r"manual\.csv cannot be read: is a directory"):
        read_sheet(tmp_path)


@pytest.mark.parametrize("name", ["proof", "PROOF", "add is elementwise", "Add_Is_Elementwise"])
def test_a_part_has_a_name_of_its_own(name: str) -> None:
    """Else a row could mean two things."""
    with pytest.raises(AuthorError, match=f"two parts or tasks are called {json.dumps(name)}; rename one"):
        check_parts((*PARTS, Manual(name, 1)), TASKS)
    check_parts(PARTS, TASKS)
