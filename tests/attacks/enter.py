"""Becomes what a place says, then runs a command there: `enter.py PLACE UID UTS CWD COMMAND ...`

    root       as is
    container  root with the capabilities of a default container, for whom namespaces and mounts are refused
    user       an ordinary user
    plain      an ordinary user for whom namespaces and mounts are refused

UTS is a descriptor of the namespace that marks all that is started in one place, or -1; without arguments
it makes such a namespace and guards it. A process of its
own, so that the tests' own stays as it is; the standard library only, so that nothing else is imported.
"""

import ctypes
import errno
import os
import platform
import struct
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from signal import SIGKILL

PROJECT = Path(__file__).resolve().parents[2]
LIBC = ctypes.CDLL(None, use_errno=True)

NEWNS, NEWUTS, NEWUSER = 0x20000, 0x4000000, 0x10000000
NEW_ANY = 0x7E020080  # every flag of clone that makes a namespace
MS_BIND, MS_REC, MS_PRIVATE = 4096, 16384, 1 << 18
PR_SET_SECCOMP, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS, SECCOMP_FILTER = 22, 24, 38, 2
CAPABILITIES = 64  # more than there are
OF_A_CONTAINER = 0xA80425FB  # the capabilities that a default container has
CAPABILITY_VERSION = 0x20080522

# architecture, clone, capset, and what is refused: unshare setns mount umount2 pivot_root, then the same
# everywhere: bpf open_tree move_mount fsopen fsconfig fsmount fspick mount_setattr
NUMBERS = {
    "x86_64": (0xC000003E, 56, 126, (272, 308, 165, 166, 155, 321, 428, 429, 430, 431, 432, 433, 442)),
    "aarch64": (0xC00000B7, 220, 91, (97, 268, 40, 39, 41, 280, 428, 429, 430, 431, 432, 433, 442)),
}
CLONE3 = 435


def checked(result: int, what: str) -> int:
    """The result of a call of the C library.

    Raises:
        OSError: it is negative.
    """
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def unshare(flags: int) -> None:
    """Leave namespaces for new ones."""
    checked(LIBC.unshare(flags), f"unshare {flags:#x}")


def mount(source: str, target: str, kind: str | None = None, flags: int = 0, data: str | None = None) -> None:
    """Mount a file system of this kind, or bind."""
    texts = [None if text is None else os.fsencode(text) for text in (source, target, kind, data)]
    result = LIBC.mount(texts[0], texts[1], texts[2], ctypes.c_ulong(flags), texts[3])
    checked(result, f"mount {source} on {target}")


def prctl(option: int, *arguments: int) -> int:
    """The result of prctl, -1 and errno where it fails."""
    padded = (*arguments, 0, 0, 0, 0)[:4]
    return int(LIBC.prctl(option, *map(ctypes.c_ulong, padded)))


# -- what other users must be able to read ------------------------------------------------------------


def needed() -> list[Path]:
    """The folders without which nothing of the project starts, none within another."""
    found = {Path(path).resolve() for path in (sys.base_prefix, sys.prefix, PROJECT)}
    return sorted(path for path in found if not found & set(path.parents))


def open_to_others(path: Path) -> bool:
    """Whether any user may enter this folder."""
    return bool(path.stat().st_mode & 0o001)


def closed_above(path: Path) -> Path | None:
    """The first folder on the way to this one, or itself, that other users cannot enter."""
    return next((above for above in (*reversed(path.parents), path) if not open_to_others(above)), None)


def reveal(paths: Iterable[Path]) -> None:
    """Lay an open folder over each one that is closed, with nothing in it but these paths."""
    hidden: dict[Path, list[Path]] = {}
    for path in paths:
        if closed := closed_above(path):
            hidden.setdefault(closed, []).extend([path] if open_to_others(path) else path.iterdir())
    for closed, below in hidden.items():
        held = [(path, path.is_dir(), os.open(path, os.O_PATH)) for path in below]
        mount("tmpfs", str(closed), "tmpfs", data="mode=755,size=1m")
        for path, is_folder, descriptor in held:
            (path if is_folder else path.parent).mkdir(parents=True, exist_ok=True)
            if not is_folder:
                path.touch()
            mount(f"/proc/self/fd/{descriptor}", str(path), flags=MS_BIND | MS_REC)
            os.close(descriptor)


# -- what is refused ----------------------------------------------------------------------------------


