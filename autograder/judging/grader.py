"""An assignment made ready to judge: zygote started, tests collected, reference rehearsed."""

import copy
import gc
import resource
import warnings
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

from autograder.errors import BadInput, GraderError
from autograder.intake.misconceptions import check_declared, read_misconceptions
from autograder.judging import environment, hypothesis_runs, recordings
from autograder.judging.collection import Check, collect
from autograder.judging.diagnosis import Diagnosis, Known, diagnoses
from autograder.judging.judge import Judge
from autograder.judging.learning import learn
from autograder.judging.recordings import Recording
from autograder.judging.rehearsal import rehearse
from autograder.judging.seeds import seed_of
from autograder.judging.sources import reference_source, submission_source
from autograder.judging.trial import Effort
from autograder.model import (
    Assignment,
    Limits,
    LoadNote,
    Misconception,
    Outcome,
    Status,
    Submission,
    Task,
)
from autograder.sandbox.affinity import one_processor
from autograder.sandbox.launch import Launcher
from autograder.sandbox.session import Session, Source
from autograder.sandbox.tiers import Tier


@dataclass(frozen=True, slots=True)
class Opened:
    """What a judge child says first: how loading went."""

    notes: tuple[LoadNote, ...] = ()
    environment: tuple[str, ...] = ()  # what the machine lacked
    skipped: tuple[int, ...] = ()  # cells of which nothing was run


@dataclass(frozen=True, slots=True)
class Ended:
    """What it says last: what it cost, and what went wrong on our side."""

    seconds: float = 0.0
    fault: str = ""


Said = Opened | Outcome | Diagnosis | Ended
Tell = Callable[[Said], None]


