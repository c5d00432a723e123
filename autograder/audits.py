"""`grade.py audit`: tries the tests on submissions of which `judging.audit` knows how they must end."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import msgspec
from rich.console import Console
from rich.table import Table

from autograder import batch
from autograder.intake.assignments import assignment_names, read_assignment
from autograder.intake.equivalents import read_equivalents
from autograder.judging import audit
from autograder.judging.audit import Case, TaskFacts, Words
from autograder.judging.grader import Grader
from autograder.judging.mutants import Mutant, mutants, sampled
from autograder.judging.trial import Effort
from autograder.model import Assignment, Limits, Report, Status

QUICK_MUTANTS, QUICK_SEEDS, QUICK_STEP = 24, 1, 4  # with another seed, every fourth solution
ONE_SEED = 100  # mutants that are tried again with another seed, each seed others
WIDTH = 110  # of the table, at least
LEAST, PATIENCE = 2.0, 5.0  # seconds of a task that is a mutant's; times what the reference takes


@dataclass(frozen=True, slots=True)
class Choice:
    """The options of `audit`."""

    quick: bool = False
    seeds: int = 20
    count: int | None = None  # of mutants; None for all
    jobs: int = 1
    out: Path = Path("reports")


@dataclass(frozen=True, slots=True)
class Survivor:
    """A mutant that no task catches, and why that is right if it is."""

    mutant: str
    diff: str
    reason: str = ""


@dataclass(slots=True)
class Audit:
    """What came out."""

    assignment: str
    mutants: int = 0
    killed: int = 0
    tasks: tuple[TaskFacts, ...] = ()
    survivors: list[Survivor] = field(default_factory=list)
    seeds: int = 0  # other seeds that were tried
    named: int = 0  # failed tasks of misconceptions that were given their name
    nameless: list[str] = field(default_factory=list)  # those that were not
    mistakes: list[str] = field(default_factory=list)

    @property
    def holes(self) -> list[Survivor]:
        """The survivors that are not equivalent."""
        return [survivor for survivor in self.survivors if not survivor.reason]

    @property
    def share(self) -> float:
        """The part of the mutants that are not equivalent which is killed."""
        counted = self.killed + len(self.holes)
        return self.killed / counted if counted else 1.0

    @property
    def wrong(self) -> bool:
        """Whether something must be mended."""
        return bool(self.mistakes) or self.share < audit.FLOOR


def run(root: Path, names: Sequence[str], choice: Choice) -> int:
    """Audit assignments (all if none is named), print what came out and write audit.json; 1 if it is bad."""
    console, wrong = Console(soft_wrap=True, highlight=False), False
    for name in names or assignment_names(root):
        began = time.monotonic()
        found = audited(read_assignment(name, root), choice, lambda said: console.print(said, style="dim"))
        write(found, choice.out / found.assignment / "audit.json")
        console.print(table(found), width=max(console.width, WIDTH), soft_wrap=False)
        for line in told(found, time.monotonic() - began):
            console.print(line, markup=False)
        wrong |= found.wrong
    return int(wrong)


def audited(assignment: Assignment, choice: Choice, say: Callable[[str], object] = str) -> Audit:
    """Try the tests of an assignment; `say` is told what comes next."""
    found = Audit(assignment.name)
    say(f"{assignment.name}: the reference goes through its tests")
    with Grader(assignment) as grader:
        if grader.faults:
            found.mistakes += grader.faults
            return found
        suite = audit.Suite(grader.assignment, grader.tasks)
        known, nulls = [*suite.right_and_wrong()], [*suite.nulls()]
        say(f"{assignment.name}: {len(known)} solutions of which it is known what they fail")
        reports = ended(asking(grader, known, Effort.EXAMPLES, assignment.limits), known, choice.jobs)
        named(found, known, reports)
        words: dict[str, Words] = {c.student: audit.words_of(c, reports[c.student]) for c in known}
        hurry = limits(assignment.limits, reports[known[0].student])
        words |= spoken(grader, nulls, hurry, choice.jobs)
        for case in (*known, *nulls):
            found.mistakes += audit.mistakes(case, words[case.student], exempt(grader, case))
        mutated = mutated_by(grader, choice)
        say(f"{assignment.name}: {len(mutated)} mutants")
        cases = [*suite.mutants(mutated)]
        words |= spoken(grader, cases, hurry, choice.jobs)
        tried = [(case, words[case.student]) for case in cases]
        judge_mutants(found, grader, mutated, tried)
        solved = [(case, words[case.student]) for case in known]
        others = [said for _, said in solved]
        found.tasks = tuple(
            audit.task_facts(task, grader.recordings[task.name].alarm, tried, others) for task in grader.tasks
        )
        say(f"{assignment.name}: other seeds")
        nought = [] if choice.quick else [(case, words[case.student]) for case in nulls]
        shaken(found, grader, hurry, [*solved, *nought, *tried], choice)
    return found


def asking(grader: Grader, cases: Sequence[Case], effort: Effort, limits: Limits) -> Grader:
    """The grader, for these cases."""
    return grader.asking({case.student: case.asked for case in cases}, effort, limits)


def exempt(grader: Grader, case: Case) -> list[str]:
    """The tasks that a null answer passes by nature."""
    return [c.task.name for c in grader.checks if case.kind == "null" and case.name in c.nulls]


def mutated_by(grader: Grader, choice: Choice) -> tuple[Mutant, ...]:
    """The mutants that are tried."""
    every = every_mutant(grader)
    count = choice.count or (QUICK_MUTANTS if choice.quick else None)
    return every if count is None else sampled(every, count)


def every_mutant(grader: Grader) -> tuple[Mutant, ...]:
    """All there are under the course's conventions."""
    text = grader.assignment.reference.read_text(encoding="utf-8")
    return mutants(text, grader.assignment.conventions)


