"""The numbers of the leaderboard: for Gradescope, for a student, for the class."""

from collections.abc import Sequence
from typing import Any

from autograder.model import Measure, Report
from autograder.reports.text import inline, number

PLACES = 10


def shown(report: Report) -> list[Measure]:
    """What students may see: nothing that a hidden task measured."""
    return [measure for task, outcome in report.pairs if not task.hidden for measure in outcome.measures]


def entries(report: Report) -> list[dict[str, Any]]:
    """As Gradescope reads them."""
    return [measure._asdict() for measure in shown(report)]


def lines(report: Report) -> str:
    """For the student."""
    return "\n".join(f"- {inline(measure.name)}: {number(measure.value)}" for measure in shown(report))


def standings(reports: Sequence[Report]) -> str:
    """The best of the class, by each number; equal numbers share a place."""
    found = {(m.name, m.order): None for report in reports for o in report.outcomes for m in o.measures}
    return "\n\n".join(f"### {inline(name)}\n\n{ranked(reports, name, order)}" for name, order in found)


def ranked(reports: Sequence[Report], name: str, order: str) -> str:
    """The first places of one number, in its order."""
    values = [
        (measure.value, report.submission.student)
        for report in reports
        for outcome in report.outcomes
        for measure in outcome.measures
        if (measure.name, measure.order) == (name, order)
    ]
    sign = -1 if order == "desc" else 1
    values.sort(key=lambda entry: (sign * entry[0], entry[1]))
    ordered = [value for value, _ in values]
    return "\n".join(
        f"{ordered.index(value) + 1}. {inline(student)}: {number(value)}"
        for value, student in values[:PLACES]
    )
