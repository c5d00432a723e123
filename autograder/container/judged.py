"""One submission judged against the clock: told after every task, ended in time, blamed on whom it belongs.

Gradescope counts the wall clock and throws away the results of what it ends, so grading ends itself. What is
left undone then is `lost` if the student's code took the time, and `void` if the grader or the machine did.
"""

import os
import select
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from autograder import batch
from autograder.judging.grader import Grader
from autograder.model import Outcome, Report, Status, Submission
from autograder.sandbox.clock import cpu_seconds, delayed, tree

GLANCE = 1.0  # seconds between two looks at what runs
SLOWEST = 2.0  # times as long as its CPU time is what code takes on half a processor
WAITING = Outcome("", Status.VOID, staff="it was not graded yet when this was written")
Tell = Callable[[Report], None]


@dataclass(frozen=True, slots=True)
class Used:
    """Where the time went, in seconds: by the clock, and of processors.

    `delayed` is the student's processes' waiting for a processor.
    """

    wall: float
    student: float
    judge: float
    delayed: float

    @property
    def is_the_students(self) -> bool:
        """Whether their code, computing on half a processor or idling, took at least half of the time.

        Where they had less than a glance of it, the time had gone before.
        """
        idle = max(0.0, self.wall - self.student - self.judge - self.delayed)
        return self.wall > GLANCE and SLOWEST * self.student + idle > self.wall / 2


@dataclass(slots=True)
class Watch:
    """Adds up what the processes beside the judge use: all below this one, but not the judge."""

    judge: int
    began: float = field(default_factory=time.monotonic)
    before: float = -1.0
    delays: dict[int, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.before = cpu_seconds(self.members())
        self.look()
        self.delays = {pid: 0.0 for pid in self.delays}

    def members(self) -> list[int]:
        """The processes that student code runs in, and the one that starts them."""
        return [pid for pid in tree(os.getpid()) if pid not in (os.getpid(), self.judge)]

    def look(self) -> None:
        """Remember how long each has waited: of one that has ended nobody can ask it."""
        for pid in self.members():
            self.delays[pid] = max(self.delays.get(pid, 0.0), delayed([pid]))

    def used(self) -> Used:
        """The sums so far."""
        self.look()
        student = cpu_seconds(self.members()) - self.before
        judge = cpu_seconds([self.judge])
        return Used(time.monotonic() - self.began, student, judge, sum(self.delays.values()))


@dataclass(frozen=True, slots=True)
class Clock:
    """The seconds that grading may take, and when they are over, on `time.monotonic`."""

    allowed: float
    until: float

    def left(self) -> float:
        """Seconds until it is over."""
        return self.until - time.monotonic()


def judged(grader: Grader, submission: Submission, clock: Clock, tell: Tell) -> Report:
    """The report, complete or as far as time allows; `tell` gets it after every task."""
    if submission.problem is not None:
        return batch.refused(submission, grader.tasks)
    child = batch.start(grader, submission, 0)
    watch = Watch(child.pid)
    while (left := clock.left()) > 0:
        readable, _, _ = select.select([child.pipe], [], [], min(left, GLANCE))
        watch.look()
        if not readable:
            continue
        data = os.read(child.pipe, 1 << 16)
        if not data:
            return batch.finished(child, grader)
        child.text += data
        if b"\n" in data:
            tell(batch.told(child, grader, WAITING))
    return ended(child, grader, undone(watch.used(), clock.allowed))


def ended(child: batch.Child, grader: Grader, rest: Outcome) -> Report:
    """The report of a judge that is stopped because time is up."""
    os.kill(child.pid, signal.SIGKILL)
    os.waitpid(child.pid, 0)
    os.close(child.pipe)
    return batch.told(child, grader, rest)


def undone(used: Used, allowed: float) -> Outcome:
    """How a task ended that time did not allow for."""
    if used.is_the_students:
        says = "Not graded to its end: your code used up the {:.0f} s that grading a submission may take."
        return Outcome("", Status.LOST, says.format(allowed))
    staff = (
        f"time was up after {allowed:.0f} s; in {used.wall:.0f} s of it the student's code computed for "
        f"{used.student:.0f} s and the judge for {used.judge:.0f} s: give the container more CPU, or raise "
        "Gradescope's time limit and gradescope.timeout, and grade again"
    )
    return Outcome("", Status.VOID, staff=staff)
