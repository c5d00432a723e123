"""From the files that were handed in to results.json, which is valid at every moment.

The first results.json stands before any student code is read, and the file is replaced as a whole after every
task: whatever ends this early leaves the best that was known.
"""

import platform
import signal
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from importlib import metadata as installed
from pathlib import Path
from typing import Any

from autograder.batch import write_atomically
from autograder.container import judged, room, rules
from autograder.container.metadata import Metadata, close, read_metadata
from autograder.errors import GraderError
from autograder.intake.assignments import assignment_names, read_assignment
from autograder.intake.candidates import Candidate, labelled
from autograder.intake.folders import on_disk
from autograder.intake.settings import read_policy
from autograder.intake.submissions import submission as read_submission
from autograder.judging.grader import Grader
from autograder.model import Assignment, Report, Status, Submission
from autograder.policy import COMPUTING_SHARE, OWN_SHARE, Policy, Visibility
from autograder.reports import bounds
from autograder.reports.uploaded import Origin, Stage, uploaded
from autograder.sandbox.tiers import Tier

LAST_SHARE = 0.9  # of the time limit, after which this process ends at once
LEAST_TIER = Tier.L2  # in a container we are root; with less, student code could read the course
VERSIONS = ("numpy", "torch", "hypothesis")


@dataclass(frozen=True, slots=True)
class Desk:
    """Where one submission is graded.

    Attributes:
        course: the folder that holds `assignments/`, with one assignment in it, and first.json.
        folder: the folder that holds `submission/`, `results/` and submission_metadata.json.
        timeout: seconds that Gradescope waits, as far as it tells; 0 if it does not.
        began: when grading began, on `time.monotonic`.
    """

    course: Path
    folder: Path
    timeout: float = 0.0
    began: float = field(default_factory=time.monotonic)

    @property
    def results(self) -> Path:
        return self.folder / "results" / "results.json"

    def clock(self, seconds: float) -> judged.Clock:
        """So many seconds from when it began."""
        return judged.Clock(seconds, self.began + seconds)

    def seconds(self) -> float:
        """Since it began."""
        return time.monotonic() - self.began


def grade(desk: Desk) -> int:
    """Grade what lies in `submission/`; the exit code, which Gradescope does not look at.

    Raises:
        GraderError: nothing could be graded; results.json says so already.
    """
    lay_out(desk)
    (name,) = assignment_names(desk.course)
    policy = read_policy(desk.course / "assignments" / name)
    limit = min(desk.timeout or policy.timeout, policy.timeout)
    signal.setitimer(signal.ITIMER_REAL, LAST_SHARE * limit)  # what is known by then stands in the file
    known = read_metadata(desk.folder / "submission_metadata.json")
    close(desk.folder / "submission_metadata.json", desk.folder / "submission", desk.results.parent)
    stage = Stage(policy, off=rules.late_off(known, policy.late), staff=(*asked(known, policy),))
    say(*stage.staff)
    if message := rules.refused(known, policy):
        first = bounds.read(desk.results)
        write(desk, rules.before(known, message, bounds.worth(first)))
        say("not graded: too late, or no attempt is left")
        return 0
    remarks = (rules.late_remark(known, stage.off), rules.attempts_remark(known, policy.attempts))
    stage = replace(stage, remark="\n\n".join(filter(None, remarks)))
    return graded(desk, fitted(read_assignment(name, desk.course), limit), known, stage)


def fitted(assignment: Assignment, limit: float) -> Assignment:
    """The assignment with limits that the container and the time limit can keep."""
    limits = room.fitted(assignment.limits, COMPUTING_SHARE * limit, room.memory())
    return replace(assignment, limits=limits)


def lay_out(desk: Desk) -> None:
    """Write the results.json of a submission that is not graded yet."""
    desk.results.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(desk.results, (desk.course / "first.json").read_text(encoding="utf-8"))


