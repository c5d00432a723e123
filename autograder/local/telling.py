"""What a student reads in a terminal."""

import io
from collections.abc import Sequence
from typing import Any

from autograder.local.bench import ONLY_THERE
from autograder.local.check import Checked
from autograder.local.offered import Facts
from autograder.model import Outcome, Status, Task
from autograder.reports.stories import story
from autograder.reports.text import clean, number, points

UNWRITTEN = "Your code raised NotImplementedError\n"
ELSEWHERE = "graded only by the course"


def prepare(out: Any) -> None:
    """Let any character be printed, on terminals that know few, too."""
    if isinstance(out, io.TextIOWrapper):
        out.reconfigure(errors="replace")


def one(task: Task, outcome: Outcome) -> str:
    """A task: a line, and below it what there is to say."""
    if outcome.status is Status.VOID:
        why = outcome.says.removeprefix(ONLY_THERE).removesuffix(".")
        return f"-        {task.title} ({points(task.points)}, {': '.join(filter(None, [ELSEWHERE, why]))})"
    head = f"{outcome.status:8} {task.title} ({points(task.points)})"
    if outcome.status is Status.PASSED:
        return head
    if outcome.says.startswith(UNWRITTEN):
        return f"{head}: not written yet"
    if outcome.status is Status.ABSENT:
        return f"{head}: {clean(outcome.says)}"
    body = "\n".join(f"    {line}" for line in clean(story(task, outcome)).splitlines())
    return f"{head}\n{body}\n"


def summary(facts: Facts, tasks: Sequence[Task], checked: Checked) -> str:
    """What all of it comes to, and what is not told here."""
    tried = [t for t in tasks if outcome_of(checked, t) not in (None, Status.VOID)]
    held = [t for t in tried if outcome_of(checked, t) is Status.PASSED]
    lines = [f"{note.where}: {note.why}" for note in checked.notes]
    lines += [f"module {name} is not installed here; something that does nothing stands in for it"
              for name in checked.missing]  # fmt: skip
    worth = f"{number(total(held))} of {points(total(tried))}"
    lines.append(f"{len(held)} of {len(tried)} tasks hold on the examples that your course gives: {worth}.")
    return "\n".join(["", *lines, *unseen(facts, [t for t in tasks if t not in tried])])


def unseen(facts: Facts, elsewhere: Sequence[Task]) -> list[str]:
    """What is not told on this machine."""
    lines = ["Grading tries further examples."]
    if elsewhere:
        lines.append(f"{counted(len(elsewhere), total(elsewhere))} {ELSEWHERE}.")
    count, worth = facts.hidden
    if count:
        lines.append(f"{counted(count, worth)} hidden.")
    lines += [f"{part.name} ({points(part.points)}): by hand." for part in facts.manual]
    return lines


def contents(facts: Facts) -> str:
    """What is checked, in the course's order."""
    rows = [f"{number(task.points):>6}  {task.title}{there(facts, task)}" for task in facts.tasks]
    elsewhere = [task for task in facts.tasks if task.name in facts.elsewhere]
    return "\n".join([f"{facts.title}: {points(facts.points)}", *rows, *unseen(facts, elsewhere)])


def there(facts: Facts, task: Task) -> str:
    """Why a task is not tried here, if it is not."""
    why = facts.elsewhere.get(task.name)
    return f" ({ELSEWHERE}: {why})" if why else ""


def outcome_of(checked: Checked, task: Task) -> Status | None:
    """How a task ended."""
    outcome = checked.outcomes.get(task.name)
    return outcome.status if outcome else None


def total(tasks: Sequence[Task]) -> float:
    """What tasks are worth together."""
    return sum(task.points for task in tasks)


def counted(count: int, worth: float) -> str:
    """`1 task (2 points) is`, `3 tasks (5 points) are`."""
    return f"1 task ({points(worth)}) is" if count == 1 else f"{count} tasks ({points(worth)}) are"


def holds(checked: Checked) -> bool:
    """Whether nothing that was tried is wrong."""
    return all(outcome.status in (Status.PASSED, Status.VOID) for outcome in checked.outcomes.values())
