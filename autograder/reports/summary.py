"""summary.md: the class at a glance, for staff."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from autograder.model import Outcome, Report, Status
from autograder.reports.leaderboard import standings
from autograder.reports.phrases import missing
from autograder.reports.text import block, inline, number, percent, points

MOST = 30  # entries of a list


def summary(reports: Sequence[Report], title: str = "Summary") -> str:
    """Pass rates, the six words, the slowest, failures grouped by equal counterexample, problems."""
    parts = {
        "Tasks": tasks(reports),
        "Submissions that could not be graded": problems(reports),
        "Which of several files was graded": chosen(reports),
        "Void: the grader's or the assignment's fault": void(reports),
        "Graded by hand": by_hand(reports),
        "Misconceptions that explain every answer": misconceptions(reports),
        "Leaderboard": standings(reports),
        "Failures, equal ones together": failures(reports),
        "Statements that failed while loading": loading(reports),
        "What the machine lacked": environment(reports),
        "Slowest submissions": slowest(reports),
    }
    body = "".join(f"\n## {heading}\n\n{part}\n" for heading, part in parts.items() if part)
    return f"# {inline(title)}\n\n{scores(reports)}\n\n{confinement(reports)}{body}"


def scores(reports: Sequence[Report]) -> str:
    """How many submissions, and their scores."""
    known = sorted(report.score for report in reports if report.score is not None)
    counted = f"{len(reports)} submission{'' if len(reports) == 1 else 's'}"
    if not known:
        return f"{counted}, no score."
    middle = (known[(len(known) - 1) // 2] + known[len(known) // 2]) / 2
    withheld = len(reports) - len(known)
    return (
        f"{counted}; scores from {number(known[0])} to {number(known[-1])}, median {number(middle)}, "
        f"of {number(max(report.total for report in reports))}"
        + (f"; {withheld} withheld." if withheld else ".")
    )


def confinement(reports: Sequence[Report]) -> str:
    """What held student code back; more than one line if the machine has changed between two runs."""
    held = sorted({report.confinement for report in reports if report.confinement})
    return "".join(f"Student code was held back at {inline(layers)}.\n" for layers in held)


def tasks(reports: Sequence[Report]) -> str:
    """A table: a row a task, its pass rate (void counts for nothing), how often it ended in each word."""
    worth = {task.name: task for report in reports for task in report.tasks}
    ended = Counter((outcome.task, outcome.status) for report in reports for outcome in report.outcomes)
    lines = [f"| task | points | rate | {' | '.join(Status)} |", f"|---|---:|---:|{'---:|' * len(Status)}"]
    for name, task in worth.items():
        counts = [ended[name, status] for status in Status]
        cells = [
            f"{task.title}{' (hidden)' if task.hidden else ''}",
            str(number(task.points)),
            percent(ended[name, Status.PASSED], sum(counts) - ended[name, Status.VOID]),
            *(str(count) if count else "" for count in counts),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) if worth else ""


def problems(reports: Sequence[Report]) -> str:
    """Submissions that were never run, each with its reason."""
    return bullets(
        f"{inline(report.submission.student)}: {inline(report.submission.problem)}"
        for report in reports
        if report.submission.problem
    )


def chosen(reports: Sequence[Report]) -> str:
    """Where there was something to choose."""
    picked = [report.submission for report in reports if report.submission.chosen]
    return bullets(f"{inline(submission.student)}: {inline(submission.chosen)}" for submission in picked)


def void(reports: Sequence[Report]) -> str:
    """What has to be mended before grades go out: each cause, its tasks, its students."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for report, outcome in outcomes(reports):
        if outcome.status is Status.VOID and not report.submission.problem:
            groups.setdefault(outcome.staff, []).append((outcome.task, report.submission.student))
    return bullets(
        f"{inline(cause)}: {', '.join(dict.fromkeys(task for task, _ in hit))} "
        f"({people(list(dict.fromkeys(student for _, student in hit)))})"
        for cause, hit in groups.items()
    )


