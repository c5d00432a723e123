"""What a student's process may not do. Each test asks a real worker."""

import os
import resource
import select
import signal
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.sandbox import confine
from autograder.sandbox.launch import Launcher
from autograder.sandbox.tiers import SECCOMP, UID
from tests.sandbox.conftest import LIMITS, ROOT, Bench
from tests.sandbox.forks import facts_of, in_a_fork, refusal

LOOK = """
    import os, resource, signal, tempfile
    def limits():
        return {name: resource.getrlimit(getattr(resource, name))[1] for name in
                ("RLIMIT_CORE", "RLIMIT_NOFILE", "RLIMIT_FSIZE", "RLIMIT_DATA", "RLIMIT_AS", "RLIMIT_NPROC")}
    def place(): return os.getcwd() == os.environ["HOME"] == tempfile.gettempdir()
    def group(): return os.getpgid(0) == os.getpid() and os.getsid(0) == os.getppid()
    def open_files():
        links = {int(n): os.readlink(f"/proc/self/fd/{n}") for n in os.listdir("/proc/self/fd")
                 if os.path.exists(f"/proc/self/fd/{n}") or int(n) < 3}
        return [links.pop(n) for n in range(3)], [link.partition(":")[0] for link in links.values()]
    def environment(): return dict(os.environ)
    def handlers(): return [signal.getsignal(n).name for n in (signal.SIGINT, signal.SIGTERM, signal.SIGXFSZ)]
"""


def test_the_limits_of_the_assignment_are_the_kernels(bench: Bench) -> None:
    """Memory, size of files and processes, hard and not only soft; no core dumps."""
    limits = replace(LIMITS, memory=500_000_000, disk=1_000_000, file=300_000, processes=7, files=99)
    found = bench.student(LOOK, limits=limits).limits()
    assert found["RLIMIT_DATA"] == 500_000_000
    assert found["RLIMIT_AS"] == 500_000_000 + confine.LOOSE
    assert found["RLIMIT_FSIZE"] == 300_000
    assert found["RLIMIT_CORE"] == confine.NO_DUMP == 1
    assert found["RLIMIT_NOFILE"] == 99


@pytest.mark.parametrize("without", [(), ("uid",), ("namespaces", "uid")], ids=["all", "no uid", "neither"])
def test_processes_are_counted_exactly_where_nobody_else_is_counted(without: tuple[str, ...]) -> None:
    """A user of its own, or a user namespace; elsewhere the grader's other processes count, too."""
    with ExitStack() as stack:
        launcher = stack.enter_context(Launcher([], ROOT, without=without))
        launcher.wait()
        alone = UID in launcher.plan or launcher.plan.user_namespace
        found = Bench(launcher, stack).student(LOOK, limits=replace(LIMITS, processes=7)).limits()
    if alone:
        assert found["RLIMIT_NPROC"] == 7 + confine.OWN
    else:
        assert 7 + confine.OTHERS < found["RLIMIT_NPROC"] < 7 + confine.OTHERS + 100_000


@pytest.mark.parametrize("without", [(), ("uid",), ("namespaces", "uid")], ids=["all", "no uid", "neither"])
def test_a_process_has_no_rights(without: tuple[str, ...]) -> None:
    """No capability and no way to one, at any tier; a uid that is nobody's where the plan has that layer."""
    with ExitStack() as stack:
        launcher = stack.enter_context(Launcher([], ROOT, without=without))
        facts = facts_of(Bench(launcher, stack).loaded(LOOK).pid)
    for name in ("CapInh", "CapPrm", "CapEff", "CapAmb"):
        assert int(facts[name], 16) == 0
    assert facts["NoNewPrivs"] == "1"
    assert (facts["Seccomp"] == "2") == (SECCOMP in launcher.plan)
    if UID in launcher.plan:
        assert int(facts["Uid"].split()[0]) >= 60_000
        assert facts["Groups"] == ""


def test_standard_streams_lead_nowhere_and_nothing_else_is_open(bench: Bench) -> None:
    """Beside them the one socket of a snapshot; no descriptor of the grader's."""
    streams, kinds = bench.student(LOOK).open_files()
    assert streams == ["/dev/null"] * 3
    assert kinds == ["socket"]


