"""Do the tests catch wrong code and pass right code?

    case    a submission of which it is known how it must end: the reference, a null answer, a misconception,
            an alternative, a mutant of the reference
    word    how a task ended for a case: one of the six, or "not run"
    killed  a case that some task did not pass

What is wrong with an assignment follows from the words alone; nothing here runs anything.
"""

import ast
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.intake.misconceptions import read_alternatives, read_misconceptions
from autograder.judging import nulls
from autograder.judging.mutants import Mutant
from autograder.judging.sources import reference_text
from autograder.model import Assignment, Cell, Report, Status, Submission, Task

Words = Mapping[str, str]  # by task
NOT_RUN = "not run"
FLOOR = 0.95  # of the mutants that are not equivalent


@dataclass(frozen=True, slots=True)
class Case:
    """A submission, and how it must end."""

    kind: str
    name: str
    submission: Submission
    asked: frozenset[str]  # the tasks that can tell it from the reference
    fails: frozenset[str] | None = None  # exactly these tasks; None: at least one

    @property
    def student(self) -> str:
        """What it is called as a submission."""
        return self.submission.student


@dataclass(frozen=True, slots=True)
class Suite:
    """Makes the cases of an assignment."""

    assignment: Assignment
    tasks: Sequence[Task]  # with the names that each calls

    def right_and_wrong(self) -> Iterator[Case]:
        """The reference, the alternatives and the misconceptions."""
        everything = frozenset(task.name for task in self.tasks)
        yield Case("reference", "", self.laid_over("reference", ""), everything, frozenset())
        for name, text in read_alternatives(self.assignment.folder):
            over = self.laid_over("alternative", name, text)
            yield Case("alternative", name, over, self.told_apart(text), frozenset())
        for known in read_misconceptions(self.assignment.folder):
            over, wrong = self.laid_over("misconception", known.name, known.source), frozenset(known.tasks)
            yield Case("misconception", known.name, over, self.told_apart(known.source) | wrong, wrong)

    def nulls(self) -> Iterator[Case]:
        """Null answers to everything that is asked."""
        names = sorted({name for task in self.tasks for name in task.names})
        everything = frozenset(task.name for task in self.tasks)
        for kind in nulls.NAMES:
            over = self.laid_over("null", kind, nulls.null(kind, names))
            yield Case("null", kind, over, everything, everything)

    def mutants(self, mutants: Sequence[Mutant]) -> Iterator[Case]:
        """Mutants of the reference, numbered: their names are long."""
        after = reference_text(self.assignment)[len(self.reference) :]
        for number, mutant in enumerate(mutants, start=1):
            cells = (Cell(1, mutant.source + after),)
            submission = Submission(f"mutant {number}", Path("mutant.py"), cells)
            yield Case("mutant", mutant.name, submission, self.reaching({mutant.function.partition(".")[0]}))

    @property
    def reference(self) -> str:
        """The text of the reference."""
        return self.assignment.reference.read_text(encoding="utf-8")

    def laid_over(self, kind: str, name: str, text: str = "") -> Submission:
        """The reference as a submission, with definitions that take the place of its own."""
        cells = (Cell(1, reference_text(self.assignment)), Cell(2, text))
        return Submission(f"{kind} {name}", Path(f"{name}.py"), cells)

    def told_apart(self, text: str) -> frozenset[str]:
        """The tasks that can tell the reference from itself with this laid over it."""
        return self.reaching(top_level(text))

    def reaching(self, names: Collection[str]) -> frozenset[str]:
        """The tasks that call one of these top-level names, directly or not."""
        below = reachable(self.reference)
        return frozenset(
            task.name
            for task in self.tasks
            if not set(names).isdisjoint(set(task.names).union(*(below.get(n, ()) for n in task.names)))
        )


