"""Commands, exit codes, and the sentences that go with them.

Exit 0: all graded. 2: usage or bad input. 3: something was the grader's or the assignment's fault.
130: stopped by Ctrl-C.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Annotated

import typer

from autograder.errors import BadInput, GraderError
from autograder.sandbox.tiers import Tier

app = typer.Typer(
    help="Grade deep-learning assignments with property-based tests.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
AssignmentName = Annotated[str, typer.Argument(metavar="ASSIGNMENT", help="A name (see `list`) or a folder.")]
Paths = Annotated[
    list[Path],
    typer.Argument(metavar="PATH...", help="A file, one student's folder, or a folder of students."),
]


def tier(name: str) -> Tier:
    """A tier by its name."""
    if name.upper() in Tier.__members__:
        return Tier[name.upper()]
    raise typer.BadParameter(f"{name!r} is none of {', '.join(Tier.__members__)}")


Require = Annotated[
    Tier | None,
    typer.Option(
        parser=tier,
        metavar="|".join(Tier.__members__),
        help="Refuse to grade if student code is held back less than this.",
    ),
]


@app.command()
def run(
    assignment: AssignmentName,
    paths: Paths,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="Where reports go.")] = None,
    jobs: Annotated[
        int | None, typer.Option("-j", "--jobs", min=1, help="Submissions at a time; as many as processors.")
    ] = None,
    only: Annotated[str | None, typer.Option(help="Grade this student only.")] = None,
    task: Annotated[str | None, typer.Option(help="Grade this task only.")] = None,
    force: Annotated[
        bool, typer.Option("--force/--resume", help="Grade again what has not changed, or keep its reports.")
    ] = False,
    require: Require = None,
) -> None:
    """Grade submissions: a report for each, a gradebook, a summary."""
    with sentences():
        chosen = commands().Choice(out, jobs or os.cpu_count() or 1, only, task, force, require)
        raise typer.Exit(commands().run(project(), assignment, paths, chosen))


@app.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="One submission.")],
    assignment: Annotated[
        str | None, typer.Argument(metavar="[ASSIGNMENT]", help="Guessed from the path if left out.")
    ] = None,
    require: Require = None,
) -> None:
    """Grade one submission and print what came out."""
    with sentences():
        raise typer.Exit(commands().check(project(), file, assignment, require))


@app.command()
def doctor(require: Require = None) -> None:
    """What holds student code back on this machine, and what is missing."""
    with sentences():
        raise typer.Exit(commands().doctor(project(), require))


@app.command("list")
def list_() -> None:
    """The assignments that can be graded."""
    with sentences():
        raise typer.Exit(commands().list_assignments(project()))


def commands() -> ModuleType:
    """The commands themselves, imported when one runs: `--help` needs no numpy."""
    import autograder.commands

    return autograder.commands


def project() -> Path:
    """The nearest folder upwards that holds `assignments/`.

    Raises:
        BadInput: there is none.
    """
    here = Path.cwd()
    for folder in (here, *here.parents, Path(sys.argv[0]).resolve().parent):
        if (folder / "assignments").is_dir():
            return folder
    raise BadInput(f"there is no folder called assignments in {here} or above it; go to the course's folder")


@contextmanager
def sentences() -> Iterator[None]:
    """Say faults in one sentence and end with the exit code that belongs to them."""
    try:
        yield
    except BadInput as fault:
        _end(fault, 2)
    except GraderError as fault:
        _end(fault, 3)
    except KeyboardInterrupt:
        _end("Stopped. Finished reports are whole; run the same command again to go on.", 130)


def _end(fault: object, code: int) -> None:
    typer.echo(f"grade: {fault}" if code != 130 else fault, err=True)
    raise typer.Exit(code)


main: Callable[[], None] = app
