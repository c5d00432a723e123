"""Many submissions, each in a process of its own; whatever happens to one, the others have their reports."""

import os
import select
import signal
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import pytest

from autograder import batch
from autograder.judging.grader import Ended, Grader, Opened
from autograder.judging.judge import Judge
from autograder.model import LoadNote, Outcome, Report, Status, Submission
from autograder.sandbox import clock
from autograder.sandbox.session import Session
from tests.course import CLASS, SOLUTION, cells_of, changed

P, F, R, L, A, V = Status
ENDS = {
    "ana": [P, P, P, P, P, P],
    "ben": [F, F, P, P, P, P],
    "carl": [P, R, P, P, P, P],
    "dora": [P, P, L, P, P, F],
    "emil": [P, P, P, P, P, A],
    "flo": [P, P, P, P, L, P],
    "gina": [P, P, F, P, P, P],
    "hugo": [P, P, P, R, P, P],
}
SLOW = "import time\ndef double(x): time.sleep(60)"


def submissions(sources: Mapping[str, str]) -> list[Submission]:
    """Modules as submissions."""
    return [Submission(name, Path(f"{name}.py"), cells_of(source)) for name, source in sources.items()]


def graded(grader: Grader, sources: Mapping[str, str], jobs: int = 1) -> dict[str, Report]:
    """Reports by student, in the order in which they came."""
    return {r.submission.student: r for r in batch.grade(grader, submissions(sources), jobs)}


def statuses(report: Report) -> list[Status]:
    return [outcome.status for outcome in report.outcomes]


def is_gone(pid: int) -> bool:
    """Whether a process ends within ten seconds."""
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([descriptor], [], [], 10)[0])
    finally:
        os.close(descriptor)


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 3])
def test_each_submission_ends_as_its_code_says(tiny: Grader, jobs: int) -> None:
    """A class of eight, each with another mistake: nobody's mistake costs anybody else."""
    reports = graded(tiny, CLASS, jobs)
    assert {student: statuses(report) for student, report in reports.items()} == ENDS


def test_one_at_a_time_come_in_order(tiny: Grader) -> None:
    """With one job the reports come as the submissions were given."""
    assert list(graded(tiny, {"b": SOLUTION, "c": SOLUTION, "a": SOLUTION})) == ["b", "c", "a"]


def test_a_submission_that_cannot_be_read_is_reported(tiny: Grader) -> None:
    """Its tasks are absent, with the reason; no process is started, and the others are graded."""
    broken = Submission("bob", Path("bob.py"), problem="bob.py is empty")
    first, second, third = batch.grade(tiny, [broken, *submissions({"ana": SOLUTION}), broken], 1)
    assert set(statuses(first)) == {Status.ABSENT}
    assert {o.says for o in first.outcomes} == {"Nothing could be graded: bob.py is empty"}
    assert (first.score, second.score, third.score) == (0, 10, 0)


def test_what_loading_said_is_in_the_report(tiny: Grader) -> None:
    """Statements that failed, modules that are missing, and the CPU time of it all."""
    (report,) = graded(tiny, {"hugo": CLASS["hugo"]}).values()
    assert report.environment == ("the module nosuchmodule is not installed",)
    assert [note.where for note in report.notes] == ["import nosuchmodule", "line 22", "line 24"]
    assert report.seconds > 0


def test_a_killed_judge_costs_what_it_had_not_told(tiny: Grader, monkeypatch: pytest.MonkeyPatch) -> None:
    """kill -9 half way: outcomes that arrived stand, the rest is void, and the next submission is graded."""
    original = Judge.outcomes

    def dying(self: Judge, session: Session, only: Collection[str] = ()) -> Iterator[Outcome]:
        for number, outcome in enumerate(original(self, session, only)):
            if number == 2 and "marked to die" in session.source.cells[0][1]:
                os.kill(os.getpid(), signal.SIGKILL)
            yield outcome

    monkeypatch.setattr(Judge, "outcomes", dying)
    reports = graded(tiny, {"zoe": SOLUTION + "# marked to die", "ana": SOLUTION})
    assert statuses(reports["zoe"]) == [P, P, V, V, V, V]
    assert "wait status 9" in reports["zoe"].outcomes[2].staff
    assert reports["zoe"].score is None
    assert reports["ana"].score == 10


