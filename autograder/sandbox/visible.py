"""Far side: which files of the machine student code may see: the interpreter, its libraries, little else."""

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

SYSTEM = ("/usr", "/bin", "/lib", "/lib32", "/lib64", "/sys/devices/system/cpu")
PARTS = ("bin", "lib", "lib64", "share", "pyvenv.cfg")  # of an interpreter's prefix
SETTINGS = ("/etc/ld.so.cache", "/etc/localtime", "/etc/nsswitch.conf")
PROCESSOR = ("/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/proc/loadavg", "/proc/filesystems")
DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")


class Unsuitable(ValueError):
    """Something about the course's files that the staff must change; the sentence says what."""


def readable(hide: list[str]) -> list[str]:
    """Existing folders and files that student code may read, none inside another.

    Args:
        hide: the course's folder and our own; what is on sys.path from there is left out.

    Raises:
        Unsuitable: the course's folder lies inside one of them.
    """
    prefixes = {sys.prefix, sys.base_prefix}
    wanted = [*SYSTEM, *SETTINGS, *(os.path.join(prefix, part) for prefix in prefixes for part in PARTS)]
    wanted += search_path(hide)
    wanted += mapped()
    found = outermost(path for path in wanted if os.path.exists(path))
    for folder in hide:
        if around := [path for path in found if within(folder, [path])]:
            raise Unsuitable(f"{folder} lies inside {around[0]}, which student code must read; move it")
    return found


def search_path(hide: list[str]) -> list[str]:
    """sys.path without the folders to hide; a virtual environment that lies in one stays."""
    kept = [sys.prefix, sys.base_prefix]
    return [e for e in sys.path if e and (within(e, kept) or not within(e, hide))]


def mapped() -> Iterator[str]:
    """The libraries that this process has loaded, wherever they lie."""
    for line in Path("/proc/self/maps").read_text(encoding="utf-8", errors="replace").splitlines():
        path = line[line.find("/") :] if "/" in line else ""
        if ".so" in path and not path.endswith(" (deleted)"):
            yield path


def within(path: str, folders: Iterable[str]) -> bool:
    """Whether a path is one of these folders or lies below one, links resolved."""
    real = os.path.realpath(path)
    return any(f"{real}/".startswith(os.path.realpath(folder).rstrip("/") + "/") for folder in folders)


def outermost(paths: Iterable[str]) -> list[str]:
    """These paths without those that lie below another one by name."""
    found: list[str] = []
    for path in sorted({os.path.normpath(path) for path in paths}):
        if not any(path.startswith(other.rstrip("/") + "/") for other in found):
            found.append(path)
    return found
