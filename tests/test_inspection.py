"""`grade inspect`: what loads of files, and for what does not: where it was lost, and why."""

import json
import os
import re
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from autograder import inspection
from autograder.cli import app
from autograder.errors import EngineError
from autograder.inspection import spoken_of
from autograder.model import Cell, Limits, Submission
from autograder.sandbox import clock
from autograder.sandbox.loaded import Loaded
from autograder.sandbox.session import Session
from tests.corpus.forms import version4
from tests.course import write_course
from tests.test_batch import is_gone
from tests.test_cli import BOOT, ROOT

NOTEBOOKS = {
    "good": ("import numpy as np\nW = np.eye(2)", "def f(x):\n    return W @ x", "class Net:\n    pass"),
    "broken cells": (
        "def f(x):\n    return x",
        "def g(x:\n    return x",
        "# h\nclass H:\n    size = 1 / 0",
        "",
        "print('never')",
        "y = = 3",
    ),
    "deadly": (
        "def f(x):\n    return x",
        "class Loop:\n    while True: pass",
        "import os\nclass Gone:\n    os._exit(3)",
        "class Both(Loop, Gone):\n    pass",
    ),
    "lacking": (
        "import tensorflow as tf\nfrom dnn_utils import *",
        "class Net(tf.keras.Model):\n    pass",
        "@tf.function\ndef step(x):\n    return x",
        "class Other(Layer):\n    pass",
        "data = load_dataset('x')",
        "def f(x, data=data):\n    return sigmoid(x)",
    ),
    "blocks": (
        "if __name__ == '__main__':\n    def main(): pass",
        "def f(): return 1\n\n\ndel f",
        "g = lambda x: x\nh = g\ntable = {'g': g}\nfrom math import sqrt\nfrom enum import Enum",
        "class Stop:\n    def __getattr__(self, name):\n        import os\n        os._exit(0)\ns = Stop()",
    ),
    "redefined": ("def f(x):\n    return 1", "def f(x):\n    return 2", "1 / 0"),
}
WITH_PROBLEMS = {"torn.ipynb": '{"cells": [', "empty.py": "", "bin.py": "\0\1"}


