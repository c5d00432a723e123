"""What a student's process may not do. Each test asks a real worker."""

import ctypes
import os
import resource
from dataclasses import replace
from textwrap import dedent

import pytest

from autograder.sandbox import confine
from tests.sandbox.conftest import LIMITS, Bench

LOOK = """
    import os, resource, signal, tempfile
    def limits():
        return {name: resource.getrlimit(getattr(resource, name))[1] for name in
                ("RLIMIT_CORE", "RLIMIT_NOFILE", "RLIMIT_FSIZE", "RLIMIT_DATA", "RLIMIT_AS", "RLIMIT_NPROC")}
    def place(): return os.getcwd() == os.environ["HOME"] == tempfile.gettempdir()
    def group(): return os.getpgid(0) == os.getpid() and os.getsid(0) == os.getppid()
    def handlers(): return [signal.getsignal(n).name for n in (signal.SIGINT, signal.SIGTERM, signal.SIGXFSZ)]
"""


def test_the_limits_of_the_assignment_are_the_kernels(bench: Bench) -> None:
    """Memory, size of files and processes, hard and not only soft; no core dumps."""
    student = bench.student(LOOK, limits=replace(LIMITS, memory=500_000_000, disk=1_000_000, processes=7))
    found = student.limits()
    assert found["RLIMIT_DATA"] == 500_000_000
    assert found["RLIMIT_AS"] == 500_000_000 + confine.LOOSE
    assert found["RLIMIT_FSIZE"] == 1_000_000
    assert found["RLIMIT_CORE"] == 0
    assert found["RLIMIT_NOFILE"] == confine.OPEN_FILES
    assert found["RLIMIT_NPROC"] > 7


def test_the_process_works_in_its_own_place(bench: Bench) -> None:
    """Home, working directory and temporary folder are one; signals mean what they mean by default."""
    student = bench.student(LOOK)
    assert student.place()
    assert student.group()
    assert student.handlers() == ["SIG_DFL", "SIG_DFL", "SIG_IGN"]


def in_a_fork(body: str) -> int:
    """The exit code of a fork that evaluates `body`."""
    pid = os.fork()
    if pid == 0:
        status = 99
        try:
            exec(dedent(body), {"confine": confine, "os": os, "resource": resource})
            status = 0
        except SystemExit as end:
            status = int(str(end.code))
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def test_a_process_whose_parent_has_ended_ends_too() -> None:
    """The parent may end before the kernel has been asked to watch it."""
    assert in_a_fork("confine.die_with_parent(os.getppid() + 1)") == 1
    assert in_a_fork("confine.die_with_parent(os.getppid())") == 0


def test_a_limit_that_is_lower_already_is_kept() -> None:
    """Nobody can raise a hard limit, and need not."""
    body = """
        resource.setrlimit(resource.RLIMIT_NOFILE, (50, 50))
        confine._limit(resource.RLIMIT_NOFILE, 60)
        assert resource.getrlimit(resource.RLIMIT_NOFILE) == (50, 50)
    """
    assert in_a_fork(body) == 0


def test_descriptors_that_are_not_kept_are_closed() -> None:
    """Those that are kept stay open."""
    body = """
        r, w = os.pipe()
        confine.close_all({0, 1, 2, w})
        os.fstat(w)
        try:
            os.fstat(r)
        except OSError:
            raise SystemExit(7)
    """
    assert in_a_fork(body) == 7


def test_an_option_that_the_kernel_does_not_know_is_an_error() -> None:
    """Silence would be taken for protection."""
    with pytest.raises(OSError, match="prctl"):
        confine.prctl(99_999, 0)


def test_where_there_is_no_such_call_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other systems have other layers."""
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: object())
    confine.prctl(99_999, 0)


def test_orphans_can_be_adopted() -> None:
    """The zygote becomes the parent of what loses its own."""
    body = """
        confine.adopt_orphans()
        r, w = os.pipe()
        if os.fork() == 0:
            if os.fork() == 0:
                os.close(w)
                os.read(r, 1)
            os._exit(0)
        os.wait()
        os.close(w)
        os.wait()
    """
    assert in_a_fork(body) == 0
