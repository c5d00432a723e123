"""The command line: exit codes, one sentence for what is wrong, and nothing left running."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from autograder.cli import app
from autograder.sandbox import clock
from tests.attacks import contexts
from tests.course import LOOPS, SOLUTION, changed, write_class, write_course
from tests.test_batch import is_gone
from tests.test_commands import results

ROOT = Path(__file__).parents[1]
HEAVY = {"numpy", "torch", "pandas", "hypothesis", "pytest", "nbformat", "matplotlib"}
BOOT = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from autograder.cli import main
sys.argv[0] = "grade"
main()
"""  # Ctrl-C works even where the tests run in the background, which ignores it


def grade(*arguments: str) -> tuple[int, str, str]:
    """Exit code, output, and what was said on stderr, of a command in this process."""
    done = CliRunner().invoke(app, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout, done.stderr


BAD = {
    "no such assignment": (("run", "tinny", "class"), 'grade: there is no assignment "tinny"; did you mean'),
    "no such path": (("run", "tiny", "clas"), "grade: there is no file or folder clas; did you mean"),
    "an empty folder": (("run", "tiny", "empty"), "grade: empty is empty"),
    "no submissions": (("run", "tiny", "texts"), "grade: texts holds no submissions; expected files such as"),
    "another kind of file": (("run", "tiny", "texts/a.txt"), "grade: texts/a.txt is neither a module"),
    "no such task": (("run", "tiny", "class", "--task", "ad"), "grade: tiny has no task 'ad'; its tasks are"),
    "no such student": (("run", "tiny", "class", "--only", "bem"), 'grade: no student is called "bem"'),
    "many where one is checked": (("check", "class", "tiny"), "grade: class holds 8 submissions; check"),
    "an assignment to guess": (("check", "class/ana.py"), "grade: which assignment is class/ana.py? Say"),
    "a binary file": (("check", "odd/binary.py", "tiny"), "grade: binary.py "),
    "a broken notebook": (("check", "odd/broken.ipynb", "tiny"), "grade: broken.ipynb "),
    "no file": (("check", "nothing.py", "tiny"), "grade: there is no file or folder nothing.py"),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_one_sentence(course: Path, what: str) -> None:
    """Exit 2, nothing on stdout, one line on stderr that names the thing, no traceback."""
    for folder in ("empty", "texts", "odd"):
        (course / folder).mkdir()
    (course / "texts" / "a.txt").write_text("hello")
    (course / "odd" / "binary.py").write_bytes(b"\x7fELF\0\0\xff\xfe")
    (course / "odd" / "broken.ipynb").write_text('{"cells": [')
    arguments, sentence = BAD[what]
    code, output, error = grade(*arguments)
    assert (code, output) == (2, "")
    assert error.startswith(sentence)
    assert error.count("\n") == 1


def test_a_place_without_assignments_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It names the folder and says where to go."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", [str(tmp_path / "grade")])
    code, _, error = grade("list")
    assert code == 2
    assert error.startswith(f"grade: there is no folder called assignments in {tmp_path} or above it")


@pytest.mark.parametrize(
    "arguments", [("run",), ("run", "tiny"), ("paint",), ("run", "tiny", "class", "-j", "0")]
)
def test_wrong_usage_exits_with_2(course: Path, arguments: Sequence[str]) -> None:
    """Missing arguments, unknown commands, no jobs at all."""
    assert grade(*arguments)[0] == 2


def test_an_authors_mistake_exits_with_3(course: Path) -> None:
    """A test that cannot be imported is no fault of whoever grades: one sentence."""
    write_course(course, "halved", tests="HALF = 1 / 0\n")
    code, _, error = grade("run", "halved", "class")
    assert code == 3
    assert error == "grade: halved: test_halved.py, line 1: ZeroDivisionError: division by zero\n"


def test_commands_work_in_a_folder_below(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The course is found upwards; reports go below where one stands."""
    monkeypatch.chdir(course / "class")
    assert grade("run", "tiny", "ana.py")[0] == 0
    assert (course / "class" / "reports" / "tiny" / "ana" / "results.json").is_file()


def test_list_and_check_answer(course: Path) -> None:
    """Exit 0, whatever the score."""
    assert grade("list")[0] == 0
    code, output, _ = grade("check", "class/emil.py", "tiny")
    assert code == 0
    assert "Score: 9 of 10 (90 %)" in output


@pytest.mark.slow
def test_help_imports_nothing_heavy() -> None:
    """`--help` answers before numpy, torch, pandas, hypothesis or pytest would have been imported."""
    lines = "import sys", "from autograder.cli import main", "try: main()", "finally: print(*sys.modules)"
    command = [sys.executable, "-c", "\n".join(lines), "--help"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "Usage" in done.stdout
    assert not HEAVY & set(done.stdout.split("\n")[-2].split())
    assert "autograder.cli" in done.stdout.split()


@pytest.mark.slow
def test_doctor_answers(course: Path) -> None:
    """Exit 0, whatever the machine gives; a tier that is none is wrong usage."""
    code, output, error = grade("doctor", "--require", "L0")
    assert (code, error) == (0, "")
    assert re.match(r"L[0-3]  student code: ", output)
    assert grade("doctor", "--require", "L4")[0] == 2


# ---- real processes -----------------------------------------------------------------------------


@pytest.fixture
def endless(course: Path) -> Path:
    """The course with time enough to loop in, and a class in which `ana` is right and `zoe` loops."""
    toml = course / "assignments" / "tiny" / "assignment.toml"
    toml.write_text(toml.read_text().replace("500 ms", "100 s").replace("4 s", "100 s"))
    write_class(course / "looping", {"ana": SOLUTION, "zoe": changed(LOOPS)})
    return course


def until(condition: Callable[[], bool]) -> None:
    """Look until it holds; fail after half a minute."""
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end
        os.sched_yield()


def is_computing(pid: int) -> bool:
    """Whether a descendant below zygote and worker has computed for a while: student code that loops."""
    return any(clock.cpu_seconds([run]) > 0.3 for run in last_of_line(pid, 3))


def last_of_line(pid: int, generations: int) -> Iterator[int]:
    """The descendants of at least so many generations that have no children."""
    children = clock.children(pid)
    if not children and generations <= 0:
        yield pid
    for child in children:
        yield from last_of_line(child, generations - 1)


@contextmanager
def grading(course: Path) -> Iterator[tuple[subprocess.Popen[str], list[int]]]:
    """A grader in a process group of its own that has finished `ana` and is at `zoe`; all its processes."""
    command = [sys.executable, "-c", BOOT, "run", "tiny", "looping", "-j", "1"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    (course / "temporary").mkdir()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(course / "temporary")}
    process: subprocess.Popen[str]
    with subprocess.Popen(  # type: ignore[call-overload]
        command, cwd=course, start_new_session=True, env=environment, **pipes
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline().startswith("[1/2] ana: Score: 10 of 10")
            until(lambda: is_computing(process.pid))
            members = list(clock.tree(process.pid))
            assert len(members) >= 5  # grader, zygote, judge, worker, snapshot
            yield process, members
        finally:
            clock.kill_tree(process.pid)


def scores(course: Path) -> dict[str, object]:
    """The gradebook's scores; None where there is none."""
    book = pd.read_csv(course / "reports" / "tiny" / "gradebook.csv", index_col="student")
    return {str(student): None if pd.isna(score) else score for student, score in book["score"].items()}


@pytest.mark.slow
def test_ctrl_c_leaves_finished_reports_and_no_process(endless: Path) -> None:
    """Exit 130 and a sentence; the gradebook has who was finished."""
    with grading(endless) as (process, members):
        os.killpg(process.pid, signal.SIGINT)
        _, error = process.communicate(timeout=30)
        assert process.returncode == 130
        assert error == "Stopped. Finished reports are whole; run the same command again to go on.\n"
        assert all(map(is_gone, members))
    assert scores(endless) == {"ana": 10}
    assert [p.name for p in (endless / "reports" / "tiny").iterdir() if p.is_dir()] == ["ana"]


@pytest.mark.slow
def test_killing_a_judge_costs_what_it_had_not_told(endless: Path) -> None:
    """kill -9 of a judge child: exit 3, her finished tasks stand, the rest is void, no process is left."""
    with grading(endless) as (process, members):
        (judge,) = (pid for pid in clock.children(process.pid) if not clock.children(pid))
        os.kill(judge, signal.SIGKILL)
        output, error = process.communicate(timeout=30)
        assert (process.returncode, error) == (3, "")
        assert all(map(is_gone, members))
    assert "zoe: Score withheld (5 passed, 1 void)" in output
    assert scores(endless) == {"ana": 10, "zoe": None}
    told = (endless / "reports" / "tiny" / "zoe" / "results.json").read_text()
    assert told.count('"status": "passed"') >= 2
    assert "wait status 9" in told


@pytest.mark.slow
def test_killing_the_grader_leaves_no_process(endless: Path) -> None:
    """kill -9 of the whole grader: judge, zygote, worker and the student's loop end with it."""
    with grading(endless) as (process, members):
        process.kill()
        process.wait(30)
        assert [pid for pid in members if not is_gone(pid)] == []
    assert (endless / "reports" / "tiny" / "ana" / "results.json").is_file()


@pytest.mark.slow
def test_a_terminal_sees_how_far_it_is(course: Path) -> None:
    """On a terminal: a bar with a count while it runs, then the table; no traceback."""
    ours, theirs = pty.openpty()
    command = [sys.executable, str(ROOT / "grade.py"), "run", "tiny", "class", "-j", "2"]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "120"}
    with subprocess.Popen(
        command, cwd=course, stdin=theirs, stdout=theirs, stderr=theirs, env=environment
    ) as process:
        os.close(theirs)
        seen = "".join(read_all(ours))
        assert process.wait(30) == 0
    os.close(ours)
    assert "8/8" in seen
    assert re.search(r"ana +.*10", seen)
    assert "gradebook" in seen
    assert "Traceback" not in seen


def read_all(terminal: int) -> Iterator[str]:
    """What comes until the other side has closed."""
    while select.select([terminal], [], [], 60)[0]:
        try:
            data = os.read(terminal, 1 << 16)
        except OSError:  # how Linux says that the other side has closed
            return
        yield data.decode(errors="replace")


MEMORY = """
import resource, sys
from pathlib import Path
from autograder import batch
from autograder.intake.submissions import find_submissions
from tests.course import assignment_in, opened

with opened(Path.cwd()) as grader:
    submissions = find_submissions(grader.assignment, [Path("many")])
    for number, report in enumerate(batch.grade(grader, submissions, 2), 1):
        assert report.score == 10, report
        if number in (10, 60):
            print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.slow
def test_memory_stays_flat(course: Path) -> None:
    """Sixty submissions take no more memory than ten, but for 20 MB."""
    write_class(course / "many", {f"s{number:02}": SOLUTION for number in range(60)})
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", MEMORY]
    done = subprocess.run(command, cwd=course, capture_output=True, text=True, check=True, env=environment)
    after_ten, after_sixty = map(int, done.stdout.split())
    assert after_sixty - after_ten < 20_000  # kilobytes


@pytest.mark.slow
def test_the_wheel_grades_as_the_checkout(course: Path, tmp_path: Path) -> None:
    """Installed from a wheel somewhere else: the same digests, the same reports."""
    source, wheels, installed = tmp_path / "source", tmp_path / "wheels", tmp_path / "installed"
    source.mkdir()
    for name in ("pyproject.toml", "README.md", "autograder"):
        subprocess.run(["cp", "-r", str(ROOT / name), str(source)], check=True)
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    build = ["wheel", "--no-deps", "--no-build-isolation", "--no-index", "-w", str(wheels), str(source)]
    subprocess.run([*pip, *build], check=True, capture_output=True)
    (wheel,) = map(str, wheels.glob("*.whl"))
    subprocess.run(
        [*pip, "install", "--no-deps", "--no-index", "--target", str(installed), wheel], check=True
    )
    three = ("class/ben.py", "class/carl.py", "class/gina.py")
    for out, path in (("checkout", source), ("wheel", installed)):
        where = "import autograder; print(autograder.__file__)"
        environment = {**os.environ, "PYTHONPATH": str(path), "XDG_CACHE_HOME": str(tmp_path / out)}
        for command in (["-c", where], ["-m", "autograder", "run", "tiny", *three, "-o", out]):
            done = subprocess.run([sys.executable, "-P", *command], cwd=course, env=environment,
                                  capture_output=True, text=True, check=True)  # fmt: skip
            assert "Score" in done.stdout or done.stdout.startswith(str(path))
    assert len(results(course / "wheel")) == len(three)
    assert results(course / "wheel") == results(course / "checkout")


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [("run", "tiny", "class"), ("check", "class/ana.py", "tiny"), ("doctor",)],
    ids=lambda command: command[0],
)
def test_a_machine_that_gives_less_than_is_required_is_refused(command: Sequence[str]) -> None:
    """An ordinary user without namespaces asks for L3: exit 2, one sentence, no report."""
    if reason := contexts.reason_it_cannot("plain"):
        pytest.skip(reason)
    with contexts.entered("plain", bystanders=0) as place:
        root = write_course(place.home / "course")
        write_class(root / "class", {"ana": SOLUTION})
        for path in [root, *root.rglob("*")]:
            os.chown(path, place.uid, place.uid)
        grader = [place.python, str(ROOT / "grade.py"), *command, "--require", "L3"]
        done = place.run(grader, cwd=root)
        left = [path for path in (root / "reports").rglob("*") if path.is_file()]
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(
        "grade: --require L3: student code is held back at L1 only here (namespaces: "
    )
    assert done.stderr.endswith("; `grade doctor` says more, --require L1 grades all the same\n")
    assert done.stderr.count("\n") == 1
    assert left == []


def test_the_door_says_what_to_do_where_nothing_is_installed() -> None:
    """`python grade.py` outside of the environment: one sentence, exit code 2."""
    isolated = [sys.executable, "-S", str(ROOT / "grade.py"), "list"]
    done = subprocess.run(isolated, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "make demo" in done.stdout
    assert "Traceback" not in done.stderr