def inspect(*arguments: object) -> tuple[int, str, str]:
    """Exit code, output, and what was said on stderr."""
    done = CliRunner().invoke(app, ["inspect", *map(str, arguments)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout, done.stderr


def told(*arguments: object, code: int = 0) -> dict[str, Any]:
    """What it says in JSON, by file."""
    ended, output, error = inspect(*arguments, "--json")
    assert (ended, error) == (code, "")
    return {found["file"]: found for found in map(json.loads, output.splitlines())}


def brief(found: dict[str, Any]) -> dict[str, tuple[str, str, int, int]]:
    """Status, kind and place of each name."""
    return {
        key: (name["status"], name["kind"], name["cell"], name["line"])
        for key, name in found["names"].items()
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course, notebooks and files with problems; statements are given up after a second."""
    root = write_course(tmp_path_factory.mktemp("course"))
    for name, cells in NOTEBOOKS.items():
        (root / f"{name}.ipynb").write_bytes(version4(cells))
    for name, text in WITH_PROBLEMS.items():
        (root / name).write_text(text)
    return root


@pytest.fixture(scope="module")
def found(folder: Path) -> dict[str, Any]:
    """What is said of all of them at once, looking for every function and class."""
    files = [folder / f"{name}.ipynb" for name in NOTEBOOKS] + [folder / name for name in WITH_PROBLEMS]
    result = told(*files, "--names", "", code=2)
    return {Path(file).stem: each for file, each in result.items()}


@pytest.mark.slow
def test_every_function_and_class_is_told(found: dict[str, Any]) -> None:
    """With its kind and place; cells that nothing needs are skipped."""
    assert found["good"].keys() == {"file", "names", "cells", "standins", "seconds"}
    assert brief(found["good"]) == {"f": ("loaded", "function", 2, 1), "Net": ("loaded", "class", 3, 1)}
    assert [cell["status"] for cell in found["good"]["cells"]] == ["run", "run", "run"]
    assert found["good"]["standins"] == []
    assert found["good"]["seconds"] < found["deadly"]["seconds"]


@pytest.mark.slow
def test_what_fails_has_a_place_and_a_reason(found: dict[str, Any]) -> None:
    """The line that raised, or the one that is not Python; what is not needed is not run."""
    broken = found["broken cells"]
    assert brief(broken) == {
        "f": ("loaded", "function", 1, 1),
        "g": ("unparsable", "function", 2, 1),
        "H": ("failed", "class", 3, 3),
    }
    assert broken["names"]["H"]["reason"] == "it raised ZeroDivisionError: division by zero"
    states = [(cell["cell"], cell["status"], cell["line"]) for cell in broken["cells"]]
    assert states == [
        (1, "run", 0),
        (2, "unparsable", 1),
        (3, "failed", 3),
        (4, "empty", 0),
        (5, "skipped", 0),
        (6, "unparsable", 1),
    ]


@pytest.mark.slow
def test_what_hangs_or_ends_the_process_costs_itself_only(found: dict[str, Any]) -> None:
    """The rest loads around it."""
    deadly = found["deadly"]
    assert brief(deadly) == {
        "f": ("loaded", "function", 1, 1),
        "Loop": ("timeout", "class", 2, 1),
        "Gone": ("timeout", "class", 3, 2),
        "Both": ("loaded", "class", 4, 1),
    }
    assert "computing time in one statement" in deadly["names"]["Loop"]["reason"]
    assert deadly["names"]["Gone"]["reason"] == "it ended its own process (exit code 3)"


@pytest.mark.slow
def test_missing_modules_are_stood_in_for(found: dict[str, Any]) -> None:
    """Base classes, decorators, star imports: what the student wrote loads, and the modules are named."""
    lacking = found["lacking"]
    assert {name["status"] for name in lacking["names"].values()} == {"loaded"}
    assert lacking["standins"] == ["tensorflow", "dnn_utils"]


@pytest.mark.slow
def test_what_cannot_be_read_costs_nobody_else_anything(found: dict[str, Any], folder: Path) -> None:
    """It has a problem, a sentence, and nothing else."""
    for name, why in (("torn.ipynb", "is not a notebook"), ("empty.py", "is empty"), ("bin.py", "is not")):
        said = found[Path(name).stem]
        assert said["problem"].startswith(f"{folder / name} {why}")
        assert (said["names"], said["cells"], said["standins"], said["seconds"]) == ({}, [], [], 0)
    assert all("problem" not in found[name] for name in NOTEBOOKS)


@pytest.mark.slow
def test_names_may_be_values_and_may_be_missing(folder: Path) -> None:
    """Who asks for names gets these: what they are, where they are assigned, or why they are not there."""
    files = [folder / f"{name}.ipynb" for name in ("blocks", "lacking")]
    names = "main,f,g,h,table,sqrt,Enum,s,data, sigmoid, fs,f"
    blocks, lacking, empty = told(*files, folder / "empty.py", "--names", names, code=2).values()
    assert brief(blocks) == {
        "main": ("absent", "", 0, 0),
        "f": ("absent", "function", 2, 1),
        "g": ("loaded", "function", 3, 1),
        "h": ("loaded", "function", 3, 2),
        "table": ("loaded", "value", 3, 3),
        "sqrt": ("loaded", "function", 0, 0),
        "Enum": ("loaded", "class", 0, 0),
        "s": ("loaded", "value", 4, 5),
        "data": ("absent", "", 0, 0),
        "sigmoid": ("absent", "", 0, 0),
        "fs": ("absent", "", 0, 0),
    }
    assert blocks["names"]["f"]["reason"].startswith("its definition is in a block that is not run, or")
    assert blocks["names"]["fs"]["reason"] == 'nothing defines `fs`; did you mean "f"?'
    assert brief(lacking)["data"] == ("failed", "", 5, 1)
    assert lacking["names"]["sigmoid"] == {
        "status": "failed",
        "kind": "",
        "cell": 0,
        "line": 0,
        "reason": "only a stand-in is there: the module dnn_utils is not installed where this is graded",
    }
    assert {name["status"] for name in empty["names"].values()} == {"absent"}
    assert empty["names"]["f"]["reason"] == empty["problem"]


@pytest.mark.slow
def test_the_page_says_what_the_json_does(folder: Path) -> None:
    """One line if all is well; else each name that does not load with its place, reason and source."""
    files = [folder / f"{name}.ipynb" for name in ("good", "broken cells", "redefined")]
    code, output, error = inspect(*files, folder / "empty.py", "--names", "")
    assert (code, error) == (2, "")
    lines = [re.sub(r"\d\.\d\d s", "0.01 s", line.replace(f"{folder}/", "")) for line in output.splitlines()]
    assert lines == [
        "good.ipynb: all 2 names load; 3 cells: 3 run; 0.01 s",
        "broken cells.ipynb: 1 of 3 names load; 6 cells: 1 run, 2 unparsable, 1 failed, 1 empty, "
        "1 skipped; 0.01 s",
        "  unparsable  g, cell 2, line 1: it does not parse: '(' was never closed",
        "              def g(x:",
        "  failed      H, cell 3, line 3: it raised ZeroDivisionError: division by zero",
        "              size = 1 / 0",
        "  unparsable  cell 6, line 1: it does not parse: invalid syntax",
        "  skipped     cell 5: nothing there is needed",
        "redefined.ipynb: 1 of 1 names load; 3 cells: 2 skipped, 1 run; 0.01 s",
        "  skipped     cells 1, 3: nothing there is needed",
        "  note        cell 2, line 1: f is defined again here, differently from cell 1, line 1: "
        "the last definition counts",
        "empty.py is empty; hand in the file with your code",
    ]


@pytest.mark.slow
def test_modules_beside_a_file_are_loaded_with_it(tmp_path: Path) -> None:
    """As in grading: their functions are there, their faults are told; other files are left alone."""
    (tmp_path / "utils.py").write_text("def f(x):\n    return x\n\ny = 1 / 0\n")
    (tmp_path / "other.py").write_text("def f(x: syntax error")
    (tmp_path / "hw.py").write_text("from utils import f, y\ndef g(a, b=f(1), c=y):\n    return missing\n")
    found = told(tmp_path / "hw.py", "--names", "f,g,y")[f"{tmp_path}/hw.py"]
    assert brief(found)["f"] == ("loaded", "function", 0, 0)
    assert brief(found)["y"][0] == "failed"
    _, output, _ = inspect(tmp_path / "hw.py", "--names", "f,zz,yy")
    assert output.splitlines()[1:] == [
        "  absent      zz, yy: nothing defines them",
        "  note        utils.py, line 4: it raised ZeroDivisionError: division by zero",
    ]


@pytest.mark.slow
def test_an_assignment_gives_names_standins_data_and_limits(folder: Path, tmp_path: Path) -> None:
    """What its tasks need is looked for, as it would be found in grading."""
    (folder / "assignments" / "tiny" / "standins").mkdir()
    (folder / "assignments" / "tiny" / "standins" / "cloud.py").write_text("KEY = 42\n")
    (folder / "assignments" / "tiny" / "data").mkdir()
    (folder / "assignments" / "tiny" / "data" / "w.txt").write_text("5")
    code = "import cloud\nkey = cloud.KEY / 1\ndef add(x, y): return x + y\nw = open('w.txt').read()\n"
    (tmp_path / "ana.py").write_text(f"{code}class double:\n    while w: pass\n")
    found = told(tmp_path / "ana.py", "--assignment", folder / "assignments" / "tiny")[f"{tmp_path}/ana.py"]
    status = {key: name["status"] for key, name in found["names"].items()}
    assert status.pop("double") == "timeout"
    assert status.pop("add") == "loaded"
    assert status == {name: "absent" for name in ("answer", "count", "describe", "slope")}
    assert "more than 1 s of computing" in found["names"]["double"]["reason"]


@pytest.mark.slow
def test_twenty_files_are_told_in_their_order(tmp_path: Path) -> None:
    """Some at a time, whatever each costs; JSON whatever is in them."""
    for number in range(20):
        odd = "\x1b[31m\u202e[bold]\x7f\ud800"
        text = f"def f{number}():\n    return 1\nclass C:\n    raise ValueError({odd!r} * {number})\n"
        (tmp_path / f"s{number:02}.py").write_text(text)
    result = told(tmp_path)
    assert [Path(file).stem for file in result] == [f"s{number:02}" for number in range(20)]
    for number, found in enumerate(result.values()):
        assert brief(found) == {
            f"f{number}": ("loaded", "function", 0, 1),
            "C": ("failed", "class", 0, 4),
        }


@pytest.mark.slow
def test_a_file_that_leaves_no_time_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When loading is given up, all that its text seems to define is lost for that reason."""
    monkeypatch.setattr(inspection, "LIMITS", Limits(load=0.4))
    endless = "class C{}:\n    while True: pass\n"
    (tmp_path / "hw.py").write_text("".join(endless.format(n) for n in range(20)) + "def f(): pass\n")
    (found,) = told(tmp_path / "hw.py").values()
    assert {name["status"] for name in found["names"].values()} == {"timeout"}
    assert brief(found)["C1"] == ("timeout", "class", 0, 3)
    assert found["names"]["f"]["reason"].startswith("its code could not be loaded: it used more than 0.1 s")
    assert found["cells"] == [
        {"cell": 0, "status": "timeout", "line": 1, "reason": found["names"]["f"]["reason"]}
    ]


@pytest.mark.slow
def test_code_that_hinders_questions_changes_words_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A value that ends whoever looks at it is a value all the same; threads do not matter."""
    monkeypatch.setattr(inspection, "LIMITS", Limits(call=0.5))
    text = "import os, threading\n"
    text += "threading.Thread(target=threading.Event().wait, daemon=True).start()\nx = 1\n"
    (tmp_path / "threads.py").write_text(text)
    text = "import os\nclass Stop:\n    def __getattr__(self, name): os._exit(1)\n\nx = Stop()\n"
    (tmp_path / "deadly.py").write_text(text)
    result = told(tmp_path / "threads.py", tmp_path / "deadly.py", "--names", "x,y")
    assert [brief(found)["x"] for found in result.values()] == [
        ("loaded", "value", 0, 3),
        ("loaded", "value", 0, 5),
    ]
    assert [brief(found)["y"][0] for found in result.values()] == ["absent", "absent"]


@pytest.mark.slow
def test_our_own_fault_costs_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 3; the file has a problem that says so, the others are whole."""
    load = Session.load

    def faulty(session: Session) -> Loaded:
        if "zoe" in session.source.cells[0][1]:
            raise EngineError("no answer")
        return load(session)

    monkeypatch.setattr(Session, "load", faulty)
    (tmp_path / "ana.py").write_text("def ana(): pass")
    (tmp_path / "zoe.py").write_text("def zoe(): pass")
    ana, zoe = told(tmp_path, code=3).values()
    assert brief(ana) == {"ana": ("loaded", "function", 0, 1)}
    assert zoe["problem"] == f"{tmp_path}/zoe.py could not be loaded: no answer"


def test_a_large_library_is_loaded_once_if_a_file_speaks_of_it() -> None:
    """In its own code, or in what comes with it."""
    plain = Submission("a", Path("a"), (Cell(0, "import numpy"),), {"b.py": b"import numpy"})
    own = replace(plain, cells=(Cell(0, "from torch import nn"),))
    beside = replace(plain, files={"b.py": b"import torch"})
    assert [spoken_of([plain, each]) for each in (plain, own, beside)] == [set(), {"torch"}, {"torch"}]


@pytest.mark.slow
def test_ctrl_c_leaves_no_process(tmp_path: Path) -> None:
    """Exit 130 and a word; what was told stays told."""
    (tmp_path / "ana.py").write_text("def f(): pass")
    (tmp_path / "zoe.py").write_text("class Z:\n    while True: pass")
    command = [sys.executable, "-c", BOOT, "inspect", "ana.py", *["zoe.py"] * 9, "--json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        start_new_session=True,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            assert json.loads(process.stdout.readline())["file"] == "ana.py"
            members = list(clock.tree(process.pid))
            os.killpg(process.pid, signal.SIGINT)
            _, error = process.communicate(timeout=30)
        finally:
            clock.kill_tree(process.pid)
    assert (process.returncode, error) == (130, "Stopped.\n")
    assert len(members) >= 3
    assert all(map(is_gone, members))
