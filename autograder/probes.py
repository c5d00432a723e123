"""What hostile code tries first; `grade doctor` runs this module as if a student had handed it in.

Each function is True if it got through.
"""

import os
import socket


def reads(path: str) -> bool:
    """Open a file and read of it."""
    try:
        with open(path, "rb") as file:
            return bool(file.read(1))
    except OSError:
        return False


def writes(path: str) -> bool:
    """Make a file in a folder."""
    name = os.path.join(path, "autograder-probe")
    try:
        open(name, "xb").close()
        os.unlink(name)
    except OSError:
        return False
    return True


def signals(pid: int) -> bool:
    """Send a signal (none, to see whether it could)."""
    try:
        os.kill(pid, 0)
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
