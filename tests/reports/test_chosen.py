"""Which of several files was graded stands in every report."""

from autograder.reports.feedback import feedback
from autograder.reports.gradescope import results
from autograder.reports.summary import summary
from tests.reports.made import report, submission

SAID = "lab.ipynb was graded: of 3 files it defines most of what is asked (5 of 6)"


def test_a_choice_is_said_to_student_and_staff() -> None:
    """In feedback.md, in what Gradescope shows, and in the summary of the class."""
    chosen = report(submission(chosen=SAID))
    assert f"\n\n{SAID}.\n\n" in feedback(chosen)
    assert f"\n\n{SAID}.\n\n" in results(chosen)["output"] + "\n\n"
    assert f"## Which of several files was graded\n\n- ana: {SAID}\n" in summary([chosen, report("ben")])


def test_where_there_was_nothing_to_choose_nothing_is_said() -> None:
    """No sentence, no heading."""
    plain = report("ana")
    for text in (feedback(plain), results(plain)["output"], summary([plain])):
        assert "was graded" not in text
