"""Each limit has its sentence; what an exception says decides which."""

import errno
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.model import Limits
from autograder.sandbox import overruns
from autograder.sandbox.endings import StudentRaised
from autograder.sandbox.tags import OUT_OF_MEMORY

LIMITS = Limits(memory=2_000_000_000, disk=64_000_000, processes=40, files=256)
PLACE = (("cell 3, line 2", "fit", "K = np.outer(x, x)"),)
MEMORY = "it needs more memory than the 2 GB that a submission may use"
DISK = "it wrote more than the 64 MB that a submission may write"
FILES = "it has more than 256 files open at once, which is the limit"
PROCESSES = "it started more than 40 processes and threads, which is the limit"


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0, "0 bytes"), (999, "999 bytes"), (1000, "1 KB"), (64_000_000, "64 MB"), (2**26, "67.1 MB"),
        (1_500_000_000, "1.5 GB"), (999_999_999, "1 GB"), (8e13, "80 TB"), (2**62, "4.61 EB"),
    ],
)  # fmt: skip
def test_sizes_are_decimal_and_short(amount: float, text: str) -> None:
    """Three digits, with the unit that a file manager shows."""
    assert overruns.size(amount) == text


def said(kind: str, message: str, tasks: int = 1, limits: Limits = LIMITS) -> tuple[str, bool] | None:
    """The sentence for an exception, and whether its place is told; None for an exception like any other."""
    lost = overruns.overrun(StudentRaised(kind, message, PLACE), limits, lambda: tasks)
    return (str(lost), lost.frames == PLACE) if lost is not None else None


NUMPY = "Unable to allocate 7.45 GiB for an array with shape (1000000000,) and data type float64"
TORCH = (
    "[enforce fail at alloc_cpu.cpp:127] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to "
    "allocate 40000000000 bytes. Error code 12 (Cannot allocate memory)"
)


@pytest.mark.parametrize(
    ("kind", "message", "says"),
    [
        ("MemoryError", "", MEMORY),
        ("MemoryError", "std::bad_alloc", MEMORY),
        ("RuntimeError", "std::bad_alloc", MEMORY),
        ("OSError", "[Errno 12] Cannot allocate memory", MEMORY),
        ("_ArrayMemoryError", NUMPY.replace("7.45 GiB", "8.00 KiB"), MEMORY),
        ("MemoryError", "the table is full", f"{MEMORY} (MemoryError: the table is full)"),
    ],
)
def test_out_of_memory_is_told_without_a_place(kind: str, message: str, says: str) -> None:
    """Where the last bytes were asked for is chance, and so is not told."""
    assert said(kind, message) == (says, False)


def test_what_was_asked_for_at_once_is_told_with_its_place() -> None:
    """A request that alone is large fails at the same place each time."""
    of = "for an array of shape (1000000000,) and data type float64"
    assert said("_ArrayMemoryError", NUMPY) == (f"{MEMORY}: it asked for 8 GB at once, {of}", True)
    assert said("RuntimeError", TORCH) == (f"{MEMORY}: it asked for 40 GB at once, for a tensor", True)


@pytest.mark.parametrize(
    ("kind", "message", "says"),
    [
        ("OSError", "[Errno 28] No space left on device", DISK),
        ("OSError", "[Errno 122] Disk quota exceeded: 'a'", DISK),
        ("OSError", "[Errno 27] File too large", DISK),
        ("RuntimeError", "could not save: [Errno 28] No space left on device", DISK),
        ("OSError", "1000000 requested and 124984 written", DISK),
        ("RuntimeError", "[enforce fail at inline_container.cc:672] . unexpected pos 640 vs 534", DISK),
        ("OperationalError", "database or disk is full", DISK),
        ("OperationalError", "disk I/O error", DISK),
        ("OSError", "[Errno 24] Too many open files: 'a.txt'", FILES),
    ],
)
def test_what_is_not_written_or_opened_is_told_with_its_place(kind: str, message: str, says: str) -> None:
    """The kernel's number decides, also where a library passes it on."""
    assert said(kind, message) == (says, True)


