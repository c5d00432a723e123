"""The zygote: started once, ended with all it started."""

import os
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from autograder.errors import AuthorError, BadInput, EngineError
from autograder.sandbox import clock, credentials, leftovers
from autograder.sandbox.launch import Launcher, lacking
from autograder.sandbox.session import Session, Source
from autograder.sandbox.started import Started
from autograder.sandbox.student import Student
from autograder.sandbox.tiers import LANDLOCK, LIMITS, NAMESPACES, SECCOMP, UID, Plan, Tier
from tests.sandbox.conftest import LIMITS as BOUNDS
from tests.sandbox.conftest import ROOT, Bench
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
        session = Session(launcher, Source(((0, "def f():\n    while True: pass"),)), BOUNDS, 1)
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
        session = Session(launcher, Source(((0, ""),)), BOUNDS, 1)
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
    session = Session(launcher, Source(((0, "import time\ndef f():\n    while True: pass"),)), BOUNDS, 1)
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


# ---- tiers --------------------------------------------------------------------------------------


@pytest.mark.slow
def test_more_than_the_machine_gives_is_refused_in_a_sentence() -> None:
    """It says what is missing, where to read more, and how to go on; no worker is given."""
    without = (NAMESPACES, UID)
    with Launcher([], ROOT, Tier.L3, without) as launcher:
        with pytest.raises(BadInput) as caught:
            launcher.wait()
        tier = launcher.tier.name
    assert tier in ("L0", "L1")
    assert str(caught.value).startswith(f"--require L3: student code is held back at {tier} only here (")
    assert "namespaces: it is not wanted" in str(caught.value)
    assert str(caught.value).endswith(f"; `grade doctor` says more, --require {tier} grades all the same")
    assert "\n" not in str(caught.value)
    assert launcher._process.returncode == 0


def test_each_missing_layer_is_named_with_its_reason() -> None:
    """Those that hold are not spoken of."""
    plan = Plan((UID, LIMITS), {NAMESPACES: "no room", SECCOMP: "an old kernel", "another": "thing"})
    assert lacking(Tier.L2, plan) == (
        "--require L2: student code is held back at L0 only here "
        "(namespaces: no room; seccomp: an old kernel); "
        "`grade doctor` says more, --require L0 grades all the same"
    )


@pytest.mark.slow
def test_what_is_required_and_given_is_given(launcher: Launcher) -> None:
    """The same tier, or a lower one; before anybody has waited nothing is promised."""
    for require in (launcher.tier, Tier.L0):
        with Launcher([], ROOT, require) as other:
            assert other.tier is Tier.L0
            other.wait()
            assert other.tier is launcher.tier


@pytest.mark.slow
@pytest.mark.parametrize(
    "without",
    [(), (NAMESPACES,), (NAMESPACES, UID), (LANDLOCK,), (NAMESPACES, UID, LANDLOCK, SECCOMP)],
    ids=str,
)
def test_layers_can_be_left_out(without: tuple[str, ...]) -> None:
    """A worker has those that are left and serves; what is left out is said to be not wanted."""
    with ExitStack() as stack:
        launcher = stack.enter_context(Launcher([], ROOT, without=without))
        launcher.wait()
        assert not set(without) & set(launcher.plan.layers)
        assert LIMITS in launcher.plan
        assert all(launcher.plan.missing[layer] == "it is not wanted" for layer in without)
        student = Bench(launcher, stack).student("def f(x): return x + 1")
        assert student.f(1) == 2


@pytest.mark.slow
@pytest.mark.parametrize("without", [(), (NAMESPACES,), (NAMESPACES, UID)], ids=str)
def test_a_layer_that_fails_for_one_worker_is_the_engines_fault(without: tuple[str, ...]) -> None:
    """Nothing of the student's has been read; the next worker is given."""
    wrong: dict[str, Any] = {"disk": -1} if not without else {"memory": "much"}
    with ExitStack() as stack:
        launcher = stack.enter_context(Launcher([], ROOT, without=without))
        launcher.wait()
        if not without and NAMESPACES not in launcher.plan:
            pytest.skip("no file system of its own could fail here")
        before = set(os.listdir("/proc/self/fd"))
        with pytest.raises(EngineError, match=r"the zygote gave no worker: .+"):
            launcher.spawn(asdict(BOUNDS) | wrong)
        assert set(os.listdir("/proc/self/fd")) == before
        assert Bench(launcher, stack).student("def f(): return 1").f() == 1


def test_a_worker_that_is_held_by_less_than_planned_is_not_used(launcher: Launcher) -> None:
    """A layer that it does not name did not hold."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(launcher, "plan", replace(launcher.plan, layers=(*launcher.plan.layers, "magic")))
        before = set(os.listdir("/proc/self/fd"))
        with pytest.raises(EngineError, match="not confined as planned: magic did not hold"):
            launcher.spawn(asdict(BOUNDS))
        assert set(os.listdir("/proc/self/fd")) == before


def test_a_worker_that_says_nothing_in_time_is_the_engines_fault(
    launcher: Launcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The grader does not wait for ever."""

    def silent(*_: object) -> None:
        raise TimeoutError

    monkeypatch.setattr(credentials, "receive", silent)
    with pytest.raises(EngineError, match="the zygote gave no worker in 60 s"):
        launcher.spawn(asdict(BOUNDS))


# ---- what is left on disk -----------------------------------------------------------------------


