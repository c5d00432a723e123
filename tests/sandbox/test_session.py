"""One submission's worker: what one run leaves behind is gone in the next, whatever it did."""

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from autograder.errors import EngineError
from autograder.sandbox import clock
from autograder.sandbox import session as session_module
from autograder.sandbox.confine import SCRUBBED
from autograder.sandbox.endings import NameAbsent, WorkerLost
from autograder.sandbox.launch import Launcher
from autograder.sandbox.loaded import Loaded
from autograder.sandbox.session import Session, Source
from autograder.sandbox.student import Student
from autograder.sandbox.tags import DICT, HANDLE, HEADER, LIST, TUPLE
from tests.sandbox.conftest import HASTY, LIMITS, Bench
from tests.sandbox.processes import wait_for_the_end


def test_a_run_leaves_no_files(bench: Bench) -> None:
    """Each run starts from the directory that loading left."""
    session = bench.loaded(
        """
        import os, pathlib
        pathlib.Path("kept/deep").mkdir(parents=True)
        pathlib.Path("kept/deep/a.txt").write_text("a")
        def mess():
            pathlib.Path("kept/deep/a.txt").write_text("b")
            pathlib.Path("more").mkdir()
            os.symlink("/", "link")
            os.mkfifo("pipe")
            os.remove("data.csv")
        def seen():
            return sorted(os.listdir()), open("kept/deep/a.txt").read(), open("data.csv").read()
        """,
        files={"data.csv": b"1,2"},
    )
    want = (["data.csv", "kept"], "a", "1,2")
    for _ in range(2):
        with session.run(1) as run:
            assert Student(run).seen() == want
            Student(run).mess()


def test_a_run_leaves_no_processes(bench: Bench) -> None:
    """Children are ended with the run; daemons, as soon as the zygote sees them."""
    session = bench.loaded("""
        import os, subprocess
        def child(): return subprocess.Popen(["sleep", "1000"]).pid
        def daemon():
            r, w = os.pipe()
            if os.fork() == 0:
                os.setsid()
                pid = os.fork()
                if pid == 0:
                    os.execvp("sleep", ["sleep", "1000"])
                os.write(w, b"1")
                os.wait()
            os.read(r, 1)
    """)
    with session.run(1) as run:
        Student(run).child()
        Student(run).daemon()
        started = set(clock.tree(session.pid)) - {session.pid, run.pid}
        assert len(started) == 3  # the child, the daemon and its parent
    wait_for_the_end(list(started))


RUINS = {
    "removed": "shutil.rmtree(home)",
    "replaced": "shutil.rmtree(home); os.mkdir(home)",
    "a file": "shutil.rmtree(home); open(home, 'w').close()",
    "a link": "shutil.rmtree(home); os.symlink('/usr/share', home)",
    "renamed": "os.rename(home, home + 'x')",
    "locked": "os.makedirs('a/b'); os.chmod('a', 0); os.chmod(home, 0)",
    "deep": "[(os.mkdir('d' * 200), os.chdir('d' * 200)) for _ in range(1200)]",
}


@pytest.mark.parametrize("name", RUINS)
def test_a_ruined_directory_costs_one_run(bench: Bench, name: str) -> None:
    """The next run has its directory and files again."""
    session = bench.loaded(
        "import os, shutil\nhome = os.getcwd()\n"
        f"def ruin():\n    try: {RUINS[name]}\n    except OSError: pass\n"
        "def seen():\n    return os.listdir(), os.listdir(home), os.getcwd() == home",
        files={"data.csv": b"1"},
    )
    with session.run(1) as run:
        Student(run).ruin()
    with session.run(1) as run:
        assert Student(run).seen() == (["data.csv"], ["data.csv"], True)


@pytest.mark.slow
def test_a_directory_ruined_while_loading_is_the_statements_fault(bench: Bench) -> None:
    """What cannot be kept for the runs costs a note; the names are there."""
    session = bench.loaded(
        "import os\nx = 1\nfor _ in range(1200):\n    os.mkdir('d' * 200)\n    os.chdir('d' * 200)\ny = 2"
    )
    assert session.loaded.notes[0].why.startswith("what it wrote cannot be kept")
    assert Student(bench.run_of(session))["x"] == 1


def test_a_worker_with_threads_is_loaded_afresh_for_each_run(bench: Bench) -> None:
    """A thread started while loading must not be lost in a copy of the process."""
    session = bench.loaded("""
        import threading
        threading.Thread(target=threading.Event().wait, daemon=True).start()
        def f(): return 1
    """)
    assert session.loaded.threads == 2
    for _ in range(2):
        with session.run(1) as run:
            assert Student(run).f() == 1