def test_one_file_may_have_a_limit_of_its_own() -> None:
    """Then its sentence is another; where a library does not say which limit it was, both are told."""
    limits = Limits(disk=64_000_000, file=5_000_000)
    assert said("OSError", "[Errno 27] File too large", limits=limits) == (
        "it wrote a file larger than the 5 MB that one file may have",
        True,
    )
    assert said("OSError", "9 requested and 5 written", limits=limits) == (
        "it wrote more than it may: 64 MB in all, 5 MB in one file",
        True,
    )


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("BlockingIOError", "[Errno 11] Resource temporarily unavailable"),
        ("RuntimeError", "can't start new thread"),
    ],
)
def test_a_process_that_cannot_be_started_is_one_too_many(kind: str, message: str) -> None:
    """If there are many already; the count is the judge's own."""
    assert said(kind, message, tasks=38) == (PROCESSES, False)


def test_with_few_processes_the_cause_is_another() -> None:
    """A read that would block is an exception like any other; a thread's stack needs memory."""
    assert said("BlockingIOError", "[Errno 11] Resource temporarily unavailable", tasks=2) is None
    assert said("RuntimeError", "can't start new thread", tasks=2) == (MEMORY, False)


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("ValueError", "shapes (2,) and (3,) not aligned"),
        ("OSError", "[Errno 2] No such file or directory: 'a'"),
        ("RuntimeError", "mat1 and mat2 shapes cannot be multiplied"),
        ("RecursionError", "maximum recursion depth"),
        ("OperationalError", "no such table: t"),
        ("KeyError", "'MemoryError'"),
        ("OSError", ""),
    ],
)
def test_other_exceptions_are_answers(kind: str, message: str) -> None:
    """They become counterexamples, as before."""
    assert said(kind, message) is None


numbers = st.text("0123456789.", max_size=400)


@given(
    st.sampled_from(["MemoryError", "RuntimeError", "OSError", ""]),
    st.one_of(
        st.text(max_size=50),
        st.builds("Unable to allocate {} {} for an array with shape {} and data type x".format, numbers,
                  st.sampled_from(["GiB", "PiB", "XB"]), st.text(max_size=9)),
        st.builds("can't allocate memory: you tried to allocate {} bytes".format, numbers),
        st.builds("[Errno {}]".format, numbers),
    ),
)  # fmt: skip
def test_forged_text_is_one_sentence_or_none(kind: str, message: str) -> None:
    """Whatever the process says of its exception: never an error here."""
    found = said(kind, message)
    assert found is None or found[0].startswith("it ")


def test_the_sentence_for_an_answer_has_both_sizes() -> None:
    """What it has and what it may have."""
    assert overruns.answer(123_400_000, 64_000_000) == (
        "its answer of 123 MB is larger than the 64 MB that an answer may have"
    )


def test_one_process_holds_memory_or_several_do() -> None:
    """How many is not told: it differs from one run to the next."""
    assert overruns.held(LIMITS, together=False) == (
        "it holds more memory than the 2 GB that a submission may use"
    )
    assert overruns.held(LIMITS, together=True) == (
        "its processes together hold more memory than the 2 GB that a submission may use"
    )


def test_an_exit_code_stands_for_an_exception_that_could_not_be_told() -> None:
    """Any other end is told as it is."""
    assert overruns.ending(OUT_OF_MEMORY << 8, LIMITS) == MEMORY
    assert overruns.ending(3 << 8, LIMITS) == "it ended its own process (exit code 3)"
    assert overruns.ending(9, LIMITS) == "it was killed, most likely for using too much memory"
    assert overruns.ending(None, LIMITS) == "its process died"


@pytest.mark.parametrize(
    ("why", "says"),
    [
        ("it raised MemoryError", MEMORY),
        (f"it raised _ArrayMemoryError: {NUMPY}",
         f"{MEMORY}: it asked for 8 GB at once, for an array of shape (1000000000,) and data type float64"),
        ("it raised OSError: [Errno 28] No space left on device", DISK),
        ("it raised RuntimeError: can't start new thread", PROCESSES),
        ("it raised ValueError: two\nlines", "it raised ValueError: two\nlines"),
        ("it does not parse: invalid syntax", "it does not parse: invalid syntax"),
    ],
)  # fmt: skip
def test_a_note_names_the_limit(why: str, says: str) -> None:
    """A statement that met a limit while loading says so in the same words."""
    assert overruns.note(why, LIMITS) == says


def test_the_numbers_are_the_kernels() -> None:
    """What the messages above show as numbers."""
    assert [errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EMFILE, errno.ENOMEM, errno.EAGAIN] == [
        28, 122, 27, 24, 12, 11,
    ]  # fmt: skip
    assert os.waitstatus_to_exitcode(OUT_OF_MEMORY << 8) == OUT_OF_MEMORY
