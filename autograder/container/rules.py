"""Late, and once too often: what assignment.toml asks for, by when a submission came and never by the clock.

So a submission that is graded again is treated as it was before.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from autograder.container.metadata import Metadata, Previous
from autograder.policy import Attempts, Late, Policy
from autograder.reports.text import number

MESSAGE = "attempts_message"  # in extra_data: what was laid over earlier results
TEST_KEYS = ("score", "max_score", "status", "name", "name_format", "number", "output", "output_format",
             "tags", "visibility", "extra_data")  # fmt: skip
KEYS = ("score", "output", "output_format", "test_output_format", "test_name_format", "visibility",
        "stdout_visibility", "extra_data", "leaderboard")  # fmt: skip


def late_off(known: Metadata, rule: Late | None) -> float:
    """The percent that being late takes off; nothing where it is not known."""
    return rule.off(known.late) if rule and known.late is not None else 0.0


def late_remark(known: Metadata, off: float) -> str:
    """What a student reads about it."""
    if not off or known.late is None:
        return ""
    return f"Handed in {span(known.late)} after the due date: {number(off)} % of the points are taken off."


def refused(known: Metadata, policy: Policy) -> str:
    """What a student reads whose submission is not graded; empty if it is."""
    if policy.late and policy.late.refuse and late_off(known, policy.late) and known.late:
        return (
            f"**Not graded.** It was handed in {span(known.late)} after the due date, too late to be "
            "accepted. If you handed in before, the result of that is below, and still counts."
        )
    return over_limit(known, policy.attempts)


def unknown(known: Metadata, policy: Policy) -> list[str]:
    """Which rules cannot be kept, for staff."""
    found = []
    if policy.late and known.late is None:
        found.append("late: not applied, for the due date or the time of the submission is not known")
    if policy.attempts and known.created is None:
        found.append("attempts: not applied, for the time of the submission is not known")
    return found


def graded_before(previous: Sequence[Previous], rule: Attempts) -> list[datetime]:
    """When earlier submissions were graded: not those over the limit, nor those that the grader failed."""
    graded: list[datetime] = []
    for one in previous:
        if not one.fault and len(used(graded, one.at, rule)) < rule.most:
            graded.append(one.at)
    return graded


def used(graded: Sequence[datetime], now: datetime, rule: Attempts) -> list[datetime]:
    """The attempts that count at this time."""
    return [at for at in graded if rule.within is None or (now - at).total_seconds() < rule.within]


def attempts_remark(known: Metadata, rule: Attempts | None) -> str:
    """Which attempt this is; nothing where attempts are not counted."""
    if rule is None or known.created is None:
        return ""
    before = used(graded_before(known.previous, rule), known.created, rule)
    return f"Attempt {len(before) + 1} of {rule.most}{window(rule)}."


def over_limit(known: Metadata, rule: Attempts | None) -> str:
    """What a student reads who has no attempt left; empty if there is one."""
    if rule is None or known.created is None:
        return ""
    before = used(graded_before(known.previous, rule), known.created, rule)
    if len(before) < rule.most:
        return ""
    said = f"**Not graded.** You have used all {rule.most} attempts{window(rule)}."
    if rule.within is None:
        return f"{said} Below is the result of the last one, which still counts."
    after = (before[0] + timedelta(seconds=rule.within)).astimezone(known.created.tzinfo)
    return (
        f"{said} From {after:%Y-%m-%d %H:%M} on you have one more. "
        "Below is the result of the last one, which still counts."
    )


def window(rule: Attempts) -> str:
    """` in 24 h`, or nothing."""
    return "" if rule.within is None else f" in {span(rule.within)}"


def before(known: Metadata, message: str, total: float) -> dict[str, Any]:
    """The results of the latest submission that was graded, under a message.

    Args:
        total: the points of the tasks, for a submission whose results are not told.
    """
    latest = next((one for one in reversed(known.previous) if one.results), None)
    if latest is None or latest.results is None:
        scores = [one.score for one in known.previous if not one.fault and one.score is not None]
        score = scores[-1] if scores else 0.0
        return plain(score, total, message)
    body = chosen(latest.results, KEYS)
    beside = body.get("extra_data")
    beside = dict(beside) if isinstance(beside, dict) else {}
    output = str(body.get("output", "")).removeprefix(str(beside.get(MESSAGE, ""))).lstrip("\n")
    tests = latest.results.get("tests")
    tests = (
        [chosen(test, TEST_KEYS) for test in tests if isinstance(test, dict)]
        if isinstance(tests, list)
        else []
    )
    body.setdefault("score", number(latest.score or 0.0))
    texts = {"name": "", "output": ""}
    return {
        **body,
        "output": f"{message}\n\n{output}",
        "tests": [{**texts, **test} for test in tests],
        "extra_data": {**beside, MESSAGE: message},
    }


def plain(score: float, total: float, message: str) -> dict[str, Any]:
    """Results of which only the points are known."""
    told = {"number": "1", "name": "Points so far", "output": "", "score": number(score)}
    return {
        "score": number(score),
        "output": message,
        "output_format": "md",
        "tests": [{**told, "max_score": number(total), "visibility": "visible"}],
        "extra_data": {MESSAGE: message},
    }


def chosen(told: Mapping[str, Any], keys: Sequence[str]) -> dict[str, Any]:
    """These keys, as far as there is something under them."""
    return {key: told[key] for key in keys if told.get(key) is not None}


def span(seconds: float) -> str:
    """`2 d 3 h`, `15 min`: the two largest units, or `less than a minute`."""
    left, parts = int(seconds) // 60, []
    for unit, size in (("d", 24 * 60), ("h", 60), ("min", 1)):
        count, left = divmod(left, size)
        if count:
            parts.append(f"{count} {unit}")
    return " ".join(parts[:2]) or "less than a minute"
