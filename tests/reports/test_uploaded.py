"""results.json for Gradescope, whatever is known and whatever the course wants shown."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from typing import Any

import pytest

from autograder.model import LoadNote, Measure, Outcome, Report, Status
from autograder.policy import Policy, Visibility
from autograder.reports import bounds
from autograder.reports.uploaded import Origin, Stage, uploaded
from tests.container.gradescope_schema import faults, worth
from tests.reports.made import ADD, ANSWER, DOUBLE, PLOT, TASKS, A, F, P, V, report, submission

ORIGIN = Origin("d0", "Tiny", datetime(2026, 10, 20, tzinfo=UTC))


def body(of: Report, stage: Stage | None = None) -> dict[str, Any]:
    """What Gradescope reads; valid, and worth what the tasks are."""
    text = bounds.text(uploaded(of, stage or Stage(), ORIGIN))
    assert faults(text) == []
    read: dict[str, Any] = json.loads(text)
    assert worth(read) == sum(task.points for task in of.tasks)
    return read


def by_name(read: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The tests by the first words of their names."""
    return {test["name"]: test for test in read["tests"]}


@pytest.mark.parametrize("statuses", list(product((P, F, V, Status.LOST), repeat=3)))
def test_every_report_is_valid(statuses: tuple[Status, ...]) -> None:
    """Whatever came out of three tasks; the points of what passed."""
    read = body(report("ana", *statuses))
    assert read["score"] == sum(t.points for t, s in zip(TASKS, statuses, strict=True) if s is P)


def test_void_is_no_zero() -> None:
    """No score of its own, hidden with its cause for staff; students get a calm sentence and no total."""
    outcomes = [Outcome(ADD, V, staff="the reference does not pass"), Outcome(DOUBLE, P), Outcome(ANSWER, P)]
    read = body(Report.of(submission(), TASKS, outcomes))
    void = by_name(read)["add is elementwise (could not be graded)"]
    assert "score" not in void
    assert (void["max_score"], void["visibility"]) == (3, "hidden")
    assert "the reference does not pass" in void["output"]
    assert "the reference does not pass" not in read["output"]
    assert "withheld" in read["output"]
    assert "through no fault of yours" in read["output"]
    assert read["extra_data"]["void"] == [ADD]


def test_what_is_not_graded_yet_is_said_to_be_so() -> None:
    """Neither failed nor void: hidden, without a score, counted in the text."""
    read = body(report("ana", P, V, V), Stage(waiting=frozenset({DOUBLE, ANSWER})))
    assert by_name(read)["answer is forty two (not graded yet)"]["visibility"] == "hidden"
    assert "Not graded yet" in read["output"]
    assert "Graded so far: 1 of 3 tasks." in read["output"]
    assert "Score" not in read["output"]
    assert "void" not in read["output"]


def test_late_points_are_taken_off_at_the_top() -> None:
    """Of what was earned; each test keeps its own."""
    read = body(report(), Stage(off=20.0, remark="Handed in 1 d after the due date."))
    assert read["score"] == 8
    assert read["output"].startswith("Handed in 1 d after the due date.\n\n**Score: 10 of 10 points.**")
    assert "After what being late costs, 8 points count." in read["output"]
    assert [test["score"] for test in read["tests"]] == [3, 1, 6]


@pytest.mark.parametrize("when", [Visibility.HIDDEN, Visibility.AFTER_DUE_DATE, Visibility.AFTER_PUBLISHED])
def test_what_is_shown_later_is_in_no_text_now(when: Visibility) -> None:
    """Neither its words nor its points nor its number for the leaderboard; only that there is more."""
    measured = Outcome(ANSWER, P, says="canary", measures=(Measure("canary", 1.0),))
    outcomes = [Outcome(ADD, P), Outcome(DOUBLE, P), measured]
    read = body(Report.of(submission(), TASKS, outcomes), Stage(Policy(tasks={ANSWER: when})))
    assert by_name(read)["answer is forty two"]["visibility"] == when
    assert "canary" not in read["output"]
    assert "4 of 4 points" in read["output"]
    assert "1 task (6 points)" in read["output"]
    assert "leaderboard" not in read
    assert by_name(read)["add is elementwise"]["visibility"] == "visible"


def test_all_tasks_later() -> None:
    """Then the text tells how many, and no score."""
    read = body(report(), Stage(Policy(visibility=Visibility.AFTER_PUBLISHED)))
    assert "Score" not in read["output"]
    assert "Hidden tasks" not in read["output"]
    assert "3 tasks (10 points): shown with the grades" in read["output"]
    assert by_name(read)["double is twice as much"]["visibility"] == "hidden"


