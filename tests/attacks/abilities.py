"""Prints what a process can do where this runs, as JSON: `python -m tests.attacks.abilities`.

Namespaces count as possible only if a file system can then be mounted: some systems allow the one and
refuse the other. Each is tried in a process that is thrown away.
"""

import ctypes
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from tests.attacks.enter import MS_PRIVATE, MS_REC, NEWNS, NEWUSER, PROJECT, become, mount, unshare

NOBODY = 12345


def a_mount_namespace() -> None:
    """Leave the mount namespace and mount.

    Raises:
        OSError: it is refused.
    """
    unshare(NEWNS)
    mount("none", "/", flags=MS_REC | MS_PRIVATE)
    mount("tmpfs", "/tmp", "tmpfs")


def a_user_namespace() -> None:
    """Be root of a user namespace, and do the same.

    Raises:
        OSError: it is refused.
    """
    uid, gid = os.getuid(), os.getgid()
    unshare(NEWUSER)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"0 {uid} 1")
    Path("/proc/self/gid_map").write_text(f"0 {gid} 1")
    a_mount_namespace()


def joining_a_namespace() -> None:
    """Join the uts namespace that one is in.

    Raises:
        OSError: it is refused.
    """
    with open("/proc/self/ns/uts") as namespace:
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.setns(namespace.fileno(), 0) < 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def forked_into_a_namespace() -> None:
    """Fork a child in a user namespace of its own by the system call itself, as a program without libc would.

    Raises:
        OSError: it is refused.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    clone = {"x86_64": 56, "aarch64": 220}[os.uname().machine]
    pid = libc.syscall(clone, ctypes.c_ulong(NEWUSER | 17), None, None, None, None)
    if pid == 0:
        os._exit(0)
    if pid < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    os.waitpid(pid, 0)


def reading_as_another_user() -> None:
    """Read the interpreter's modules, the installed ones and the project's as a user without a name.

    Raises:
        OSError: it is refused.
    """
    become(NOBODY)
    for module in (os.__file__, np.__file__, __file__):
        Path(module).read_bytes()


def refusal(attempt: Callable[[], None]) -> str:
    """Why this cannot be done here; nothing where it can."""
    pid = os.fork()
    if pid == 0:
        number = 1
        try:
            attempt()
            number = 0
        except OSError as error:
            number = error.errno or 1
        finally:
            os._exit(number)
    number = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return os.strerror(number) if number else ""


def status_line(word: str) -> str:
    """One line of what the kernel says of this process."""
    return Path("/proc/self/status").read_text().partition(f"\n{word}:")[2].partition("\n")[0].strip()


def abilities() -> dict[str, Any]:
    """Who this is and what it can do."""
    written = Path.home() / "written"
    written.write_text("yes")
    return {
        "uid": os.getresuid(),
        "gid": os.getresgid(),
        "groups": os.getgroups(),
        "capabilities": int(status_line("CapEff"), 16),
        "bounding": int(status_line("CapBnd"), 16),
        "mount namespace": refusal(a_mount_namespace),
        "user namespace": refusal(a_user_namespace),
        "fork into a namespace": refusal(forked_into_a_namespace),
        "join a namespace": refusal(joining_a_namespace),
        "sum": float(np.ones(3).sum()),
        "readme": (PROJECT / "README.md").is_file(),
        "read as another user": refusal(reading_as_another_user),
        "home": written.read_text(),
        "environment": dict(os.environ),
    }


if __name__ == "__main__":
    print(json.dumps(abilities()))