def test_a_judge_that_breaks_says_so(tiny: Grader, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error outside all tasks makes void what had not been told, and the cause is for staff."""
    original = Judge.outcomes

    def slipping(self: Judge, session: Session, only: Collection[str] = ()) -> Iterator[Outcome]:
        outcomes = original(self, session, only)
        yield next(outcomes)
        raise RuntimeError("slipped")

    monkeypatch.setattr(Judge, "outcomes", slipping)
    (report,) = graded(tiny, {"ana": SOLUTION}).values()
    assert statuses(report) == [P, V, V, V, V, V]
    assert {o.staff for o in report.outcomes[1:]} == {"RuntimeError: slipped"}


@pytest.mark.slow
def test_no_process_outlives_a_killed_judge(
    tiny: Grader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker of a judge that was killed, and the snapshot that is at work, end with it."""
    zygote = tiny.launcher._process.pid
    standing = set(clock.tree(zygote))
    original, seen = Session.run, tmp_path / "seen"

    def marked(self: Session, seed: int) -> object:
        seen.write_text(" ".join(map(str, clock.tree(zygote))))
        return original(self, seed)

    with monkeypatch.context() as patched:
        patched.setattr(Session, "run", marked)
        patched.setattr(Judge, "outcomes", _kill_own_process)
        (report,) = graded(tiny, {"zoe": SOLUTION}).values()
    assert set(statuses(report)) == {V}
    members = set(map(int, seen.read_text().split())) - standing
    assert members
    assert all(map(is_gone, members))
    assert graded(tiny, {"ana": SOLUTION})["ana"].score == 10


def _kill_own_process(self: Judge, session: Session, only: Collection[str] = ()) -> Iterator[Outcome]:
    with session.run(1):
        os.kill(os.getpid(), signal.SIGKILL)
        yield from ()


@pytest.mark.slow
def test_closing_the_stream_ends_the_children(tiny: Grader) -> None:
    """Who stops listening leaves no judge behind; a judge at work is not waited for."""
    before = set(clock.children(os.getpid()))
    stream = batch.grade(tiny, submissions({"ana": SOLUTION, "zoe": changed(SLOW)}), 2)
    assert next(stream).submission.student == "ana"
    judges = set(clock.children(os.getpid())) - before
    stream.close()
    assert judges
    assert all(is_gone(pid) for pid in judges)
    assert graded(tiny, {"ana": SOLUTION})["ana"].score == 10


def test_what_was_told_is_put_together() -> None:
    """A torn last line does not count; facts told at different times stand side by side."""
    pipe, far = os.pipe()
    tell = batch.teller(far)
    note = LoadNote("line 1", "ZeroDivisionError", ("x",))
    for said in (Opened((note,), ("m",), (3,)), Outcome("t", Status.PASSED), Ended(1.5)):
        tell(said)
    os.close(far)
    text = os.read(pipe, 1 << 16)
    os.close(pipe)
    assert batch.parse(text) == ([Outcome("t", Status.PASSED)], Opened((note,), ("m",), (3,)), Ended(1.5))
    assert batch.parse(text + b'["Outcome",{"task":"u"') == batch.parse(text)
    assert batch.parse(b"") == ([], Opened(), Ended())


def test_a_file_is_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    """A text that cannot be written leaves the old file, and nothing beside it."""
    path = tmp_path / "deep" / "file.txt"
    batch.write_atomically(path, "old")
    with pytest.raises(UnicodeEncodeError):
        batch.write_atomically(path, "new \ud800")
    assert [(p.name, p.read_text()) for p in path.parent.iterdir()] == [("file.txt", "old")]
    batch.write_atomically(path, "new")
    assert path.read_text() == "new"


def test_memory_holds_whatever_is_told(tiny: Grader) -> None:
    """A counterexample larger than a pipe's buffer arrives whole."""
    long = "x" * 1900
    source = "\n".join(
        f"def {name}(*args): raise ValueError('{long}')"
        for name in ("add", "double", "slope", "count", "answer")
    )
    (report,) = graded(tiny, {"ana": source * 40}).values()
    assert statuses(report) == [R, F, R, R, R, R]


def test_ctrl_c_while_forking_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """It comes when the fork is done, not inside it, where whoever hooks into forks would swallow it."""
    done = []

    def fork() -> int:
        os.kill(os.getpid(), signal.SIGINT)
        done.append(True)
        return 1

    monkeypatch.setattr(os, "fork", fork)
    with pytest.raises(KeyboardInterrupt):
        batch.undisturbed_fork()
    assert done


def test_a_judge_cannot_take_the_whole_machine() -> None:
    """What a test makes of a huge answer is a MemoryError there; ordinary work is not touched."""
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            batch.bound_own_memory()
            bytearray(batch.ROOM // 10)
            bytearray(2 * batch.ROOM)
        except MemoryError:
            status = 7
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 7
