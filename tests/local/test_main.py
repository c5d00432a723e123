"""`python -m autograder.local`: what it prints, and how it ends."""

import sys
from pathlib import Path

import pytest

import autograder
from autograder.errors import EngineError
from autograder.local import __main__ as command
from autograder.local.check import Check
from tests.course import SOLUTION, changed


@pytest.fixture
def folder(released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory of a student, with right work in it."""
    monkeypatch.setattr(autograder, "RELEASED", released.read_text(), raising=False)
    monkeypatch.setattr(Check, "released", released)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tiny.py").write_text(SOLUTION)
    return tmp_path


@pytest.fixture(autouse=True)
def child(released: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process that tries tasks reads what was released from its file."""
    made = Check.__init__

    def init(self: Check, *args: object, **kwargs: object) -> None:
        made(self, *args, **{"released": released, **kwargs})  # type: ignore[arg-type]

    monkeypatch.setattr(Check, "__init__", init)


def ended(*argv: str) -> int:
    """The exit code."""
    with pytest.raises(SystemExit) as told:
        command.main(argv)
    assert isinstance(told.value.code, int)
    return told.value.code


@pytest.mark.slow
def test_right_work(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file of the folder is found; all holds; exit code 0."""
    assert ended() == 0
    out = capsys.readouterr().out
    assert out.startswith("passed   add is elementwise (3 points)\n")
    assert "5 of 5 tasks hold on the examples that your course gives: 9 of 9 points.\n" in out
    assert out.endswith("Grading tries further examples.\n1 task (1 point) is hidden.\n")


@pytest.mark.slow
def test_wrong_work(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1, with the example and the hint; by a function's name only its tasks."""
    (folder / "wrong.py").write_text(changed("def add(x, y): return x - y"))
    assert ended("wrong.py", "--task", "add") == 1
    out = capsys.readouterr().out
    assert out.startswith("failed   add is elementwise (3 points)\n")
    assert "A hint: Did you take the difference?" in out
    assert "0 of 1 tasks hold" in out
    assert ended("wrong.py", "-t", "answer", "-t", "slope") == 0
    assert "2 of 2 tasks hold" in capsys.readouterr().out


@pytest.mark.slow
def test_a_task_after_another(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever asks for it alone hears of it alone."""
    (folder / "wrong.py").write_text(changed("def add(x, y): return x - y"))
    assert ended("wrong.py", "-t", "describe") == 1
    out = capsys.readouterr().out
    assert "to pass first" in out
    assert "add is elementwise (" not in out
    assert ended("tiny.py", "-t", "describe") == 0


def test_the_list(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is checked is told without a file."""
    (folder / "tiny.py").unlink()
    assert ended("--list") == 0
    assert capsys.readouterr().out.startswith("Tiny: 10 points\n     3  add is elementwise\n")


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["none.py"], "autograder: there is no file none.py; give the file that you hand in"),
        (["-t", "double"], 'autograder: nothing is checked under the name "double"; there are add'),
        (["notes.txt"], "autograder: notes.txt is neither a notebook (.ipynb) nor a module (.py)"),
    ],
)
def test_bad_input(folder: Path, argv: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence, exit code 2."""
    (folder / "notes.txt").write_text("x")
    assert ended(*argv) == 2
    assert capsys.readouterr().err.startswith(says)


def test_bad_input_of_other_kinds(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No file, a checker without a course, a failure of our own: a sentence, exit code 2; stopped: 130."""
    (folder / "tiny.py").unlink()
    assert ended() == 2
    assert "there is no tiny.py or tiny.ipynb in" in capsys.readouterr().err

    def fails(fault: BaseException) -> None:
        def run(*_: object) -> None:
            raise fault

        monkeypatch.setattr(command, "run", run)

    fails(EngineError("the machine is broken"))
    assert ended() == 2
    assert capsys.readouterr().err == "autograder: the machine is broken\n"
    fails(KeyboardInterrupt())
    assert ended() == 130
    monkeypatch.delattr(autograder, "RELEASED")
    assert ended() == 2
    assert "put the autograder.py that the course gives here" in capsys.readouterr().err


def test_the_command_line_is_read(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Arguments come from the command line."""
    monkeypatch.setattr(sys, "argv", ["autograder.local", "--nothing"])
    with pytest.raises(SystemExit) as told:
        command.main()
    assert told.value.code == 2
