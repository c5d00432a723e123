"""The one file needs Python's standard library and numpy, and works from wherever it lies."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import autograder
from autograder.publish.vendored import FILE, INSTEAD, closure, source, vendored

POSIX = frozenset({"fcntl", "resource", "posix", "pwd", "grp", "termios", "pty", "tty", "syslog", "crypt"})
LIBRARIES = frozenset(
    {
        "msgspec",
        "IPython",
        "hypothesis",
        "pytest",
        "rich",
        "typer",
        "yaml",
        "pandas",
        "nbformat",
        "scipy",
        "torch",
    }
)
REFUSING = """
import importlib.abc, sys
class Refusing(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {refused}:
            raise ModuleNotFoundError("No module named " + repr(name), name=name)
for name in {refused}:
    sys.modules.pop(name, None)
sys.meta_path.insert(0, Refusing())
sys.path.insert(0, {folder!r})
"""


def at_import(tree: ast.AST) -> Iterator[str]:
    """The top names of the modules that are imported when this is; not within functions or try."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]
        elif not isinstance(node, ast.FunctionDef | ast.Try):
            yield from at_import(node)


@pytest.mark.parametrize("name", sorted(closure()))
def test_a_module_imports_only_what_every_machine_has(name: str) -> None:
    """Python's own modules, but none that Windows lacks, and numpy."""
    imported = set(at_import(ast.parse(source(INSTEAD.get(name, name)))))
    assert imported <= (sys.stdlib_module_names - POSIX) | {"numpy", "autograder", "__future__"}


def test_what_judges_is_not_in_it() -> None:
    """No module of the grader's that draws examples, rehearses, grades, confines or publishes."""
    rooms = {name.split(".")[1] for name in closure()}
    assert rooms <= {
        "local",
        "notebook",
        "judging",
        "claims",
        "sandbox",
        "reports",
        "intake",
        "model",
        "errors",
    }
    assert not closure() & {
        f"autograder.{name}"
        for name in (
            "judging.grader",
            "judging.rehearsal",
            "judging.trial",
            "claims.strategies",
            "sandbox.confine",
        )
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the one file, which has nothing released in it."""
    made = tmp_path_factory.mktemp("one file")
    (made / FILE).write_text(vendored('A "title" \\ of its own', "abc"), encoding="utf-8")
    return made


def ran(folder: Path, code: str, refused: frozenset[str] = POSIX | LIBRARIES) -> str:
    """What a program prints where these modules are not to be had."""
    program = REFUSING.format(refused=set(refused), folder=str(folder)) + code
    done = subprocess.run(
        [sys.executable, "-s", "-c", program], capture_output=True, text=True, cwd=folder, check=False
    )
    return done.stdout + done.stderr


@pytest.mark.slow
def test_all_of_it_is_imported_without_libraries(folder: Path) -> None:
    """On a machine like Windows, with numpy alone; and from the one file, not from an installation."""
    code = (
        "import importlib, autograder\n"
        f"for name in {sorted(closure() - {'autograder.local.__main__'})!r}:\n"
        "    module = importlib.import_module(name)\n"
        f"    assert module.__file__.startswith({str(folder)!r}), module.__file__\n"
        "print('all', autograder.__version__)"
    )
    assert ran(folder, code) == f"all {autograder.__version__}\n"


@pytest.mark.slow
def test_what_is_missing_is_said(folder: Path) -> None:
    """Without numpy, a sentence with the way to get it."""
    code = (
        "import importlib.util as util\nreal = util.find_spec\n"
        "util.find_spec = lambda name: None if name == 'numpy' else real(name)\nimport autograder"
    )
    assert "ImportError: the checks of your course need numpy; run: pip install numpy" in ran(folder, code)


@pytest.mark.slow
def test_an_old_python_is_told(folder: Path) -> None:
    """The version is looked at before anything that it does not know."""
    code = "sys.version_info = (3, 8)\nimport autograder"
    assert "ImportError: the checks of your course need Python 3.11 or newer, this is 3." in ran(folder, code)


@pytest.mark.slow
def test_the_file_runs_by_itself(folder: Path) -> None:
    """`python autograder.py` and `python -m autograder.local` are one command."""
    for argv in ([FILE], ["-m", "autograder.local"]):
        done = subprocess.run(
            [sys.executable, "-s", *argv], capture_output=True, text=True, cwd=folder, check=False
        )
        assert (done.returncode, done.stderr.strip()) == (
            2,
            "autograder: what the course has released is damaged here; download it again",
        )


def test_the_frame_is_filled(folder: Path) -> None:
    """A title cannot break the file, lines stay short, and old Pythons can parse the frame."""
    text = (folder / FILE).read_text(encoding="utf-8")
    assert text.startswith('"""Checks for "A \'title\'  of its own", from your course.\n')
    assert max(map(len, text.splitlines())) < 130
    ast.parse(text, feature_version=(3, 7))
    assert "@" not in text.partition("MODULES = (")[0]
