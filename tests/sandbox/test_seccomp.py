"""The filter: its program read step by step, and what the kernel makes of it."""

import asyncio
import ctypes
import errno
import fcntl
import mmap
import os
import platform
import resource
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from autograder.sandbox import seccomp, syscalls
from autograder.sandbox.seccomp import (
    ALLOW,
    DEPENDS,
    FAIL,
    KILL,
    KINDS,
    PRETENDED,
    REFUSED,
    SIGNALS,
    X32,
)
from tests.sandbox.forks import facts_of, in_a_fork, numbers_in_headers, ordinary_user, refusal

TABLES = (REFUSED, PRETENDED, SIGNALS, DEPENDS)
EPERM, EACCES, ENOSYS = (FAIL | number for number in (errno.EPERM, errno.EACCES, errno.ENOSYS))
BOTH = pytest.mark.parametrize("machine", KINDS)
THIS = platform.machine()
here = pytest.mark.skipif(THIS not in KINDS, reason=f"the calls of {THIS} are not known")
WORDS = st.integers(0, 2**64 - 1)

# ---- the program --------------------------------------------------------------------------------


def program_of(machine: str, local_sockets: bool = False, own_files: bool = False) -> bytes:
    """The filter for a kind of processor, on any."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(platform, "machine", lambda: machine)
        return seccomp.program(local_sockets, own_files)


PROGRAMS = {
    (machine, *given_): program_of(machine, *given_)
    for machine in KINDS
    for given_ in ((False, False), (False, True), (True, False), (True, True))
}


def verdict(program: bytes, kind: int, number: int, *arguments: int) -> int:
    """What the kernel does with a call: the program run as bpf(4) describes it."""
    data = struct.pack("IIQ6Q", number, kind, 0, *arguments, *[0] * (6 - len(arguments)))
    steps = list(struct.iter_unpack("HBBI", program))
    held = at = 0
    while True:
        code, if_true, if_false, value = steps[at]
        at += 1
        if code == 0x20:  # load a word
            (held,) = struct.unpack_from("I", data, value)
        elif code == 0x54:  # and
            held &= value
        elif code == 0x06:  # return
            return int(value)
        else:
            tests = {0x15: held == value, 0x35: held >= value, 0x45: bool(held & value)}
            at += if_true if tests[code] else if_false


def numbers(machine: str, table: Mapping[str, tuple[int | None, int | None]]) -> dict[str, int]:
    """A table's calls on a kind of processor."""
    column = list(KINDS).index(machine)
    return {name: number for name, both in table.items() if (number := both[column]) is not None}


def on(machine: str, call: str, *arguments: int, local_sockets: bool = False) -> int:
    """The verdict on a call whose arguments matter."""
    number = DEPENDS[call][list(KINDS).index(machine)]
    return verdict(PROGRAMS[machine, local_sockets, True], KINDS[machine], number, *arguments)


@BOTH
def test_no_number_stands_for_two_calls(machine: str) -> None:
    """Else the first would decide for both."""
    found = list(chain.from_iterable(numbers(machine, table).values() for table in TABLES))
    assert len(found) == len(set(found)) > 80


@BOTH
def test_numbers_are_those_of_the_headers(machine: str) -> None:
    """As far as the headers know them; a call that we say is not there is not in them."""
    known = numbers_in_headers(machine)
    column = list(KINDS).index(machine)
    for name, both in chain.from_iterable(table.items() for table in TABLES):
        if (both[column] or 0) <= max(known.values()):
            assert known.get(name) == both[column], name


@BOTH
@given(st.integers(0, 600), st.tuples(WORDS, WORDS), st.booleans(), st.booleans())
def test_every_call_has_its_verdict(
    machine: str, number: int, arguments: tuple[int, int], local_sockets: bool, own_files: bool
) -> None:
    """Refused and pretended ones whatever their arguments; all that stand in no table are allowed."""
    if number in numbers(machine, DEPENDS).values():
        return
    expected = ALLOW
    if number in numbers(machine, REFUSED).values():
        expected = EPERM
    elif number in numbers(machine, PRETENDED).values() and not own_files:
        expected = FAIL
    found = verdict(PROGRAMS[machine, local_sockets, own_files], KINDS[machine], number, *arguments)
    assert found == expected