def by_hand(reports: Sequence[Report]) -> str:
    """Who waits for which part, and what people gave instead of what came out."""
    parts = dict.fromkeys(part for report in reports for part in report.manual)
    waiting = {part: [r.submission.student for r in reports if part in r.ungraded] for part in parts}
    lines = [
        f"{inline(part.name)} ({points(part.points)}): {f'waits for {people(who)}' if who else 'all graded'}"
        for part, who in waiting.items()
    ]
    return bullets([*lines, *overridden(reports)])


def overridden(reports: Sequence[Report]) -> Iterator[str]:
    """Each task whose points are a person's."""
    for report in reports:
        for task, outcome in report.pairs:
            if mark := report.marked.get(task.name):
                given = f"{number(mark.points)} of {points(task.points)} instead of {outcome.status}"
                yield f"{inline(report.submission.student)}, {task.title}: {given}"


def misconceptions(reports: Sequence[Report]) -> str:
    """Each that was recognised, and whose answers it explains; the most frequent first."""
    who: dict[str, dict[str, None]] = {}
    for report, outcome in outcomes(reports):
        if outcome.misconception:
            who.setdefault(outcome.misconception, {})[report.submission.student] = None
    ranked = sorted(who.items(), key=lambda entry: -len(entry[1]))
    return bullets(f"{name.replace('_', ' ')}: {people(list(students))}" for name, students in ranked)


def failures(reports: Sequence[Report]) -> str:
    """Who failed a task in the same way, the most frequent first: often one misunderstanding, or a copy."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for report, outcome in outcomes(reports):
        if outcome.status in (Status.FAILED, Status.RAISED, Status.LOST):
            key = (outcome.task, outcome.status, evidence(outcome))
            groups.setdefault(key, []).append(report.submission.student)
    common = sorted(groups.items(), key=lambda group: -len(group[1]))
    return "\n\n".join(
        f"### {task.replace('_', ' ')}: {len(who)} {status}\n\n{people(who)}\n\n{block(message)}"
        for (task, status, message), who in common[:MOST]
    )


def evidence(outcome: Outcome) -> str:
    """What makes two failures equal: the message, the counterexample and the answer to it."""
    found = outcome.counterexample
    if found is None:
        return outcome.says
    got = f"got {found.got}" if found.got and found.got not in outcome.says else ""
    return "\n".join(part for part in (outcome.says, found.text, got) if part)


def loading(reports: Sequence[Report]) -> str:
    """Each statement that did not do its work."""
    return bullets(f"{inline(r.submission.student)}, {missing(note)}" for r in reports for note in r.notes)


def environment(reports: Sequence[Report]) -> str:
    """What was not there, and who needed it."""
    lacking: dict[str, list[str]] = {}
    for report in reports:
        for thing in report.environment:
            lacking.setdefault(thing, []).append(report.submission.student)
    return bullets(f"{inline(thing)} ({people(who)})" for thing, who in lacking.items())


def slowest(reports: Sequence[Report]) -> str:
    """The five that took most CPU time."""
    ranked = sorted(reports, key=lambda report: -report.seconds)[:5]
    return bullets(f"{inline(r.submission.student)}: {r.seconds:.2f} s" for r in ranked if r.seconds > 0)


def outcomes(reports: Sequence[Report]) -> list[tuple[Report, Outcome]]:
    """Every outcome with its report."""
    return [(report, outcome) for report in reports for outcome in report.outcomes]


def people(students: Sequence[str]) -> str:
    """Names, or the first of many."""
    more = [f"{len(students) - MOST} more"] if len(students) > MOST else []
    return ", ".join([*map(inline, students[:MOST]), *more])


def bullets(lines: Iterable[str]) -> str:
    """A list, cut where nobody reads on."""
    every = list(lines)
    more = [f"- and {len(every) - MOST} more"] if len(every) > MOST else []
    return "\n".join([*(f"- {line}" for line in every[:MOST]), *more])
