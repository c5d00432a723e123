"""The places in which an attack runs: what a machine may give the grader, from root to nothing at all.

root       as is: all namespaces                                          L3
user       an ordinary user who owns 200 processes, user namespaces       L3
container  root with a default container's capabilities and no namespaces L2
plain      an ordinary user who owns 200 processes, no namespaces         L1
docker     root in a real container; see `docker`                         L2
"""

import functools
import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from signal import SIGCONT

from tests.attacks import docker
from tests.attacks.place import AT_REST, PROJECT, Place, alive, everyone, open_folder, status

NAMES = ("root", "user", "container", "plain", "docker")
TIERS = {"root": "L3", "user": "L3", "container": "L2", "plain": "L1", "docker": "L2"}
ORDINARY = ("user", "plain")
BYSTANDERS = 200
FREE_UIDS = range(1_000_000, 1_000_000_000)  # without a name on any system
ENTER = [sys.executable, "-I", str(PROJECT / "tests" / "attacks" / "enter.py")]

CROWD = """
import ctypes, os, signal, sys
leader, crowd = os.getpid(), []
for _ in range(int(sys.argv[1])):
    pid = os.fork()
    if pid == 0:
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # with the leader, however that ends
        if os.getppid() == leader:
            while True:
                signal.pause()
        os._exit(0)
    crowd.append(pid)
print(*crowd, flush=True)
sys.stdin.read()
for pid in crowd:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
"""


class Here(Place):
    """A place on this machine itself.

    Args:
        guarded: a descriptor of the namespace that tells its processes from others (-1 where there can be
            none), and the pid of the process that guards it.
        crowd: the pids of the bystanders.
    """

    def __init__(
        self, name: str, uid: int, folder: Path, guarded: tuple[int, int], crowd: Sequence[int]
    ) -> None:
        super().__init__(uid, folder)
        self.name, self.tier = name, TIERS[name]
        (self._uts, self._guard), self._crowd = guarded, crowd

    def _command(self, argv: Sequence[str], env: Mapping[str, str], cwd: Path) -> list[str]:
        return [*ENTER, self.name, str(self.uid), str(self._uts), str(cwd), *argv]

    def _descriptors(self) -> Sequence[int]:
        return () if self._uts < 0 else (self._uts,)

    def processes(self) -> list[int]:
        """By the namespace, which no process leaves; without one, by session, which a process may."""
        if self._uts < 0:
            sessions = {str(process.pid) for process in self._started}
            return [pid for pid in everyone() if sessions & set(status(pid)[3:]) and alive(pid)]
        mine = os.fstat(self._uts).st_ino
        return [pid for pid in everyone() if _uts_of(pid) == mine and pid != self._guard and alive(pid)]

    def bystanders(self) -> int:
        return sum(bool(found := status(pid)) and found[0] in AT_REST for pid in self._crowd)


def _uts_of(pid: int) -> int | None:
    try:
        return os.stat(f"/proc/{pid}/ns/uts").st_ino
    except OSError:
        return None  # it is over, or another user's whom we may not ask


def reason_it_cannot(name: str) -> str | None:
    """Why there is no such place on this machine."""
    return docker.reason_it_cannot() if name == "docker" else _reason_it_cannot_be_here(name)


@functools.cache
def _reason_it_cannot_be_here(name: str) -> str | None:
    if sys.platform != "linux":
        return f"{name}: this is not Linux"
    if name in ("root", "container") and os.getuid():
        return f"{name}: the tests do not run as root"
    with entered(name, bystanders=0) as place:
        tried = place.run([place.python, "-m", "tests.attacks.abilities"], cwd=PROJECT)
    if tried.returncode:
        return f"{name}: nothing starts there: {(tried.stderr.strip().splitlines() or ['no word'])[-1]}"
    needs = {"root": "mount namespace", "user": "user namespace"}.get(name)
    refused = json.loads(tried.stdout)[needs] if needs else ""
    return f"{name}: no {needs} here: {refused}" if refused else None


@contextmanager
def entered(name: str, bystanders: int = BYSTANDERS) -> Iterator[Place]:
    """A place, with nothing left of it afterwards.

    Args:
        bystanders: how many processes its user has already, if that is an ordinary one.
    """
    if name == "docker":
        with docker.daemon() as daemon, daemon.entered() as place:
            yield place
        return
    with ExitStack() as stack:
        folder = stack.enter_context(open_folder("place"))
        uid = _uid(name)
        crowd = stack.enter_context(_crowd(name, uid, bystanders)) if name in ORDINARY and bystanders else []
        guarded = stack.enter_context(_guarded())
        yield stack.enter_context(Here(name, uid, folder, guarded, crowd))


def _uid(name: str) -> int:
    """Who runs there: a number that nobody has, so that no other place has processes of it."""
    if name in ORDINARY and os.getuid() == 0:
        return secrets.choice(FREE_UIDS)
    return os.getuid()


@contextmanager
def _crowd(name: str, uid: int, count: int) -> Iterator[list[int]]:
    """So many processes of this user that do nothing."""
    command = [*ENTER, name, str(uid), "-1", "/", sys.executable, "-I", "-c", CROWD, str(count)]
    with _until_stdin_ends(command) as leader:
        assert leader.stdout is not None
        yield [int(pid) for pid in leader.stdout.readline().split()]


@contextmanager
def _guarded() -> Iterator[tuple[int, int]]:
    """A new uts namespace, as a descriptor, and the pid of its guard; -1 where there can be none."""
    with _until_stdin_ends(ENTER) as guard:
        assert guard.stdout is not None
        uts = os.open(f"/proc/{guard.pid}/ns/uts", os.O_RDONLY) if guard.stdout.readline() else -1
        try:
            yield uts, guard.pid
        finally:
            if uts >= 0:
                os.close(uts)


@contextmanager
def _until_stdin_ends(command: Sequence[str]) -> Iterator[subprocess.Popen[str]]:
    """A process that says a line when it is ready and ends when its standard input does."""
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdin is not None
        try:
            yield process
        finally:
            process.stdin.close()
            process.send_signal(SIGCONT)  # in case that somebody has stopped it
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