def ended(grader: Grader, cases: Sequence[Case], jobs: int) -> dict[str, Report]:
    """Reports by the submission's name."""
    submissions = [case.submission for case in cases]
    return {report.submission.student: report for report in batch.grade(grader, submissions, jobs)}


def spoken(grader: Grader, cases: Sequence[Case], hurry: Limits, jobs: int) -> dict[str, Words]:
    """How the tasks that were asked ended, by the submission's name."""
    reports = ended(asking(grader, cases, Effort.VERDICT, hurry), cases, jobs)
    return {case.student: audit.words_of(case, reports[case.student]) for case in cases}


def pairs(cases: Iterable[Case], reports: dict[str, Report]) -> Iterator[tuple[Case, Report]]:
    """Each case with its report."""
    return ((case, reports[case.student]) for case in cases)


def limits(given: Limits, reference: Report) -> Limits:
    """What a mutant may use: some times what the reference needs, so that one that hangs costs little."""
    slowest = max(outcome.seconds for outcome in reference.outcomes)
    task = min(given.task, max(LEAST, PATIENCE * slowest))
    submission = max(3 * LEAST, PATIENCE * sum(outcome.seconds for outcome in reference.outcomes))
    return replace(given, call=min(given.call, task), task=task, submission=min(given.submission, submission))


def named(found: Audit, cases: Sequence[Case], reports: dict[str, Report]) -> None:
    """Whether each misconception is given its name, and nothing else is."""
    for case, report in pairs(cases, reports):
        amiss = dict(audit.misnamed(case, report))
        found.named += sum(bool(o.misconception) and o.task not in amiss for o in report.outcomes)
        for task, name in amiss.items():
            who = f"{case.kind} {case.name} in {task}"
            found.nameless += [] if name else [who]
            found.mistakes += [f"{who} is taken for {name}"] if name else []


def judge_mutants(
    found: Audit, grader: Grader, mutated: Sequence[Mutant], cases: Sequence[tuple[Case, Words]]
) -> None:
    """Which mutants live, and whether they may."""
    reasons = read_equivalents(grader.assignment.folder)
    killed = {case.name: bool(audit.killers(words)) for case, words in cases}
    found.mutants, found.killed = len(mutated), sum(killed.values())
    alive = [mutant for mutant in mutated if not killed[mutant.name]]
    found.survivors = [Survivor(m.name, m.diff, reasons.get(m.name, "")) for m in alive]
    for case, words in cases:
        found.mistakes += audit.mistakes(case, words)
    every = every_mutant(grader)
    found.mistakes += audit.equivalents_amiss(reasons, every, killed)