def test_hidden_tasks_keep_their_word() -> None:
    """What @task hides tells its status, as everywhere, and never more."""
    read = body(report("ana", P, F, P))
    assert "Task 2 (1 point): failed" in read["output"]
    hidden = by_name(read)["double is twice as much"]
    assert (hidden["visibility"], hidden["output"]) == ("hidden", "")


def test_the_score_can_be_left_out_of_the_text() -> None:
    """Gradescope shows it beside."""
    assert "Score" not in body(report(), Stage(Policy(show_score=False)))["output"]
    assert "withheld" in body(report("ana", V, P, P), Stage(Policy(show_score=False)))["output"]


def test_parts_by_hand_are_not_the_autograder_s() -> None:
    """The text names them; points and score are of the tasks."""
    read = body(replace(report(), manual=(PLOT,)))
    assert "Explain the plot: 5 points, not graded yet" in read["output"]
    assert read["score"] == 10


def test_explanations_are_a_test_of_their_own() -> None:
    """Unless the course does not want one: while it waits for the due date, Gradescope shows no total."""
    tasks = (replace(TASKS[0], explanation="Since."), *TASKS[1:])
    told = replace(report(), tasks=tasks)
    assert by_name(body(told))["Explanations"]["visibility"] == "after_due_date"
    assert "Explanations" not in by_name(body(told, Stage(Policy(explanations=False))))


def test_a_submission_that_cannot_be_read() -> None:
    """It says why, and what to do."""
    unread = submission(problem="what was handed in holds no module")
    outcomes = [Outcome(task.name, A, says="Nothing could be graded") for task in TASKS]
    read = body(Report.of(unread, TASKS, outcomes), Stage(remark="Attempt 1 of 3."))
    assert read["output"].startswith(
        "Attempt 1 of 3.\n\nYour submission could not be graded: what was handed in"
    )
    assert read["score"] == 0


def test_staff_find_what_they_need_beside() -> None:
    """Where students never look."""
    read = body(report(), Stage(off=10, staff=("late: not applied",), seconds=12.3456))
    assert read["extra_data"]["staff"] == ["late: not applied"]
    assert read["extra_data"]["late_percent"] == 10
    assert read["execution_time"] == 12.346


ODD = "\0\x1b[31m\ud800<script>" + "x" * 150_000 + "\n" * 1_000


def test_hostile_texts_are_cut_and_cleaned() -> None:
    """No NUL, no half characters, nothing longer than Gradescope takes; the tail is still there."""
    says = ODD + "the end"
    outcomes = [
        Outcome(ADD, F, says=says, seconds=1),
        Outcome(DOUBLE, P),
        Outcome(ANSWER, Status.RAISED, says=ODD),
    ]
    notes = [LoadNote("cell 1", ODD, (ODD[:2000],) * 50)] * 20
    text = bounds.text(
        uploaded(Report.of(submission(), TASKS, outcomes, notes=tuple(notes)), Stage(), ORIGIN)
    )
    assert faults(text) == []
    assert len(text) <= bounds.LARGEST
    assert "the end" in text


def test_numbers_that_are_none_are_told_as_words() -> None:
    """JSON has neither NaN nor Infinity."""
    measured = Outcome(ADD, P, measures=(Measure("m", float("nan")), Measure("n", float("inf"))))
    read = body(Report.of(submission(), TASKS, [measured, Outcome(DOUBLE, P), Outcome(ANSWER, P)]))
    assert [entry["value"] for entry in read["leaderboard"]] == ["nan", "inf"]


@pytest.mark.parametrize("size", [10, 300, 3_000, 20_000])
def test_all_of_it_is_bounded(size: int) -> None:
    """However much there is to tell: scores, names and the first words stay."""
    test = {
        "name": "n",
        "score": 1,
        "output": "é" * size,
        "extra_data": {"counterexample": {"x": [1.5] * size}},
    }
    whole = {
        "output": "first",
        "score": 40,
        "tests": [test] * 40,
        "extra_data": {"outcomes": ["y" * size] * 40},
    }
    text = bounds.text(whole)
    assert len(text.encode()) <= bounds.LARGEST
    assert faults(text) == []
    read = json.loads(text)
    assert [one["score"] for one in read["tests"]] == [1] * 40
    assert all(one["output"].startswith("é") for one in read["tests"])
