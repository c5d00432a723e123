"""Downloaded gradebooks, filled: the right cells, no other byte, nothing guessed."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.errors import BadInput
from autograder.model import Person, Report
from autograder.reports.fill import Filled, as_written, fill
from tests.reports.made import ADD, JANE, JOHN, F, P, V, mark, report, submission

CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Tiny (991),Tiny bonus (992),Current Score\r\n"
    "    Points Possible,,,,,10.00,5.00,(read only)\r\n"
    '"Doe, Jane",12345,u1,jane@uni.org,A,,1.00,3\r\n'
    '"Roe, John",22,777,jroe,A,,,\r\n'
    '"Student, Test",33,,0ff,A,,,\r\n'
)
WORKSHEET = (
    "Identifier,Full name,Email address,Status,Grade,Maximum Grade,"
    "Last modified (submission),Last modified (grade),Feedback comments\n"
    '"Participant 12345","Jane Doe",x@uni.org,"Submitted for grading - ",,10.00,'
    '"Monday, 1 December 2025, 10:00 PM",-,\n'
    '"Participant 8","John Roe",John.Roe@uni.org,"No submission",,10.00,-,-,"keep <p>this</p>"\n'
)
EXPORT = (
    "First name,Surname,ID number,Email address,Assignment: Tiny (Real),Course total (Real),"
    "Last downloaded from this course\n"
    "Jane,Doe,12345,other@uni.org,-,-,1764547200\n"
    'John,Roe,,john.roe@uni.org,"-",-,1764547200\n'
)
BOTH = (report(submission("jane", JANE), F, P, P), report(submission("john", JOHN)))


def filled(text: str, *reports: Report, title: str = "Tiny", column: str | None = None) -> Filled:
    """The file filled."""
    return fill(text.encode(), "f.csv", reports, title, column)


def test_canvas_is_filled_in_its_column_alone() -> None:
    """By ID and by SIS id; row order, quotation marks, line ends and all other columns are as downloaded."""
    done = filled(CANVAS, *BOTH)
    wanted = CANVAS.replace("org,A,,1.00", "org,A,7.00,1.00").replace("jroe,A,,", "jroe,A,10.00,")
    assert done.data.decode() == wanted
    assert (done.column, done.placed, done.missed, done.left) == ("Tiny (991)", 2, (), ("Student, Test",))
    assert done.warnings == ()


def test_a_moodle_worksheet_is_filled_in_grade_alone() -> None:
    """By participant and by address; dates and comments are as downloaded."""
    done = filled(WORKSHEET, *BOTH)
    assert done.data.decode() == WORKSHEET.replace('- ",,10', '- ",7.00,10').replace(
        'submission",,10', 'submission",10.00,10'
    )
    assert (done.column, done.placed, done.left) == ("Grade", 2, ())


def test_a_moodle_gradebook_is_filled_by_id_number_and_address() -> None:
    """Its column is called after the assignment, with a kind before and behind; quotation marks stay."""
    done = filled(EXPORT, *BOTH)
    assert done.data.decode() == EXPORT.replace("other@uni.org,-,", "other@uni.org,7.00,").replace(
        'uni.org,"-"', 'uni.org,"10.00"'
    )


@pytest.mark.parametrize("text", [CANVAS, WORKSHEET, EXPORT])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_what_matches_nobody_leaves_the_file_as_it_is(text: str, mark: bytes) -> None:
    """Byte by byte; ours and theirs are listed."""
    data = mark + text.encode()
    done = fill(data, "f.csv", [report("nobody")], "Tiny")
    assert done.data == data
    assert done.missed == ("nobody: no row has this id, e-mail address or name",)
    assert len(done.left) >= 2


@pytest.mark.parametrize("text", [CANVAS, WORKSHEET, EXPORT])
def test_filling_twice_is_filling_once(text: str) -> None:
    """A cell that says the same number already stays as it is written."""
    once = filled(text, *BOTH).data
    assert fill(once, "f.csv", BOTH, "Tiny").data == once
    shorter = once.replace(b"7.00", b"7").replace(b"10.00", b"10.0")
    assert fill(shorter, "f.csv", BOTH, "Tiny").data == shorter


@pytest.mark.parametrize("student", ["12345", "u1", "Jane@uni.org", "Jane Doe", "doe, jane", "JAN\u00c9 DOE"])
def test_a_plain_submission_is_known_by_its_folders_name(student: str) -> None:
    """Which may be an id, a login, an address or a name."""
    assert b"org,A,10.00,1.00" in filled(CANVAS, report(student)).data


@pytest.mark.parametrize("student", ["Participant 12345", "12345", "x@uni.org", "X@Uni.org", "Doe, Jane"])
def test_a_plain_submission_is_known_in_moodle(student: str) -> None:
    """By identifier, address or full name."""
    assert b'- ",10.00,10' in filled(WORKSHEET, report(student)).data


def test_addresses_in_moodle_differ_by_capitals() -> None:
    """One that is written just so goes before one that is not."""
    other = WORKSHEET.replace("x@uni.org", "john.roe@uni.org")
    done = filled(other, report(submission("john", Person(email="John.Roe@uni.org"))))
    assert done.left == ("Jane Doe",)


def test_an_id_may_be_the_login() -> None:
    """Canvas has three columns in which it may stand."""
    assert filled(CANVAS, report(submission("x", Person(id="JRoe")))).left == ("Doe, Jane", "Student, Test")


def test_empty_rows_are_nobodys() -> None:
    """Spreadsheets leave some at the end."""
    assert filled(CANVAS + ",,,,,,,\r\n\r\n", *BOTH).left == ("Student, Test",)


def test_a_group_is_written_for_each_person() -> None:
    """The same score in both rows."""
    done = filled(CANVAS, report(submission("both", JANE, JOHN), F, P, P))
    assert done.data.count(b",7.00,") == 2
    assert done.placed == 2


def test_excused_and_withheld_scores_are_listed_and_not_written() -> None:
    """EX stays EX; what is void has no number."""
    excused = CANVAS.replace("org,A,,", "org,A,EX,")
    done = filled(excused, BOTH[0], report(submission("john", JOHN), V, P, P))
    assert done.data.decode() == excused
    assert done.missed == (
        "jane (Jane Doe): excused there (EX)",
        "john (John Roe): the score is withheld, because something is void",
    )
    assert done.left == ("Student, Test",)


def test_marks_are_in_what_is_written() -> None:
    """The score is the total with what people gave."""
    assert (
        b",4.13," in filled(CANVAS, report(submission("jane", JANE), F, F, F, marks=(mark(ADD, 4.125),))).data
    )


def test_two_of_one_name_are_left_alone() -> None:
    """The name of two rows, or of two submissions, says nothing."""
    twice = CANVAS + '"Doe, Jane",44,,other,B,,,\r\n'
    assert filled(twice, report("Jane Doe")).missed == ("Jane Doe: it could be row 3 and row 6 of the file",)
    ours = [report(submission(name, Person(name="Jane Doe"))) for name in ("a", "b")]
    assert len(filled(CANVAS, *ours).missed) == 2


@pytest.mark.parametrize(
    ("title", "column", "found"),
    [
        ("Tiny", None, "Tiny (991)"),
        ("TINY  bonus", None, "Tiny bonus (992)"),
        ("bonus", None, "Tiny bonus (992)"),
        ("Tiny (992)", "Tiny (991)", "Tiny (991)"),
        ("Other", "tiny bonus", "Tiny bonus (992)"),
    ],
)
def test_the_column_is_the_one_called_so(title: str, column: str | None, found: str) -> None:
    """Its whole title, else the only one that holds the title; --column says it in the file's words."""
    assert filled(CANVAS, *BOTH, title=title, column=column).column == found


