"""Outside a place: a cage around it, so that an attack which gets through harms nothing but the cage.

As root the place is entered from namespaces of their own: process numbers, mounts, network, IPC, host name.
`/tmp` and `/dev/shm` are empty there, and the process numbers few, so that what is left can be seen whole.

    python -m tests.attacks.cage PLACE WORK [ARGUMENT ...]     prints what the referee says
"""

import fcntl
import json
import os
import socket
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

from autograder.sandbox import syscalls
from tests.attacks import contexts
from tests.attacks.place import PROJECT

NAMESPACES = [
    "unshare",
    "--pid",
    "--fork",
    "--kill-child",
    "--mount",
    "--net",
    "--ipc",
    "--uts",
    "--mount-proc",
]
PRIVATE = ("/tmp", "/var/tmp", "/dev/shm")
NUMBERS = 4000  # process numbers in the cage
OWN_NUMBERS = (6, 14)  # the kernel from which on this holds in the cage only
BACKSTOP = 900.0


def caged(name: str) -> bool:
    """Whether a cage can be had, and is needed: a container is one."""
    return os.getuid() == 0 and name != "docker"


def refereed(name: str, work: str, *arguments: str) -> dict[str, Any]:
    """What the referee says of this work in this place.

    Raises:
        AssertionError: it said nothing, because it was killed, most likely.
    """
    command = [sys.executable, "-m", "tests.attacks.cage", name, work, *arguments]
    done = subprocess.run(
        [*NAMESPACES, *command] if caged(name) else command,
        cwd=PROJECT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=BACKSTOP,
    )
    assert done.returncode == 0, f"no word from {name}: {done.stderr.decode(errors='replace')[-3000:]}"
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def furnish() -> None:
    """Empty folders for all, few process numbers, a loopback device; the project stays where it is."""
    project = os.open(PROJECT, os.O_RDONLY | os.O_DIRECTORY)
    for folder in PRIVATE:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "mode=1777", "cage", folder], check=True)
    if not PROJECT.exists():  # it lies below one of them
        PROJECT.mkdir(parents=True)
        syscalls.mount(f"/proc/self/fd/{project}", str(PROJECT), None, syscalls.BIND)
    os.close(project)
    os.chdir(PROJECT)
    if tuple(map(int, os.uname().release.split(".")[:2])) >= OWN_NUMBERS:
        Path("/proc/sys/kernel/pid_max").write_text(str(NUMBERS))
    with socket.socket() as end:
        request = struct.pack("16sH14s", b"lo", 0x1 | 0x40, b"")  # IFF_UP, IFF_RUNNING
        fcntl.ioctl(end, 0x8914, request)  # SIOCSIFFLAGS


def main() -> None:
    name, work, *arguments = sys.argv[1:]
    if caged(name):
        furnish()
    with contexts.entered(name) as place:
        crowd = place.bystanders()
        command = [place.python, "-m", "tests.attacks.referee", work, str(place.fresh()), *arguments]
        done = place.run(command, cwd=PROJECT, timeout=BACKSTOP)
        if done.returncode:
            sys.exit(f"exit {done.returncode}: {done.stderr[-3000:]}")
        told = json.loads(done.stdout)
        told["escaped"] = place.left_behind()
        told["harmed"] = crowd - place.bystanders()
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
