"""What people give, as a student reads it: in feedback.md, and in Gradescope's results.json."""

from dataclasses import replace

from autograder.model import Report
from autograder.reports.feedback import feedback
from autograder.reports.gradescope import results
from autograder.reports.summary import summary
from tests.reports.made import ADD, ANSWER, DOUBLE, PLOT, PROOF, A, F, P, V, mark, report, submission

GRADED = """\
# Feedback for ana

**Score: 13.5 of 17.5 points** (77 %).

Tasks: 2 passed, 1 failed.

## To look at

### add is elementwise

**failed, 1.5 of 3 points, given by hand**

add(x, y) = x + y.

It gave 41.

## Passed

- answer is forty two (6 points)

## Hidden tasks

- Task 2 (1 point): passed

## Graded by hand

### add is elementwise

**1.5 of 3 points, given by hand**

The idea is right.

### Explain the plot

**4 of 5 points, given by hand**

Clear.

Name the axes.

### Proof

**1 of 2.5 points, given by hand**
"""


def graded() -> Report:
    """Both parts and one task by hand."""
    marks = (
        mark(PLOT.name, 4, "Clear.\n\nName the axes."),
        mark(PROOF.name, 1),
        mark(ADD, 1.5, "The idea is right."),
    )
    return report("ana", F, P, P, manual=(PLOT, PROOF), marks=marks)


def test_feedback_has_points_and_comments() -> None:
    """A paragraph a line; the task says above what counts."""
    assert feedback(graded()) == GRADED


def test_open_parts_are_no_lost_points() -> None:
    """The score is of what has been graded, and says what is still to come; no full marks before."""
    some = report("ana", manual=(PLOT, PROOF), marks=(mark(PLOT.name, 5),))
    text = feedback(some)
    assert "**Score: 15 of 15 points** (100 %) so far; 2.5 points more can be given by hand." in text
    assert "- Proof: 2.5 points, not graded yet" in text
    assert "Full marks" not in text
    assert "Full marks" in feedback(replace(some, marks=(*some.marks, mark(PROOF.name, 2.5))))


def test_points_taken_by_hand_are_no_full_marks() -> None:
    """Though every task passed."""
    assert "**Score: 9 of 10 points** (90 %)." in feedback(report("ana", marks=(mark(ANSWER, 5),)))


def test_a_hidden_task_marked_by_hand_keeps_its_name() -> None:
    """The student reads number, points and comment."""
    text = feedback(report("ana", P, F, P, marks=(mark(DOUBLE, 0.5, "see me"),)))
    assert "- Task 2 (1 point): failed; 0.5 of 1 point, given by hand: see me" in text
    assert "double" not in text


def test_what_could_not_be_read_can_be_graded_by_hand() -> None:
    """The reason stays, with the points and the comment."""
    broken = report(submission("ana", problem="a.pdf is no notebook"), A, A, A, manual=(PLOT,),
                    marks=(mark(PLOT.name, 5, "From your PDF."),))  # fmt: skip
    text = feedback(broken)
    assert text.startswith("# Feedback for ana\n\nYour submission could not be graded: a.pdf is no notebook.")
    assert "**Score: 5 of 15 points** (33 %)." in text
    assert "From your PDF." in text
    assert results(broken)["score"] == 5


def test_gradescopes_entries_add_up_to_the_score() -> None:
    """A graded part is an entry with its points and the comment; a task has the points that were given."""
    told = results(graded())
    assert told["score"] == sum(test["score"] for test in told["tests"]) == 13.5
    assert sum(test["max_score"] for test in told["tests"]) == 17.5
    assert told["tests"][3] == {
        "number": "4",
        "name": "Explain the plot",
        "score": 4,
        "max_score": 5,
        "status": "failed",
        "output_format": "md",
        "output": "Clear.\n\nName the axes.",
        "visibility": "visible",
    }
    assert told["tests"][0]["score"] == 1.5
    assert told["tests"][0]["output"].startswith("**1.5 of 3 points, given by hand**\n\nThe idea is right.")
    assert told["tests"][1]["output"] == ""


def test_an_open_part_is_no_entry() -> None:
    """It would count as nothing; it stands above the tests."""
    told = results(report("ana", manual=(PLOT,)))
    assert len(told["tests"]) == 3
    assert told["score"] == 10
    assert "- Explain the plot: 5 points, not graded yet" in told["output"]


def test_points_for_what_was_void_release_the_total() -> None:
    """The entry has a score and is visible again, and the total is no longer withheld."""
    void = report("ana", V, P, P)
    assert "score" not in results(void)
    assert results(void)["tests"][0]["visibility"] == "hidden"
    marked = results(replace(void, marks=(mark(ADD, 3),)))
    assert marked["score"] == 10
    assert (marked["tests"][0]["score"], marked["tests"][0]["visibility"]) == (3, "visible")
    assert "withheld" not in marked["output"]


def test_the_summary_says_who_waits_and_what_was_changed() -> None:
    """A line a part; a line a task that a person marked."""
    text = summary([graded(), report("ben", manual=(PLOT, PROOF)), report("eve", manual=(PLOT, PROOF))])
    assert "of 17.5." in text
    assert "## Graded by hand\n\n- Explain the plot (5 points): waits for ben, eve\n" in text
    assert "- ana, add is elementwise: 1.5 of 3 points instead of failed\n" in text
    assert "Graded by hand" not in summary([report("ana")])
