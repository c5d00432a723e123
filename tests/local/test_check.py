"""Whatever a file does, each task ends in a word, the others are untouched, and nothing stays behind."""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from textwrap import dedent, indent

import pytest

from autograder.errors import EngineError
from autograder.local.check import Check, Checked
from autograder.local.offered import Offered
from autograder.local.sources import Handed
from autograder.model import Outcome, Status
from tests.course import SOLUTION, changed, words
from tests.judging.test_six_words import ADD, ANSWER, COUNT, DESCRIBE, SLOPE
from tests.sandbox.processes import wait_for_the_end

pytestmark = pytest.mark.slow

VISIBLE = (ADD, DESCRIBE, SLOPE, COUNT, ANSWER)


@pytest.fixture(autouse=True)
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Temporary folders and processes of a check are gone when it is over."""
    room = tmp_path.resolve() / "room"
    room.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(room))
    yield
    wait_for_the_end([*started(room)])
    assert not list(room.iterdir())


def started(room: Path) -> Iterator[int]:
    """The processes that work in a folder of a check."""
    for path in Path("/proc").glob("[0-9]*"):
        try:
            if os.readlink(path / "cwd").startswith(str(room)):
                yield int(path.name)
        except OSError:
            continue  # it has ended, or is somebody else's


class Tried:
    """Files tried on what the tiny course releases."""

    def __init__(self, offered: Offered, released: Path) -> None:
        self.offered, self.released = offered, released

    def __call__(self, *cells: str, only: str | None = None, **files: str) -> Checked:
        numbered = tuple((n, dedent(cell)) for n, cell in enumerate(cells, int(len(cells) > 1)))
        beside = {f"{name}.py": dedent(text).encode() for name, text in files.items()}
        handed = Handed(Path("own.py"), numbered, beside)
        tasks = [t for t in self.offered.facts.tasks if only in (None, t.name)]
        return Check(self.offered, handed, self.released).run(tasks)


@pytest.fixture
def tried(offered: Offered, released: Path) -> Tried:
    """Tries cells, and the modules beside them."""
    return Tried(offered, released)


def not_passed(checked: Checked) -> dict[str, str]:
    """The tasks that did not pass, with their status; all visible tasks have one."""
    assert set(checked.outcomes) == set(VISIBLE)
    return {n: str(o.status) for n, o in checked.outcomes.items() if o.status is not Status.PASSED}


def test_what_is_right_passes(tried: Tried) -> None:
    """The solution passes every visible task."""
    assert words(tried(SOLUTION).outcomes) == ["passed"] * len(VISIBLE)


def test_what_is_wrong_is_shown_with_its_example(tried: Tried) -> None:
    """The status, an example, and the hint of the misconception that answers the same."""
    found = tried(changed("def add(x, y): return x - y"))
    assert not_passed(found) == {ADD: "failed", DESCRIBE: "failed"}
    outcome = found.outcomes[ADD]
    assert outcome.counterexample is not None
    assert set(outcome.counterexample.arguments) == {"x", "y"}
    assert outcome.hint == "Did you take the difference?"
    assert found.outcomes[DESCRIBE].says.endswith("to pass first.")


@pytest.mark.parametrize(
    ("body", "word", "says"),
    [
        ("while True: pass", "lost", "computing time in one call"),
        ("os._exit(7)", "lost", "exit code 7"),
        ("ctypes.string_at(0)", "lost", "segmentation fault"),
        ("os.abort()", "lost", "aborted"),
        ("while True: print('x' * 1000)", "lost", "computing time in one call"),
        ("raise SystemExit(3)", "raised", "SystemExit"),
        ("raise KeyboardInterrupt", "raised", "KeyboardInterrupt"),
        ("return input('?')", "raised", "input() cannot be answered"),
        ("return nosuchmodule.answer()", "raised", "nosuchmodule"),
        ("return answer()", "raised", "RecursionError"),
        ("return np.zeros(7_000_000)", "failed", "shape"),
        ("return np.zeros(9_000_000)", "lost", "72 MB"),
        ("return os.fork()", "failed", ""),
        ("os.closerange(0, 100); return 42", "lost", ""),
        ("raise Odd()", "raised", "Odd"),
    ],
    ids=lambda value: value if " " in value or "(" in value else "",
)
def test_one_call_costs_one_task(tried: Tried, body: str, word: str, says: str) -> None:
    """A call that hangs, crashes, ends the process or answers hugely costs its own task, and says why."""
    own = "class Odd(BaseException): pass"
    imports = "import ctypes, os, nosuchmodule\nimport numpy as np"
    found = tried(changed(imports, own, f"def answer():\n    {body}"))
    assert not_passed(found) == {ANSWER: word}
    assert says in found.outcomes[ANSWER].says


def test_a_call_that_sleeps_is_ended(tried: Tried, offered: Offered, released: Path) -> None:
    """Who says nothing for too long is ended; other tasks hold."""
    limits = replace(offered.facts.limits, task=0.5)
    impatient = replace(offered, facts=replace(offered.facts, limits=limits))
    found = Tried(impatient, released)(changed("import time", "def answer(): time.sleep(1000)"))
    assert not_passed(found) == {ANSWER: "lost"}
    assert "waited for more than 2 s" in found.outcomes[ANSWER].says


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("while True: pass", "computing time in one statement"),
        ("import os; os._exit(5)", "exit code 5"),
        ("import ctypes; ctypes.string_at(0)", "segmentation fault"),
        ("import sys; sys.exit('enough')", "SystemExit"),
        ("input()", "input() cannot be answered"),
        ("1 / 0", "ZeroDivisionError"),
    ],
)
def test_one_statement_costs_the_names_it_makes(tried: Tried, statement: str, why: str) -> None:
    """A statement that hangs, crashes or raises while loading is gone around, and the note says where."""
    broken = f"def fetched():\n    {statement.replace('; ', chr(10) + '    ')}\n    return 42\n"
    found = tried(SOLUTION, broken, "fortytwo = fetched()", "def answer(): return fortytwo")
    assert list(not_passed(found)) == [ANSWER]
    assert why in " ".join(note.why for note in found.notes)
    assert next(note.where for note in found.notes).startswith("cell 3")


def test_a_file_that_does_not_parse_lacks_names(tried: Tried) -> None:
    """A cell with a syntax error costs what it would have defined."""
    found = tried(SOLUTION.replace("def answer", "def reply"), "def answer(:\n    return 42")
    assert not_passed(found) == {ANSWER: "absent"}
    assert found.lacking == ("answer",)
    assert found.notes


def test_a_module_beside_the_file_is_found(tried: Tried) -> None:
    """It is loaded for each task afresh, as the file is."""
    found = tried(changed("import beside", "def answer(): return beside.value"), beside="value = 42")
    assert not_passed(found) == {}


def test_a_module_that_is_not_installed_is_told(tried: Tried) -> None:
    """It stands in for itself: who does not use it passes."""
    found = tried(changed("import nosuchmodule"))
    assert not_passed(found) == {}
    found = tried(changed("import nosuchmodule", "def answer(): return nosuchmodule.answer()"))
    assert found.missing == ("nosuchmodule",)


NEVER = """
    import threading, time
    def forever():
        while True: time.sleep(0.01)
    def answer():
        threading.Thread(target=forever).start()
        return 42
    """
BUSY = """
    import threading
    def forever():
        while True: pass
    threading.Thread(target=forever).start()
    def answer():
        return 42
    """
FORKS = """
    import os, time
    def answer():
        if os.fork() == 0:
            time.sleep(1000)
        return 42
    """
STARTS = """
    import subprocess
    def answer():
        subprocess.Popen(["sleep", "1000"])
        return 42
    """


@pytest.mark.parametrize("own", [NEVER, BUSY, FORKS, STARTS], ids=["thread", "busy", "fork", "process"])
def test_what_never_ends_is_ended(tried: Tried, own: str) -> None:
    """Threads and processes that were started and go on change no verdict, and are ended."""
    assert not_passed(tried(changed(own))) == {}


HARMLESS = [
    "import builtins\nbuiltins.print = None",
    "import builtins\nbuiltins.open = lambda *args: 1 / 0",
    "import json\njson.dumps = json.loads = json.JSONEncoder = None",
    "import json\njson.dumps = lambda *args, **named: 'x'",
    "import sys\nsys.stdout = sys.stderr = sys.stdin = None",
    "import sys\nsys.stdout.close()",
    "import os\nos._exit = lambda code: None\nos.getpid = lambda: 0",
    "import os\nos.chdir('/')",
    "import os, shutil\nshutil.rmtree(os.environ['HOME'], ignore_errors=True)",
    "import os\nos.makedirs('deep/er', exist_ok=True)\nos.chmod('deep', 0)",
    "import sys\nsys.path.clear()\nsys.meta_path.clear()",
    "import time\ntime.process_time = time.monotonic = time.sleep = lambda *args: 0.0",
    "import threading\nthreading.Lock = threading.Thread = None",
    "import sys\nsys.setrecursionlimit(60)",
    "import signal\nsignal.alarm(1)",
]
DEADLY = [
    "import sys\nsys.modules.clear()",
    "import numpy as np\nnp.asarray = np.array = np.isfinite = np.abs = None",
]
HARMFUL = [
    "import builtins\nbuiltins.len = builtins.isinstance = builtins.getattr = None",
    "import os\nfor n in range(3, 20):\n    try: os.write(n, b'[1]\\n{')\n    except OSError: pass",
    "import os\nos.closerange(3, 20)",
]


def laid_over(tried: Tried, own: str) -> Checked:
    """The solution, whose first task changes the process in which all tasks are tried."""
    body = indent(f"{own}\nreturn x + y", "    ")
    return tried(changed(f"def add(x, y):\n{body}"))


@pytest.mark.parametrize("own", HARMLESS)
def test_a_file_may_change_its_process(tried: Tried, own: str) -> None:
    """What a file lays over its own process changes no verdict."""
    assert not_passed(laid_over(tried, own)) == {}


@pytest.mark.parametrize("own", HARMFUL + DEADLY)
def test_a_file_may_break_its_process(tried: Tried, own: str) -> None:
    """A task that breaks the process in which it runs ends in a word; others hold."""
    found = not_passed(laid_over(tried, own))
    assert set(found) <= {ADD, DESCRIBE}


@pytest.mark.parametrize("own", HARMFUL)
def test_a_statement_may_break_its_process(tried: Tried, own: str) -> None:
    """While a file is loaded, too: what needs the statement ends in a word, and all else holds."""
    broken = indent(own, "    ")
    found = tried(
        SOLUTION,
        f"def broken():\n{broken}\n    return 42",
        "number = broken()",
        "def answer(): return number",
    )
    assert not_passed(found).keys() <= {ANSWER}


def test_tasks_that_come_before_are_tried_and_not_told(offered: Offered, released: Path) -> None:
    """Whoever asks for one task hears of that one, though another decides whether it is tried."""
    heard: list[Outcome] = []
    handed = Handed(Path("own.py"), ((0, changed("import os", "def add(x, y): os._exit(1)")),))
    (task,) = offered.named(DESCRIBE)
    found = Check(offered, handed, released, told=heard.append).run([task])
    assert [(outcome.task, str(outcome.status)) for outcome in heard] == [(DESCRIBE, "failed")]
    assert found.outcomes[ADD].status is Status.LOST


def test_data_of_the_course_are_there(offered: Offered, released: Path, tmp_path: Path) -> None:
    """Files in the course's folder data are found by their names, and the course's own stay as they are."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "number.txt").write_text("42")
    with_data = replace(offered, folder=tmp_path)
    own = """
        def answer():
            with open("data/number.txt") as file: number = int(file.read())
            with open("data/number.txt", "w") as file: file.write("42")
            return number
        """
    found = Tried(with_data, released)(changed(own))
    assert not_passed(found) == {}
    found = Tried(with_data, released)(changed(own.replace('file.write("42")', 'file.write("41")')))
    assert (tmp_path / "data" / "number.txt").read_text() == "42"


def test_a_program_that_does_not_start_is_told(offered: Offered, released: Path, tmp_path: Path) -> None:
    """Where our own process cannot begin, that is said once, and no file is blamed."""
    handed = Handed(Path("own.py"), ((0, SOLUTION),))
    (tmp_path / "autograder").mkdir()
    (tmp_path / "autograder" / "__init__.py").write_text("raise ImportError('broken')")
    with pytest.raises(EngineError, match=r"nothing can be tried here: .*exit code 1"):
        Check(offered, handed, released, program=tmp_path).run(offered.facts.tasks)
