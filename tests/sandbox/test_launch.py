"""The zygote: started once, ended with all it started."""

import os
import signal

import pytest

from autograder.errors import AuthorError, EngineError
from autograder.sandbox import clock
from autograder.sandbox.launch import Launcher
from autograder.sandbox.session import Session, Source
from autograder.sandbox.student import Student
from tests.sandbox.conftest import LIMITS, ROOT
from tests.sandbox.processes import wait_for_the_end


def gone(pid: int) -> bool:
    """Whether a process has ended, reaped or not."""
    return clock._stat(pid)[0] in "XZ"


@pytest.mark.parametrize("preload", [["numpy", "no_such_module"], ["numpy.no_part"]])
def test_a_module_that_cannot_be_preloaded_is_named(preload: list[str]) -> None:
    """It is the assignment's fault, and nothing is left running."""
    with Launcher(preload, ROOT) as launcher, pytest.raises(AuthorError, match=preload[-1]):
        launcher.wait()
    assert launcher._process.returncode == 1


def test_closing_ends_everything() -> None:
    """No process and no folder is left, though a session was open and its code never ends."""
    with Launcher([], ROOT) as launcher:
        launcher.wait()
        launcher.wait()
        session = Session(launcher, Source(((0, "def f():\n    while True: pass"),)), LIMITS, 1)
        session.load()
        with session.run(1) as run:
            pids = [launcher._process.pid, session.pid, run.pid]
    wait_for_the_end(pids)
    assert all(map(gone, pids))
    session.close()


def test_a_zygote_that_was_killed_is_the_engines_fault() -> None:
    """The sentence says what it wrote last."""
    with Launcher([], ROOT) as launcher:
        launcher.wait()
        launcher._process.kill()
        launcher._process.wait()
        session = Session(launcher, Source(((0, ""),)), LIMITS, 1)
        with pytest.raises(EngineError, match="zygote"):
            session.load()
        session.close()


def test_a_zygote_that_gives_no_worker_is_the_engines_fault(
    launcher: Launcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A request that nobody answers is noticed."""
    monkeypatch.setattr(launcher, "_send", lambda request, descriptors: None)
    with pytest.raises(EngineError, match="gave no worker"):
        launcher.spawn({})


def test_a_zygote_that_does_not_end_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Closing does not wait for a stopped process."""
    with Launcher([], ROOT) as launcher:
        launcher.wait()
        launcher._process.send_signal(signal.SIGSTOP)
        wait = launcher._process.wait
        monkeypatch.setattr(launcher._process, "wait", lambda timeout=None: wait(timeout and 0.01))
    assert launcher._process.returncode == -signal.SIGKILL


def owner(launcher: Launcher, report: int, endless: bool) -> None:
    """In a fork: open a session, tell the processes it has, then wait for the end."""
    session = Session(launcher, Source(((0, "import time\ndef f():\n    while True: pass"),)), LIMITS, 1)
    session.load()
    run = session._fork(1)
    if endless:
        run.channel.send_parts(run.channel.codec.encode("call", True, None, Student(run).f))
    os.write(report, f"{session.pid} {run.pid}".encode())
    signal.pause()


@pytest.mark.parametrize("endless", [False, True], ids=["waiting", "computing"])
def test_killing_the_owner_of_a_session_leaves_no_worker(launcher: Launcher, endless: bool) -> None:
    """kill -9 of a judge child ends its worker and what that is doing."""
    told, report = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            owner(launcher, report, endless)
        finally:
            os._exit(1)
    os.close(report)
    pids = list(map(int, os.read(told, 100).split()))
    os.close(told)
    assert len(pids) == 2
    assert not any(map(gone, pids))
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    wait_for_the_end(pids)


@pytest.mark.slow
def test_killing_the_grader_leaves_no_process() -> None:
    """kill -9 of the process that owns the zygote ends the zygote, the worker and an endless call."""
    told, report = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            launcher = Launcher([], ROOT)
            launcher.wait()
            os.write(report, f"{launcher._process.pid} ".encode())
            owner(launcher, report, endless=True)
        finally:
            os._exit(1)
    os.close(report)
    pids: list[int] = []
    while len(pids) < 3:
        data = os.read(told, 100)
        assert data, "the owner has ended"
        pids += map(int, data.split())
    os.close(told)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    wait_for_the_end(pids)