def top_level(source: str) -> frozenset[str]:
    """The names that a module binds, or whose values it changes, at its top level."""
    tree = ast.parse(source)
    defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    plain = (node for node in tree.body if not isinstance(node, ast.FunctionDef | ast.ClassDef))
    return frozenset(defined | {n.id for top in plain for n in ast.walk(top) if isinstance(n, ast.Name)})


def words_of(case: Case, report: Report) -> dict[str, str]:
    """How each task ended. What was not asked, or lost without being asked, tells nothing."""
    return {
        o.task: NOT_RUN if o.task not in case.asked or o.says.startswith("Not run") else str(o.status)
        for o in report.outcomes
    }


def killers(words: Words) -> frozenset[str]:
    """The tasks that a case did not pass."""
    return frozenset(task for task, word in words.items() if word not in (Status.PASSED, NOT_RUN))


# -- what is wrong --------------------------------------------------------------------------------


def mistakes(case: Case, words: Words, exempt: Collection[str] = ()) -> Iterator[str]:
    """What must not be, in sentences: a case that ended otherwise than it must, a task that is void.

    exempt: tasks that this null answer passes by nature.
    """
    who = f"{case.kind} {case.name}".strip()
    void = [task for task, word in words.items() if word == Status.VOID]
    if void:
        yield f"{who}: {listed(void)} is void"
    if case.fails is None:
        return
    failed = killers(words)
    if passed := sorted(case.fails - failed - set(exempt)):
        yield f"{who} passes {listed(passed)}"
    if wrongly := sorted(failed - case.fails - set(void)):
        yield f"{who} fails {listed(wrongly)}"


def misnamed(case: Case, report: Report) -> Iterator[tuple[str, str]]:
    """Tasks whose diagnosis is not the misconception that was planted, with what was said instead."""
    for outcome in report.outcomes:
        wanted = case.name if case.fails and outcome.task in case.fails else ""
        judged = outcome.status in (Status.FAILED, Status.RAISED, Status.PASSED)
        if judged and outcome.misconception != wanted:
            yield outcome.task, outcome.misconception


def listed(names: Sequence[str]) -> str:
    """Names, the first three of many."""
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more


# -- what each task is worth ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """What a task catches."""

    task: str
    points: float
    reached: int  # mutants of code that it calls
    killed: int  # of these
    alone: int  # mutants and misconceptions that no other task catches
    alarm: float  # how probable it is that chance refuses a right submission


def task_facts(
    task: Task, alarm: float, mutants: Sequence[tuple[Case, Words]], others: Sequence[Words]
) -> TaskFacts:
    """The line of a task."""
    near = [killers(words) for case, words in mutants if task.name in case.asked]
    every = [*near, *(killers(words) for words in others)]
    caught = sum(task.name in killed for killed in near)
    alone = sum(killed == {task.name} for killed in every)
    return TaskFacts(task.name, task.points, len(near), caught, alone, alarm)


def reachable(source: str) -> dict[str, frozenset[str]]:
    """For each top-level name, the top-level names that it uses, directly or not."""
    uses: dict[str, set[str]] = {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            bound = [node.name]
        elif isinstance(node, ast.Assign):
            bound = [target.id for target in node.targets if isinstance(target, ast.Name)]
        else:
            continue
        found = {name.id for name in ast.walk(node) if isinstance(name, ast.Name)}
        for name in bound:
            uses.setdefault(name, set()).update(found)
    for _ in uses:
        for found in uses.values():
            found.update(*(uses.get(name, ()) for name in tuple(found)))
    return {name: frozenset(found) for name, found in uses.items()}


def equivalents_amiss(
    equivalents: Mapping[str, str], mutants: Sequence[Mutant], killed: Mapping[str, bool]
) -> Iterator[str]:
    """Entries of equivalent.toml that name no mutant, or one that is killed."""
    names = {mutant.name for mutant in mutants}
    for name in equivalents:
        if name not in names:
            yield f'equivalent.toml: there is no mutant "{name}" any more'
        elif killed.get(name):
            yield f'equivalent.toml: "{name}" is killed, so it is not equivalent'
