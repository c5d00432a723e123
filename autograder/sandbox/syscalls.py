"""Far side: the system calls that confinement needs and Python does not offer. Linux only."""

import ctypes
import os
import platform
import struct

NEW_MOUNTS, NEW_UTS, NEW_IPC = 0x20000, 0x4000000, 0x8000000
NEW_USER, NEW_PIDS, NEW_NETWORK = 0x10000000, 0x20000000, 0x40000000
READ_ONLY, NO_SUID, NO_DEVICES, NO_EXEC, REMOUNT, BIND, RECURSIVE, PRIVATE = (
    1,
    2,
    4,
    8,
    32,
    4096,
    1 << 14,
    1 << 18,
)
DETACH = 2

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_CAPBSET_DROP = 1, 4, 22, 24
PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS, PR_CAP_AMBIENT = 36, 38, 47
CLEAR_ALL = 4
CAPABILITIES = struct.pack("Ii", 0x20080522, 0)  # the header of capset(2), version 3

CALLS = {
    "x86_64": {"pivot_root": 155, "capset": 126},
    "aarch64": {"pivot_root": 41, "capset": 91},
}.get(platform.machine(), {}) | {
    "landlock_create_ruleset": 444,
    "landlock_add_rule": 445,
    "landlock_restrict_self": 446,
}


def libc() -> ctypes.CDLL:
    """The C library; errno is kept for `checked`."""
    return ctypes.CDLL(None, use_errno=True)


def checked(result: int, what: str) -> int:
    """The result of a call.

    Raises:
        OSError: it is negative; `what` says which call failed.
    """
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def call(name: str, *arguments: object) -> int:
    """One of CALLS, which the C library has no function for.

    Raises:
        OSError: it failed, or is not known for this kind of processor.
    """
    if name not in CALLS:
        raise OSError(f"{name} is not known for {platform.machine()}")
    return checked(libc().syscall(CALLS[name], *arguments), name)


def prctl(option: int, value: int = 0) -> None:
    """One prctl(2) call; where there is none (not Linux), nothing happens."""
    found = getattr(libc(), "prctl", None)
    if found is not None:
        rest = (ctypes.c_ulong(0),) * 3
        checked(found(option, ctypes.c_ulong(value), *rest), f"prctl({option})")


def unshare(flags: int) -> None:
    """Leave the namespaces that `flags` names, for new ones."""
    checked(libc().unshare(flags), f"unshare({flags:#x})")


def enter_namespace(descriptor: int, kind: int) -> None:
    """Join the namespace that an open file of /proc/PID/ns stands for."""
    checked(libc().setns(descriptor, kind), "setns")


def mount(source: str | None, target: str, kind: str | None, flags: int, options: str = "") -> None:
    """One mount(2) call."""
    texts = (text.encode() if text else None for text in (source, target, kind))
    done = libc().mount(*texts, ctypes.c_ulong(flags), options.encode() or None)
    checked(done, f"mount {source or ''} on {target}")


def unmount(target: str) -> None:
    """Detach what is mounted there, now or as soon as nobody uses it."""
    checked(libc().umount2(target.encode(), DETACH), f"umount {target}")


def pivot_root(new: str, old: str) -> None:
    """Make `new` the root; the old one is then found at `old`."""
    call("pivot_root", new.encode(), old.encode())


def no_new_privileges() -> None:
    """From here on no program gives this process, or its children, more rights than it has."""
    prctl(PR_SET_NO_NEW_PRIVS, 1)


def drop_capabilities() -> None:
    """Give up all capabilities, for good."""
    drop = libc().prctl
    for number in range(64):
        if drop(PR_CAPBSET_DROP, ctypes.c_ulong(number), 0, 0, 0) < 0:
            break  # the last one that this kernel knows has been dropped
    prctl(PR_CAP_AMBIENT, CLEAR_ALL)
    call("capset", CAPABILITIES, bytes(24))
