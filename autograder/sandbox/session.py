"""Near side: one submission's worker and its directory. Start, load, snapshot, kill, restart."""

import json
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from autograder.errors import EngineError
from autograder.model import Limits, LoadNote
from autograder.sandbox import clock
from autograder.sandbox.channel import Channel, Closed
from autograder.sandbox.endings import WorkerLost, clean, death
from autograder.sandbox.launch import Launcher
from autograder.sandbox.meter import Meter
from autograder.sandbox.run import Run
from autograder.sandbox.tags import WireError
from autograder.sandbox.wire import Codec

STATEMENT_SHARE = 4  # one statement may use a quarter of the time for loading


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
        self.home = Path(tempfile.mkdtemp(dir=launcher.folder.name))
        self.pristine: Path | None = None
        self.skip: dict[int, str] = {}
        self.only_definitions_from: int | None = None
        self.spent = 0.0  # CPU seconds used for loading
        self.loaded = Loaded((), (), 1)
        self._control: socket.socket | None = None
        self._lifeline: socket.socket | None = None
        self._pid = 0

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- loading ----------------------------------------------------------------------------------

    def load(self) -> Loaded:
        """Load the source, again around each statement that hangs or kills the process."""
        while True:
            self._start()
            try:
                self.loaded = self._load_once()
                self._remember_home()
                return self.loaded
            except _LostAt as lost:
                self.skip[lost.unit] = lost.why
                if self.spent > self.limits.load * (1 - 1 / STATEMENT_SHARE):
                    self.only_definitions_from = lost.unit

    def _start(self) -> None:
        self.stop()
        self._empty_home()
        self._control, self._lifeline, self._pid = self.launcher.spawn(asdict(self.limits), str(self.home))

    def _load_once(self) -> Loaded:
        near = self._pass_socket(do="load")
        unit = -1
        meter = Meter(self._pid, self.limits.load / STATEMENT_SHARE, self.limits.load, self.limits.processes)
        channel = Channel(near, Codec(_unsendable, _unexpected, far=False), meter)
        try:
            channel.send("load", self._request())
            while (answer := channel.receive())[0] == "unit":
                unit = int(answer[1][0])
                meter.start()
            notes = tuple(
                LoadNote(_where(cell, line), clean(why), tuple(map(clean, names)))
                for cell, line, why, names in answer[1][0]
            )
            threads, missing = channel.receive()[1]
            return Loaded(notes, tuple(map(clean, missing)), int(threads))
        except WorkerLost as lost:
            raise _LostAt(unit, str(lost)) from None
        except Closed:
            raise _LostAt(unit, death(self._worker_status())) from None
        except (WireError, TypeError, ValueError, IndexError):
            raise _LostAt(unit, "the process sent something that is not an answer") from None
        finally:
            self.spent += meter.cpu()
            near.close()

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
        """A snapshot of the loaded worker with its generators seeded; gone at the end, with its files."""
        if self._control is None or self.loaded.threads > 1:
            self.load()
        run = self._fork(seed)
        try:
            yield run
        finally:
            run.close()
            self._tidy()

    def _fork(self, seed: int) -> Run:
        try:
            near = self._pass_socket(do="fork", seed=seed)
            pid = self._hear()["pid"]
        except (OSError, ValueError):
            self.load()  # a snapshot of an earlier task has killed it
            near = self._pass_socket(do="fork", seed=seed)
            pid = self._hear()["pid"]
        return Run(near, pid, self.limits, self._status_of)

    def _pass_socket(self, **request: Any) -> socket.socket:
        """Send a request together with one end of a new pair; the other end is ours."""
        near, far = socket.socketpair()
        with far:
            assert self._control is not None
            socket.send_fds(self._control, [json.dumps(request).encode()], [far.fileno()])
        return near

    def _hear(self) -> dict[str, Any]:
        assert self._control is not None
        self._control.settimeout(4 * self.limits.call)
        answer: dict[str, Any] = json.loads(self._control.recv(1 << 12))
        return answer

    def _status_of(self, pid: int) -> int | None:
        """The wait status of a dead snapshot, or None if the worker cannot tell."""
        try:
            assert self._control is not None
            self._control.send(json.dumps({"do": "reap", "pid": pid}).encode())
            status: int = self._hear()["status"]
            return status
        except (OSError, ValueError):
            return None

    def _worker_status(self) -> int | None:
        assert self._lifeline is not None
        self._lifeline.settimeout(2)
        try:
            return int(self._lifeline.recv(32))
        except (OSError, ValueError):
            return None

    # -- its directory, its end -------------------------------------------------------------------

    def _remember_home(self) -> None:
        """Keep a copy of what loading left behind, so that each task starts from it."""
        if self.pristine is not None:
            shutil.rmtree(self.pristine)
        self.pristine = None
        if any(self.home.iterdir()):
            self.pristine = Path(tempfile.mkdtemp(dir=self.launcher.folder.name))
            _copy(self.home, self.pristine)

    def _tidy(self) -> None:
        """After a task: end what the worker's code started besides, restore the directory."""
        for child in clock.children(self._pid):
            clock.kill_tree(child)
        if self.pristine is not None or any(self.home.iterdir()):
            self._empty_home()
            if self.pristine is not None:
                _copy(self.pristine, self.home)

    def _empty_home(self) -> None:
        for path in self.home.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()

    def stop(self) -> None:
        """End the worker and all it started; it can be started again."""
        for end in (self._control, self._lifeline):
            if end is not None:
                end.close()
        self._control = self._lifeline = None

    def close(self) -> None:
        """End the worker and remove its directories."""
        self.stop()
        for folder in (self.home, self.pristine):
            if folder is not None:
                shutil.rmtree(folder, ignore_errors=True)


class _LostAt(Exception):
    def __init__(self, unit: int, why: str) -> None:
        if unit < 0:
            raise EngineError(f"a worker was lost before it ran any student code: {why}")
        self.unit, self.why = unit, why


def _where(cell: int, line: int) -> str:
    return f"cell {cell}, line {line}" if cell else f"line {line}"


def _unsendable(value: Any) -> Any:
    raise EngineError(f"a {type(value).__name__} in a request to load")


def _unexpected(tag: int, body: list[Any]) -> Any:
    raise WireError("a reference while loading")


def _copy(source: Path, target: Path) -> None:
    """Copy regular files and folders; links, pipes and devices are left out."""
    for path in source.iterdir():
        if path.is_symlink():
            continue
        if path.is_dir():
            (target / path.name).mkdir()
            _copy(path, target / path.name)
        elif path.is_file():
            shutil.copyfile(path, target / path.name)
