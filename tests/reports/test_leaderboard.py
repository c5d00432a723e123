"""The leaderboard: what Gradescope, students and staff read of it."""

from dataclasses import replace

from autograder.model import Measure, Report
from autograder.reports.feedback import feedback
from autograder.reports.gradescope import render, results
from autograder.reports.stored import read
from autograder.reports.summary import summary
from tests.reports.made import report


def with_measures(student: str, *values: float, order: str = "desc", place: int = 0) -> Report:
    """A report in which one task measured this."""
    made = report(student)
    outcomes = list(made.outcomes)
    outcomes[place] = replace(outcomes[place], measures=tuple(Measure("MAP@10", v, order) for v in values))
    return replace(made, outcomes=tuple(outcomes))


def test_gradescope_gets_name_value_and_order() -> None:
    """As its `leaderboard` wants them; without numbers there is none."""
    body = results(with_measures("ana", 0.25))
    assert body["leaderboard"] == [{"name": "MAP@10", "value": 0.25, "order": "desc"}]
    assert "leaderboard" not in results(report("ana"))


def test_students_read_their_own_number() -> None:
    """In their feedback."""
    assert "## For the leaderboard\n\n- MAP@10: 0.25\n" in feedback(with_measures("ana", 0.25))


def test_what_hidden_tasks_measured_is_for_staff_only() -> None:
    """Neither Gradescope's leaderboard nor the feedback tells it; the summary does."""
    made = with_measures("ana", 0.25, place=1)
    assert "leaderboard" not in results(made)
    assert "0.25" not in feedback(made)
    assert "ana: 0.25" in summary([made])


def test_the_summary_ranks_the_class_and_equals_share_a_place() -> None:
    """From the best to the worst, in the number's own order."""
    made = [with_measures(student, value) for student, value in (("ana", 0.5), ("ben", 0.75), ("cyd", 0.5))]
    assert "### MAP@10\n\n1. ben: 0.75\n2. ana: 0.5\n2. cyd: 0.5\n" in summary([*made, report("dan")])
    first = [with_measures(student, value, order="asc") for student, value in (("ana", 2), ("ben", 1))]
    assert "1. ben: 1\n2. ana: 2\n" in summary(first)


def test_a_stored_report_keeps_its_numbers() -> None:
    """results.json read back has them."""
    stored = read(render(with_measures("ana", 0.25)))
    assert stored is not None
    assert stored.report.outcomes[0].measures == (Measure("MAP@10", 0.25, "desc"),)
