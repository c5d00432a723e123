"""gradebook.csv: a row a person, and what each column says."""

import csv
import io
from dataclasses import replace

from autograder.reports.gradebook import gradebook_csv
from tests.reports.made import ADD, ANSWER, DOUBLE, JANE, JOHN, PLOT, PROOF, F, P, V, mark, report, submission


def rows(text: str) -> list[dict[str, str]]:
    """The cells by their columns."""
    return list(csv.DictReader(io.StringIO(text)))


def test_without_people_and_parts_it_is_as_ever() -> None:
    """Student, points, counts, digest; no column for what nobody knows or grades."""
    assert gradebook_csv([report("ana"), report("ben", F, P, V)]) == (
        f"student,score,possible,{ADD},{DOUBLE},{ANSWER},"
        "passed,failed,raised,lost,absent,void,misconceptions,digest,problem,file\n"
        "ana,10,10,3,1,6,3,0,0,0,0,0,,d1,,ana.py\n"
        "ben,,10,0,1,,1,1,0,0,0,1,,d1,,ben.py\n"
    )


def test_a_group_has_a_row_for_each_person() -> None:
    """The same student, points and digest; name, id and address are their own. Others have empty cells."""
    group = submission("both", JANE, JOHN, late=True, attempts=3)
    text = gradebook_csv([report("ana"), report(group, F, P, P)])
    assert text.startswith("student,name,id,email,late,attempts,score,")
    plain, jane, john = rows(text)
    assert [plain[key] for key in ("name", "id", "email", "late", "attempts")] == [""] * 5
    assert (jane["name"], jane["id"], jane["email"], jane["late"], jane["attempts"]) == (
        *("Jane Doe", "12345", "jane@uni.org", "yes", "3"),
    )
    assert john["id"] == "777"
    assert {key: jane[key] for key in list(jane)[6:]} == {key: john[key] for key in list(john)[6:]}
    assert (jane["student"], jane["score"]) == (john["student"], john["score"]) == ("both", "7")


def test_what_is_known_of_one_makes_the_columns() -> None:
    """Late or not is enough; an unknown lateness is an empty cell."""
    on_time, unknown = rows(gradebook_csv([report(submission("ana", late=False)), report("ben")]))
    assert (on_time["late"], on_time["name"], unknown["late"]) == ("no", "", "")


def test_parts_that_people_grade() -> None:
    """Possible points are all there are; an open part has an empty cell and stands under `ungraded`."""
    some = report("ana", F, P, P, manual=(PLOT, PROOF), marks=(mark(PLOT.name, 4.5),))
    full = replace(some, marks=(*some.marks, mark(PROOF.name, 0)))
    text = gradebook_csv([some, full])
    assert text.startswith(
        f"student,score,possible,automatic,{ADD},{DOUBLE},{ANSWER},Explain the plot,Proof,ungraded,passed,"
    )
    first, second = rows(text)
    assert (first["score"], first["possible"], first["automatic"]) == ("11.5", "17.5", "7")
    assert (first["Explain the plot"], first["Proof"], first["ungraded"]) == ("4.5", "", "Proof")
    assert (second["score"], second["Proof"], second["ungraded"]) == ("11.5", "0", "")


def test_a_task_marked_by_hand_counts_as_marked() -> None:
    """More or less than came out; what was void is void no more. The status words stay what they were."""
    text = gradebook_csv([report("ana", V, P, P, marks=(mark(ADD, 2), mark(ANSWER, 1)))])
    (row,) = rows(text)
    assert (row["score"], row[ADD], row[ANSWER], row["void"]) == ("4", "2", "1", "1")


def test_a_void_score_stays_empty_beside_marks() -> None:
    """Neither score nor automatic points are shown while a task is void."""
    (row,) = rows(gradebook_csv([report("ana", V, P, P, manual=(PLOT,), marks=(mark(PLOT.name, 5),))]))
    assert (row["score"], row["automatic"], row[PLOT.name]) == ("", "", "5")


def test_no_cell_is_a_formula() -> None:
    """Names, ids, addresses and the names of parts are text to a spreadsheet."""
    who = replace(JANE, name="=cmd()", id="-1", email="@SUM(A1)")
    part = replace(PLOT, name="+1")
    text = gradebook_csv([report(submission("=x", who), manual=(part,))])
    (row,) = rows(text)
    assert (row["student"], row["name"], row["id"], row["email"]) == ("'=x", "'=cmd()", "'-1", "'@SUM(A1)")
    assert row["ungraded"] == "'+1"
    assert "'+1" in row
