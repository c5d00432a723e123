"""feedback.md: what a student reads. What needs attention comes first; of hidden tasks only the status."""

from collections.abc import Iterator, Mapping

from autograder.model import Mark, Outcome, Report, Status, Task
from autograder.reports.afterwards import explanations
from autograder.reports.leaderboard import lines
from autograder.reports.phrases import (
    by_hand,
    chosen,
    comment,
    explanation,
    headline,
    hidden,
    loading,
    tally,
    ungraded,
    worth,
)
from autograder.reports.text import inline, points, prose


def feedback(report: Report, explain: bool = False) -> str:
    """The report as Markdown; `explain` adds why the answers are right."""
    after = [under("## Explanations", explanations(report))] if explain else []
    return "\n\n".join(part for part in [*sections(report), *after] if part) + "\n"


def sections(report: Report) -> Iterator[str]:
    """The page's parts from top to bottom; empty ones are dropped."""
    yield f"# Feedback for {inline(report.submission.student)}"
    yield headline(report)
    if report.submission.problem:
        yield under("## Graded by hand", "\n\n".join(given(report)))
        return
    yield chosen(report)
    yield f"Tasks: {tally(report)}."
    yield under("## While your file was loaded", loading(report))
    yield under("## To look at", "\n\n".join(to_look_at(report)))
    passed = [task for task, outcome in visible(report) if outcome.status is Status.PASSED]
    yield under("## Passed", "\n".join(listing(passed)))
    yield under("## For the leaderboard", lines(report))
    yield under("## Hidden tasks", hidden(report))
    yield under("## Graded by hand", "\n\n".join(part for part in (*given(report), ungraded(report)) if part))


def under(heading: str, body: str) -> str:
    """A section, or nothing if it would be empty."""
    return f"{heading}\n\n{body}" if body else ""


def visible(report: Report) -> list[tuple[Task, Outcome]]:
    """The tasks of which everything may be shown."""
    return [(task, outcome) for task, outcome in report.pairs if not task.hidden]


def given(report: Report) -> Iterator[str]:
    """One part for each part or task that a person gave points for."""
    worths = {task.title: (task.name, task.points) for task, _ in visible(report)}
    worths |= {part.name: (part.name, part.points) for part in report.manual}
    for title, (name, most) in worths.items():
        if mark := report.marked.get(name):
            parts = (f"### {inline(title)}", f"**{by_hand(mark, most)}**", comment(mark))
            yield "\n\n".join(part for part in parts if part)


def to_look_at(report: Report) -> Iterator[str]:
    """One part for each task that did not pass; tasks that ended for the same reason share one."""
    groups: dict[tuple[Status, str], list[tuple[Task, Outcome]]] = {}
    for task, outcome in visible(report):
        if outcome.status is not Status.PASSED:
            groups.setdefault((outcome.status, explanation(outcome)), []).append((task, outcome))
    for (status, reason), members in groups.items():
        if len(members) > 1:
            yield several(status, reason, [task for task, _ in members])
        else:
            yield one(*members[0], report.marked)


def one(task: Task, outcome: Outcome, marked: Mapping[str, Mark]) -> str:
    """A task that did not pass."""
    heading = f"### {task.title}", f"**{worth(task, outcome, marked.get(task.name))}**"
    return "\n\n".join(part for part in (*heading, prose(task.sentence), explanation(outcome)) if part)


def several(status: Status, reason: str, tasks: list[Task]) -> str:
    """Tasks that did not pass for one and the same reason."""
    return f"### {len(tasks)} tasks {status}\n\n{reason}\n\n" + "\n".join(listing(tasks))


def listing(tasks: list[Task]) -> list[str]:
    """Tasks as bullets."""
    return [f"- {task.title} ({points(task.points)})" for task in tasks]
