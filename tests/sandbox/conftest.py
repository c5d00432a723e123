"""Real processes: one zygote with numpy, one with torch for the tests that ask, sessions as needed."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from autograder.model import Limits
from autograder.sandbox.launch import Launcher
from autograder.sandbox.run import Run
from autograder.sandbox.session import Session, Source
from autograder.sandbox.student import Student

ROOT = Path(__file__).parents[2]
LIMITS = Limits(call=2, task=10, load=20)
HASTY = Limits(call=0.1, task=0.4, load=0.4)  # for code that never ends


class Bench:
    """Opens sessions on one launcher and closes them when the test ends."""

    def __init__(self, launcher: Launcher, stack: ExitStack) -> None:
        self.launcher, self.stack = launcher, stack

    def opened(self, *cells: str, limits: Limits = LIMITS, seed: int = 1, **source: Any) -> Session:
        """A session, not loaded yet. One cell is a module (cell 0); more are a notebook's, from 1 on."""
        first = 0 if len(cells) == 1 else 1
        numbered = tuple((number, dedent(cell)) for number, cell in enumerate(cells, first))
        session = Session(self.launcher, Source(numbered, **source), limits, seed)
        return self.stack.enter_context(session)

    def loaded(self, *cells: str, **settings: Any) -> Session:
        """A session that has loaded its source."""
        session = self.opened(*cells, **settings)
        session.load()
        return session

    def run(self, *cells: str, **settings: Any) -> Run:
        """A run of a session of its own, in its first example."""
        return self.run_of(self.loaded(*cells, **settings))

    def run_of(self, session: Session, seed: int = 7) -> Run:
        """One more run of this session, in its first example."""
        run = self.stack.enter_context(session.run(seed))
        run.fresh()
        return run

    def student(self, *cells: str, **settings: Any) -> Student:
        """The student's module as a test sees it."""
        return Student(self.run(*cells, **settings))


@pytest.fixture(scope="session")
def launcher() -> Iterator[Launcher]:
    """A zygote with numpy."""
    with Launcher(["numpy"], ROOT) as launcher:
        launcher.wait()
        yield launcher


@pytest.fixture(scope="session")
def torch_launcher() -> Iterator[Launcher]:
    """A zygote with numpy and torch; takes seconds to start."""
    with Launcher(["numpy", "torch"], ROOT) as launcher:
        launcher.wait()
        yield launcher


@pytest.fixture
def bench(launcher: Launcher) -> Iterator[Bench]:
    """Sessions with numpy."""
    with ExitStack() as stack:
        yield Bench(launcher, stack)


@pytest.fixture
def torch_bench(torch_launcher: Launcher) -> Iterator[Bench]:
    """Sessions with torch."""
    with ExitStack() as stack:
        yield Bench(torch_launcher, stack)
