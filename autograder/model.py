"""The nouns of grading. Every stage takes some of these frozen values and returns others.

An Assignment has Tasks. A Submission is one student's files. Grading gives one Outcome a task;
a Report holds them all, and the score follows from them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple


class Status(StrEnum):
    """The six words. Every task of every submission ends in exactly one of them."""

    PASSED = "passed"  # every example held
    FAILED = "failed"  # a counterexample, or a prerequisite that did not pass
    RAISED = "raised"  # the student's code raised
    LOST = "lost"  # the process died or overran a limit
    ABSENT = "absent"  # a name is missing, only that
    VOID = "void"  # the grader or the assignment is at fault


@dataclass(frozen=True, slots=True)
class Limits:
    """What student code may use, in CPU seconds and bytes. `file` is never more than `disk`; 0: all of it.

    `memory` holds for one process and for all of them together; a page that forks share counts once.
    """

    call: float = 5.0
    task: float = 20.0
    load: float = 60.0
    submission: float = 600.0
    memory: int = 2_000_000_000
    disk: int = 64_000_000  # of all files together
    processes: int = 40  # processes and threads together
    file: int = 0  # of the largest file
    files: int = 256  # open at once, in one process
    output: int = 64_000_000  # of one answer

    def __post_init__(self) -> None:
        if not 0 < self.file <= self.disk:
            object.__setattr__(self, "file", self.disk)


@dataclass(frozen=True, slots=True)
class Task:
    """One sentence of the lecture that is worth points."""

    name: str  # without the leading test_
    points: float
    sentence: str  # the docstring: what a student reads
    hidden: bool = False
    after: tuple[str, ...] = ()  # tasks that must pass first
    names: tuple[str, ...] = ()  # student names the task calls, known after rehearsal
    explanation: str = ""  # what students read after the due date

    @property
    def title(self) -> str:
        """The name as words."""
        return self.name.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Misconception:
    """A known wrong answer: what it must fail, and what to say to a student whose answers are the same."""

    name: str
    hint: str  # for the student: the symptom, and a question
    tasks: tuple[str, ...]
    source: str  # definitions that take the place of the reference's


@dataclass(frozen=True, slots=True)
class Manual:
    """A part that people grade; it counts towards the total and never into the automatic score."""

    name: str
    points: float


@dataclass(frozen=True, slots=True)
class Mark:
    """Points that a person gave: for a manual part, or for a task instead of what came out."""

    task: str  # a task's name or a manual part's
    points: float
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Assignment:
    """An assignment folder, read and checked; `tasks` is empty until the tests are collected."""

    name: str
    title: str
    folder: Path
    reference: Path
    points: float
    files: tuple[str, ...]
    load: str = "needed"
    preload: tuple[str, ...] = ("numpy",)
    examples: int = 100
    seed: int = 0
    limits: Limits = field(default_factory=Limits)
    manual: tuple[Manual, ...] = ()
    tasks: tuple[Task, ...] = ()
    requires: tuple[str, ...] = ()  # the names that students define, as far as the tests show them
    conventions: Mapping[str, str | bool] = field(default_factory=dict)  # what the course chose
    due: datetime | None = None  # explanations are shown from then on
    digest: str = ""  # of everything that decides a grade: tests, reference, settings, library versions

    @property
    def root(self) -> Path:
        """The folder that holds `assignments/` and `reference_solutions/`."""
        return self.folder.parent.parent

    @property
    def given(self) -> Path | None:
        """The public code that runs beside the student's, if the assignment ships some."""
        path = self.folder / "given.py"
        return path if path.is_file() else None


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of source: a notebook's code cell, numbered from 1, or a whole module as number 0."""

    number: int
    source: str


@dataclass(frozen=True, slots=True)
class Person:
    """A student as the learning system knows them; what it does not tell is empty."""

    name: str = ""
    id: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """One student's work as it was handed in. `problem` says why it cannot be graded, if so."""

    student: str
    path: Path
    cells: tuple[Cell, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)  # what lay beside it, by relative path
    digest: str = ""
    problem: str | None = None
    package: str = ""  # where in `files` its own file stands, for relative imports: "pkg.sub"
    chosen: str = ""  # which of several files it is, and why; empty if there was nothing to choose
    people: tuple[Person, ...] = ()  # whose it is, if the learning system says so; several in a group
    late: bool | None = None
    attempts: int | None = None
    submitted: str = ""  # when, as the learning system writes it


@dataclass(frozen=True, slots=True)
class Counterexample:
    """The smallest arguments found on which a task fails, as data and as text."""

    arguments: Mapping[str, Any]  # JSON-able
    text: str  # `x = [[1.0]], w = ...`, one argument a line
    got: str = ""
    wanted: str = ""
    where: str = ""


