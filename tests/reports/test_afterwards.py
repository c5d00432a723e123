"""Why an answer is right: who reads it, where, and from when on."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from io import StringIO
from textwrap import indent
from typing import Any

import pytest
from rich.console import Console

from autograder.model import Report
from autograder.reports import console
from autograder.reports.afterwards import BEFORE, Moment, explanations
from autograder.reports.feedback import feedback
from autograder.reports.gradescope import render, results
from autograder.reports.stored import read
from tests.reports.made import PLOT, TASKS, A, F, P, V, mark, report, submission

DUE = datetime(2026, 10, 20, 23, 59, tzinfo=timezone(-timedelta(hours=7)))
SECOND = timedelta(seconds=1)
WHY, SECRET, MORE = "Add *each* pair:\n\n    1 + 2 = 3", "It doubles.", "Because it is."
ENTRY = {
    "number": "4",
    "name": "Explanations",
    "score": 0,
    "max_score": 0,
    "status": "passed",
    "output_format": "md",
    "output": f"### add is elementwise\n\n{WHY}\n\n### answer is forty two\n\n{MORE}",
    "visibility": "after_due_date",
}


def explained(*statuses: Any, **more: Any) -> Report:
    """A report of which every task has an explanation, one of them written as in a test file."""
    made = report("ana", *statuses, **more)
    said = indent(f"\n{WHY}\n", "    "), SECRET, MORE
    return replace(made, tasks=tuple(replace(t, explanation=s) for t, s in zip(TASKS, said, strict=True)))


def printed(of: Report, **options: bool) -> str:
    """What a terminal shows."""
    out = StringIO()
    Console(file=out, width=100).print(console.one(of, **options))
    return out.getvalue()


@pytest.mark.parametrize(
    ("moment", "due", "shown"),
    [
        (Moment(DUE - SECOND), DUE, False),
        (Moment(DUE), DUE, True),
        (Moment(DUE.astimezone(UTC)), DUE, True),
        (Moment(DUE.replace(tzinfo=UTC)), DUE, False),  # the same hour, seven hours earlier
        (Moment(DUE), None, False),
        (BEFORE, DUE, False),
        (Moment(DUE - SECOND, True), DUE, True),
        (Moment(DUE, False), DUE, False),
        (Moment(None, True), None, True),
    ],
)
def test_explanations_are_shown_from_the_due_date_on(
    moment: Moment, due: datetime | None, shown: bool
) -> None:
    """From its very second, whatever the time zones, unless it is said otherwise."""
    assert moment.explains(due) is shown


@pytest.mark.parametrize("statuses", [(P, P, P), (F, F, F), (V, P, A)])
def test_feedback_explains_every_visible_task(statuses: Any) -> None:
    """Passed or not, in a section below all that is there without; nothing of hidden tasks."""
    made = explained(*statuses)
    without, text = feedback(made), feedback(made, explain=True)
    assert text == f"{without}\n## Explanations\n\n{ENTRY['output']}\n"
    assert not {WHY, MORE, SECRET} & set(without.split("\n\n"))
    assert SECRET not in text


def test_feedback_without_explanations_is_as_ever() -> None:
    """No empty section."""
    assert feedback(report(), explain=True) == feedback(report())


def test_who_could_not_be_graded_may_read_them_too() -> None:
    """The reason stands above."""
    broken = replace(explained(A, A, A), submission=submission("ana", problem="a.pdf is no notebook"))
    text = feedback(broken, explain=True)
    assert "a.pdf is no notebook" in text
    assert text.endswith(f"## Explanations\n\n{ENTRY['output']}\n")


@pytest.mark.parametrize("statuses", [(P, P, P), (F, F, V)])
def test_the_terminal_explains_every_visible_task(statuses: Any) -> None:
    """Below its line, passed or not; nothing of hidden tasks."""
    made = explained(*statuses)
    text = printed(made, explain=True)
    assert text.index("add is elementwise") < text.index("    Add *each* pair:") < text.index(f"    {MORE}")
    assert SECRET not in text
    assert not {WHY, MORE, SECRET} & set(printed(made).split("\n"))
    assert printed(report(), explain=True) == printed(report())


def test_gradescope_gets_an_entry_that_it_shows_after_its_own_due_date() -> None:
    """It is worth nothing, and stands behind the tasks and the parts graded by hand."""
    told = results(explained(F, F, P), due=DUE)
    assert told["tests"][3:] == [ENTRY]
    assert told["score"] == sum(test["score"] for test in told["tests"])
    assert sum(test["max_score"] for test in told["tests"]) == 10
    by_hand = results(explained(P, P, P, manual=(PLOT,), marks=(mark(PLOT.name, 5),)))
    assert [test["number"] for test in by_hand["tests"]] == ["1", "2", "3", "4", "5"]
    assert by_hand["tests"][4] == {**ENTRY, "number": "5"}
    assert len(results(report())["tests"]) == 3


def test_the_rest_of_results_is_what_it_is_without_explanations() -> None:
    """The entries of the tasks, and all that students see above them."""
    plain, told = results(report("ana", F, F, P)), results(explained(F, F, P))
    del plain["extra_data"], told["extra_data"]
    assert told == {**plain, "tests": [*plain["tests"], ENTRY]}


def test_explanations_and_due_date_are_stored() -> None:
    """So that reports can be written anew; what explains a hidden task is not."""
    text = render(explained(), digest="a1", title="Tiny", due=DUE)
    told = read(text)
    assert told is not None
    assert told.due == DUE
    assert explanations(told.report) == ENTRY["output"]
    assert SECRET not in text
    assert render(told.report, digest=told.digest, title=told.title, due=told.due) == text


def test_a_stored_due_date_needs_a_time_zone() -> None:
    """One without is damage: it could not be compared with the clock."""
    text = render(explained(), digest="a1", due=DUE)
    assert read(text.replace("-07:00", "")) is None


def test_what_was_stored_before_there_were_due_dates_is_read() -> None:
    """It has none."""
    told = read(render(report()).replace(',\n  "due": null', ""))
    assert told is not None
    assert told.due is None
