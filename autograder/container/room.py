"""How much memory the container has, and how much of it student code may take."""

from dataclasses import replace
from pathlib import Path

from autograder.model import Limits

GROUPS = Path("/sys/fs/cgroup")
FILES = ("memory.max", "memory/memory.limit_in_bytes")
UNLIMITED = 1 << 50
OWN = 250_000_000  # bytes that the grader itself needs beside what it shares with student code
LEAST = 300_000_000  # bytes with which Python and its libraries can run at all


def memory(groups: Path = GROUPS) -> int | None:
    """The bytes that the container may use; None where that is not limited."""
    for name in FILES:
        try:
            told = (groups / name).read_text(encoding="ascii").strip()
        except OSError:
            continue  # the other kind of control groups
        return int(told) if told.isdigit() and int(told) < UNLIMITED else None
    return None


def fitted(limits: Limits, computing: float, room: int | None) -> Limits:
    """Limits that a container of this size can keep.

    Over its own limit code ends with an error that says so; over the container's, something is killed.

    Args:
        computing: CPU seconds that all tasks may take.
        room: bytes of the container, None for no limit.
    """
    held = limits.memory if room is None else max(LEAST, room - OWN)
    return replace(
        limits, memory=min(limits.memory, held), submission=min(limits.submission, round(computing))
    )
