"""An assignment made ready to judge: zygote started, tests collected, reference rehearsed."""

import gc
import resource
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

from autograder.errors import BadInput, GraderError
from autograder.judging import environment, hypothesis_runs, recordings
from autograder.judging.collection import Check, collect
from autograder.judging.judge import Judge
from autograder.judging.recordings import Recording
from autograder.judging.rehearsal import rehearse, seed_of
from autograder.judging.sources import reference_source, submission_source
from autograder.model import Assignment, LoadNote, Outcome, Submission, Task
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


Said = Opened | Outcome | Ended
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
        found = recordings.load(path) if self.cached else None
        if found is not None and set(found) == set(names):
            self.recordings = found
            return
        self.recordings = self._rehearsed(self.checks)
        if self.cached and not self.faults:
            with suppress(OSError):  # a cache that cannot be written costs the next run some seconds
                recordings.save(self.recordings.values(), path)

    def _rehearsed(self, checks: Sequence[Check]) -> dict[str, Recording]:
        session = self.session(reference_source(self.assignment))
        with one_processor(0), session, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            loaded = session.load()
            if loaded.notes:
                note = loaded.notes[0]
                raise GraderError(
                    f"the reference {self.assignment.reference} does not load: {note.where}: {note.why}"
                )
            return rehearse(checks, session, self.assignment.seed)

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
        judge = Judge(self.checks, self.recordings, self.assignment.seed, self.assignment.limits.submission)
        spent, fault = 0.0, ""
        try:
            with self.session(self.source(submission)) as session:
                for said in self._said(session, judge):
                    tell(said)
                    spent = session.spent
        except Exception as error:  # ours, whatever it is: what was not told becomes void, and this says why
            fault = f"{type(error).__name__}: {error}"
        own = resource.getrusage(resource.RUSAGE_SELF)
        tell(Ended(own.ru_utime + own.ru_stime + spent, fault))

    def _said(self, session: Session, judge: Judge) -> Iterator[Outcome | Opened]:
        loaded = session.load()
        why = "it is not installed where this is graded, so something that does nothing stands in for it"
        absent = tuple(LoadNote(f"import {name}", why) for name in loaded.missing)
        notes, lacking = environment.from_loading(loaded, dict(session.source.cells))
        yield Opened(absent + notes, lacking, loaded.skipped)
        yield from judge.outcomes(session, self.only)
