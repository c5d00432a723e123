"""results.json read back is the report it was made of."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograder.model import Counterexample, LoadNote, Outcome, Report, Status, Task
from autograder.reports.gradescope import render
from autograder.reports.stored import read, restore
from tests.reports.made import ADD, JANE, JOHN, PLOT, TASKS, F, P, V, mark, report, submission

FOUND = Counterexample({"x": [1.0]}, "x = [1.0]", "2", "3", "line 2")


def full() -> Report:
    """A report in which everything that can be said is said."""
    whose = submission("both", JANE, JOHN, late=False, attempts=2, submitted="2025-01-02", chosen="b.py of 2")
    made = report(whose, F, P, P, manual=(PLOT,), notes=(LoadNote("line 3", "ValueError: x", ("f",)),))
    raised = Outcome(ADD, Status.RAISED, "It raised.", "cause", FOUND, 0.25)
    return replace(made, outcomes=(raised, *made.outcomes[1:]), seconds=1.5, environment=("no torch",),
                   skipped=(2, 5))  # fmt: skip


def test_what_is_stored_is_the_whole_report() -> None:
    """Everything but the bytes and what a hidden task asks; rendered again it is the same text."""
    text = render(full(), digest="a1", title="Tiny")
    told = read(text)
    assert told is not None
    kept = tuple(replace(task, sentence="" if task.hidden else task.sentence) for task in full().tasks)
    assert told.report == replace(full(), tasks=kept)
    assert (told.digest, told.title) == ("a1", "Tiny")
    assert render(told.report, digest=told.digest, title=told.title) == text


def test_marks_are_not_stored() -> None:
    """They are manual.csv's; a mark that is taken back there leaves no trace."""
    told = read(render(replace(full(), marks=(mark(PLOT.name, 3, "Well said."), mark(ADD, 1)))))
    assert told is not None
    assert told.report.marks == ()


def test_what_is_void_is_read_and_never_kept() -> None:
    """A gradebook can be made of it; a run grades it again, even where a person gave points."""
    void = report("ana", V, P, P, marks=(mark(ADD, 3),))
    text = render(void, digest="a1")
    told = read(text)
    assert told is not None
    assert told.report.void
    assert restore(text, void.submission, TASKS, "a1") is None


def test_a_kept_report_has_the_submission_of_now() -> None:
    """Its bytes, people and attempts are the ones that were just read."""
    now = replace(full().submission, people=(JANE,), attempts=4, path=Path("elsewhere/both.py"))
    kept = restore(render(full(), digest="a1"), now, TASKS, "a1")
    assert kept is not None
    assert kept.submission == now
    assert replace(kept, submission=full().submission) == full()


@pytest.mark.parametrize("change", ["digest", "assignment", "tasks", "unread"])
def test_what_has_changed_is_not_kept(change: str) -> None:
    """The submission, the assignment, the tasks; or it never had a digest."""
    tasks: tuple[Task, ...] = TASKS
    whose, digest = full().submission, "a1"
    text = render(full(), digest="a1")
    if change == "digest":
        whose = replace(whose, digest="d2")
    elif change == "assignment":
        digest = "a2"
    elif change == "tasks":
        tasks = TASKS[:2]
    else:
        whose = replace(whose, digest="")
        text = render(replace(full(), submission=whose), digest="a1")
    assert restore(text, whose, tasks, digest) is None


def without(*keys: str) -> str:
    """A results.json in which something is missing, as in one of an older version."""
    body: dict[str, Any] = json.loads(render(full(), digest="a1"))
    for key in keys:
        del body["extra_data"][key]
    return json.dumps(body)


@pytest.mark.parametrize(
    "text", [without("handed_in"), without("tasks", "manual", "title"), "", "{}", "[" * 9999, "\x00"]
)
def test_an_older_or_damaged_record_is_none(text: str) -> None:
    """It is graded again; nothing crashes."""
    assert read(text) is None
    assert restore(text, full().submission, TASKS, "a1") is None


def test_outcomes_of_other_tasks_are_no_report() -> None:
    """A record that does not agree with itself is damaged."""
    body = json.loads(render(full()))
    body["extra_data"]["tasks"].pop()
    assert read(json.dumps(body)) is None