def filter_program() -> bytes:
    """The seccomp filter of `container` and `plain`, for this machine's architecture."""
    architecture, clone, _, refused = NUMBERS[platform.machine()]
    load, equal, any_bit, answer = 0x20, 0x15, 0x45, 0x06
    allow, kill, error = 0x7FFF0000, 0x80000000, 0x00050000
    lines = [
        (load, 0, 0, 4), (equal, 1, 0, architecture), (answer, 0, 0, kill),
        (load, 0, 0, 0),
        (equal, 0, 1, CLONE3), (answer, 0, 0, error | errno.ENOSYS),  # so that clone is used
        (equal, 0, 4, clone), (load, 0, 0, 16),
        (any_bit, 0, 1, NEW_ANY), (answer, 0, 0, error | errno.EPERM), (answer, 0, 0, allow),
    ]  # fmt: skip
    for number in refused:
        lines += [(equal, 0, 1, number), (answer, 0, 0, error | errno.EPERM)]
    lines.append((answer, 0, 0, allow))
    return b"".join(struct.pack("HBBI", *line) for line in lines)


def refuse_namespaces() -> None:
    """Refuse from now on what makes or joins a namespace, and every mount.

    Raises:
        OSError: the kernel has no such filters.
    """
    program = filter_program()
    buffer = ctypes.create_string_buffer(program, len(program))
    head = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(buffer)))
    address = ctypes.addressof(head)
    if prctl(PR_SET_SECCOMP, SECCOMP_FILTER, address) < 0:  # only root may without the next line
        checked(prctl(PR_SET_NO_NEW_PRIVS, 1), "no_new_privs")
        checked(prctl(PR_SET_SECCOMP, SECCOMP_FILTER, address), "seccomp")


def keep_capabilities(kept: int) -> None:
    """Have these capabilities at most, now and after an exec."""
    status = Path("/proc/self/status").read_text()
    have = int(status.partition("CapPrm:")[2].split()[0], 16) & kept
    for number in range(CAPABILITIES):
        if not kept >> number & 1:
            prctl(PR_CAPBSET_DROP, number)  # fails for numbers that mean nothing
    low, high = have & 0xFFFFFFFF, have >> 32
    header = struct.pack("Ii", CAPABILITY_VERSION, 0)
    sets = struct.pack("6I", low, low, 0, high, high, 0)
    checked(LIBC.syscall(NUMBERS[platform.machine()][2], header, sets), "capset")


def become(uid: int) -> None:
    """Be this user, of no group but its own, for good."""
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)


# -- the places ---------------------------------------------------------------------------------------


def arrange(place: str, uid: int, uts: int) -> None:
    """Make this process one of the place.

    Raises:
        OSError: it cannot be.
    """
    if uts >= 0:
        checked(LIBC.setns(uts, NEWUTS), "setns")
        os.close(uts)
    if place != "root" and os.getuid() == 0 and any(map(closed_above, needed())):
        unshare(NEWNS)
        mount("none", "/", flags=MS_REC | MS_PRIVATE)
        reveal(needed())
    if place in ("container", "plain"):
        refuse_namespaces()
    if place == "container":
        keep_capabilities(OF_A_CONTAINER)
    if os.getuid() != uid:
        become(uid)


def guard() -> None:
    """Be the first of a new uts namespace, which others then join; end them all when standard input ends,
    which it does even if the tests are killed."""
    unshare(NEWUTS)
    print("ready", flush=True)
    sys.stdin.read()
    while found := joined():
        for pid in found:
            with suppress(ProcessLookupError):
                os.kill(pid, SIGKILL)


def joined() -> list[int]:
    """The other processes of this uts namespace."""
    mine, found = os.stat("/proc/self/ns/uts").st_ino, []
    for name in os.listdir("/proc"):
        with suppress(OSError):  # it is over
            if name.isdigit() and int(name) != os.getpid() and os.stat(f"/proc/{name}/ns/uts").st_ino == mine:
                found.append(int(name))
    return found


def main(arguments: Sequence[str]) -> None:
    """Arrange, go to the working directory, run; without arguments, guard."""
    if not arguments:
        return guard()
    place, uid, uts, cwd, *command = arguments
    try:
        arrange(place, int(uid), int(uts))
        os.chdir(cwd)
        os.execvp(command[0], command)
    except OSError as error:
        sys.exit(f"no place {place!r} for {command[0]}: {error}")


if __name__ == "__main__":
    main(sys.argv[1:])