@pytest.fixture
def temporary(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder for temporary files, this test's own, which other users can pass through."""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as name:
        os.chmod(name, 0o755)
        monkeypatch.setattr(tempfile, "tempdir", name)
        yield Path(name)


def folders(temporary: Path) -> list[Path]:
    return list(temporary.glob(f"{leftovers.PREFIX}*"))


def worker_of(launcher: Launcher) -> Started:
    """A worker whose directory is below the launcher's folder."""
    return launcher.spawn(asdict(BOUNDS))


@pytest.mark.slow
def test_nothing_is_left_on_disk(temporary: Path) -> None:
    """A worker's directory goes with it, the launcher's folder when that is closed."""
    with Launcher([], ROOT, without=[NAMESPACES]) as launcher:
        worker = worker_of(launcher)
        (folder,) = folders(temporary)
        (home,) = folder.iterdir()
        assert os.path.samestat(home.stat(), os.fstat(worker.home.descriptor))
        worker.close()
        other = worker_of(launcher)  # the zygote ends the one before it serves the next
        assert len(list(folder.iterdir())) == 1
        other.close()
    assert list(temporary.iterdir()) == []


@pytest.mark.slow
def test_a_view_of_its_own_leaves_no_folder(temporary: Path, launcher: Launcher) -> None:
    """There is none: it is a file system in memory that only the worker can see."""
    if NAMESPACES not in launcher.plan:
        pytest.skip(launcher.plan.missing[NAMESPACES])
    with Launcher([], ROOT) as other:
        worker = worker_of(other)
        assert list(temporary.iterdir()) == []
        worker.close()


WITHOUT_A_VIEW: dict[str, Any] = {"without": [NAMESPACES]}


def killed_owner(
    act: Callable[[Launcher], None], temporary: Path, settings: dict[str, Any] = WITHOUT_A_VIEW
) -> int:
    """In a fork: open a launcher with a worker, act, be killed. The zygote's pid."""
    told, report = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            launcher = Launcher([], ROOT, **settings)
            worker_of(launcher)
            os.write(report, f"{launcher._process.pid}".encode())
            act(launcher)
            signal.pause()
        finally:
            os._exit(1)
    os.close(report)
    zygote = int(os.read(told, 100))
    os.close(told)
    assert len(folders(temporary)) == 1
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return zygote


def test_the_launcher_cleans_up_after_a_zygote_that_was_killed(temporary: Path) -> None:
    """Whoever is left removes the folder."""
    with Launcher([], ROOT, without=[NAMESPACES]) as launcher:
        launcher.wait()
        launcher._process.kill()
        launcher._process.wait()
        assert len(folders(temporary)) == 1
    assert list(temporary.iterdir()) == []


@pytest.mark.slow
def test_the_zygote_cleans_up_after_a_grader_that_was_killed(temporary: Path) -> None:
    """kill -9 of all but the zygote: it ends by itself and leaves nothing."""
    wait_for_the_end([killed_owner(lambda launcher: None, temporary)])
    assert list(temporary.iterdir()) == []


@pytest.mark.slow
def test_the_next_grader_cleans_up_after_a_zygote_that_was_killed(temporary: Path) -> None:
    """Once the folder is no longer new: somebody else may be about to hold it."""
    zygote = killed_owner(lambda launcher: os.kill(launcher._process.pid, signal.SIGKILL), temporary)
    wait_for_the_end([zygote])
    for folder in folders(temporary):
        os.utime(folder, (0, 0))
    with Launcher([], ROOT, without=[NAMESPACES]) as launcher:
        launcher.wait()
        assert len(folders(temporary)) == 1
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("without", [(), (NAMESPACES,)], ids=str)
def test_data_that_hold_the_course_are_bad_input(temporary: Path, without: tuple[str, ...]) -> None:
    """The sentence names both, and nothing is left on disk."""
    (temporary / "data" / "course").mkdir(parents=True)
    with Launcher([], temporary / "data" / "course", None, without, temporary / "data") as launcher:
        with pytest.raises(BadInput, match=r"course lies inside .*data, .*; move it"):
            launcher.wait()
        assert os.listdir(temporary) == ["data"]


def test_no_data_are_no_fault(temporary: Path) -> None:
    """Most assignments have none."""
    with Launcher([], ROOT, data=temporary / "none") as launcher:
        launcher.wait()


@pytest.mark.parametrize("without", [(), (NAMESPACES,)], ids=str)
def test_a_preload_that_fails_leaves_no_copy_of_the_data(temporary: Path, without: tuple[str, ...]) -> None:
    """On disk there is only what was there."""
    (temporary / "data").mkdir(mode=0o700)
    with Launcher(["no_such_module"], ROOT, without=without, data=temporary / "data") as launcher:
        with pytest.raises(AuthorError, match="no_such_module"):
            launcher.wait()
        launcher._process.wait()
        assert os.listdir(temporary) == ["data"]


@pytest.mark.slow
@pytest.mark.parametrize("without", [(), (NAMESPACES,)], ids=str)
def test_the_copy_of_the_data_goes_with_a_grader_that_was_killed(
    temporary: Path, without: tuple[str, ...]
) -> None:
    """Also where workers do not see the folder that it lies in."""
    (temporary / "data").mkdir(mode=0o700)
    given = {"without": without, "data": temporary / "data"}
    wait_for_the_end([killed_owner(lambda launcher: None, temporary, given)])
    assert os.listdir(temporary) == ["data"]


def test_a_course_among_the_libraries_cannot_be_hidden() -> None:
    """What student code must read cannot be kept from it; the sentence says what to do."""
    course = Path(os.__file__).parent / "json"
    with Launcher([], course) as launcher, pytest.raises(BadInput, match=r"json lies inside .*; move it"):
        launcher.wait()
