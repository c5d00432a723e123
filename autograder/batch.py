"""Many submissions, a bounded number at a time, nothing lost.

Each submission is judged in a fork of this process, which tells its outcomes line by line as JSON. A
child that dies costs only what it had not told; each report is whole on disk before the next begins.
"""

import os
import resource
import selectors
import signal
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from autograder.judging import environment
from autograder.judging.diagnosis import Diagnosis
from autograder.judging.grader import Ended, Grader, Opened, Said
from autograder.model import Outcome, Report, Status, Submission, Task
from autograder.sandbox.affinity import one_processor
from autograder.sandbox.confine import die_with_parent

ROOM = 4_000_000_000  # bytes that a judge child may take for answers and what tests make of them


@dataclass(slots=True)
class Child:
    """A judge child at work, and what it has told so far."""

    submission: Submission
    slot: int  # which of the jobs it is
    pid: int
    pipe: int
    text: bytearray = field(default_factory=bytearray)


def grade(grader: Grader, submissions: Sequence[Submission], jobs: int) -> Generator[Report, None, None]:
    """Reports in the order in which they are finished.

    Closing the iterator (or an exception in its consumer) ends the children that are still at work.
    """
    waiting = list(reversed(submissions))
    children: dict[int, Child] = {}
    with selectors.DefaultSelector() as selector:
        try:
            while waiting or children:
                while waiting and len(children) < jobs:
                    submission = waiting.pop()
                    if submission.problem is not None:
                        yield refused(submission, grader.tasks)
                        continue
                    taken = {child.slot for child in children.values()}
                    child = start(grader, submission, min(set(range(jobs)) - taken))
                    children[child.pipe] = child
                    selector.register(child.pipe, selectors.EVENT_READ)
                for key, _ in selector.select() if children else ():
                    child = children[key.fd]
                    if data := os.read(child.pipe, 1 << 16):
                        child.text += data
                    else:
                        selector.unregister(child.pipe)
                        yield finished(children.pop(key.fd), grader)
        finally:
            for child in children.values():
                os.kill(child.pid, signal.SIGKILL)
                os.waitpid(child.pid, 0)
                os.close(child.pipe)


def refused(submission: Submission, tasks: tuple[Task, ...]) -> Report:
    """The report of a submission that cannot be read: every name is missing, and it says why."""
    says = f"Nothing could be graded: {submission.problem}"
    return Report.of(submission, tasks, (Outcome(task.name, Status.ABSENT, says) for task in tasks))


def start(grader: Grader, submission: Submission, slot: int) -> Child:
    """Fork a judge child for one submission. It dies with this process and leaves Ctrl-C to it."""
    reading, writing = os.pipe()
    parent, pid = os.getpid(), undisturbed_fork()
    if pid:
        os.close(writing)
        return Child(submission, slot, pid, reading)
    status = 1
    try:
        os.close(reading)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        die_with_parent(parent)
        bound_own_memory()
        with one_processor(slot):
            grader.judge(submission, teller(writing))
        status = 0
    finally:
        os._exit(status)


def undisturbed_fork() -> int:
    """Fork; a Ctrl-C meanwhile comes afterwards, for in a hook of fork it would be swallowed."""
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: came.append(number))
    try:
        pid = os.fork()
    finally:
        signal.signal(signal.SIGINT, before)
    if came and pid:
        signal.raise_signal(signal.SIGINT)
    return pid


def bound_own_memory() -> None:
    """Let this process hold ROOM more than it does, and no more.

    What a test makes of a huge answer is then a MemoryError in that test, not the end of the machine.
    """
    status = Path("/proc/self/status")
    if status.exists():
        held = next(line for line in status.read_text(encoding="utf-8").splitlines() if "VmData:" in line)
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (int(held.split()[1]) * 1024 + ROOM, hard))


def teller(pipe: int) -> Callable[[Said], None]:
    """What writes outcomes down a pipe, one JSON line each."""

    def tell(said: Said) -> None:
        line = msgspec.json.encode((type(said).__name__, said)) + b"\n"
        while line:
            line = line[os.write(pipe, line) :]

    return tell


def finished(child: Child, grader: Grader) -> Report:
    """The report of a child that has ended; what it did not tell is void."""
    os.close(child.pipe)
    status = os.waitpid(child.pid, 0)[1]
    cause = f"the judge process ended early (wait status {status}); grade this submission again"
    return told(child, grader, Outcome("", Status.VOID, staff=cause))


def told(child: Child, grader: Grader, missing: Outcome) -> Report:
    """The report as far as a child has told it; each task that is missing ended as `missing`."""
    outcomes, opened, ended = parse(bytes(child.text))
    names = {task.name for task in grader.tasks} - {outcome.task for outcome in outcomes}
    if names:
        missing = Outcome("", Status.VOID, staff=ended.fault) if ended.fault else missing
        outcomes += [replace(missing, task=name) for name in sorted(names)]
    elif ended.fault:  # all was judged; what came after it failed
        outcomes[0] = replace(outcomes[0], staff=f"{outcomes[0].staff} after judging: {ended.fault}".strip())
    return Report.of(
        child.submission,
        grader.tasks,
        outcomes,
        notes=opened.notes,
        seconds=ended.seconds,
        skipped=opened.skipped,
        environment=environment.distinct([*opened.environment, *environment.from_outcomes(outcomes)]),
        confinement=str(grader.launcher.plan),
    )


def parse(text: bytes) -> tuple[list[Outcome], Opened, Ended]:
    """What a child told; a torn last line does not count."""
    outcomes: list[Outcome] = []
    opened, ended = Opened(), Ended()
    for line in text.split(b"\n")[:-1]:
        kind, body = msgspec.json.decode(line, type=tuple[str, msgspec.Raw])
        match kind:
            case "Opened":
                opened = msgspec.json.decode(body, type=Opened)
            case "Diagnosis":
                diagnosis = msgspec.json.decode(body, type=Diagnosis)
                outcomes = [explained(outcome, diagnosis) for outcome in outcomes]
            case "Ended":
                ended = msgspec.json.decode(body, type=Ended)
            case _:
                outcomes.append(msgspec.json.decode(body, type=Outcome))
    return outcomes, opened, ended


def explained(outcome: Outcome, diagnosis: Diagnosis) -> Outcome:
    """The outcome, with the misconception that explains it if it is the one meant."""
    if outcome.task != diagnosis.task:
        return outcome
    return replace(outcome, misconception=diagnosis.name, hint=diagnosis.hint)


def write_atomically(path: Path, text: str) -> None:
    """Write a file that is either the old one or the new one, whole, whatever happens meanwhile."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
