"""Late submissions and attempts, by when they came."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from autograder.container import rules
from autograder.container.metadata import Metadata, Previous
from autograder.policy import DAY, Attempts, Late, Policy
from autograder.reports import bounds
from tests.container.gradescope_schema import faults, worth

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
HOUR = 3600.0


def known(late: float = 0.0, hours: Sequence[float] = (), **more: Any) -> Metadata:
    """A submission so many seconds late, after others so many hours ago; `more` is said of the last one."""
    times = [NOW - timedelta(hours=hour) for hour in sorted(hours, reverse=True)]
    earlier = [Previous(at) for at in times[:-1]] + [Previous(at, **more) for at in times[-1:]]
    return Metadata(created=NOW, due=NOW - timedelta(seconds=late), previous=tuple(earlier))


@pytest.mark.parametrize(
    ("seconds", "percent"),
    [(0, 0), (900, 0), (901, 10), (DAY, 10), (DAY + 1, 20), (4 * DAY, 40), (100 * DAY, 50)],
)
def test_every_day_begun_costs_the_same(seconds: float, percent: float) -> None:
    """After the grace, up to the most."""
    rule = Late(percent=10, grace=900, most=50)
    assert rules.late_off(known(seconds), rule) == percent


def test_what_is_refused_has_no_points() -> None:
    """And reads why; in time nothing is said."""
    policy = Policy(late=Late(refuse=True, grace=60))
    assert rules.refused(known(60), policy) == ""
    assert rules.refused(known(26 * HOUR), policy).startswith(
        "**Not graded.** It was handed in 1 d 2 h after"
    )


def test_rules_that_cannot_be_kept_are_told_to_staff() -> None:
    """And cost nobody anything."""
    policy = Policy(late=Late(), attempts=Attempts(1))
    assert [line.partition(":")[0] for line in rules.unknown(Metadata(), policy)] == ["late", "attempts"]
    assert rules.late_off(Metadata(), policy.late) == 0
    assert rules.refused(Metadata(), policy) == ""
    assert rules.attempts_remark(Metadata(), policy.attempts) == ""
    assert rules.unknown(known(), policy) == []


@pytest.mark.parametrize(
    ("hours", "refused"),
    [
        ((), False),
        ((30, 29, 28), False),  # too long ago
        ((3, 2), False),
        ((3, 2, 1), True),
        ((24, 2, 1), False),  # exactly a day ago does not count
        ((30, 26, 25, 23, 22), False),  # the fourth and fifth: the latter was refused then
        ((20, 19, 18, 3, 2, 1), True),  # refused ones do not push the limit on
    ],
)
def test_attempts_within_a_day(hours: Sequence[float], refused: bool) -> None:
    """Those graded in the day before the submission, not before the clock."""
    assert bool(rules.over_limit(known(hours=hours), Attempts(3, DAY))) is refused


def test_the_grader_s_own_fault_is_no_attempt() -> None:
    """Neither an error of Gradescope's nor a void task."""
    assert rules.over_limit(known(hours=(2, 1), fault=True), Attempts(2)) == ""
    assert rules.over_limit(known(hours=(2, 1)), Attempts(2)) != ""


def test_when_the_next_attempt_is_graded() -> None:
    """A day after the first of those that count."""
    said = rules.over_limit(known(hours=(20, 19, 18, 1)), Attempts(3, DAY))
    assert "all 3 attempts in 1 d. From 2026-03-02 14:00 on you have one more" in said
    assert "From" not in rules.over_limit(known(hours=(3,)), Attempts(1))


def test_which_attempt_it_is() -> None:
    """Counted from one."""
    assert rules.attempts_remark(known(hours=(30, 3)), Attempts(3, DAY)) == "Attempt 2 of 3 in 1 d."


EARLIER = {
    "score": 7.0,
    "output": "Well.",
    "output_format": "md",
    "tests": [{"name": "t", "score": 7, "max_score": 10, "status": None, "id": 5, "output": None}],
    "leaderboard": None,
    "unheard_of": 1,
}


def test_earlier_results_stay() -> None:
    """Under the message, in the form that Gradescope takes, also when a message is there already."""
    once = rules.before(known(hours=(1,), results=EARLIER), "**No.**", 10)
    twice = rules.before(known(hours=(1,), results=once), "**No, again.**", 10)
    assert twice["output"] == "**No, again.**\n\nWell."
    for body in (once, twice):
        assert faults(bounds.text(body)) == []
        assert (body["score"], worth(body)) == (7, 10)


@pytest.mark.parametrize(("more", "score"), [({"score": 6.5}, 6.5), ({}, 0)])
def test_earlier_points_stay_where_results_are_not_told(more: dict[str, float], score: float) -> None:
    """The last score that is known."""
    body = rules.before(known(hours=(2, 1), **more), "**No.**", 10)
    assert (body["score"], worth(body)) == (score, 10)
    assert faults(bounds.text(body)) == []


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "less than a minute"), (61, "1 min"), (3 * HOUR, "3 h"), (DAY + 2 * HOUR + 60, "1 d 2 h")],
)
def test_times_in_words(seconds: float, said: str) -> None:
    """The two largest units."""
    assert rules.span(seconds) == said
