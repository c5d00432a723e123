"""What hostile code tries first; `grade doctor` runs this module as if a student had handed it in.

Each function is True if it got through. Files are asked for by the system's own functions, for `open` looks
elsewhere when a path is refused.
"""

import posix
import socket


def reads(path: str) -> bool:
    """Open a file and read of it."""
    try:
        file = posix.open(path, posix.O_RDONLY)
        try:
            return bool(posix.read(file, 1))
        finally:
            posix.close(file)
    except OSError:
        return False


def writes(path: str) -> bool:
    """Make a file in a folder."""
    name = f"{path}/autograder-probe"
    try:
        posix.close(posix.open(name, posix.O_CREAT | posix.O_EXCL | posix.O_WRONLY))
        posix.unlink(name)
    except OSError:
        return False
    return True


def signals(pid: int) -> bool:
    """Send a signal (none, to see whether it could)."""
    try:
        posix.kill(pid, 0)
    except OSError:
        return False
    return True


def connects() -> bool:
    """Have a socket that leads out of the machine."""
    try:
        socket.socket(socket.AF_INET).close()
    except OSError:
        return False
    return True


def looks_into(pid: int) -> bool:
    """Read how another process was started."""
    return reads(f"/proc/{pid}/cmdline")
