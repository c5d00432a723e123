"""Far side: which layers this machine allows. Each is really tried, in a process that is thrown away."""

import errno
import os
import sys
from collections.abc import Callable, Collection

from autograder.sandbox import identity, jail, landlock, seccomp, syscalls
from autograder.sandbox.tiers import CLOSED, LANDLOCK, LIMITS, NAMESPACES, SECCOMP, UID, Plan

REASON = 200  # bytes of a reason that are kept


def detect(hide: Collection[str], without: Collection[str] = ()) -> Plan:
    """Try all layers, but those to do `without`; `hide` are the course's folder and our own."""
    missing: dict[str, str] = {}

    def holds(layer: str, attempt: Callable[[], None]) -> bool:
        why = "it is not wanted" if layer in without else trial(attempt)
        if why:
            missing[layer] = why
        return not why

    root = os.geteuid() == 0
    separated = root and holds(NAMESPACES, lambda: _separate(False))
    own_uid = separated and holds(UID, lambda: _own_user(True))
    user_namespace = not own_uid and holds(NAMESPACES, lambda: _separate(True))
    if not (own_uid or user_namespace):
        own_uid = holds(UID, lambda: _own_user(False))
    separated = user_namespace or (separated and own_uid)
    layers = {
        NAMESPACES: separated,
        UID: own_uid,
        LANDLOCK: holds(LANDLOCK, _landlock),
        SECCOMP: holds(SECCOMP, _seccomp),
        CLOSED: own_uid and not separated and holds(CLOSED, lambda: _closed(hide)),
        LIMITS: True,
    }
    found = {layer for layer, there in layers.items() if there}
    missing = {layer: why for layer, why in missing.items() if layer not in found}
    return Plan(tuple(layer for layer in layers if layer in found), missing, user_namespace)


def trial(attempt: Callable[[], None]) -> str:
    """Why an attempt fails, made in a fork; nothing if it does not."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            attempt()
        except Exception as error:
            why = getattr(error, "strerror", None) or str(error) or type(error).__name__
            os.write(writing, why.encode()[:REASON])
        except BaseException:
            os.write(writing, b"it ended early")
        finally:
            os._exit(0)
    os.close(writing)
    why = os.read(reading, REASON).decode(errors="replace")
    os.close(reading)
    status = os.waitpid(pid, 0)[1]
    return why if why or status == 0 else f"the process that tried it was ended (wait status {status})"


def _separate(through_user: bool) -> None:
    """Really mount: some systems allow the namespaces and then refuse every mount in them."""
    if through_user:
        jail.user_namespace()
    syscalls.unshare(syscalls.NEW_PIDS)
    why = trial(_mount)
    if why:
        raise OSError(errno.EPERM, why)


def _mount() -> None:
    jail.separate()
    syscalls.mount("tmpfs", jail.BASE, "tmpfs", syscalls.NO_SUID, "size=4k")
    syscalls.mount("proc", "/proc", "proc", jail.NOT_RUN)


def _own_user(separated: bool) -> None:
    """Be nobody; unless there is a view of its own, see that Python can be read as such."""
    identity.become(identity.unused())
    if separated:
        return
    for path in (os.path.realpath(sys.executable), os.path.dirname(os.__file__)):
        if not os.access(path, os.R_OK | os.X_OK):
            raise OSError(errno.EACCES, f"other users than root cannot read Python, which lies in {path}")


def _landlock() -> None:
    syscalls.no_new_privileges()
    landlock.restrict(landlock.Rules(["/usr"], []))


def _seccomp() -> None:
    syscalls.no_new_privileges()
    seccomp.install(seccomp.program(local_sockets=False, own_files=False))


def _closed(hide: Collection[str]) -> None:
    """As nobody, fail to read any module of these folders."""
    modules = [path for folder in hide for path in _modules(folder)]
    identity.become(identity.unused())
    if found := [path for path in modules if os.access(path, os.R_OK)]:
        raise OSError(errno.EPERM, f"any user can read {found[0]}")


def _modules(course: str) -> list[str]:
    """A folder's modules, but for those of a virtual environment that lies in it."""
    found = []
    for folder, folders, names in os.walk(course):
        folders[:] = [
            name for name in folders if os.path.join(folder, name) not in (sys.prefix, sys.base_prefix)
        ]
        found += [os.path.join(folder, name) for name in names if name.endswith(".py")]
    return found