@BOTH
@given(st.integers(0, 2**32 - 1), st.integers(0, 600))
def test_another_kind_of_processor_ends_the_process(machine: str, kind: int, number: int) -> None:
    """Where numbers mean other calls no verdict would be right."""
    if kind != KINDS[machine]:
        assert verdict(PROGRAMS[machine, True, True], kind, number) == KILL


@given(st.integers(0, 600))
def test_the_other_convention_of_x86_64_is_not_there(number: int) -> None:
    """Its numbers are those of the usual one with a bit more."""
    for own_files in (True, False):
        program = PROGRAMS["x86_64", True, own_files]
        assert verdict(program, KINDS["x86_64"], number | X32) == ENOSYS


NEW = (
    syscalls.NEW_MOUNTS, syscalls.NEW_UTS, syscalls.NEW_IPC, syscalls.NEW_USER, syscalls.NEW_PIDS,
    syscalls.NEW_NETWORK, 0x02000000, 0x80, 0x8000,
)  # fmt: skip  # the last three: of control groups, of time; a child of the parent
FORK, THREAD = 0x1200011, 0x3D0F00


@BOTH
@given(WORDS)
@example(FORK)
@example(THREAD)
def test_a_fork_or_a_thread_but_no_namespace(machine: str, flags: int) -> None:
    """clone is refused if any of its flags makes a namespace; clone3 hides its flags, so it is not there."""
    assert on(machine, "clone", flags) == (EPERM if any(flags & new for new in NEW) else ALLOW)
    assert on(machine, "clone3", flags) == ENOSYS
    for new in NEW:
        assert on(machine, "clone", flags | new) == EPERM


@BOTH
@given(st.integers(0, 50), st.integers(0, 2**32 - 1))
def test_only_local_sockets_and_only_if_allowed(machine: str, family: int, above: int) -> None:
    """Of all families AF_UNIX alone; the kernel looks at the low half of an argument, and so do we."""
    word = above << 32 | family
    assert on(machine, "socket", word) == EACCES
    assert on(machine, "socket", word, local_sockets=True) == (ALLOW if family == 1 else EACCES)


@BOTH
@given(st.integers(0, 15), st.sampled_from([0, socket.SOCK_CLOEXEC, socket.SOCK_NONBLOCK]))
def test_a_pair_sends_to_its_other_end_only(machine: str, kind: int, flag: int) -> None:
    """A pair of datagram sockets could send anywhere; a stream or a row of packets cannot."""
    connected = kind in (int(socket.SOCK_STREAM), int(socket.SOCK_SEQPACKET))
    assert on(machine, "socketpair", 1, kind | flag) == (ALLOW if connected else EACCES)


@BOTH
@pytest.mark.parametrize("call", ["prlimit64", "sched_setaffinity"])
@given(st.integers(0, 2**32 - 1))
@example(0)
def test_limits_and_processors_of_oneself_only(machine: str, call: str, pid: int) -> None:
    """No process is named but by 0, which is the caller."""
    assert on(machine, call, pid) == (EPERM if pid else ALLOW)


def test_an_unknown_processor_has_no_filter(monkeypatch: pytest.MonkeyPatch) -> None:
    """A filter with wrong numbers would be worse than none."""
    monkeypatch.setattr(platform, "machine", lambda: "vax")
    with pytest.raises(OSError, match="the system calls of vax are not known") as caught:
        seccomp.program(True, True)
    assert caught.value.errno == errno.ENOSYS


# ---- the kernel ---------------------------------------------------------------------------------


