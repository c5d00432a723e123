"""A real container with the default profile, from a daemon of the tests' own.

The daemon runs in its own mount and pid namespaces, with its own /run and /etc/docker: when its first
process ends, the kernel ends all others and takes back all mounts. Left are one folder and empty control
groups, which have one name. No image is fetched: the root is empty folders and links, and the system's
/usr, the interpreter and the project are bound into it read-only.
"""

import functools
import io
import os
import select
import shutil
import socket
import subprocess
import sys
import tarfile
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.attacks.enter import needed
from tests.attacks.place import Place, open_folder

PROGRAMS = ("dockerd", "docker", "containerd", "runc", "unshare")
PATIENCE = 60.0  # seconds in which the daemon is ready
FLAGS = ("--iptables=false", "--ip6tables=false", "--bridge=none", "--storage-driver=vfs")
LIMITS = ("--network", "none", "--memory", "768m", "--cpus", "0.5")
IMAGE = "root"
CGROUPS = Path("/sys/fs/cgroup")
ETC = ("passwd", "group", "ld.so.cache", "localtime", "nsswitch.conf", "alternatives")
FOLDERS = {"": 0o755, "etc": 0o755, "proc": 0o555, "sys": 0o555, "dev": 0o755, "run": 0o755, "root": 0o755,
           "usr": 0o755, "tmp": 0o1777, "var": 0o755, "var/tmp": 0o1777}  # fmt: skip

# The first process of the pid namespace. It ends with the daemon, or when standard input does: the second
# even if the tests are killed.
FIRST = """
mount -t tmpfs -o mode=755 tmpfs /run && mount -t tmpfs -o mode=755 tmpfs /etc/docker || exit
exec 3<&0
"$@" </dev/null 3<&- &
daemon=$!
(read -r _ <&3; kill -KILL $daemon) >/dev/null 2>&1 &
wait $daemon
exit $?
"""


class DoesNotStart(Exception):
    """There is no daemon on this machine; the sentence says why."""


class Container(Place):
    """Commands run in containers, one each, with the same two folders.

    Args:
        client: the command that speaks to the daemon.
        groups: the name of the control groups in which all containers are.
    """

    name, tier = "docker", "L2"

    def __init__(self, folder: Path, client: Sequence[str], groups: str) -> None:
        super().__init__(0, folder)
        self.groups = groups
        self._folder, self._client = folder, client

    def _command(self, argv: Sequence[str], env: Mapping[str, str], cwd: Path) -> list[str]:
        binds = [f"{path}:{path}:ro" for path in _bound()]
        binds.append(f"{self._folder}:{self._folder}")
        told = [word for name, value in env.items() for word in ("-e", f"{name}={value}")]
        mounts = [word for bind in binds for word in ("-v", bind)]
        options = ["--rm", "-i", "--name", f"c{uuid.uuid4().hex}", "--cgroup-parent", f"/{self.groups}"]
        return [*self._client, "run", *options, *LIMITS, *mounts, *told, "-w", str(cwd), IMAGE, *argv]

    def processes(self) -> list[int]:
        """By the control groups, which no process leaves."""
        return sorted({pid for group in _groups(self.groups) for pid in _members(group)})

    def _kill(self, process: "subprocess.Popen[str]") -> None:
        """Remove the container; the client then ends by itself."""
        arguments = process.args
        assert isinstance(arguments, list)
        name = arguments[arguments.index("--name") + 1]
        subprocess.run([*self._client, "rm", "--force", name], capture_output=True, check=False)
        super()._kill(process)


class Daemon:
    """A daemon under way; makes as many places as one likes.

    Args:
        client: the command that speaks to it.
        groups: the name of the control groups in which all containers are.
    """

    def __init__(self, client: Sequence[str], groups: str) -> None:
        self.client, self.groups = client, groups

    @contextmanager
    def entered(self) -> Iterator[Container]:
        """A place whose commands run in containers."""
        with open_folder("place") as folder, Container(folder, self.client, self.groups) as place:
            yield place


@functools.cache
def reason_it_cannot() -> str | None:
    """Why no container can be had on this machine; starts a daemon to see."""
    try:
        with daemon():
            return None
    except DoesNotStart as reason:
        return f"docker: {reason}"


