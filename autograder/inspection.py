"""Loads files without grading them, and tells which of their names are there: `grade inspect`."""

import importlib.util
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from autograder.errors import GraderError
from autograder.intake.assignments import read_assignment
from autograder.intake.single import single_files
from autograder.intake.standins import read_standins
from autograder.judging.names import inspected, unread
from autograder.model import Assignment, Limits, Submission
from autograder.reports.inspected import Inspected, as_json, page
from autograder.sandbox import offline
from autograder.sandbox.launch import PROJECT, Launcher
from autograder.sandbox.session import Session, Source
from autograder.sandbox.tiers import Tier

LARGE = ("torch", "pandas", "matplotlib.pyplot")
LIMITS = Limits(call=1.0, task=5.0, load=20.0)
"""Definitions take a fraction of a second. A statement that hangs is given up after a quarter of the time for
loading, so 20 s let 5 s of honest work pass and cost a class with a hanging file a minute at worst."""


@dataclass(frozen=True, slots=True)
class Wish:
    """The options of `inspect`.

    Attributes:
        names: those to look for; none for every function and class.
        json: whether each file is to be a line of JSON.
        assignment: whose names, stand-ins, data and limits hold, if one was named.
        require: the least that is to hold student code back.
    """

    names: tuple[str, ...] = ()
    json: bool = False
    assignment: Assignment | None = None
    require: Tier | None = None

    @property
    def wanted(self) -> tuple[str, ...]:
        """The names to look for."""
        return self.names or (self.assignment.requires if self.assignment else ())


def assigned(name: str, root: Path) -> Assignment:
    """The assignment of this name.

    Raises:
        BadInput: there is none.
        AuthorError: it breaks a rule.
    """
    return read_assignment(name, root)


def inspect(files: Sequence[str], wish: Wish, jobs: int) -> int:
    """Print what loads of each file, in their order; the exit code.

    Raises:
        BadInput: student code cannot be held back as is required.
        AuthorError: the assignment's stand-ins or preloaded modules do not work.
    """
    submissions = [submission for file in files for submission in single_files(file)]
    console = Console(soft_wrap=True)
    code = 0
    with looked_at(submissions, wish, jobs) as results:
        for found in results:
            if wish.json:
                print(as_json(found), flush=True)
            else:
                console.print(page(found), highlight=False)
            code = max(code, 3 if found.ours else 2 if found.problem else 0)
    return code


@contextmanager
def looked_at(submissions: Sequence[Submission], wish: Wish, jobs: int) -> Iterator[Iterator[Inspected]]:
    """What becomes of each, in their order, some at a time. Leaving ends what is still at work."""
    with ThreadPoolExecutor(jobs) as pool, opened(submissions, wish) as launcher:
        look = looker(launcher, wish)
        try:
            yield pool.map(look, submissions)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def opened(submissions: Sequence[Submission], wish: Wish) -> Iterator[Launcher]:
    """What starts workers, ready; once for all files."""
    assignment = wish.assignment
    hide, data = (assignment.root, assignment.folder / "data") if assignment else (PROJECT, None)
    preload = {"numpy", *(assignment.preload if assignment else ()), *spoken_of(submissions)}
    with Launcher(sorted(preload), hide, wish.require, data=data) as launcher:
        launcher.wait()
        yield launcher


def spoken_of(submissions: Sequence[Submission]) -> set[str]:
    """The large libraries that some file speaks of: to load one once for all is worth its seconds then."""
    texts = [cell.source.encode(errors="replace") for submission in submissions for cell in submission.cells]
    texts += [data for submission in submissions for data in submission.files.values()]
    named = (name for name in LARGE if any(name.partition(".")[0].encode() in text for text in texts))
    return {name for name in named if importlib.util.find_spec(name.partition(".")[0])}


def looker(launcher: Launcher, wish: Wish) -> Callable[[Submission], Inspected]:
    """What looks at one file. A fault of ours costs that file alone."""
    assignment = wish.assignment
    limits = assignment.limits if assignment else LIMITS
    given = assignment.given.read_text(encoding="utf-8") if assignment and assignment.given else None
    standins = offline.sources() | (read_standins(assignment.folder) if assignment else {})
    seed = assignment.seed if assignment else 0

    def look(submission: Submission) -> Inspected:
        if submission.problem is not None:
            return unread(submission, wish.wanted, submission.problem)
        cells = tuple((cell.number, cell.source) for cell in submission.cells)
        source = Source(
            cells,
            dict(submission.files),
            given,
            load="needed",
            wanted=wish.wanted or None,
            thrifty=True,
            package=submission.package,
            standins=standins,
        )
        try:
            with Session(launcher, source, limits, seed) as session:
                return inspected(submission.student, session)
        except GraderError as error:
            return unread(
                submission, wish.wanted, f"{submission.student} could not be loaded: {error}", ours=True
            )

    return look