@pytest.mark.slow
def test_a_thread_pool_made_while_loading_still_works(bench: Bench) -> None:
    """A function that uses the pool gets its answer."""
    source = """
        from concurrent.futures import ThreadPoolExecutor
        pool = ThreadPoolExecutor(2)
        ready = pool.submit(abs, -1).result()
        def f(): return pool.submit(abs, -2).result(timeout=3)
    """
    assert bench.student(source, limits=replace(LIMITS, call=1)).f() == 2


def test_loading_runs_in_a_scrubbed_process(bench: Bench) -> None:
    """No inherited descriptors, no environment of the grader's, no reference, no arguments."""
    student = bench.student("""
        import os, sys
        open_at_load = sorted(map(int, os.listdir("/proc/self/fd")))
        def descriptors():
            found = {int(fd): f"/proc/self/fd/{fd}" for fd in os.listdir("/proc/self/fd")}
            links = {fd: os.readlink(path) for fd, path in found.items() if os.path.lexists(path)}
            return {fd: link.partition(":")[0] for fd, link in links.items()}
        def environment(): return dict(os.environ)
        def importable(name):
            try:
                __import__(name)
            except ImportError:
                return False
            return hasattr(sys.modules[name], "__file__")  # a stand-in has none
        def arguments(): return sys.argv, sys.path
    """)
    assert len(student["open_at_load"]) <= 6  # 0, 1, 2, control, the answers' socket, the listing itself
    found = student.descriptors()
    assert {found.pop(fd) for fd in (0, 1, 2)} == {"/dev/null"}
    assert list(found.values()) == ["socket"]
    assert student.environment().items() >= SCRUBBED.items()
    assert set(student.environment()) <= {*SCRUBBED, "HOME", "TMPDIR", "LC_CTYPE"}
    arguments, path = student.arguments()
    assert arguments == ["submission"]
    assert str(Path(__file__).parents[2]) not in path
    assert not student.importable("reference_solutions.backprop")
    assert not student.importable("tests.sandbox.conftest")


@pytest.fixture
def forged(bench: Bench) -> Any:
    """A session whose first statement sends these frames to the judge, then does something else."""

    def load(frames: list[Any], then: str = "os._exit(0)") -> Session:
        bodies = [msgspec.msgpack.encode(parts) for parts in frames]
        data = b"".join(HEADER.pack(len(body), 0) + body for body in bodies)
        source = (
            f"import os\nif True:\n    for fd in range(3, 20):\n        try: os.write(fd, {data!r})\n"
            f"        except OSError: pass\n    {then}\ndef f():\n    return 1"
        )
        return bench.loaded(source, limits=replace(HASTY, load=2))

    return load


def facts(**parts: Any) -> list[Any]:
    """All went well, but for these parts."""
    whole = [part.name for part in fields(Loaded) if part.name != "threads"]
    return ["loaded", [DICT, *(x for part in whole for x in (part, parts.get(part, [LIST])))]]


FORGED = {
    "a place before the first": [["unit", "", -5]], "the same statement": [["unit", "", 1]],
    "a place that is none": [["unit", "", "x"]], "half a place": [["unit", 1]], "no place": [["unit"]],
    "facts that are none": [["loaded", 5]], "no facts": [["loaded"]],
    "facts too many": [[*facts(), [LIST]]], "half the facts": [["loaded", [DICT, "notes", [LIST]]]],
    "names that are none": [facts(missing=[LIST, 5])],
    "an endless line": [facts(notes=[LIST, [TUPLE, "", 0, float("inf"), "failed", "x", [LIST]]])],
    "a note that is none": [facts(notes=[LIST, [TUPLE, 1]])], "a word": [["passed"]],
    "a handle": [facts(notes=[HANDLE, 0, "x"])],
}  # fmt: skip


@pytest.mark.parametrize("name", FORGED)
def test_forged_news_while_loading_costs_the_forger(forged: Any, name: str) -> None:
    """The statement is skipped; the grader is not at fault, and the rest is there."""
    session = forged(FORGED[name])
    assert session.loaded.notes[0].where == "line 2"
    with session.run(1) as run:
        assert Student(run).f() == 1


def test_who_blames_an_earlier_statement_loses_it(forged: Any) -> None:
    """The grader cannot know better; nobody else is harmed."""
    session = forged([["unit", "", 0]])
    assert session.loaded.notes[0].where == "line 1"
    with session.run(1) as run:
        assert Student(run).f() == 1