@contextmanager
def daemon() -> Iterator[Daemon]:
    """A daemon with one image, and nothing left of it afterwards.

    Raises:
        DoesNotStart: it cannot be.
    """
    if missing := [program for program in PROGRAMS if not shutil.which(program)]:
        raise DoesNotStart(f"not installed: {', '.join(missing)}")
    if sys.platform != "linux" or os.getuid():
        raise DoesNotStart("the tests do not run as root")
    with open_folder("daemon") as folder:
        folder.chmod(0o700)
        try:
            with _started(folder):
                client = ["docker", "--config", str(folder), "--host", f"unix://{folder}/socket"]
                made = subprocess.run([*client, "import", "-", IMAGE], input=_root(), capture_output=True)
                if made.returncode:
                    raise DoesNotStart(f"the image cannot be made: {made.stderr.decode(errors='replace')}")
                yield Daemon(client, folder.name)
        finally:
            remove_groups(folder.name)


@contextmanager
def _started(folder: Path) -> Iterator[None]:
    """The daemon is ready; afterwards it and all that it started is over, and its mounts are gone.

    Raises:
        DoesNotStart: it ended, or was not ready in time; the sentence has its last words.
    """
    log = folder / "log"
    with log.open("wb") as output, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ready:
        ready.bind(str(folder / "ready"))
        process = subprocess.Popen(
            ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "sh", "-c", FIRST, "sh",
             *_daemon_command(folder)],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={"PATH": os.environ.get("PATH", os.defpath), "NOTIFY_SOCKET": str(folder / "ready")},
            cwd="/",
            start_new_session=True,
        )  # fmt: skip
        try:
            if not _is_ready(ready, process):
                raise DoesNotStart(f"the daemon does not start: {_last_words(log)}")
            yield
        finally:
            assert process.stdin is not None
            process.stdin.close()
            process.wait()


def _is_ready(ready: socket.socket, process: "subprocess.Popen[bytes]") -> bool:
    """Wait for the daemon's word, or its end."""
    ended = os.pidfd_open(process.pid)
    try:
        return ready.fileno() in select.select([ready.fileno(), ended], [], [], PATIENCE)[0]
    finally:
        os.close(ended)


def _daemon_command(folder: Path) -> list[str]:
    own = [f"--{option}={folder}/{option}" for option in ("data-root", "exec-root", "pidfile")]
    return ["dockerd", f"--host=unix://{folder}/socket", *own, *FLAGS]


def _last_words(log: Path) -> str:
    lines = log.read_text(errors="replace").strip().splitlines()
    told = [line for line in lines if "level=info" not in line] or lines
    return " / ".join(told[-3:]) or "it says nothing"


def _root() -> bytes:
    """An image: empty folders, and the links that this system has into /usr."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, mode in FOLDERS.items():
            folder = tarfile.TarInfo(f"./{name}")
            folder.type, folder.mode = tarfile.DIRTYPE, mode
            archive.addfile(folder)
        for path in Path("/").iterdir():
            if path.is_symlink() and path.readlink().parts[:1] == ("usr",):
                link = tarfile.TarInfo(f"./{path.name}")
                link.type, link.linkname = tarfile.SYMTYPE, str(path.readlink())
                archive.addfile(link)
    return buffer.getvalue()


def _bound() -> list[Path]:
    """What of this system is in every container."""
    usr, of_etc = Path("/usr"), [path for name in ETC if (path := Path("/etc", name)).exists()]
    return [usr, *of_etc, *(path for path in needed() if usr not in (path, *path.parents))]


def _groups(name: str) -> list[Path]:
    """The control groups under this name, in every hierarchy, innermost first."""
    tops = [*CGROUPS.glob(name), *CGROUPS.glob(f"*/{name}")]
    return sorted((Path(top) for name in tops for top, _, _ in os.walk(name)), reverse=True)


def remove_groups(name: str) -> None:
    """Remove the control groups under this name; their processes have ended."""
    for group in _groups(name):
        group.rmdir()


def _members(group: Path) -> list[int]:
    try:
        return [int(pid) for pid in (group / "cgroup.procs").read_text().split()]
    except OSError:  # the group has just been removed
        return []
