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
    fails: frozenset[str] | None = None  # exactly these tasks; None: at least one

    @property
    def student(self) -> str:
        """What it is called as a submission."""
        return self.submission.student


def laid_over(assignment: Assignment, kind: str, name: str, text: str = "") -> Submission:
    """The reference as a submission, with definitions that take the place of its own."""
    cells = (Cell(1, reference_text(assignment)), Cell(2, text))
    return Submission(f"{kind} {name}", Path(f"{name}.py"), cells)


def right_and_wrong(assignment: Assignment) -> Iterator[Case]:
    """The reference, the alternatives and the misconceptions."""
    yield Case("reference", "", laid_over(assignment, "reference", ""), frozenset())
    for name, text in read_alternatives(assignment.folder):
        yield Case("alternative", name, laid_over(assignment, "alternative", name, text), frozenset())
    for known in read_misconceptions(assignment.folder):
        over = laid_over(assignment, "misconception", known.name, known.source)
        yield Case("misconception", known.name, over, frozenset(known.tasks))


def null_cases(assignment: Assignment, tasks: Sequence[Task]) -> Iterator[Case]:
    """Null answers to everything that is asked."""
    names = sorted({name for task in tasks for name in task.names})
    everything = frozenset(task.name for task in tasks)
    for kind in nulls.NAMES:
        yield Case("null", kind, laid_over(assignment, "null", kind, nulls.null(kind, names)), everything)


def mutant_cases(assignment: Assignment, mutants: Sequence[Mutant]) -> Iterator[Case]:
    """Mutants of the reference, numbered: their names are long."""
    after = reference_text(assignment)[len(assignment.reference.read_text(encoding="utf-8")) :]
    for number, mutant in enumerate(mutants, start=1):
        cells = (Cell(1, mutant.source + after),)
        yield Case("mutant", mutant.name, Submission(f"mutant {number}", Path("mutant.py"), cells))


def words_of(report: Report) -> dict[str, str]:
    """How each task ended. What was lost without being asked, or came after another, tells nothing."""
    return {o.task: NOT_RUN if o.says.startswith("Not run") else str(o.status) for o in report.outcomes}


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


def unstable(case: Case, before: Words, after: Words) -> bool:
    """Whether a case that was killed with one seed is not with another."""
    return case.fails is None and bool(killers(before)) and not killers(after)


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
    tasks: Sequence[Task],
    alarms: Mapping[str, float],
    mutants: Sequence[tuple[Mutant, frozenset[str]]],
    others: Sequence[frozenset[str]],
    reference: str,
) -> tuple[TaskFacts, ...]:
    """A line for each task; a mutant comes with the tasks that kill it, `others` are such sets, too."""
    below = reachable(reference)
    every = [*(killed for _, killed in mutants), *others]
    facts = []
    for task in tasks:
        reached = set(task.names).union(*(below.get(name, ()) for name in task.names))
        near = [killed for mutant, killed in mutants if mutant.function.partition(".")[0] in reached]
        facts.append(
            TaskFacts(
                task.name,
                task.points,
                len(near),
                sum(task.name in killed for killed in near),
                sum(killed == {task.name} for killed in every),
                alarms[task.name],
            )
        )
    return tuple(facts)


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
