"""The pytest plugin for authors: `pytest assignments/backprop --submission FILE`.

pytest runs the tasks as it runs any test, with its own output; `student` is the submission, or the
reference if none is named.
"""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from autograder.intake.assignments import read_assignment
from autograder.intake.submissions import find_submissions
from autograder.judging import hypothesis_runs
from autograder.judging.seeds import seed_of
from autograder.judging.sources import reference_source, submission_source
from autograder.model import Assignment
from autograder.sandbox.launch import Launcher
from autograder.sandbox.run import Run
from autograder.sandbox.session import Session, Source
from autograder.sandbox.student import Student


class Stage:
    """Where submissions live during a pytest session: one loaded worker for each assignment folder."""

    def __init__(self, submission: str | None) -> None:
        self.submission = Path(submission) if submission else None
        self.run: Run | None = None
        self._always = ExitStack()
        self._sessions: dict[Path, tuple[Assignment, Session]] = {}

    def __getattr__(self, name: str) -> Any:
        """Stand for the run of the test that is going on."""
        return getattr(self.run, name)

    def close(self) -> None:
        """End all workers."""
        self._always.close()

    def session(self, folder: Path) -> tuple[Assignment, Session]:
        """The assignment in this folder, and the submission (or the reference) loaded for it."""
        if folder not in self._sessions:
            assignment = read_assignment(folder, folder.parent.parent)
            opened = Launcher(assignment.preload, assignment.root, data=assignment.folder / "data")
            launcher = self._always.enter_context(opened)
            source = self._source(assignment)
            seed = seed_of(assignment.seed, "loading")
            session = self._always.enter_context(Session(launcher, source, assignment.limits, seed))
            session.load()
            self._sessions[folder] = assignment, session
        return self._sessions[folder]

    def _source(self, assignment: Assignment) -> Source:
        """What is loaded: the submission that was named, or the reference."""
        if self.submission is None:
            return reference_source(assignment)
        (submission,) = find_submissions(assignment, [self.submission])
        if submission.problem:
            raise pytest.UsageError(submission.problem)
        return submission_source(assignment, submission)


class Shown(Student):
    """A Student that Hypothesis can print: every other attribute is a name of the student's module."""

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text("student")


STAGE = pytest.StashKey[Stage]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--submission", metavar="FILE", help="whom the tasks judge; default: the reference")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[STAGE] = Stage(config.getoption("--submission"))


def pytest_collect_file(file_path: Path) -> None:
    """Let an assignment's tests import its reference."""
    root = str(file_path.parents[2]) if (file_path.parent / "assignment.toml").is_file() else None
    if root is not None and root not in sys.path:
        sys.path.insert(0, root)


def pytest_unconfigure(config: pytest.Config) -> None:
    config.stash[STAGE].close()


@pytest.fixture(scope="session")
def student(pytestconfig: pytest.Config) -> Student:
    """The submission's module, in its own process."""
    return Shown(pytestconfig.stash[STAGE])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Give each task a snapshot of its own, and each example a fresh start."""
    stage, function = item.config.stash[STAGE], getattr(item, "obj", None)
    if not hasattr(function, "autograder_task"):
        return (yield)
    assignment, session = stage.session(item.path.parent)
    seed = seed_of(assignment.seed, item.name.removeprefix("test_"))
    with session.run(seed) as stage.run, hypothesis_runs.each_example(function, stage.run.fresh):
        return (yield)
