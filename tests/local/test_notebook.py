"""`import autograder.notebook` in IPython, in a kernel and in plain Python."""

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.course import SOLUTION, changed
from tests.local.test_handin import notebook

SHELL = """
import json, sys
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
shell, answers = InteractiveShell.instance(), []
shell.history_manager.enabled = False
for source in json.load(open(sys.argv[1])):
    with capture_output() as captured:
        result = shell.run_cell(source, store_history=True)
    html = getattr(result.result, "_repr_html_", str)()
    answers.append([result.success, repr(result.result), html, captured.stdout])
json.dump(answers, sys.stdout)
"""
START = "import autograder.notebook as grader"
pytestmark = pytest.mark.slow


def environment(installed: Path) -> dict[str, str]:
    """Of a process in which `import autograder` finds what students have."""
    home = {"IPYTHONDIR": str(installed / "ipython"), "HOME": str(installed)}
    return {**os.environ, **home, "PYTHONPATH": f"{installed}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"}


def run(installed: Path, folder: Path, *arguments: str) -> str:
    """What a Python process in this folder prints."""
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=folder, env=environment(installed), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def ran(installed: Path, folder: Path, cells: Sequence[str]) -> list[list[Any]]:
    """Of each cell: whether it ran, what it gave as text and HTML, what it printed."""
    (folder / "cells.json").write_text(json.dumps(cells))
    (folder / "shell.py").write_text(SHELL)
    answers: list[list[Any]] = json.loads(run(installed, folder, "shell.py", "cells.json"))
    return answers


def test_a_student_edits_a_cell_and_checks_it_again(installed: Path, tmp_path: Path) -> None:
    """check takes names, functions or nothing, also as a magic; it tries what is in memory now."""
    cells = [
        SOLUTION,
        START,
        'grader.check("add")',
        "def add(x, y):\n    print('called')\n    return x.none",
        "%check add",
        "%check add, answer",
        "def add(x, y):\n    return x + y",
        "grader.check(add)",
        "grader.check()",
        "grader.check('nonsense')",
        "grader.tasks()",
        "del add",
        "grader.check('add')",
    ]
    answers = ran(installed, tmp_path, cells)
    assert all(success for success, *_ in answers)
    texts = [text for _, text, *_ in answers]
    assert texts[2].startswith("The one task of add holds on the released examples (3 points).")
    assert "cell In[4], line 3, in add: return x.none" in texts[4]
    assert texts[5].startswith("1 of 2 tasks of add, answer holds")
    assert texts[7].startswith("The one task of add holds")
    assert texts[8].startswith("All 5 tasks hold on the released examples (9 points). Grading tries further")
    assert texts[8].splitlines()[0].endswith("examples and 1 hidden task (1 point).")
    assert texts[9].startswith('Nothing is checked under the name "nonsense"; there are add, answer')
    assert "1 hidden task" in texts[10]
    assert "`add` is not defined yet" in texts[12]
    assert "<strong>✗ raised</strong>" in answers[4][2]
    assert not any(
        printed.strip() for *_, printed in answers if "called" in printed and "Your code" not in printed
    )


def test_submit_in_a_notebook(installed: Path, tmp_path: Path) -> None:
    """The file is loaded in a process of its own, and compared with what is in memory."""
    saved = notebook(changed("def answer(): return 41"), START + "\ngrader.check(); grader.submit()")
    (tmp_path / "tiny.ipynb").write_text(saved)
    ((*_, text, html, printed),) = ran(installed, tmp_path, [SOLUTION, START, "grader.submit()"])[2:]
    assert "Loading tiny.ipynb in a process of its own" in printed
    assert "! Save first: `answer` is not the same in memory and in tiny.ipynb." in text
    assert "4 of 5 tasks hold on the released examples (8 of 9 points)." in text
    assert "tiny-submission.zip" in html
    assert (tmp_path / "tiny-submission.zip").is_file()


def test_plain_python(installed: Path, tmp_path: Path) -> None:
    """The names of the calling module are tried; a function brings those beside it."""
    (tmp_path / "mine.py").write_text(SOLUTION)
    (tmp_path / "script.py").write_text(
        f"from mine import add\nimport mine\n{START}\n"
        "assert grader.check('add') and grader.check(mine.describe)\n"
        "assert not grader.check('answer') and 'not defined yet' in repr(grader.check('answer'))\n"
        "print(grader.check(add))\nprint(grader.submit())\nprint(grader.submit('gone.py'))"
    )
    said = run(installed, tmp_path, "script.py")
    assert "The one task of add holds" in said
    assert "No file called tiny.py or tiny.ipynb is in " in said
    assert "There is no file gone.py" in said


def test_without_a_release(installed: Path, tmp_path: Path) -> None:
    """The checker alone has nothing to check against, and says so."""
    code = f"import autograder; autograder.RELEASED = ''\n{START}\nprint(grader.check())"
    assert "put the autograder.py that the course gives here" in run(installed, tmp_path, "-c", code)


@pytest.mark.skipif(not importlib.util.find_spec("ipykernel"), reason="ipykernel is not installed")
def test_a_real_notebook(installed: Path, tmp_path: Path) -> None:
    """A kernel answers with HTML, and names the cell of what was raised."""
    executed = execute(installed, tmp_path, sys.executable)
    (answer,) = executed["cells"][2]["outputs"]
    assert "✗ raised" in "".join(answer["data"]["text/html"])
    assert "cell In[1], line 2" in "".join(answer["data"]["text/plain"])


EXECUTE = """
import json, sys, nbformat
from nbclient import NotebookClient
book = nbformat.read(sys.argv[1], as_version=4)
NotebookClient(book, timeout=60, kernel_name="python3").execute()
nbformat.write(book, sys.argv[1])
"""


def execute(installed: Path, folder: Path, python: str) -> dict[str, Any]:
    """A notebook after a kernel has run it."""
    path = folder / "run.ipynb"
    path.write_text(notebook("def add(x, y):\n    return x.none", START, "%check add"))
    command = [python, "-c", EXECUTE, str(path)]
    subprocess.run(command, cwd=folder, env=environment(installed), check=True)
    book: dict[str, Any] = json.loads(path.read_text())
    return book
