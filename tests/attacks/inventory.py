"""What there is on a machine, so that two looks tell what was left behind or changed."""

import hashlib
import os
import select
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

IPC = ("shm", "sem", "msg")
PUBLIC = ("/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", "/run/lock")
LARGE = 1 << 24  # bytes; larger files are not read
PATIENCE = 5.0  # seconds in which what was killed may disappear


def processes() -> dict[int, str]:
    """Command lines of the live processes that can be seen, this one and its threads excepted."""
    found = {}
    for name in os.listdir("/proc"):
        if name.isdigit() and int(name) != os.getpid():
            with suppress(OSError):
                folder = Path("/proc") / name
                if (folder / "stat").read_text().rpartition(")")[2].split()[0] not in "ZX":
                    words = (folder / "cmdline").read_bytes().split(b"\0")[:4]
                    found[int(name)] = b" ".join(words).decode(errors="replace")[:120]
    return found


def mounts() -> list[str]:
    """What is mounted where."""
    return [" ".join(line.split()[3:5]) for line in Path("/proc/self/mountinfo").read_text().splitlines()]


def objects() -> list[str]:
    """System V objects."""
    found = []
    for kind in IPC:
        path = Path("/proc/sysvipc") / kind
        lines = path.read_text().splitlines()[1:] if path.exists() else []
        found += [f"{kind} {' '.join(line.split()[:2])}" for line in lines]
    return found


def files(folders: Iterable[str | Path], apart: Iterable[Path] = ()) -> dict[str, str]:
    """Kind, mode, owner, times and content of all files below these folders, but not below `apart`."""
    skipped = {str(path) for path in apart}
    found = {}
    for top in folders:
        for folder, names, leaves in os.walk(top):
            names[:] = [name for name in names if os.path.join(folder, name) not in skipped]
            for name in (*names, *leaves):
                path = os.path.join(folder, name)
                with suppress(OSError):
                    found[path] = facts(path)
    return found


def facts(path: str) -> str:
    """What is to be known of one file; the times of folders may change."""
    seen = os.lstat(path)
    said = [oct(seen.st_mode), str(seen.st_uid)]
    if stat.S_ISREG(seen.st_mode):
        said += [str(seen.st_mtime_ns), str(seen.st_nlink), str(seen.st_size), *os.listxattr(path)]
        if seen.st_size < LARGE and os.access(path, os.R_OK):
            said.append(hashlib.sha256(Path(path).read_bytes()).hexdigest()[:12])
    return " ".join(said)


def difference(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """The paths that came, went or changed."""
    return sorted(
        f"{path}: {before.get(path, 'new')} -> {after.get(path, 'gone')}"
        for path in before.keys() | after.keys()
        if before.get(path) != after.get(path)
    )


def left_running(before: Iterable[int], within: float = PATIENCE) -> dict[int, str]:
    """The processes that were not there before and do not end in time."""
    until = time.monotonic() + within
    while left := {pid: line for pid, line in processes().items() if pid not in set(before)}:
        if time.monotonic() > until:
            break
        await_one(next(iter(left)), until - time.monotonic())
    return left


def await_one(pid: int, seconds: float) -> None:
    """Wait for the end of one process."""
    try:
        descriptor = os.pidfd_open(pid)
    except OSError:
        return
    try:
        select.select([descriptor], [], [], max(0.0, seconds))
    finally:
        os.close(descriptor)


def lines_gained(before: list[str], after: list[str]) -> Iterator[str]:
    """What is in the second list more often than in the first."""
    for line in sorted(set(after)):
        if after.count(line) > before.count(line):
            yield line
