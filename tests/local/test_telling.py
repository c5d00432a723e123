"""What a student reads in a terminal."""

import io
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.local import telling
from autograder.local.check import Checked
from autograder.local.offered import Offered
from autograder.model import Counterexample, LoadNote, Manual, Outcome, Status
from tests.judging.test_six_words import ADD, ANSWER, COUNT, DESCRIBE, SLOPE

EXAMPLE = Counterexample({"x": [1.0]}, "x = [1.0]\ny = [2.0]", "[3.0]", "[-1.0]")
FOUND = (
    Outcome(ADD, Status.FAILED, "At [0]: got 3.0, expected -1.0.", counterexample=EXAMPLE, hint="A sign?"),
    Outcome(DESCRIBE, Status.PASSED),
    Outcome(SLOPE, Status.LOST, "Stopped: it crashed (segmentation fault)."),
    Outcome(COUNT, Status.ABSENT, "There is no count.\x1b[31m"),
    Outcome(ANSWER, Status.VOID, "Only the course's grader can judge this one: it is drawn anew."),
)
CHECKED = Checked(
    {outcome.task: outcome for outcome in FOUND},
    notes=(LoadNote("cell 3, line 1", "NameError: name 'x' is not defined"),),
    missing=("torch",),
)


def same_as_golden(name: str, text: str) -> None:
    golden = Path(__file__).with_name("golden") / name
    assert text + "\n" == golden.read_text(encoding="utf-8")


def test_a_report(offered: Offered) -> None:
    """Each task's word, sentence, example and hint; what was not loaded; what is not told here."""
    facts = replace(offered.facts, manual=(Manual("Explain the plot", 5.0),))
    tasks = facts.tasks
    lines = [telling.one(task, CHECKED.outcomes[task.name]) for task in tasks]
    same_as_golden("report.txt", "\n".join([*lines, telling.summary(facts, tasks, CHECKED)]))


def test_the_contents(offered: Offered) -> None:
    """What is checked, for how many points, and what only the course can tell."""
    same_as_golden(
        "contents.txt", telling.contents(replace(offered.facts, elsewhere={SLOPE: "it is random"}))
    )


def test_all_points_are_said_only_for_all(offered: Offered) -> None:
    """Of what was tried; what was not is neither won nor lost."""
    tasks = offered.facts.tasks
    right = Checked({task.name: Outcome(task.name, Status.PASSED) for task in tasks})
    assert "5 of 5 tasks hold on the examples that your course gives: 9 of 9 points." in telling.summary(
        offered.facts, tasks, right
    )
    assert "3 of 3 tasks hold" in telling.summary(offered.facts, tasks[:3], right)
    right.outcomes[ADD] = Outcome(ADD, Status.VOID)
    assert "4 of 4 tasks hold on the examples that your course gives: 6 of 6 points." in telling.summary(
        offered.facts, tasks, right
    )


@pytest.mark.parametrize("status", list(Status))
def test_only_what_is_wrong_counts(status: Status) -> None:
    """Passed, or not to be told here: nothing is wrong."""
    assert telling.holds(Checked({ADD: Outcome(ADD, status)})) == (status in ("passed", "void"))


def test_any_character_can_be_printed() -> None:
    """A terminal that knows few characters gets a question mark."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    telling.prepare(out)
    telling.prepare(io.StringIO())
    print("“ä”", file=out, flush=True)
    assert out.buffer.getvalue() == b"???\n"
