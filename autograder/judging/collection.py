"""An assignment's tests, collected once by pytest: Assignment -> Checks."""

import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from autograder.claims.task import TaskMark
from autograder.errors import AuthorError
from autograder.intake.assignments import check_tasks
from autograder.judging import hypothesis_runs
from autograder.model import Assignment, Task


@dataclass(frozen=True, slots=True)
class Check:
    """A task and the test that decides it."""

    task: Task
    function: Callable[..., None]
    body: Callable[..., None]  # the test without Hypothesis around it
    examples: int
    nulls: tuple[str, ...] = ()  # null answers that hold here by nature

    @property
    def drawn(self) -> bool:
        """Whether Hypothesis draws arguments for it."""
        return hypothesis_runs.is_property(self.function)


class Collector:
    """A pytest plugin that keeps the items and runs none."""

    def __init__(self) -> None:
        self.items: list[pytest.Item] = []
        self.failures: list[BaseException] = []

    @pytest.hookimpl
    def pytest_exception_interact(self, call: pytest.CallInfo[Any]) -> None:
        assert call.excinfo is not None
        error = call.excinfo.value
        self.failures.append(error.__cause__ or error)

    @pytest.hookimpl
    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.items = list(session.items)

    @pytest.hookimpl
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        return True

    @pytest.fixture(scope="session")
    def student(self) -> None:
        """Present so that collection finds it; the judge hands over the real one."""


def collect(assignment: Assignment) -> tuple[Assignment, tuple[Check, ...]]:
    """The assignment with its tasks, and a check for each.

    Raises:
        AuthorError: the tests cannot be collected or break a rule.
    """
    if str(assignment.root) not in sys.path:
        sys.path.insert(0, str(assignment.root))
    forget(f"{assignment.folder.parent.name}.{assignment.name}.")
    collector = Collector()
    tests = sorted(map(str, assignment.folder.glob("test_*.py")))
    if not tests:
        raise AuthorError(f"{assignment.folder} has no test_*.py")
    options = ["--disable-plugin-autoload", "-c", "/dev/null", f"--rootdir={assignment.root}"]
    quiet = ["-p", "no:cacheprovider", "-p", "no:terminal", "-p", "no:capture", "-p", "no:logging"]
    how = [*options, *quiet, "--import-mode=importlib", "--noconftest"]
    code = pytest.main([*how, *tests], plugins=[collector])
    if code == pytest.ExitCode.INTERRUPTED:
        raise KeyboardInterrupt
    if collector.failures:
        raise AuthorError(f"{assignment.name}: {explained(collector.failures[0], assignment.folder)}")
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        raise AuthorError(f"{assignment.name}: its tests cannot be collected, pytest ended with {code!r}")
    checks = tuple(check_of(item, assignment.examples) for item in collector.items)
    check_tasks(assignment, tuple(check.task for check in checks))
    return replace(assignment, tasks=tuple(check.task for check in checks)), checks


def forget(prefix: str) -> None:
    """Let an assignment's modules be imported anew: there may be another of its name, or another text."""
    for module in [name for name in sys.modules if name.startswith(prefix)]:
        del sys.modules[module]


def explained(error: BaseException, folder: Path) -> str:
    """Why a test file cannot be imported, and where in the assignment's folder, in one sentence."""
    if isinstance(error, AuthorError):
        return str(error)
    if isinstance(error, SyntaxError):
        return f"{Path(error.filename or '').name}, line {error.lineno}: {error.msg}"
    frames = traceback.extract_tb(error.__traceback__)
    places = [
        f"{Path(f.filename).name}, line {f.lineno}: " for f in frames if Path(f.filename).parent == folder
    ]
    return f"{''.join(places[-1:])}{type(error).__name__}: {error}"


def check_of(item: pytest.Item, examples: int) -> Check:
    """The check that a collected test is.

    Raises:
        AuthorError: it has no @task, no docstring, or asks for more than the student and its draws.
    """
    function: Any = getattr(item, "obj", None)
    mark = getattr(function, "autograder_task", None)
    if not isinstance(mark, TaskMark):
        raise AuthorError(f"{item.name} has no @task(points=...)")
    if hasattr(item, "callspec"):
        raise AuthorError(f"{item.name}: parametrize is not for tasks; write one sentence, one task")
    fixtures = set(getattr(item, "fixturenames", ())) - {"student"}
    if fixtures:
        raise AuthorError(f"{item.name} asks for {', '.join(sorted(fixtures))}; a task has only `student`")
    sentence = " ".join((function.__doc__ or "").split("\n\n")[0].split())
    if not sentence:
        raise AuthorError(f"{item.name} has no docstring; it is the sentence that a student reads")
    name = item.name.removeprefix("test_")
    task = Task(name, mark.points, sentence, mark.hidden, mark.after, explanation=mark.explanation)
    return Check(task, function, hypothesis_runs.inner(function), mark.examples or examples, mark.nulls)
