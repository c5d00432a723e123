"""Far side: rules about files, ports and signals that any process may lay on itself (landlock(7))."""

import ctypes
import errno
import os
import struct
from collections.abc import Iterable
from dataclasses import dataclass

from autograder.sandbox import syscalls

EXECUTE, WRITE, READ, LIST = 1, 2, 4, 8
MAKE_DEVICES = 1 << 6 | 1 << 11
TRUNCATE, DEVICE_CONTROL = 1 << 14, 1 << 15
ON_FILES = EXECUTE | WRITE | READ | TRUNCATE | DEVICE_CONTROL
VERSION_QUERY, PATH_RULE = 1, 1
PORTS = 0b11  # binding and connecting TCP
SCOPES = 0b11  # abstract sockets and signals stay among the student's own processes
OUTSIDE_REACH = 6  # the version from which on signals are held back


@dataclass(frozen=True, slots=True)
class Rules:
    """What stays allowed; all other paths are out of reach."""

    read: Iterable[str]  # folders (all below them) and files
    write: Iterable[str]  # folders to work in
    devices: Iterable[str] = ()  # files to read and write


def version() -> int:
    """The kernel's Landlock version; 0 where there is none."""
    number = syscalls.CALLS["landlock_create_ruleset"]
    found = syscalls.libc().syscall(number, None, ctypes.c_size_t(0), ctypes.c_uint32(VERSION_QUERY))
    return max(int(found), 0)


def restrict(rules: Rules) -> None:
    """Lay the rules on this process and all it will start; needs no_new_privileges first.

    Raises:
        OSError: the kernel has no Landlock, or refuses.
    """
    if not (have := version()):
        raise OSError(errno.ENOSYS, "this kernel has no Landlock")
    every = _rights(have)
    words = (every, PORTS if have >= 4 else 0, SCOPES if have >= OUTSIDE_REACH else 0)
    attributes = struct.pack("QQQ", *words)[: 8 if have < 4 else 16 if have < OUTSIDE_REACH else 24]
    size, flags = ctypes.c_size_t(len(attributes)), ctypes.c_uint32(0)
    ruleset = syscalls.call("landlock_create_ruleset", attributes, size, flags)
    try:
        for paths, rights in (
            (rules.read, EXECUTE | READ | LIST),
            (rules.write, every & ~MAKE_DEVICES),
            (rules.devices, READ | WRITE | TRUNCATE),
        ):
            for path in paths:
                _allow(ruleset, path, rights & every)
        syscalls.call("landlock_restrict_self", ruleset, flags)
    finally:
        os.close(ruleset)


def _rights(have: int) -> int:
    """All rights that this version can withhold."""
    rights = (1 << 13) - 1
    for since, bit in ((2, 13), (3, 14), (5, 15)):
        rights |= 1 << bit if have >= since else 0
    return rights


def _allow(ruleset: int, path: str, rights: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except (FileNotFoundError, PermissionError):
        return  # nothing is there for this user that could be allowed
    try:
        if not os.path.isdir(path):
            rights &= ON_FILES
        rule = struct.pack("=Qi", rights, descriptor)
        syscalls.call("landlock_add_rule", ruleset, PATH_RULE, rule, ctypes.c_uint32(0))
    finally:
        os.close(descriptor)