@pytest.mark.parametrize("then", ["os._exit(0)", "pass"])
def test_who_says_that_all_is_well_gets_no_names(forged: Any, then: str) -> None:
    """What loads is what answers calls, whatever was told."""
    session = forged([facts(have=[LIST, "g"])], then)
    assert (session.loaded.notes, session.loaded.have) == ((), ("g",))
    with pytest.raises((NameAbsent, WorkerLost)), session.run(1) as run:
        Student(run).g()


def test_news_of_statements_that_do_not_exist_come_to_an_end(
    forged: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When skipping does not help, loading is given up, and each run is lost for that reason."""
    monkeypatch.setattr(session_module, "MOST_STARTS", 3)
    session = forged([["unit", "", 10**6]])
    assert "could not be loaded" in session.loaded.notes[0].why
    for _ in range(2):
        with pytest.raises(WorkerLost, match="could not be loaded"), session.run(1):
            pass


@pytest.mark.slow
def test_news_without_end_come_to_an_end(bench: Bench) -> None:
    """A flood of forged news is no reason to wait."""
    session = bench.loaded(
        """
        import os, struct
        if True:
            n = 2
            while n:
                n += 1
                body = b"\\x93\\xa4unit\\xa0\\xce" + n.to_bytes(4, "big")
                for fd in range(3, 20):
                    try: os.write(fd, struct.pack("<IQ", len(body), 0) + body)
                    except OSError: pass
        """,
        limits=replace(HASTY, load=0.2),
    )
    assert "could not be loaded" in session.loaded.notes[0].why


def test_a_process_that_ends_itself_after_loading_is_lost(bench: Bench) -> None:
    """Code that ends the process whenever it is copied costs the runs, not the grader."""
    session = bench.loaded("import os\nos.register_at_fork(before=lambda: os._exit(3))")
    with pytest.raises(WorkerLost, match="died between loading and the first call"), session.run(1):
        pass


def test_a_process_that_never_comes_to_a_call_is_given_up(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a second run in vain nothing more is tried, for each try may take its whole patience."""
    session = bench.loaded("import os\nos.register_at_fork(before=lambda: os._exit(3))")
    for _ in range(session_module.MOST_STILLBORN):
        with pytest.raises(WorkerLost, match="died between loading"), session.run(1):
            pass
    monkeypatch.setattr(Session, "_start", lambda self: pytest.fail("it was tried once more"))
    with pytest.raises(WorkerLost, match="died between loading"), session.run(1):
        pass


def test_a_run_after_the_worker_was_killed_loads_again(bench: Bench) -> None:
    """Whoever killed it, and whether or not its death has been noticed."""
    session = bench.loaded("def f():\n    return 1")
    clock.kill_tree(session.pid)
    assert session._worker_status() == 9
    with session.run(1) as run:
        clock.kill_tree(session.pid)
        assert session._worker_status() == 9
        assert session._status_of(1) is None
    with session.run(1) as run:
        assert Student(run).f() == 1


@pytest.mark.slow
def test_waiting_statements_are_bounded_together(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many that wait a little come to an end too; from where it came, only definitions are read."""
    monkeypatch.setattr(session_module, "IDLE", 0.5)
    session = bench.loaded(
        "import time\n" + "time.sleep(0.11)\n" * 40 + "def f():\n    return 1",
        limits=replace(HASTY, load=0.4),
    )
    lines = [note.line for note in session.loaded.notes]
    assert lines == list(range(lines[0], 42))
    assert "did not come to an end" in session.loaded.notes[0].why
    assert "only definitions" in session.loaded.notes[-1].why
    assert Student(bench.run_of(session)).f() == 1


def test_a_source_holds_plain_values_only(bench: Bench) -> None:
    """Anything else beside the submission is a mistake of the caller's."""
    with pytest.raises(EngineError, match="object in a request"):
        bench.loaded("x = 1", files={"x": object()})


def test_text_that_cannot_be_sent_is_a_fault_of_the_intake(bench: Bench) -> None:
    """A source must be text when it comes here."""
    with pytest.raises(EngineError, match="before it ran any student code"):
        bench.loaded("x = '\ud800'")


def test_a_given_that_fails_is_not_the_students_fault(bench: Bench) -> None:
    """given.py is the assignment's."""
    with pytest.raises(EngineError, match="before it ran any student code"):
        bench.loaded("x = 1", given="1 / 0")


def test_closing_leaves_no_process(launcher: Launcher) -> None:
    """Closing twice does no harm either."""
    session = Session(launcher, Source(((0, "open('a', 'w').close()"),)), LIMITS, 1)
    session.load()
    pid = session.pid
    session.close()
    session.close()
    wait_for_the_end([pid])