class Measure(NamedTuple):
    """A number for the leaderboard."""

    name: str
    value: float
    order: str = "desc"  # or "asc": from the best to the worst


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one task ended for one submission."""

    task: str
    status: Status
    says: str = ""  # for the student: what happened, in a sentence or a few lines
    staff: str = ""  # for staff only: cause and next step
    counterexample: Counterexample | None = None
    seconds: float = 0.0  # CPU seconds in the student's process
    misconception: str = ""  # the name of the one that explains every answer, for staff
    hint: str = ""  # what it tells the student
    measures: tuple[Measure, ...] = ()  # numbers beside the verdict, if it passed


@dataclass(frozen=True, slots=True)
class LoadNote:
    """A statement of the submission that did not do its work while loading, and why."""

    where: str  # "cell 3, line 2", "line 12" or "tools.py, line 3"
    why: str
    names: tuple[str, ...] = ()  # the names it would have defined
    kind: str = "failed"  # or "unparsable", "timeout", "redefined"
    cell: int = 0
    line: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """All outcomes of one submission, one for each task, in the tasks' order."""

    submission: Submission
    tasks: tuple[Task, ...]
    outcomes: tuple[Outcome, ...]
    notes: tuple[LoadNote, ...] = ()
    seconds: float = 0.0  # CPU seconds of the whole grading of this submission
    skipped: tuple[int, ...] = ()  # cells of which nothing was run, because no task needs it
    environment: tuple[str, ...] = ()  # what the machine lacked: "module torchvision is not installed"
    confinement: str = ""  # what held the code back: "L3: namespaces, uid, landlock, seccomp, limits"
    manual: tuple[Manual, ...] = ()  # the parts that people grade
    marks: tuple[Mark, ...] = ()  # what people have given so far, one at most for a task or part

    @classmethod
    def of(
        cls, submission: Submission, tasks: tuple[Task, ...], outcomes: Iterable[Outcome], **extra: Any
    ) -> "Report":
        """Order the outcomes as the tasks are; what never arrived is void.

        Raises:
            ValueError: an outcome for an unknown task, or two for one task.
        """
        found: dict[str, Outcome] = {}
        known = {task.name for task in tasks}
        for outcome in outcomes:
            if outcome.task not in known or outcome.task in found:
                raise ValueError(f"an outcome too many: {outcome.task}")
            found[outcome.task] = outcome
        never = "the outcome never arrived; grade this submission again"
        ordered = tuple(found.get(t.name, Outcome(t.name, Status.VOID, staff=never)) for t in tasks)
        return cls(submission, tasks, ordered, **extra)

    @property
    def pairs(self) -> tuple[tuple[Task, Outcome], ...]:
        """Each task with its outcome."""
        return tuple(zip(self.tasks, self.outcomes, strict=True))

    @property
    def marked(self) -> dict[str, Mark]:
        """What people gave, by the name of the task or part."""
        return {mark.task: mark for mark in self.marks}

    @property
    def ungraded(self) -> tuple[Manual, ...]:
        """The parts that nobody has graded yet."""
        return tuple(part for part in self.manual if part.name not in self.marked)

    @property
    def void(self) -> bool:
        """Whether something was the grader's fault and nobody gave points for it: the total is withheld."""
        return any(self.points(*pair) is None for pair in self.pairs)

    def points(self, task: Task, outcome: Outcome) -> float | None:
        """What a task earned: what a person gave, else all or nothing; None while it is void."""
        if task.name in self.marked:
            return self.marked[task.name].points
        if outcome.status is Status.VOID:
            return None
        return task.points if outcome.status is Status.PASSED else 0.0

    @property
    def score(self) -> float | None:
        """The points earned, or None while a task is void."""
        return None if self.void else self.earned

    @property
    def automatic(self) -> float:
        """The points of the tasks."""
        return sum(self.points(*pair) or 0.0 for pair in self.pairs)

    @property
    def earned(self) -> float:
        """The points of the tasks and of the parts that people have graded."""
        parts = {part.name for part in self.manual}
        return self.automatic + sum(mark.points for mark in self.marks if mark.task in parts)

    @property
    def possible(self) -> float:
        """The points of all tasks, and of the parts that people have graded so far."""
        return self.total - sum(part.points for part in self.ungraded)

    @property
    def total(self) -> float:
        """The points of all tasks and parts."""
        return sum(task.points for task in self.tasks) + sum(part.points for part in self.manual)

    @property
    def counts(self) -> dict[Status, int]:
        """How many tasks ended in each of the six words."""
        return {status: sum(o.status is status for o in self.outcomes) for status in Status}