@pytest.mark.parametrize(
    ("title", "column", "says"),
    [
        ("Other", None, 'f.csv has no column for "Other"; say --column and one of "Tiny (991)"; "Tiny bonus'),
        ("tin", None, 'f.csv has several columns for "tin"; say --column and one of "Tiny (991)"; "Tiny bo'),
        ("Tiny", "bon", 'f.csv has no column for "bon"; say --column and one of'),
        ("", None, 'f.csv has no column for ""'),
        ("Tiny", "Section", 'f.csv has no column for "Section"'),
    ],
)
def test_a_column_is_never_guessed(title: str, column: str | None, says: str) -> None:
    """The sentence lists what there is."""
    with pytest.raises(BadInput) as refused:
        filled(CANVAS, *BOTH, title=title, column=column)
    assert str(refused.value).startswith(says)


def test_a_title_that_stands_twice_needs_its_number() -> None:
    """Canvas tells two assignments of one title apart by the id behind it."""
    twice = CANVAS.replace("Tiny bonus (992)", "Tiny (992)")
    with pytest.raises(BadInput, match=r"several columns"):
        filled(twice, *BOTH)
    assert filled(twice, *BOTH, column="Tiny (992)").column == "Tiny (992)"


def test_a_colon_belongs_to_a_title() -> None:
    """What looks like the kind that Moodle writes before may be the assignment's own."""
    named = CANVAS.replace("Tiny (991)", "Homework: Tiny (991)")
    assert filled(named, *BOTH, title="Homework: Tiny").column == "Homework: Tiny (991)"


