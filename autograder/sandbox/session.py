"""Near side: one submission's worker and its directory. Start, load, snapshot, kill, restart."""

import json
import select
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

from autograder.errors import EngineError
from autograder.model import Limits, LoadNote
from autograder.sandbox import clock
from autograder.sandbox.channel import Channel, Closed
from autograder.sandbox.endings import WorkerLost, clean, death
from autograder.sandbox.home import Home
from autograder.sandbox.launch import Launcher
from autograder.sandbox.meter import IDLE, Meter
from autograder.sandbox.run import Run
from autograder.sandbox.tags import WireError
from autograder.sandbox.wire import Codec

STATEMENT_SHARE = 4  # one statement may use a quarter of the time for loading
MOST_STARTS = 100  # of one loading
MOURNING = 1.0  # seconds in which a process that has closed its socket is expected to be dead


@dataclass(frozen=True, slots=True)
class Source:
    """What a worker loads: cells (number, text), files beside them, the assignment's given.py."""

    cells: tuple[tuple[int, str], ...]
    files: dict[str, bytes] = field(default_factory=dict)
    given: str | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of loading."""

    notes: tuple[LoadNote, ...]
    missing: tuple[str, ...]  # modules that are not installed
    threads: int


class Session:
    """A submission's code in a process of its own. Use as a context manager."""

    def __init__(self, launcher: Launcher, source: Source, limits: Limits, seed: int) -> None:
        self.launcher, self.source, self.limits, self.seed = launcher, source, limits, seed
        self.home = Home(launcher.folder.name)
        self.skip: dict[int, str] = {}
        self.only_definitions_from: int | None = None
        self.spent = 0.0  # CPU seconds used for loading
        self.hopeless = ""  # why no run can be had
        self.loaded = Loaded((), (), 1)
        self._control: socket.socket | None = None
        self._lifeline: socket.socket | None = None
        self.pid = 0

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- loading ----------------------------------------------------------------------------------

    def load(self) -> Loaded:
        """Load the source, again around each statement that hangs or kills the process."""
        before, waited, why = self.spent, 0.0, ""
        for _ in range(MOST_STARTS):
            self._start()
            try:
                self.loaded = self._load_once()
                return self.loaded
            except _LostAt as lost:
                why = lost.why
                waited += self.limits.load / STATEMENT_SHARE if lost.slow else 0
                if not self._go_around(lost, max(self.spent - before, waited)):
                    break
        return self._give_up(f"its code could not be loaded: {why}")

    def _go_around(self, lost: "_LostAt", used: float) -> bool:
        """Skip what was lost; late in the time, read only definitions; whether to try again."""
        self.skip[lost.unit] = lost.why
        if self.only_definitions_from is None and used > self.limits.load * (1 - 1.5 / STATEMENT_SHARE):
            self.only_definitions_from = lost.unit
        return used < 2 * self.limits.load

    def _give_up(self, why: str) -> Loaded:
        self.stop()
        self.hopeless = why
        first, _ = self.source.cells[0]
        self.loaded = Loaded((LoadNote(_where(first, 1), why),), (), 1)
        return self.loaded

    def _start(self) -> None:
        self.stop()
        self.home.empty()
        self._control, self._lifeline, self.pid = self.launcher.spawn(
            asdict(self.limits), str(self.home.path)
        )

    def _load_once(self) -> Loaded:
        unit = -1
        meter = Meter(self.pid, self.limits.load / STATEMENT_SHARE, self.limits.load, self.limits.processes)
        try:
            with self._pass_socket(do="load") as near:
                channel = Channel(near, Codec(_unsendable, _unexpected, far=False), meter)
                channel.send("load", self._request())
                until = time.monotonic() + IDLE * self.limits.load
                while (answer := channel.receive())[0] == "unit":
                    if time.monotonic() > until:
                        self.only_definitions_from = 0
                        raise WorkerLost("loading did not come to an end")
                    unit = _later(answer[1][0], unit)
                    meter.start()
                    meter()
                loaded = _told(answer[1], channel.receive()[1])
            self.home.remember()
            return loaded
        except WorkerLost as lost:
            raise _LostAt(unit, str(lost), slow=True) from None
        except Closed:
            raise _LostAt(unit, death(self._worker_status())) from None
        except (OSError, RecursionError) as error:
            raise _LostAt(unit, f"what it wrote cannot be kept ({type(error).__name__})") from None
        except (WireError, TypeError, ValueError, IndexError, OverflowError):
            raise _LostAt(unit, "the process sent something that is not an answer") from None
        finally:
            self.spent += meter.cpu()

    def _request(self) -> dict[str, Any]:
        return {
            "cells": list(self.source.cells),
            "files": self.source.files,
            "given": self.source.given,
            "seed": self.seed,
            "skip": self.skip,
            "only_definitions_from": self.only_definitions_from,
        }

    # -- snapshots --------------------------------------------------------------------------------

    @contextmanager
    def run(self, seed: int) -> Iterator[Run]:
        """A snapshot of the loaded worker with its generators seeded; gone at the end, with its files.

        A worker that started threads cannot be forked: each run is then a worker loaded afresh.
        """
        if self._control is None:
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
        except (Closed, OSError, ValueError, KeyError):
            self._reload()  # a snapshot of an earlier task has killed the worker
        try:
            return self._ask_for_run(seed)
        except (Closed, OSError, ValueError, KeyError):
            raise WorkerLost("its process died between loading and the first call") from None

    def _ask_for_run(self, seed: int) -> Run:
        if self.loaded.threads > 1:
            near = self._pass_socket(do="serve", seed=seed)
            return Run(near, self.pid, self.limits, lambda pid: self._worker_status())
        near = self._pass_socket(do="fork", seed=seed)
        try:
            return Run(near, self._hear()["pid"], self.limits, self._status_of)
        except BaseException:
            near.close()
            raise

    def _pass_socket(self, **request: Any) -> socket.socket:
        """Send a request together with one end of a new pair; the other end is ours."""
        assert self._control is not None
        near, far = socket.socketpair()
        with far:
            try:
                socket.send_fds(self._control, [json.dumps(request).encode()], [far.fileno()])
            except OSError as error:
                near.close()
                raise Closed(str(error)) from None
        return near

    def _hear(self) -> dict[str, Any]:
        assert self._control is not None
        self._control.settimeout(4 * self.limits.call)
        answer: dict[str, Any] = json.loads(self._control.recv(1 << 12))
        return answer

    def _status_of(self, pid: int) -> int | None:
        """The wait status of a dead snapshot, or None if it lives on or the worker cannot tell."""
        try:
            assert self._control is not None
            self._control.send(json.dumps({"do": "reap", "pid": pid}).encode())
            if not select.select([self._control], [], [], MOURNING)[0]:
                clock.kill_tree(pid)  # it has only closed its socket
                self._hear()
                return None
            status: int = self._hear()["status"]
            return status
        except (OSError, ValueError, KeyError):
            self.stop()  # out of step: the next run gets a worker of its own
            return None

    def _worker_status(self) -> int | None:
        assert self._lifeline is not None
        self._lifeline.settimeout(2)
        try:
            return int(self._lifeline.recv(32))
        except (OSError, ValueError):
            return None

    # -- its directory, its end -------------------------------------------------------------------

    def _tidy(self) -> None:
        """After a task: end what the worker's code started besides, restore the directory."""
        for child in clock.children(self.pid):
            clock.kill_tree(child)
        if not self.home.restore():
            self.stop()

    def stop(self) -> None:
        """End the worker and all it started; it can be started again."""
        for end in (self._control, self._lifeline):
            if end is not None:
                end.close()
        self._control = self._lifeline = None

    def close(self) -> None:
        """End the worker and remove its directories."""
        self.stop()
        self.home.remove()


class _LostAt(Exception):
    """A statement did not come to its end; `slow` if it was stopped for the time it took."""

    def __init__(self, unit: int, why: str, slow: bool = False) -> None:
        if unit < 0:
            raise EngineError(f"a worker was lost before it ran any student code: {why}")
        self.unit, self.why, self.slow = unit, why, slow


def _later(number: Any, than: int) -> int:
    """The index of the next statement; it must be one, and a later one."""
    if type(number) is not int or number <= than:
        raise WireError("not the index of a later statement")
    return number


def _told(notes: list[Any], end: list[Any]) -> Loaded:
    """What the far side says of its loading, checked."""
    told = tuple(
        LoadNote(_where(int(cell), int(line)), clean(why), tuple(map(clean, names)))
        for cell, line, why, names in notes[0]
    )
    threads, missing = end
    return Loaded(told, tuple(map(clean, missing)), int(threads))


def _where(cell: int, line: int) -> str:
    return f"cell {cell}, line {line}" if cell else f"line {line}"


def _unsendable(value: Any) -> Any:
    raise EngineError(f"a {type(value).__name__} in a request to load")


def _unexpected(tag: int, body: list[Any]) -> Any:
    raise WireError("a reference while loading")
