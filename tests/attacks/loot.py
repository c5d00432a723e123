"""Lies beside every attack: looks round, and tells in the attacker's own report what was found.

What is told is disguised: a canary is told as its place and its digits backwards; what should be out of
reach and was not is told as `REACHED-what`.
"""

import builtins
import ctypes
import io
import os
import posix
import re
import time
from collections.abc import Callable
from typing import Any

CANARY = re.compile(rb"CANARY-([a-z]+)-([0-9a-f]{8})")
PART = 260  # characters of an exception's message that reach a report
FOUND: dict[str, None] = {}
C = ctypes.CDLL(None, use_errno=True)


def without_help() -> None:
    """Take the system's own functions back: what is written elsewhere instead would look like a success."""
    for name in vars(posix):
        if hasattr(vars(os).get(name), "__wrapped__"):
            vars(os)[name] = vars(posix)[name]
    builtins.open = io.open = getattr(io.open, "__wrapped__", io.open)


without_help()


class Loot(Exception):
    """What was found."""


def sift(data: object) -> None:
    """Keep the canaries in a text or in bytes."""
    raw = data if isinstance(data, bytes) else str(data).encode(errors="replace")
    for place, digits in CANARY.findall(raw):
        FOUND[f"{place.decode()}:{digits.decode()[::-1]}"] = None


def reached(what: object) -> None:
    """Something happened that should be impossible."""
    FOUND[f"REACHED-{what}"] = None


def keep(error: BaseException) -> None:
    """An attack that broke off is worth knowing of."""
    FOUND[f"(ended by {type(error).__name__}: {str(error)[:80]})"] = None


def forget() -> None:
    """Begin anew."""
    FOUND.clear()


def tell(part: int) -> None:
    """Raise the part-th piece of what was found, if there is so much of it."""
    text = " ".join(FOUND)[part * PART : (part + 1) * PART]
    if text:
        raise Loot(text)


def attempt(what: str, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Do what should be impossible; None if it is."""
    try:
        result = function(*args, **kwargs)
    except (Exception, SystemExit):
        return None
    reached(what)
    return result


def quietly(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Do what may fail; None if it does."""
    try:
        return function(*args, **kwargs)
    except Exception:
        return None


def look(path: Any, most: int = 1 << 20) -> bytes:
    """Read a file and sift what is in it."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except (OSError, ValueError):
        return b""
    try:
        data = os.read(descriptor, most)
    except OSError:
        data = b""
    finally:
        os.close(descriptor)
    sift(data)
    return data


def system_call(number: int, *args: Any) -> int:
    """A system call by its number; -errno if it fails."""
    C.syscall.restype = ctypes.c_long
    result = C.syscall(ctypes.c_long(number), *[ctypes.c_long(a) if isinstance(a, int) else a for a in args])
    return int(result) if result >= 0 else -ctypes.get_errno()


def pids() -> list[int]:
    """The other processes that can be seen."""
    return [int(name) for name in quietly(os.listdir, "/proc") or [] if name.isdigit() and not own(int(name))]


def every_pid() -> list[int]:
    """All numbers that may be another process's."""
    return [pid for pid in range(1, 33_000) if not own(pid)]


def own(pid: int) -> bool:
    """Whether it is this process, or the one that it was forked from when a task began."""
    return pid in (os.getpid(), ORIGIN)


ORIGIN = os.getpid()  # of the process that loads


def wait(seconds: float) -> None:
    """Let time pass without using much of it."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        time.sleep(0.01)


def daemon(work: Callable[[], Any]) -> None:
    """Do it in a process that has left its session, its parent and its parent's death signal."""
    if os.fork():
        return
    try:
        os.setsid()
        if os.fork():
            os._exit(0)
        C.prctl(1, 0, 0, 0, 0)
        work()
    finally:
        os._exit(0)