def test_other_possible_points_are_a_warning() -> None:
    """The points are written as they are."""
    done = filled(CANVAS.replace("10.00,5.00", "100.00,5.00"), *BOTH)
    assert done.warnings == (
        'f.csv gives "Tiny (991)" 100.00 points, the assignment has 10; points are written as they are',
    )
    assert done.placed == 2
    assert len(filled(WORKSHEET.replace("10.00", "A - F"), *BOTH).warnings) == 1


def test_decimals_are_written_as_the_file_writes_them() -> None:
    """With a comma where the possible points have one, quoted if commas part the cells."""
    half = report(submission("jane", JANE), F, P, P, marks=(mark(ADD, 0.5),))
    semicolons = CANVAS.replace('"Doe, Jane"', "Jane Doe").replace('"Roe, John"', "J").replace(
        '"Student, Test"', "T"
    ).replace(",", ";").replace("10.00;5.00", "10,00;5,00")  # fmt: skip
    assert b"org;A;7,50;1.00" in filled(semicolons, half).data
    assert b"org;A;7.50;1.00" in filled(semicolons.replace("10,00", "10"), half).data
    thousand = CANVAS.replace("10.00", '"1,000"')  # no decimals to those who part cells by commas
    assert b"org,A,7.50,1.00" in filled(thousand, half).data
    commas = WORKSHEET.replace("10.00", '"10,00"')
    assert b'- ","7,50","10,00"' in filled(commas, half).data


@pytest.mark.parametrize(
    ("score", "text"), [(0, "0.00"), (2.675, "2.68"), (1 / 3, "0.33"), (0.1 + 0.2, "0.30")]
)
def test_scores_have_two_decimals(score: float, text: str) -> None:
    """Halves go up, as they are written, not as binary fractions have them."""
    assert as_written(score, comma=False) == text


def test_rows_before_the_points_are_no_students() -> None:
    """Canvas writes how grades are posted between header and points."""
    posted = CANVAS.replace("    Points", "    ,,,,,Manual Posting,,\r\n    Points")
    assert filled(posted, *BOTH).left == ("Student, Test",)
    bare = CANVAS.replace("    Points Possible,,,,,10.00,5.00,(read only)\r\n", "")
    assert filled(bare, *BOTH).placed == 2


