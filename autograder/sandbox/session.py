"""Near side: one submission's worker and its directory. Start, load, snapshot, kill, restart."""

import functools
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from autograder.errors import EngineError
from autograder.model import Limits, LoadNote
from autograder.sandbox import clock, overruns
from autograder.sandbox.channel import Channel
from autograder.sandbox.disk import disk_used, unnamed
from autograder.sandbox.endings import WorkerLost
from autograder.sandbox.launch import Launcher
from autograder.sandbox.loaded import Loaded, place, plain_codec
from autograder.sandbox.meter import LoadMeter, Room
from autograder.sandbox.overruns import IDLE, STATEMENT_SHARE
from autograder.sandbox.run import Run
from autograder.sandbox.started import NOT_AN_ANSWER, Started
from autograder.sandbox.tags import READING, Closed, Place, WireError, where
from autograder.sandbox.tiers import NAMESPACES

MOST_STARTS = 100  # of one loading
MOST_DOUBTS = 5  # of them because something that failed has shown that more is needed
MOST_STILLBORN = 2  # runs in vain, after which no more are tried: each may take its whole patience


@dataclass(frozen=True, slots=True)
class Source:
    """What a worker loads.

    Attributes:
        cells: number and text of each.
        files: what lies beside them, by path.
        given: the assignment's given.py.
        load: "all", or "needed" for what some names need.
        wanted: these names; None for every function and class.
        thrifty: whether functions need only be defined, not be fit for use.
        package: where in `files` the submission stands, for relative imports.
        standins: sources of modules that are not there, by name.
    """

    cells: tuple[tuple[int, str], ...]
    files: dict[str, bytes] = field(default_factory=dict)
    given: str | None = None
    load: str = "all"
    wanted: tuple[str, ...] | None = None
    thrifty: bool = False
    package: str = ""
    standins: dict[str, str] = field(default_factory=dict)