def test_the_environment_is_the_same_for_all(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the grader's, not even its name."""
    monkeypatch.setenv("SECRET_TOKEN", "x")
    found = bench.student(LOOK).environment()
    assert set(confine.SCRUBBED) <= set(found)
    assert set(found) - set(confine.SCRUBBED) <= {"HOME", "TMPDIR", "LC_CTYPE", "PWD"}


def test_the_process_works_in_its_own_place(bench: Bench) -> None:
    """Home, working directory and temporary folder are one; signals mean what they mean by default."""
    student = bench.student(LOOK)
    assert student.place()
    assert student.group()
    assert student.handlers() == ["SIG_DFL", "SIG_DFL", "SIG_IGN"]


def test_a_process_whose_parent_has_ended_ends_too() -> None:
    """The parent may end before the kernel has been asked to watch it."""
    with pytest.raises(AssertionError, match="SystemExit: 1"):
        in_a_fork(lambda: confine.die_with_parent(os.getppid() + 1))
    in_a_fork(lambda: confine.die_with_parent(os.getppid()))


def test_a_process_ends_with_its_parent() -> None:
    """Even if the parent is killed."""

    def parent() -> int:
        reading, writing = os.pipe()
        own, pid = os.getpid(), os.fork()
        if pid == 0:
            confine.die_with_parent(own)
            os.write(writing, b"a")
            signal.pause()
        os.read(reading, 1)
        os.kill(own, signal.SIGKILL)
        return pid

    alive, lives = os.pipe()
    with pytest.raises(ChildProcessError):
        in_a_fork(parent)
    os.close(lives)
    assert select.select([alive], [], [], 5)[0]  # nobody has the other end any more
    os.close(alive)


def test_a_limit_that_is_lower_already_is_kept() -> None:
    """Nobody can raise a hard limit, and need not."""

    def lower() -> list[int]:
        resource.setrlimit(resource.RLIMIT_NOFILE, (50, 50))
        confine._limit(resource.RLIMIT_NOFILE, 60)
        return list(resource.getrlimit(resource.RLIMIT_NOFILE))

    assert in_a_fork(lower) == [50, 50]


def test_where_there_is_no_limit_yet_the_soft_one_counts_for_nothing() -> None:
    """Both become what is wanted."""

    def unlimited() -> list[int]:
        resource.setrlimit(resource.RLIMIT_FSIZE, (10, resource.RLIM_INFINITY))
        confine._limit(resource.RLIMIT_FSIZE, 60)
        return list(resource.getrlimit(resource.RLIMIT_FSIZE))

    if resource.getrlimit(resource.RLIMIT_FSIZE)[1] == resource.RLIM_INFINITY:
        assert in_a_fork(unlimited) == [60, 60]


def test_descriptors_that_are_not_kept_are_closed() -> None:
    """Those that are kept stay open."""
    kept, closed = os.pipe()

    def close() -> list[str]:
        confine.close_all({int(name) for name in os.listdir("/proc/self/fd")} - {closed})
        return [refusal(lambda d=descriptor: os.fstat(d)) for descriptor in (kept, closed)]  # type: ignore[misc]

    assert in_a_fork(close) == ["", "EBADF"]
    os.close(kept)
    os.close(closed)


def test_orphans_can_be_adopted() -> None:
    """The zygote becomes the parent of what loses its own."""

    def adopt() -> int:
        confine.adopt_orphans()
        reading, writing = os.pipe()
        if os.fork() == 0:
            if os.fork() == 0:
                os.close(writing)
                os.read(reading, 1)
            os._exit(0)
        os.wait()
        os.close(writing)
        return os.wait()[1]

    assert in_a_fork(adopt) == 0


def test_without_proc_no_processes_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another system; where there is one, this process is among them."""
    assert confine._tasks_of_all() > 1

    def missing(*_: object, **__: object) -> str:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "read_text", missing)
    assert confine._tasks_of_all() == 0