class Grader:
    """Use as a context manager; on entering, everything that all submissions share is done once.

    Args:
        assignment: as read from its folder.
        only: the name of the one task to judge, or None for all.
        cached: whether recordings may be read from disk and kept there.
        require: the least that is to hold student code back; None for the best there is.
    """

    def __init__(
        self,
        assignment: Assignment,
        only: str | None = None,
        cached: bool = True,
        require: Tier | None = None,
    ) -> None:
        self.assignment, self.only, self.cached, self.require = assignment, only, cached, require
        self.checks: tuple[Check, ...] = ()
        self.recordings: dict[str, Recording] = {}
        self.known: tuple[Known, ...] = ()  # what misconceptions answer
        self.effort = Effort.SMALLEST
        self.asked: Mapping[str, Collection[str]] = {}
        self.enough = False

    def __enter__(self) -> Self:
        hypothesis_runs.forget_local_constants()
        data = self.assignment.folder / "data"
        self.launcher = Launcher(self.assignment.preload, self.assignment.root, self.require, data=data)
        try:
            self.assignment, self.checks = collect(self.assignment)
            self._rehearse()
            hypothesis_runs.warm_up()
            gc.collect()
            gc.freeze()  # what is here stays: collecting it in each child would only copy memory
            self.launcher.wait()  # here, once: the children that judge inherit a zygote that is ready
            self._protect_hidden_tasks()
        except BaseException:
            self.launcher.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.launcher.close()

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks that are judged, with the student names that each calls."""
        return tuple(
            replace(check.task, names=self.recordings[check.task.name].names)
            for check in self.checks
            if self.only in (None, check.task.name)
        )

    def reseeded(self, seed: int) -> Self:
        """The same, with the examples of another seed. It lives as long as this one."""
        other = copy.copy(self)
        other.assignment, other.known = replace(self.assignment, seed=seed), ()
        with one_processor(0), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            other.recordings = other._rehearsed()
        return other

    def asking(
        self, asked: Mapping[str, Collection[str]], effort: Effort, limits: Limits, enough: bool = False
    ) -> Self:
        """The same, for finding out less.

        Args:
            asked: by submission, the tasks that it is judged by; the others are then void.
            enough: whether the first task that a submission does not pass is enough.
        """
        other = copy.copy(self)
        other.assignment = replace(self.assignment, limits=limits)
        other.asked, other.effort, other.enough = asked, effort, enough
        return other

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong with the assignment: tasks that the reference does not pass."""
        return tuple(r.fault for r in self.recordings.values() if r.fault)

    def _protect_hidden_tasks(self) -> None:
        """Hidden tasks are not judged where any submission could read them, unless that is wanted."""
        hidden = [check.task.name for check in self.checks if check.task.hidden]
        if hidden and self.require is None and self.launcher.tier is Tier.L0:
            raise BadInput(
                f"{self.assignment.name} has hidden tasks ({hidden[0]}), and nothing keeps student code from "
                "reading them here; `grade doctor` says what is missing, --require L0 grades all the same"
            )

    def _rehearse(self) -> None:
        names = [check.task.name for check in self.checks]
        if self.only is not None and self.only not in names:
            raise BadInput(
                f"{self.assignment.name} has no task {self.only!r}; its tasks are: {', '.join(names)}"
            )
        path = recordings.cache_folder() / f"{self.assignment.name}-{self.assignment.digest[:32]}"
        found = recordings.load(path) or () if self.cached else ()
        kept = {record.task: record for record in found if isinstance(record, Recording)}
        if set(kept) == set(names):
            self.recordings = kept
            self.known = tuple(record for record in found if isinstance(record, Known))
            return
        with one_processor(0), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.recordings = self._rehearsed()
            self.known = tuple(self._learned())
        if self.cached and not self.faults:
            with suppress(OSError):  # a cache that cannot be written costs the next run some seconds
                recordings.save((*self.recordings.values(), *self.known), path)

    def _learned(self) -> Iterator[Known]:
        misconceptions = read_misconceptions(self.assignment.folder)
        check_declared(self.assignment.name, misconceptions, self.recordings)

        def opened(misconception: Misconception) -> Session:
            return self.session(reference_source(self.assignment, misconception.source))

        return learn(misconceptions, self.checks, self.recordings, opened, self.assignment.seed)

    def _rehearsed(self) -> dict[str, Recording]:
        with self.session(reference_source(self.assignment)) as session:
            loaded = session.load()
            if loaded.notes:
                note = loaded.notes[0]
                raise GraderError(
                    f"the reference {self.assignment.reference} does not load: {note.where}: {note.why}"
                )
            return rehearse(self.checks, session, self.assignment.seed)

    def session(self, source: Source) -> Session:
        """A worker for this source, not loaded yet."""
        return Session(
            self.launcher, source, self.assignment.limits, seed_of(self.assignment.seed, "loading")
        )

    def source(self, submission: Submission) -> Source:
        """What a worker loads of a submission."""
        called = {name for recording in self.recordings.values() for name in recording.names}
        return submission_source(self.assignment, submission, called)

    def judge(self, submission: Submission, tell: Tell) -> None:
        """Judge one submission, telling each outcome as soon as it is known."""
        warnings.simplefilter("ignore")
        limit = self.assignment.limits.submission
        judge = Judge(self.checks, self.recordings, self.assignment.seed, limit, self.effort)
        asked = self.asked.get(submission.student, ())
        spent, fault = 0.0, ""
        try:
            with self.session(self.source(submission)) as session:
                for said in self._said(session, judge, asked):
                    tell(said)
                    spent = session.spent
        except Exception as error:  # ours, whatever it is: what was not told becomes void, and this says why
            fault = f"{type(error).__name__}: {error}"
        own = resource.getrusage(resource.RUSAGE_SELF)
        tell(Ended(own.ru_utime + own.ru_stime + spent, fault))

    def _said(
        self, session: Session, judge: Judge, asked: Collection[str]
    ) -> Iterator[Opened | Outcome | Diagnosis]:
        loaded = session.load()
        why = "it is not installed where this is graded, so something that does nothing stands in for it"
        absent = tuple(LoadNote(f"import {name}", why) for name in loaded.missing)
        notes, lacking = environment.from_loading(loaded, dict(session.source.cells))
        yield Opened(absent + notes, lacking, loaded.skipped)
        statuses = {}
        for outcome in judge.outcomes(session, asked or ([self.only] if self.only else ())):
            statuses[outcome.task] = outcome.status
            yield outcome
            if self.enough and outcome.status is not Status.PASSED:
                return
        yield from diagnoses(self.known, statuses, judge.shown)
