"""results.json as Gradescope gets it: the report under the course's rules, whole or as far as it is known.

Every test says what it is worth, so their sum is always the tasks' points, and there is always a score. A
task without an outcome of the student's own (void, or not graded yet) has no score of its own and is hidden:
while any test is, Gradescope keeps the total from students, so nobody reads a zero that is none. What
students are told stands in `output`, what staff need in the hidden tests and in `extra_data`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from autograder.model import Outcome, Report, Status, Task
from autograder.policy import Policy, Visibility
from autograder.reports import gradescope, leaderboard, phrases
from autograder.reports.text import number, points, prose

LATER = {
    Visibility.HIDDEN: "not shown here",
    Visibility.AFTER_DUE_DATE: "shown after the due date",
    Visibility.AFTER_PUBLISHED: "shown with the grades",
}
UNDER_WAY = (
    "**Not graded yet.** Grading has not come to its end, so this is no result and no zero. If it stays like "
    "this, hand in again, or tell the staff."
)


@dataclass(frozen=True, slots=True)
class Stage:
    """How far grading is, and what holds for this submission.

    Attributes:
        waiting: the names of the tasks that are not graded yet.
        off: the percent that being late takes off.
        remark: what else the student reads first, as Markdown.
        seconds: by the clock, so far.
        staff: what staff should know, a sentence each.
    """

    policy: Policy = field(default_factory=Policy)
    waiting: frozenset[str] = frozenset()
    off: float = 0.0
    remark: str = ""
    seconds: float = 0.0
    staff: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """What results.json says of its assignment."""

    digest: str = ""
    title: str = ""
    due: datetime | None = None


def uploaded(report: Report, stage: Stage, origin: Origin) -> dict[str, Any]:
    """The object that Gradescope reads."""
    body = gradescope.results(report, digest=origin.digest, title=origin.title, due=origin.due)
    count = len(report.tasks)
    ours = [entry(*pair, test, stage) for pair, test in zip(report.pairs, body["tests"], strict=False)]
    rest = body["tests"][count:] if stage.policy.explanations else []
    body |= {
        "score": number(report.automatic * (1 - stage.off / 100)),
        "execution_time": round(stage.seconds, 3),
        "stdout_visibility": str(stage.policy.stdout),
        "output": overview(report, stage),
        "tests": [*ours, *rest],
    }
    body["extra_data"] |= {"void": sorted(void(report)), "late_percent": stage.off, "staff": [*stage.staff]}
    body.pop("leaderboard", None)
    if board := leaderboard.entries(at_once(report, stage.policy)):
        body["leaderboard"] = board
    return body


def void(report: Report) -> Iterator[str]:
    """The names of the tasks without an outcome of the student's own."""
    return (outcome.task for outcome in report.outcomes if outcome.status is Status.VOID)


def entry(task: Task, outcome: Outcome, test: Mapping[str, Any], stage: Stage) -> dict[str, Any]:
    """A task's test, to be seen when the course wants it; what is not graded never before it is."""
    graded = {**test, "max_score": number(task.points), "visibility": str(when(task, stage.policy))}
    if outcome.status is not Status.VOID:
        return graded
    yet = outcome.task in stage.waiting
    told = "Not graded yet." if yet else f"For staff: {outcome.staff or 'no cause is known'}"
    said = {"name": f"{task.title} ({'not graded yet' if yet else 'could not be graded'})"}
    return {**graded, **said, "output": prose(told), "visibility": str(Visibility.HIDDEN)}


def when(task: Task, policy: Policy) -> Visibility:
    """When students see a task's test."""
    return policy.shown(task.name, task.hidden)


def later(task: Task, policy: Policy) -> Visibility:
    """When students hear of a task at all; of what the test hides they hear its status word at once."""
    return policy.shown(task.name, hidden=False)


def at_once(report: Report, policy: Policy) -> Report:
    """The part of a report that students may know now."""
    pairs = [pair for pair in report.pairs if later(pair[0], policy) is Visibility.VISIBLE]
    return replace(report, tasks=tuple(t for t, _ in pairs), outcomes=tuple(o for _, o in pairs))


def overview(report: Report, stage: Stage) -> str:
    """What stands above the tests: for every student, and at once."""
    now = at_once(report, stage.policy)
    if report.submission.problem:
        return paragraphs(stage.remark, phrases.headline(report))
    parts = {
        "": paragraphs(stage.remark, score(now, stage), phrases.chosen(report)),
        "Could not be graded": "" if stage.waiting else gradescope.withheld(now),
        "While your file was loaded": phrases.loading(report),
        "Hidden tasks": "" if stage.waiting else hidden(report, stage.policy),
        "Not shown yet": "\n".join(postponed(report, stage.policy)),
        "Graded by hand": phrases.ungraded(report),
    }
    return paragraphs(*(f"**{title}**\n\n{part}" if title else part for title, part in parts.items() if part))


def score(now: Report, stage: Stage) -> str:
    """The score in a line, why there is none, or how far grading has come."""
    if stage.waiting:
        done = sum(outcome.task not in stage.waiting for outcome in now.outcomes)
        return f"{UNDER_WAY} Graded so far: {done} of {len(now.tasks)} tasks."
    if not (stage.policy.show_score or now.void):
        return ""
    left = "" if now.void or not stage.off else f" After what being late costs, {left_of(now, stage)} count."
    return phrases.headline(now) + left if now.tasks else ""


def left_of(now: Report, stage: Stage) -> str:
    """The points that being late leaves."""
    return points(number(now.automatic * (1 - stage.off / 100)))


def hidden(report: Report, policy: Policy) -> str:
    """The status words of tasks that their tests hide, but for those of which nothing is said yet."""
    lines = phrases.hidden(report).split("\n")
    asked = [task for task in report.tasks if task.hidden]
    kept = [
        line for task, line in zip(asked, lines, strict=False) if later(task, policy) is Visibility.VISIBLE
    ]
    return "\n".join(kept)


def postponed(report: Report, policy: Policy) -> Iterator[str]:
    """How many tasks students see later, and what they are worth."""
    for visibility, said in LATER.items():
        found = [task for task in report.tasks if later(task, policy) is visibility]
        if found:
            tasks = "1 task" if len(found) == 1 else f"{len(found)} tasks"
            yield f"- {tasks} ({points(sum(task.points for task in found))}): {said}"


def paragraphs(*parts: str) -> str:
    """Those that are not empty, one below the other."""
    return "\n\n".join(part for part in parts if part)