def asked(known: Metadata, policy: Policy) -> Iterable[str]:
    """What staff should know of the metadata."""
    if known.problem:
        yield known.problem
    yield from rules.unknown(known, policy)


def graded(desk: Desk, assignment: Assignment, known: Metadata, stage: Stage) -> int:
    """Judge and write, task by task."""
    limit = min(desk.timeout or stage.policy.timeout, stage.policy.timeout)
    whose = handed_in(desk, assignment, known)
    origin = Origin(assignment.digest, assignment.title, assignment.due)
    say(f"submission: {whose.student}: {whose.path.name}{' (cannot be read)' if whose.problem else ''}")
    with Grader(assignment, require=LEAST_TIER) as grader:
        say(f"held back: {grader.launcher.plan}", *grader.faults)

        def tell(report: Report, waiting: frozenset[str] = frozenset()) -> None:
            whole = replace(report, manual=assignment.manual)
            write(desk, uploaded(whole, replace(stage, waiting=waiting, seconds=desk.seconds()), origin))

        def tell_part(report: Report) -> None:
            tell(report, waiting_in(report))

        tell_part(
            Report.of(whose, grader.tasks, [replace(judged.WAITING, task=t.name) for t in grader.tasks])
        )
        report = judged.judged(grader, whose, desk.clock(OWN_SHARE * limit), tell_part)
        tell(report)
        conclude(desk, report, stage.policy, limit)
    return 0


def waiting_in(report: Report) -> frozenset[str]:
    """The tasks that are not graded yet."""
    late = judged.WAITING.staff
    return frozenset(o.task for o in report.outcomes if o.status is Status.VOID and o.staff == late)


def handed_in(desk: Desk, assignment: Assignment, known: Metadata) -> Submission:
    """What lies in `submission/`, as the work of those who handed it in."""
    folder = desk.folder / "submission"
    folder.mkdir(exist_ok=True)
    names = [person.name for person in known.people if person.name]
    number = known.people[0].id if known.people else ""
    candidate = Candidate(
        labelled(names, number),
        on_disk(folder),
        "what was handed in",
        people=known.people,
        late=None if known.late is None else known.late > 0,
        attempts=len(known.previous) + 1 if known.created else None,
        submitted=known.created.isoformat() if known.created else "",
    )
    return read_submission([candidate], assignment)


def write(desk: Desk, body: dict[str, Any]) -> None:
    """Replace results.json."""
    write_atomically(desk.results, bounds.text(body))


def conclude(desk: Desk, report: Report, policy: Policy, limit: float) -> None:
    """What staff read in the end."""
    counts = ", ".join(f"{count} {status}" for status, count in report.counts.items() if count)
    say(
        f"tasks: {counts}",
        f"time: {desk.seconds():.1f} s of {limit:g} s",
        f"versions: {versions()}",
    )
    void = [outcome for outcome in report.outcomes if outcome.status is Status.VOID]
    if policy.stdout is Visibility.HIDDEN:
        say(*(f"void: {outcome.task}: {outcome.staff}" for outcome in void))
    elif void:
        say(f"void: {len(void)} tasks; their hidden tests say why")


def versions() -> str:
    """Of Python and the libraries that grades depend on."""
    found = [f"Python {platform.python_version()}"]
    for name in VERSIONS:
        try:
            found.append(f"{name} {installed.version(name)}")
        except installed.PackageNotFoundError:
            continue  # the assignment does without
    return ", ".join(found)


def say(*lines: str) -> None:
    """For staff: the standard output of run_autograder."""
    for line in lines:
        print(bounds.one_line(line), flush=True)


def nothing(desk: Desk, error: BaseException) -> None:
    """Say why nothing, or no more, could be graded: results.json stays what it was, with the cause in it."""
    cause = str(error) if isinstance(error, GraderError) else f"{type(error).__name__}: {error}"
    say(f"grade: {cause}")
    body = bounds.read(desk.results)
    beside = body.setdefault("extra_data", {})
    beside["staff"] = [*beside.get("staff", ()), cause]
    write(desk, body)
