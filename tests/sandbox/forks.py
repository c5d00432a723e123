"""Facts about what a process gives up for good: they are looked at in a fork, which is thrown away."""

import errno
import json
import os
import re
import secrets
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.sandbox import detect, identity, syscalls

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be another user")
ORDINARY = 1_000_000_000  # from here on ids that have no name anywhere
HEADERS = {
    "x86_64": ("/usr/include/asm/unistd_64.h", "/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    "aarch64": ("/usr/include/asm-generic/unistd.h",),
}  # that tell the numbers of system calls


def in_a_fork(look: Callable[[], Any]) -> Any:
    """What a fork finds out, as JSON. An assertion that fails there fails here.

    Raises:
        ChildProcessError: the fork was killed by a signal, whose number is the errno.
    """
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            told = {"found": look()}
        except BaseException:
            told = {"failed": traceback.format_exc()}
        with open(writing, "w") as pipe:
            json.dump(told, pipe)
        os._exit(0)
    os.close(writing)
    with open(reading) as pipe:
        answer = pipe.read()
    status = os.waitpid(pid, 0)[1]
    if os.WIFSIGNALED(status):
        raise ChildProcessError(os.WTERMSIG(status), "killed by a signal")
    told = json.loads(answer)
    assert "failed" not in told, told["failed"]
    return told["found"]


def refusal(attempt: Callable[[], object]) -> str:
    """The name of the error with which the kernel refuses; nothing if it does not."""
    try:
        attempt()
    except OSError as error:
        return errno.errorcode.get(error.errno or 0, str(error))
    return ""


def ordinary_user() -> None:
    """Be somebody without rights, also where the tests run as root."""
    if os.geteuid() == 0:
        identity.become(ORDINARY + secrets.randbelow(1 << 20))
        syscalls.prctl(syscalls.PR_SET_DUMPABLE, 1)


def namespaces_alone(through_user: bool) -> None:
    """Leave the machine's namespaces by system calls alone: whether they work is not asked of our modules."""
    if through_user:
        ordinary_user()
        uid, gid = os.getuid(), os.getgid()
        syscalls.unshare(syscalls.NEW_USER)
        for name, text in (("setgroups", "deny"), ("uid_map", f"0 {uid} 1"), ("gid_map", f"0 {gid} 1")):
            Path(f"/proc/self/{name}").write_text(text)
    syscalls.unshare(syscalls.NEW_MOUNTS | syscalls.NEW_PIDS | syscalls.NEW_NETWORK | syscalls.NEW_IPC)
    syscalls.mount(None, "/", None, syscalls.RECURSIVE | syscalls.PRIVATE)
    syscalls.mount("tmpfs", "/tmp", "tmpfs", 0)


def skip_unless(attempt: Callable[[], None]) -> None:
    """Skip with the reason where this machine does not allow it."""
    if why := detect.trial(attempt):
        pytest.skip(why)


def facts_of(pid: int | str = "self") -> dict[str, str]:
    """What /proc says of a process."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def numbers_in_headers(machine: str) -> dict[str, int]:
    """The system calls of this machine's own headers, by name; skips where there are none."""
    for header in map(Path, HEADERS[machine]):
        if header.is_file():
            found = re.findall(r"^#define __NR(?:3264)?_(\w+)\s+(\d+)$", header.read_text(), re.MULTILINE)
            return {name: int(number) for name, number in found}
    pytest.skip(f"no headers tell the system calls of {machine}")