def filtered(look: Callable[[], Any], local_sockets: bool = False, own_files: bool = True) -> Any:
    """What a process finds out under the filter."""

    def begin() -> Any:
        os.setsid()
        syscalls.no_new_privileges()
        seccomp.install(seccomp.program(local_sockets, own_files))
        return look()

    return in_a_fork(begin)


def direct(number: int, *arguments: int) -> str:
    """How the kernel refuses a call; six arguments of -1, which no call accepts, if none are given."""
    words = map(ctypes.c_long, arguments or [-1] * 6)
    return refusal(lambda: syscalls.checked(syscalls.libc().syscall(ctypes.c_long(number), *words), "it"))


@here
@pytest.mark.parametrize("own_files", [True, False])
def test_the_kernel_refuses_each_call(own_files: bool) -> None:
    """With the same word for all, whatever they are asked."""
    found = filtered(lambda: [direct(n) for n in numbers(THIS, REFUSED).values()], own_files=own_files)
    answers = dict(zip(numbers(THIS, REFUSED), found, strict=True))
    assert answers == dict.fromkeys(answers, "EPERM")


@here
def test_marks_of_files_are_left_alone_without_a_word() -> None:
    """Where the files are the grader's own; elsewhere the kernel answers itself: these arguments are bad."""
    ours = list(numbers(THIS, PRETENDED).values())
    assert filtered(lambda: [direct(n) for n in ours], own_files=False) == [""] * len(ours)
    assert not {"", "EPERM"} & set(filtered(lambda: [direct(n) for n in ours]))


@here
@pytest.mark.parametrize("own_files", [True, False])
def test_a_mode_changes_only_where_files_are_the_students(tmp_path: Path, own_files: bool) -> None:
    """chmod returns as if it had."""
    file = tmp_path / "a"
    file.touch(0o640)

    def change() -> None:
        file.chmod(0o777)
        os.utime(file, (1, 1))
        os.setxattr(file, "user.a", b"b")

    filtered(change, own_files=own_files)
    assert file.stat().st_mode & 0o777 == (0o777 if own_files else 0o640)
    assert (file.stat().st_mtime == 1) == own_files
    assert bool(os.listxattr(file)) == own_files


def forbidden() -> Iterator[Callable[[], object]]:
    """What a student's process tries."""
    parent, machine = os.getppid(), list(KINDS).index(THIS)
    for family in (socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK, socket.AF_PACKET):
        yield lambda family=family: socket.socket(family).close()  # type: ignore[misc]
    yield lambda: socket.socketpair(type=socket.SOCK_DGRAM)
    yield lambda: syscalls.unshare(syscalls.NEW_USER)
    yield lambda: resource.prlimit(parent, resource.RLIMIT_CORE)
    yield lambda: os.sched_setaffinity(parent, os.sched_getaffinity(0))
    yield lambda: os.memfd_create("a")
    yield lambda: os.setpriority(os.PRIO_PROCESS, 0, 19)
    yield lambda: os.chroot("/")
    flags = syscalls.NEW_USER | int(signal.SIGCHLD)
    number = DEPENDS["clone"][machine]
    yield lambda: syscalls.checked(
        syscalls.libc().syscall(ctypes.c_long(number), ctypes.c_long(flags), 0, 0, 0, 0) or os._exit(1), "it"
    )


@here
def test_what_reaches_out_is_refused() -> None:
    """No network, no other process, no namespace: an error that Python knows."""
    found = filtered(lambda: [refusal(attempt) for attempt in forbidden()])
    assert found == ["EACCES"] * 5 + ["EPERM"] * 7


@here
def test_local_sockets_only_where_the_view_is_the_students_own() -> None:
    """Where it is not, others may listen."""
    assert filtered(lambda: refusal(lambda: socket.socket(socket.AF_UNIX)), local_sockets=False) == "EACCES"
    assert filtered(lambda: refusal(lambda: socket.socket(socket.AF_UNIX)), local_sockets=True) == ""