class Session:
    """A submission's code in a process of its own. Use as a context manager."""

    def __init__(self, launcher: Launcher, source: Source, limits: Limits, seed: int) -> None:
        self.launcher, self.source, self.limits, self.seed = launcher, source, limits, seed
        self.skip: dict[Place, str] = {}
        self.unsure: set[Place] = set()
        self.sought: set[tuple[str, str]] = set()
        self.hasty_from: Place | None = None
        self.spent = 0.0  # CPU seconds used for loading
        self.hopeless = ""  # why no run can be had
        self._began = time.monotonic()
        self._stillborn = 0  # runs that did not come to their first call
        self.loaded = Loaded()
        self._worker: Started | None = None

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- loading ----------------------------------------------------------------------------------

    def load(self) -> Loaded:
        """Load the source, again around what hangs or kills the process, or shows that more is needed."""
        before, began, why, doubts = self.spent, time.monotonic(), "", 0
        for _ in range(MOST_STARTS):
            self._start()
            try:
                self.loaded = self._load_once()
                doubts += 1
                if not self._goes_deeper(self.loaded) or doubts > MOST_DOUBTS:
                    return self.loaded
            except _LostAt as lost:
                why = lost.why
                if lost.place[1] == READING:
                    break
                waited = (time.monotonic() - began) / IDLE
                if not self._go_around(lost, max(self.spent - before, waited)):
                    break
        return self._give_up(f"its code could not be loaded: {why}")

    def _goes_deeper(self, loaded: Loaded) -> bool:
        """Whether more is needed than was thought, because statements failed."""
        news = set(loaded.again) - self.unsure, set(loaded.sought) - self.sought
        self.unsure |= news[0]
        self.sought |= news[1]
        return bool(loaded.again) and any(news)

    def _go_around(self, lost: "_LostAt", used: float) -> bool:
        """Skip what was lost; late in the time, read only definitions; whether to try again."""
        self.skip[lost.place] = lost.why
        self.unsure.add(lost.place)
        if self.hasty_from is None and used > self.limits.load * (1 - 1.5 / STATEMENT_SHARE):
            self.hasty_from = lost.place
        return used < 2 * self.limits.load

    def _give_up(self, why: str) -> Loaded:
        self.stop()
        self.hopeless = why
        first, _ = self.source.cells[0]
        self.loaded = Loaded((LoadNote(where(first, 1), why),))
        return self.loaded

    def _start(self) -> None:
        self.stop()
        self._worker = self.launcher.spawn(asdict(self.limits))

    def age(self) -> float:
        """Seconds by the clock since it was made."""
        return time.monotonic() - self._began

    @property
    def worker(self) -> Started:
        """The worker that runs now.

        Raises:
            Closed: there is none.
        """
        if self._worker is None:
            raise Closed("there is no worker")
        return self._worker

    @property
    def pid(self) -> int:
        """The worker's process."""
        return self.worker.process.pid

    def _load_once(self) -> Loaded:
        at: Place | None = None
        statement, whole = self.limits.load / STATEMENT_SHARE, self.limits.load
        room = Room(self.limits, self._written())
        meter = LoadMeter(self.pid, statement, whole, self.limits.processes, room)
        try:
            with self.worker.pass_socket(do="load") as near:
                channel = Channel(near, plain_codec(), meter)
                channel.send("load", self._request())
                until = time.monotonic() + IDLE * self.limits.load
                while (answer := channel.receive())[0] == "unit":
                    if time.monotonic() > until:
                        self.hasty_from = at
                        raise WorkerLost("loading did not come to an end")
                    at = place(answer[1])
                    meter.start()
                    meter()
                loaded = self._told(*answer[1])
            self.worker.home.remember(self.limits.disk)
            return loaded
        except WorkerLost as lost:
            raise _LostAt(at, str(lost)) from None
        except Closed:
            raise _LostAt(at, overruns.ending(self._worker_status(), self.limits)) from None
        except (OSError, RecursionError) as error:
            raise _LostAt(at, f"what it wrote cannot be kept ({type(error).__name__})") from None
        except (WireError, TypeError, ValueError, LookupError, OverflowError):
            raise _LostAt(at, "the process sent something that is not an answer") from None
        finally:
            self.spent += meter.cpu()

    def _told(self, facts: dict[str, Any]) -> Loaded:
        """What the far side says; how many threads there are, the kernel says."""
        told = Loaded.told(facts, clock.threads(self.pid))
        named = (replace(note, why=overruns.note(note.why, self.limits)) for note in told.notes)
        return replace(told, notes=tuple(named))

    def _written(self) -> Callable[[], int] | None:
        """What tells how much the submission has written, where no file system of its own bounds that."""
        if NAMESPACES in self.launcher.plan:
            return None
        home, pid, most = self.worker.home.descriptor, self.pid, self.limits.disk
        return lambda: disk_used(home, most) + unnamed(list(clock.tree(pid)))

    def _request(self) -> dict[str, Any]:
        places = [(file, number, why) for (file, number), why in self.skip.items()]
        return {
            **asdict(self.source),
            "cells": list(self.source.cells),
            "seed": self.seed,
            "skip": places,
            "unsure": sorted(self.unsure),
            "sought": sorted(self.sought),
            "hasty_from": self.hasty_from,
        }

    # -- snapshots --------------------------------------------------------------------------------

    @contextmanager
    def run(self, seed: int) -> Iterator[Run]:
        """A snapshot of the loaded worker with its generators seeded; gone at the end, with its files.

        A worker that started threads cannot be forked: each run is then a worker loaded afresh.
        """
        if self._worker is None:
            self._reload()
        run = self._fork(seed)
        try:
            yield run
        finally:
            run.close()
            if self.loaded.threads > 1:
                self.stop()
            else:
                self._tidy()

    def _reload(self) -> None:
        """Load once more, for another run.

        Raises:
            WorkerLost: the code could not be loaded.
        """
        if not self.hopeless:
            self.load()
        if self.hopeless:
            raise WorkerLost(self.hopeless)

    def _fork(self, seed: int) -> Run:
        try:
            return self._ask_for_run(seed)
        except (Closed, OSError, ValueError):
            self._reload()  # a snapshot of an earlier task has killed the worker
        try:
            return self._ask_for_run(seed)
        except (Closed, OSError, ValueError):
            why = "its process died between loading and the first call"
            self._stillborn += 1
            if self._stillborn == MOST_STILLBORN:
                self.stop()
                self.hopeless = why
            raise WorkerLost(why) from None

    def _ask_for_run(self, seed: int) -> Run:
        if self.loaded.threads > 1:
            near = self.worker.pass_socket(do="serve", seed=seed)
            return Run(near, self.pid, self.limits, self._worker_status, self._written())
        near = self.worker.pass_socket(do="fork", seed=seed)
        try:
            pid, number = self.worker.introduced(near, self._patience())
        except BaseException:
            near.close()
            raise
        run = Run(near, pid, self.limits, functools.partial(self._status_of, number), self._written())
        if not self.worker.has(pid):  # it has ended already, and its number may be another's
            run.close()
            raise Closed("it has ended before its first call")
        return run

    def _status_of(self, number: int) -> int | None:
        """The wait status of a snapshot that has let go of its socket, if the worker can tell."""
        try:
            return self.worker.status_of(number, self._patience())
        except NOT_AN_ANSWER:
            self.stop()  # out of step: the next run gets a worker of its own
            return None

    def _worker_status(self) -> int | None:
        return self._worker.status() if self._worker is not None else None

    def _patience(self) -> float:
        return IDLE * self.limits.call

    # -- its directory, its end -------------------------------------------------------------------

    def _tidy(self) -> None:
        """After a task: end what the worker's code started besides, restore the directory."""
        if self._worker is not None:
            self._worker.kill_children()
            if not self._worker.home.restore():
                self.stop()

    def stop(self) -> None:
        """End the worker and all it started; it can be started again."""
        if self._worker is not None:
            self._worker.close()
        self._worker = None

    close = stop


class _LostAt(Exception):
    """A statement did not come to its end."""

    def __init__(self, place: Place | None, why: str) -> None:
        if place is None:
            raise EngineError(f"a worker was lost before it ran any student code: {why}")
        self.place, self.why = place, why
