"""Files tried as students try them, in forks of a process that has the large libraries: many, quickly."""

import json
import os
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from autograder.local import child
from autograder.local.check import THREADS, Check, understood
from autograder.local.offered import offered_at
from autograder.local.sources import Handed

AT_ONCE = 2


@dataclass(frozen=True)
class Tried:
    """How each task that can be tried ended, and what was said."""

    words: dict[str, str]
    says: dict[str, str]


class Forked:
    """Does what `check.Process` does, in a fork."""

    def __init__(self, request: dict[str, Any]) -> None:
        reading, writing = os.pipe()
        self._pid = os.fork()
        if not self._pid:
            os.close(reading)
            serve(request, writing)
        os.close(writing)
        self._file = open(reading, "rb")  # noqa: SIM115

    def __enter__(self) -> "Forked":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        with suppress(ProcessLookupError):
            os.killpg(self._pid, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self._pid, 0)

    def lines(self) -> Iterator[list[Any]]:
        """What it says, until it ends."""
        for line in self._file:
            yield understood(line)

    def death(self) -> str:
        """How it ended."""
        return f"it ended by status {os.waitpid(self._pid, 0)[1]}"


def serve(request: dict[str, Any], writing: int) -> None:
    """Try what is asked for, in this process, which ends."""
    try:
        os.setsid()
        nowhere = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(nowhere, descriptor)
        os.chdir(request["work"])
        os.environ["HOME"] = request["work"]
        sys.argv = ["submission"]
        sys.path.append(request["work"])
        turn = threading.Lock()

        def tell(*line: Any) -> None:
            with turn:
                os.write(writing, child.written(line).encode() + b"\n")

        child.try_all(json.loads(json.dumps(request)), tell)
    except BaseException as error:
        os.write(writing, json.dumps(["fault", f"{type(error).__name__}: {error}"]).encode() + b"\n")
    os._exit(0)


class ForkedCheck(Check):
    """A check whose process is a fork of this one."""

    def _process(self, tasks: Any, work: str) -> Any:
        return Forked(self._request(tasks, work))


def tried(released: Path, handed: Handed, check: type[Check] = ForkedCheck) -> Tried:
    """What a check says of a file, task by task."""
    offered = offered_at(released)
    tasks = [task for task in offered.facts.tasks if task.name not in offered.facts.elsewhere]
    found = check(offered, handed, released).run(tasks).outcomes
    return Tried({name: str(o.status) for name, o in found.items()}, {n: o.says for n, o in found.items()})


def ready() -> None:
    """Import what assignments preload; one thread each."""
    import torch

    torch.set_num_threads(1)
    for name in ("matplotlib.pyplot", "pandas", "sklearn"):
        __import__(name)


@contextmanager
def runners() -> Iterator[ProcessPoolExecutor]:
    """Processes that try files, so many at once."""
    before = dict(os.environ)
    os.environ.update(dict.fromkeys(THREADS, "1"), PYTHONHASHSEED="0", MPLBACKEND="Agg")
    try:
        with ProcessPoolExecutor(AT_ONCE, get_context("spawn"), initializer=ready) as pool:
            yield pool
    finally:
        os.environ.clear()
        os.environ.update(before)


def all_tried(
    pool: ProcessPoolExecutor, released: Path, files: Iterable[tuple[str, Handed]]
) -> dict[str, Tried]:
    """By name, what a check says of each file."""
    waiting = {name: pool.submit(tried, released, handed) for name, handed in files}
    return {name: future.result() for name, future in waiting.items()}
