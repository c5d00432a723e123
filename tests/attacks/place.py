"""A place in which commands run: a user, what it may do, and a folder of its own."""

import os
import select
import subprocess
import sys
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from signal import SIGKILL
from typing import Self

PROJECT = Path(__file__).resolve().parents[2]
PATIENCE = 120.0  # seconds that a command may take
DEAD = "ZX"  # what /proc says of a process that is over
AT_REST = "SRD"  # ... and of one that nobody has stopped


class Place(ABC):
    """A user's place; the subclass knows how a command gets there.

        name, tier  what it is called, and how well student code can be held back there
        uid         who commands run as
        home, tmp   its HOME (0700) and TMPDIR (1777): the same paths inside and outside
        python      the interpreter, inside

    Args:
        folder: is there for this place alone, and any user may enter it.
    """

    name: str
    tier: str
    python = sys.executable

    def __init__(self, uid: int, folder: Path) -> None:
        self.uid = uid
        self.home, self.tmp = folder / "home", folder / "tmp"
        self._started: list[subprocess.Popen[str]] = []
        for path, mode in ((self.home, 0o700), (self.tmp, 0o1777)):
            path.mkdir()
            path.chmod(mode)
        self._give(self.home)

    # -- how a command gets there -------------------------------------------------------------------

    @abstractmethod
    def _command(self, argv: Sequence[str], env: Mapping[str, str], cwd: Path) -> list[str]:
        """The command that starts this one in the place."""

    @abstractmethod
    def processes(self) -> list[int]:
        """The live processes that `run` and `start` have brought about."""

    def _descriptors(self) -> Sequence[int]:
        """What the command must inherit."""
        return ()

    def bystanders(self) -> int:
        """How many of the user's own processes, which were there before, are alive and not stopped."""
        return 0

    # -- what a test may do -------------------------------------------------------------------------

    def start(
        self, argv: Sequence[str], *, env: Mapping[str, str] | None = None, cwd: Path | None = None
    ) -> subprocess.Popen[str]:
        """A command under way, with pipes; what is left of it ends with the place.

        Args:
            env: is added to the place's own environment; nothing else is inherited.
            cwd: home, if not said.
        """
        environment = self.environment() | dict(env or {})
        process = subprocess.Popen(
            self._command(argv, environment, cwd or self.home),
            env=environment,
            cwd="/",
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            pass_fds=self._descriptors(),
            start_new_session=True,
        )
        self._started.append(process)
        return process

    def run(
        self,
        argv: Sequence[str],
        *,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        timeout: float = PATIENCE,
        input: str | None = None,
    ) -> subprocess.CompletedProcess[str]:
        """A command, its output and how it ended. What it leaves running stays.

        Raises:
            subprocess.TimeoutExpired: it took longer; it was killed with its process group.
        """
        process = self.start(argv, env=env, cwd=cwd)
        try:
            stdout, stderr = process.communicate(input, timeout)
        except subprocess.TimeoutExpired:
            self._kill(process)
            process.communicate()
            raise
        return subprocess.CompletedProcess(list(argv), process.returncode, stdout, stderr)

    def environment(self) -> dict[str, str]:
        """What every command of this place is told."""
        return {
            "HOME": str(self.home),
            "XDG_CACHE_HOME": str(self.home / ".cache"),
            "TMPDIR": str(self.tmp),
            "PATH": f"{Path(self.python).parent}:/usr/local/bin:/usr/bin:/bin",
            "LANG": "C.UTF-8",
        }

    def fresh(self) -> Path:
        """A new folder in home, its user's."""
        path = Path(tempfile.mkdtemp(dir=self.home))
        self._give(path)
        return path

    def put(self, path: Path | str, text: str) -> Path:
        """Write a file, its user's as are the folders made for it; relative paths begin at home."""
        path = self.home / path
        for folder in reversed([path.parent, *path.parent.parents]):
            if not folder.exists():
                folder.mkdir()
                self._give(folder)
        path.write_text(text, encoding="utf-8")
        self._give(path)
        return path

    def left_behind(self, within: float = 5.0) -> list[int]:
        """The processes that are still there after `within` seconds at most."""
        deadline = time.monotonic() + within
        while (pids := self.processes()) and (left := deadline - time.monotonic()) > 0:
            await_end(pids[0], left)
        return pids

    # -- the end ------------------------------------------------------------------------------------

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Kill all that was started here."""
        for process in self._started:
            if process.poll() is None:
                self._kill(process)
            for pipe in (process.stdin, process.stdout, process.stderr):
                if pipe is not None:
                    with suppress(BrokenPipeError):
                        pipe.close()
            process.wait()
        while pids := self.processes():
            for pid in pids:
                with suppress(ProcessLookupError):
                    os.kill(pid, SIGKILL)
            await_end(pids[0], 1.0)

    def _kill(self, process: subprocess.Popen[str]) -> None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, SIGKILL)

    def _give(self, path: Path) -> None:
        if self.uid != os.getuid():
            os.chown(path, self.uid, self.uid)


@contextmanager
def open_folder(purpose: str) -> Iterator[Path]:
    """A folder for as long as this lasts that any user may enter."""
    with tempfile.TemporaryDirectory(prefix=f"{purpose}-", dir="/tmp") as name:
        os.chmod(name, 0o755)
        yield Path(name)


def everyone() -> Iterator[int]:
    """The pids of all processes."""
    return (int(name) for name in os.listdir("/proc") if name.isdigit())


def status(pid: int) -> list[str]:
    """The state, the parent, the process group and the session of a process; none if it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:4]
    except (FileNotFoundError, ProcessLookupError):
        return []


def alive(pid: int) -> bool:
    """Whether a process is there and not over."""
    found = status(pid)
    return bool(found) and found[0] not in DEAD


def await_end(pid: int, seconds: float) -> None:
    """Wait until a process is over, so long at most."""
    with suppress(ProcessLookupError):
        descriptor = os.pidfd_open(pid)
        try:
            select.select([descriptor], [], [], seconds)
        finally:
            os.close(descriptor)