def test_a_row_that_ends_early_is_not_filled() -> None:
    """It is listed, and stays as it is."""
    short = CANVAS.replace('"Roe, John",22,777,jroe,A,,,', '"Roe, John",22,777')
    done = filled(short, *BOTH)
    assert done.missed == ("john (John Roe): row 4 of the file ends before the column",)
    assert b'"Roe, John",22,777\r\n' in done.data


def test_an_anonymous_worksheet_is_filled_by_identifier() -> None:
    """Blind marking hides names and addresses."""
    blind = "Identifier,Status,Grade\nParticipant 12345,x,\nParticipant 9,x,\n"
    done = filled(blind, *BOTH)
    assert done.data.decode() == blind.replace("12345,x,", "12345,x,7.00")
    assert done.left == ("Participant 9",)


@pytest.mark.parametrize("text", ["student,score,possible\n", "Name,Points\nJane,3\n", "hello\n"])
def test_another_kind_of_file_is_a_sentence(text: str) -> None:
    """Our own gradebook is none, too."""
    with pytest.raises(BadInput, match=r"f\.csv is neither a Canvas gradebook .* nor a Moodle"):
        filled(text, *BOTH)


# ---- any file -----------------------------------------------------------------------------------

WORDS = st.text(st.sampled_from('ab,;" \n\u00e9\u4e00='), max_size=8)


@st.composite
def gradebooks(draw: st.DrawFn) -> tuple[bytes, list[list[str]], str]:
    """A Canvas gradebook with a dozen students and any other cells; its bytes, cells and delimiter."""
    delimiter = draw(st.sampled_from(",;"))
    more = draw(st.integers(0, 3))
    header = [
        "Student",
        "ID",
        "SIS Login ID",
        "Section",
        "Tiny (1)",
        *(f"Other {n} (2{n})" for n in range(more)),
    ]
    rows = [header, ["    Points Possible", "", "", "", "10", *[""] * more]]
    for number in range(draw(st.integers(1, 12))):
        free = [draw(WORDS) for _ in range(more)]
        old = draw(st.sampled_from(["", "5", "0.00", "EX", "junk"]))
        rows.append([draw(WORDS), f"{number}", f"u{number}", draw(WORDS), old, *free])
    out = io.StringIO(newline="")
    ends = draw(st.sampled_from(["\r\n", "\n"]))
    dialect = csv.unix_dialect if draw(st.booleans()) else csv.excel  # all in quotation marks, or few
    csv.writer(out, dialect, delimiter=delimiter, lineterminator=ends).writerows(rows)
    return out.getvalue().encode(draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))), rows, delimiter


@given(gradebooks(), st.sets(st.integers(0, 15)))
@settings(deadline=None, max_examples=60)
def test_no_other_cell_ever_changes(book: tuple[bytes, list[list[str]], str], who: set[int]) -> None:
    """Each of ours has the score unless excused; all else reads as before, and the rest is the same bytes."""
    data, rows, delimiter = book
    done = fill(data, "f", [report(f"u{number}", F, P, P) for number in sorted(who)], "Tiny")
    text = done.data.decode("utf-16" if data[:2] == b"\xff\xfe" else "utf-8-sig")
    after = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    for number, (old, new) in enumerate(zip(rows, after, strict=True), start=-2):
        ours = number in who and old[4] != "EX"
        assert new == [*old[:4], "7.00" if ours else old[4], *old[5:]]
    assert done.placed == sum(number in who and row[4] != "EX" for number, row in enumerate(rows, start=-2))
    empty = fill(done.data, "f", [], "Tiny")
    assert empty.data == done.data
    if not who:
        assert done.data == data


def test_everything_is_said_of_everybody() -> None:
    """Placed and missed are all of ours; found and left are all of theirs."""
    several = [replace(one, marks=()) for one in BOTH] + [report("nobody")]
    done = filled(CANVAS, *several)
    assert done.placed + len(done.missed) == 3
    assert done.placed + len(done.left) == 3
