"""Near side: which limit was overrun, in a student's words.

The far side tells what an exception said; what that means is decided here. Whoever forges it changes one
ending without points into another. Nothing is told that differs between two runs: no measured amount, and
no place in the code unless the same line is sure to meet the limit again.
"""

import errno
import os
import re
from collections.abc import Callable

from autograder.model import Limits
from autograder.sandbox.endings import StudentRaised, WorkerLost, death
from autograder.sandbox.tags import OUT_OF_MEMORY

UNITS = {"EB": 1e18, "PB": 1e15, "TB": 1e12, "GB": 1e9, "MB": 1e6, "KB": 1e3}
BINARY = {"bytes": 1, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30, "TiB": 2**40, "PiB": 2**50}
LARGE = 10  # a request for a tenth of the memory is told: a smaller one is chance

NUMPY = re.compile(r"Unable to allocate (\d{1,9}\.?\d*) (\w+) for an array with (shape .* and data type \w+)")
TORCH = re.compile(r"can't allocate memory: you tried to allocate (\d{1,20}) bytes")
NO_MEMORY = re.compile(r"[Cc]an(no|')t allocate memory|Unable to allocate \S+ \w+ for|std::bad_alloc")
MEMORY_ERRORS = ("MemoryError", "_ArrayMemoryError", "OutOfMemoryError")
NOT_WRITTEN = re.compile(  # numpy, torch and SQLite where the kernel's own words are lost
    r"OSError: \d+ requested and \d+ written|inline_container\.cc|OperationalError: (database or )?disk"
)


def size(amount: float) -> str:
    """Bytes in decimal units, to three digits: `2 GB`, `67.1 MB`."""
    for unit, factor in UNITS.items():
        if amount >= 0.9995 * factor:
            return f"{amount / factor:.3g} {unit}"
    return f"{amount:.0f} bytes"


# -- the sentences --------------------------------------------------------------------------------

IDLE = 4  # what waits without computing is given so many times its limit, by the wall
STATEMENT_SHARE = 4  # one statement may use a quarter of the time for loading
ONE_CALL = "in one call, which is the limit for one call"
ONE_TASK = "in this task, which is the limit for one task"
ONE_STATEMENT = "in one statement, which is the limit for one statement"
LIMIT_OF_CALL = "which is the limit for one call"


def computed(limit: float, where: str) -> str:
    return f"it used more than {limit:g} s of computing time {where}"


def waited(limit: float, which: str) -> str:
    return f"it waited for more than {IDLE * limit:g} s without finishing, {which}"


def memory(limits: Limits) -> str:
    return f"it needs more memory than the {size(limits.memory)} that a submission may use"


def held(limits: Limits, *, together: bool) -> str:
    holder = "its processes together hold" if together else "it holds"
    return f"{holder} more memory than the {size(limits.memory)} that a submission may use"


def disk(limits: Limits) -> str:
    return f"it wrote more than the {size(limits.disk)} that a submission may write"


def file(limits: Limits) -> str:
    if limits.file == limits.disk:
        return disk(limits)
    return f"it wrote a file larger than the {size(limits.file)} that one file may have"


def disk_or_file(limits: Limits) -> str:
    """For libraries that only say that something was not written."""
    if limits.file == limits.disk:
        return disk(limits)
    return f"it wrote more than it may: {size(limits.disk)} in all, {size(limits.file)} in one file"


def files(limits: Limits) -> str:
    return f"it has more than {limits.files} files open at once, which is the limit"


def processes(count: int) -> str:
    return f"it started more than {count} processes and threads, which is the limit"


def answer(amount: int, most: int) -> str:
    return f"its answer of {size(amount)} is larger than the {size(most)} that an answer may have"


ERRORS: dict[int, Callable[[Limits], str]] = {
    errno.ENOSPC: disk,
    errno.EDQUOT: disk,
    errno.EFBIG: file,
    errno.EMFILE: files,
}


# -- what happened -> a sentence ------------------------------------------------------------------


def overrun(error: StudentRaised, limits: Limits, tasks: Callable[[], int]) -> WorkerLost | None:
    """The end of the process that this exception means, if it comes from a limit.

    Args:
        tasks: tells how many processes and threads the tree has: whether it is they that cannot be had.
    """
    text = f"{error.kind}: {error.message}"
    number = _errno(error.message)
    if _is_refused_start(error, number):
        if 2 * tasks() >= limits.processes:
            return WorkerLost(processes(limits.processes))
        return WorkerLost(memory(limits)) if error.kind == "RuntimeError" else None
    if number in ERRORS:
        return WorkerLost(ERRORS[number](limits), error.frames)
    if error.kind in MEMORY_ERRORS or number == errno.ENOMEM or NO_MEMORY.search(error.message):
        return _out_of_memory(error, limits)
    if NOT_WRITTEN.search(text):
        return WorkerLost(disk_or_file(limits), error.frames)
    return None


def _errno(message: str) -> int | None:
    """The number in `[Errno 28] No space left on device`, which some libraries pass on in their own text."""
    found = re.search(r"\[Errno (\d{1,3})\]", message)
    return int(found[1]) if found else None


def _is_refused_start(error: StudentRaised, number: int | None) -> bool:
    """Whether a process or thread could not be started; a read that would block looks the same."""
    if error.kind == "RuntimeError":
        return "can't start new thread" in error.message
    return error.kind == "BlockingIOError" and number == errno.EAGAIN


def _out_of_memory(error: StudentRaised, limits: Limits) -> WorkerLost:
    asked, what = _asked(error.message)
    if LARGE * asked >= limits.memory:
        return WorkerLost(f"{memory(limits)}: it asked for {size(asked)} at once{what}", error.frames)
    own = error.kind == "MemoryError" and error.message and not NO_MEMORY.search(error.message)
    return WorkerLost(f"{memory(limits)} (MemoryError: {error.message})" if own else memory(limits))


def _asked(message: str) -> tuple[float, str]:
    """How many bytes were asked for at once, and for what; 0 if that is not told."""
    if (found := NUMPY.search(message)) and found[2] in BINARY:
        return float(found[1]) * BINARY[found[2]], f", for an array of {found[3]}"
    found = TORCH.search(message)
    return (float(found[1]), ", for a tensor") if found else (0.0, "")


def ending(status: int | None, limits: Limits) -> str:
    """What a wait status says; a process without the memory to tell of its end says so by its exit code."""
    if status is not None and os.WIFEXITED(status) and os.WEXITSTATUS(status) == OUT_OF_MEMORY:
        return memory(limits)
    return death(status)


def note(why: str, limits: Limits) -> str:
    """Why a statement did not do its work, where a limit is the cause named as such."""
    found = re.fullmatch(r"it raised (\w+)(?:: (.*))?", why, re.DOTALL)
    if found is None:
        return why
    lost = overrun(StudentRaised(found[1], found[2] or "", ()), limits, lambda: limits.processes)
    return str(lost) if lost is not None else why