def shaken(
    found: Audit, grader: Grader, hurry: Limits, tried: Sequence[tuple[Case, Words]], choice: Choice
) -> None:
    """The same with other seeds: what passed passes, what was killed is killed."""
    known = [(case, words) for case, words in tried if case.kind != "mutant"]
    known = known[:: QUICK_STEP if choice.quick else 1]
    dead = [(case, words) for case, words in tried if case.kind == "mutant" and audit.killers(words)]
    found.seeds = min(choice.seeds, QUICK_SEEDS) if choice.quick else choice.seeds
    for k in range(found.seeds):
        seed = grader.assignment.seed + k + 1
        other = grader.reseeded(seed)
        if other.faults:
            found.mistakes += [f"seed {seed}: {fault}" for fault in other.faults]
            continue
        some = [dead[(k * ONE_SEED + i) % len(dead)] for i in range(min(ONE_SEED, len(dead)))]
        solved = [case for case, _ in known]
        words = spoken(other, solved, hurry, choice.jobs)
        for case in solved:
            said = audit.mistakes(case, words[case.student], exempt(grader, case))
            found.mistakes += [f"seed {seed}: {sentence}" for sentence in said]
        found.mistakes += [
            f"seed {seed}: mutant {name} is not killed" for name in risen(other, some, hurry, choice)
        ]


def risen(
    grader: Grader, killed: Sequence[tuple[Case, Words]], hurry: Limits, choice: Choice
) -> Iterator[str]:
    """The mutants that no task kills any more of those that did."""
    asked = {case.student: audit.killers(words) for case, words in killed}
    cases = [replace(case, asked=asked[case.student]) for case, _ in killed]
    reports = ended(grader.asking(asked, Effort.VERDICT, hurry, enough=True), cases, choice.jobs)
    for case in cases:
        ran = {
            outcome.task for outcome in reports[case.student].outcomes if outcome.status is not Status.VOID
        }
        words = audit.words_of(replace(case, asked=frozenset(ran)), reports[case.student])
        if not audit.killers(words):
            yield case.name


# -- what is shown --------------------------------------------------------------------------------


def table(found: Audit) -> Table:
    """A row a task."""
    grid = Table(title=f"{found.assignment}: what each task catches", box=None, title_justify="left")
    for heading in ("task", "points", "mutants killed", "share", "only here", "false alarms"):
        grid.add_column(heading, justify="left" if heading == "task" else "right")
    for task in found.tasks:
        share = f"{task.killed / task.reached:.0%}" if task.reached else ""
        alarm = f"{task.alarm:.0e}" if task.alarm else "never"
        grid.add_row(
            task.task, f"{task.points:g}", f"{task.killed} of {task.reached}", share, str(task.alone), alarm
        )
    return grid


def told(found: Audit, seconds: float) -> Iterator[str]:
    """What came out, in sentences, the bad last."""
    equivalent = len(found.survivors) - len(found.holes)
    rest = f"{equivalent} equivalent, {len(found.holes)} not"
    yield f"\nmutants   {found.killed} of {found.mutants} killed, {rest}"
    yield f"          {found.share:.1%} of those that are not equivalent (at least {audit.FLOOR:.0%})"
    yield f"seeds     {found.seeds} others tried"
    yield f"diagnosis {found.named} failures of misconceptions named, {len(found.nameless)} without a name"
    yield from (f"          no name: {who}" for who in found.nameless)
    for task in found.tasks:
        if not task.alone:
            yield f"remark    {task.task} catches nothing that no other task catches"
    for hole in found.holes:
        yield f"\nhole      {hole.mutant}\n{hole.diff}"
    yield from (f"wrong     {said}" for said in found.mistakes)
    yield f"{found.assignment}: {'something is wrong' if found.wrong else 'all is well'} ({seconds:.0f} s)\n"


def write(found: Audit, path: Path) -> None:
    """audit.json: the same as data."""
    body = asdict(found) | {"share": found.share, "wrong": found.wrong}
    batch.write_atomically(path, msgspec.json.format(msgspec.json.encode(body)).decode() + "\n")