def everyday() -> list[str]:
    """What ordinary programs do; the names of what worked."""
    done = []
    thread = threading.Thread(target=lambda: done.append("thread"))
    thread.start()
    thread.join()
    pid = os.fork()
    if pid == 0:
        os._exit(7)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 7
    assert subprocess.run(["echo", "a"], capture_output=True, check=True).stdout == b"a\n"
    near, far = socket.socketpair()
    near.send(b"a")
    assert far.recv(1) == b"a"
    socket.socketpair(type=socket.SOCK_SEQPACKET | socket.SOCK_CLOEXEC)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "a").write_text("a")
        os.rename(f"{folder}/a", f"{folder}/b")
    asyncio.run(asyncio.sleep(0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.sched_setaffinity(0, os.sched_getaffinity(0))
    mmap.mmap(-1, 4096).close()
    os.kill(os.getpid(), 0)
    return [*done, "all"]


@here
@pytest.mark.parametrize("local_sockets", [True, False])
@pytest.mark.parametrize("own_files", [True, False])
def test_ordinary_programs_notice_nothing(local_sockets: bool, own_files: bool) -> None:
    """Threads, forks, programs, pairs of sockets, temporary files, an event loop, limits of one's own."""
    assert filtered(everyday, local_sockets, own_files) == ["thread", "all"]


@here
def test_a_program_that_is_started_is_held_too() -> None:
    """The filter is on all descendants, and one more only adds to it."""
    code = "import os\nprint(open('/proc/self/status').read())\nos.memfd_create('a')"

    def start() -> tuple[str, str]:
        seccomp.install(struct.pack("HBBI", 0x06, 0, 0, ALLOW))  # would allow all
        done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False)
        return done.stdout, done.stderr

    said, error = filtered(start)
    assert "Seccomp:\t2" in said
    assert "PermissionError" in error


@here
def test_a_filter_that_the_kernel_does_not_take_is_an_error() -> None:
    """A program that is none; one of a user who could gain rights by starting a program."""
    with pytest.raises(OSError, match="seccomp: Invalid argument"):
        seccomp.install(bytes(8))

    def unprepared() -> list[str]:
        ordinary_user()
        return [refusal(lambda: seccomp.install(seccomp.program(True, True))), facts_of()["Seccomp"]]

    assert in_a_fork(unprepared) == ["EACCES", facts_of()["Seccomp"]]


def old_call() -> int:
    """getpid in the convention of 32 bits, by a few bytes of machine code."""
    code = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    code.write(b"\x53\xb8\x14\x00\x00\x00\xcd\x80\x5b\xc3")  # push rbx; mov eax, 20; int 0x80; pop rbx; ret
    address = ctypes.addressof(ctypes.c_char.from_buffer(code))
    return int(ctypes.CFUNCTYPE(ctypes.c_int)(address)())


@pytest.mark.skipif(THIS != "x86_64", reason="only x86_64 has the calls of 32 bits")
def test_the_calls_of_32_bits_end_the_process() -> None:
    """They have other numbers."""
    try:
        in_a_fork(old_call)
    except ChildProcessError as killed:
        pytest.skip(f"this kernel does not have them at all (signal {killed.errno})")
    with pytest.raises(ChildProcessError) as caught:
        filtered(old_call)
    assert caught.value.errno == signal.SIGSYS


@here
def test_without_signals_none_is_sent() -> None:
    """Not by any call, not to oneself, not by a file that becomes ready; handles and waiting still work."""

    def look() -> list[str]:
        syscalls.no_new_privileges()
        seccomp.install(seccomp.program(local_sockets=False, own_files=False, signals=False))
        told = [direct(number, os.getppid(), 0) for number in numbers(THIS, SIGNALS).values()]
        reading, _ = os.pipe()
        for command in (8, 15):
            try:
                fcntl.fcntl(reading, command, os.getppid())
                told.append("")
            except OSError as error:
                told.append(errno.errorcode[error.errno or 0])
        fcntl.fcntl(reading, fcntl.F_SETFD, fcntl.FD_CLOEXEC)
        return told

    assert set(in_a_fork(look)) == {"EPERM"}
