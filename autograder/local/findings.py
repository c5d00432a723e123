"""What came of trying tasks on a student's own machine, and the sentences about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from textwrap import dedent

from autograder.local.offered import Facts
from autograder.model import Outcome, Status, Task
from autograder.reports.phrases import PLAIN, sentence
from autograder.reports.text import clean, cut, number, points

ELSEWHERE = "Only the course's grader can judge"  # how what is void begins
STOPPED = "You interrupted the check"


@dataclass(frozen=True)
class Findings:
    """What `check` gives. It is true if all that was tried holds, and something was.

    Attributes:
        facts: the assignment.
        words: what was asked for; empty for everything.
        pairs: the tasks with their outcomes.
        examples: by task, its smallest failing example as code.
        printed: the beginning of what the student's code printed.
        stopped: whether the student interrupted it.
    """

    facts: Facts
    words: str
    pairs: tuple[tuple[Task, Outcome], ...] = ()
    examples: Mapping[str, str] = field(default_factory=dict)
    printed: str = ""
    stopped: bool = False

    @property
    def outcomes(self) -> dict[str, Outcome]:
        """The outcomes by the tasks' names."""
        return {task.name: outcome for task, outcome in self.pairs}

    @property
    def tried(self) -> tuple[tuple[Task, Outcome], ...]:
        """The tasks that could be judged here."""
        return tuple(pair for pair in self.pairs if pair[1].status is not Status.VOID)

    @property
    def untried(self) -> tuple[tuple[Task, Outcome], ...]:
        """Those that only the course's grader can judge."""
        return tuple(pair for pair in self.pairs if pair[1].status is Status.VOID)

    @property
    def held(self) -> tuple[Task, ...]:
        """Those that hold."""
        return tuple(task for task, outcome in self.tried if outcome.status is Status.PASSED)

    @property
    def passed(self) -> bool:
        """Whether all that was tried holds, and something was."""
        return bool(self.tried) and len(self.held) == len(self.tried) and not self.stopped

    def __bool__(self) -> bool:
        return self.passed


def summary(found: Findings) -> str:
    """`3 of 4 tasks of affine_backward hold on the released examples (5 of 7 points).`"""
    stopped = f"{STOPPED}. Until then: " if found.stopped else ""
    every, held = [task for task, _ in found.tried], found.held
    if not every:
        return (
            f"{STOPPED}."
            if stopped
            else f"No task{_of(found)} can be tried here; the course's grader judges them."
        )
    worth, all_of = sum(task.points for task in held), sum(task.points for task in every)
    share = points(all_of) if len(held) == len(every) else f"{number(worth)} of {points(all_of)}"
    many = _how_many(len(held), len(every), _of(found))
    return f"{stopped}{many[0].lower() + many[1:] if stopped else many} on the released examples ({share})."


def _of(found: Findings) -> str:
    return f" of {clean(found.words)}" if found.words else ""


def _how_many(held: int, every: int, of: str) -> str:
    """`The one task of f holds`, `All 4 tasks of f hold`, `1 of 4 tasks of f holds`."""
    if every == 1:
        return f"The one task{of} {'holds' if held else 'does not hold'}"
    which = {0: "None of", every: "All"}.get(held, f"{held} of")
    return f"{which} {every} tasks{of} {'holds' if held < 2 else 'hold'}"


def beyond(facts: Facts) -> str:
    """What grading looks at besides: further examples, hidden tasks, parts that people grade."""
    more = ["further examples"]
    if facts.hidden[0]:
        count, worth = facts.hidden
        more.append(f"{count} hidden task{'' if count == 1 else 's'} ({points(worth)})")
    said = f"Grading tries {' and '.join(more)}."
    if not facts.manual:
        return said
    worth = sum(part.points for part in facts.manual)
    names = ", ".join(part.name for part in facts.manual)
    return f"{said} {sentence(points(worth))} are given by hand: {names}."


def elsewhere(found: Findings) -> Iterator[str]:
    """A line for each reason why tasks cannot be judged here."""
    reasons: dict[str, list[Task]] = {}
    for task, outcome in found.untried:
        why = outcome.says.partition(": ")[2] if outcome.says.startswith(ELSEWHERE) else ""
        reasons.setdefault(why.rstrip(".") or "a task that comes first can only be judged there", []).append(
            task
        )
    for why, tasks in reasons.items():
        names = ", ".join(f"“{task.title}” ({points(task.points)})" for task in tasks)
        yield f"{ELSEWHERE} {names}: {why}."


@dataclass(frozen=True)
class Told:
    """One task that does not hold, in the order in which it is read."""

    task: Task
    status: str
    says: str  # what happened
    more: str  # lines that belong to it, such as places in the code
    which: str  # what the example is
    example: str
    sides: tuple[tuple[str, str], ...]  # got and expected
    where: str
    hint: str  # Markdown of the course's


def told(found: Findings, task: Task, outcome: Outcome) -> Told:
    """What is to be said of a task that does not hold."""
    says, _, more = clean(outcome.says or f"{sentence(PLAIN[outcome.status])}.").strip("\n").partition("\n")
    example = outcome.counterexample
    which = "Where it was stopped" if outcome.status is Status.LOST else "The smallest example found"
    sides: list[tuple[str, str]] = []
    if example is not None:
        both = ("Your code gave", example.got), ("Expected", example.wanted)
        sides = [(title, cut(clean(value))) for title, value in both if value.strip()]
    return Told(
        task=task,
        status=str(outcome.status),
        says=cut(says),
        more=cut(dedent(more)),
        which=which,
        example=cut(clean(found.examples.get(task.name) or (example.text if example else ""))),
        sides=tuple(sides),
        where=clean(example.where) if example and example.where not in says else "",
        hint=outcome.hint,
    )


def failures(found: Findings) -> Iterator[Told]:
    """The tasks that do not hold."""
    for task, outcome in found.tried:
        if outcome.status is not Status.PASSED:
            yield told(found, task, outcome)


def text(found: Findings) -> str:
    """Everything as plain text."""
    parts = [f"{summary(found)} {beyond(found.facts)}"]
    parts += [plain(each) for each in failures(found)]
    if held := [f"  passed  {task.title} ({points(task.points)})" for task in found.held]:
        parts.append("\n".join(held))
    parts += elsewhere(found)
    if found.printed:
        parts.append(f"Your code printed:\n{indented(cut(clean(found.printed).rstrip(), lines=20))}")
    return "\n\n".join(parts)


def plain(each: Told) -> str:
    """One task that does not hold, as plain text."""
    lines = [
        f"{each.status.upper()}  {each.task.title} ({points(each.task.points)})",
        f"  {each.task.sentence}",
    ]
    lines += ["", f"  {each.says}"]
    lines += [indented(each.more)] if each.more else []
    lines += [f"  {each.which}:", indented(each.example)] if each.example else []
    for title, value in () if all(value in each.says for _, value in each.sides) else each.sides:
        lines.append(f"  {title}: {value}" if "\n" not in value else f"  {title}:\n{indented(value)}")
    lines += [f"  Place: {each.where}"] if each.where else []
    lines += [f"  A hint. {each.hint}"] if each.hint else []
    return "\n".join(lines)


def indented(block: str) -> str:
    """Four spaces before every line."""
    return "\n".join(f"    {line}" for line in block.split("\n"))
