"""Commands, exit codes, and the sentences that go with them.

Exit 0: all graded. 2: usage or bad input. 3: something was the grader's or the assignment's fault.
130: stopped by Ctrl-C.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Annotated

import typer

from autograder.errors import BadInput, GraderError
from autograder.reports.afterwards import Moment
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
    typer.Argument(
        metavar="PATH...",
        help="A file, a student's folder, a class's folder, or a learning system's export; or a .zip of it.",
    ),
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
Explain = Annotated[
    bool | None,
    typer.Option(
        "--explain/--no-explain",
        help="Tell students why the answers are right, or not; by default from the due date on.",
        show_default=False,
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
    explain: Explain = None,
) -> None:
    """Grade submissions: a report for each, a gradebook, a summary."""
    with sentences():
        jobs = jobs or os.cpu_count() or 1
        chosen = part("commands").Choice(out, jobs, only, task, force, require, moment(explain))
        raise typer.Exit(part("commands").run(project(), assignment, paths, chosen))


@app.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="One submission.")],
    assignment: Annotated[
        str | None, typer.Argument(metavar="[ASSIGNMENT]", help="Guessed from the path if left out.")
    ] = None,
    require: Require = None,
    explain: Explain = None,
) -> None:
    """Grade one submission and print what came out."""
    with sentences():
        raise typer.Exit(part("commands").check(project(), file, assignment, require, moment(explain)))


@app.command()
def doctor(require: Require = None) -> None:
    """What holds student code back on this machine, and what is missing."""
    with sentences():
        raise typer.Exit(part("commands").doctor(project(), require))


@app.command()
def audit(
    assignments: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ASSIGNMENT]...", help="Names or folders; all if none is named."),
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="A sample of mutants, one other seed.")] = False,
    seeds: Annotated[int, typer.Option(min=0, metavar="N", help="Other seeds for the examples.")] = 20,
    mutants: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="So many mutants; else all.")
    ] = None,
    jobs: Annotated[int | None, typer.Option("-j", "--jobs", min=1, help="Submissions at a time.")] = None,
    to: Annotated[Path, typer.Option("-o", "--out", help="Folder for NAME/audit.json.")] = Path("reports"),
) -> None:
    """Prove the tests: right solutions pass, wrong ones fail where they must, with any examples.

    The reference and the alternatives must pass every task, null answers none, and misconceptions fail what
    they declare. Mutants of the reference that no task catches are shown; the right ones among them belong
    into equivalent.toml. The exit code is 1 if something is wrong.
    """
    with sentences("Stopped."):
        proving = part("audits")
        choice = proving.Choice(quick, seeds, mutants, jobs or os.cpu_count() or 1, to)
        raise typer.Exit(proving.run(project(), assignments or (), choice))


@app.command()
def release(
    assignment: AssignmentName,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="DIR", help="Where it goes.")],
    force: Annotated[bool, typer.Option("--force", help="Replace files that differ.")] = False,
) -> None:
    """Write what students get: starter, handout, data, and one file with which they check their work."""
    with sentences("Stopped."):
        raise typer.Exit(part("publish.release").release(project(), assignment, out, force))


@app.command()
def package(
    assignment: AssignmentName,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="ZIP", help="Where it goes.")] = Path(
        "autograder.zip"
    ),
) -> None:
    """Make the zip that Gradescope grades an assignment with.

    It holds the grader, this assignment and its reference, and sets itself up on Gradescope, where it proves
    that it grades. The table gradescope of assignment.toml says what students see and what being late costs;
    docs/gradescope.md says the rest.
    """
    with sentences("Stopped."):
        packing = part("publish.package")
        for line in packing.told(packing.package(project(), assignment, out)):
            typer.echo(line)


@app.command("list")
def list_() -> None:
    """The assignments that can be graded."""
    with sentences():
        raise typer.Exit(part("commands").list_assignments(project()))


@app.command()
def gradebook(
    folder: Annotated[Path, typer.Argument(metavar="OUT", help="The folder that `run` wrote reports to.")],
    file: Annotated[
        Path | None,
        typer.Option(
            "--fill",
            metavar="FILE",
            help="Fill this Canvas gradebook, Moodle grading worksheet or Moodle gradebook (CSV).",
        ),
    ] = None,
    column: Annotated[
        str | None, typer.Option(help="Its column, where it is not called as the assignment.")
    ] = None,
    to: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", help="Write here, and leave FILE as it is.")
    ] = None,
    explain: Explain = None,
) -> None:
    """Write gradebook, summary and reports anew from what is stored; nothing is graded.

    Points given by hand are read from OUT/manual.csv, which is never written.
    Its first line is: student,task,points,comment

    student   what the gradebook has under student, id or email
    task      a part that people grade, or a task, whose points it replaces
    points    from 0 to what it is worth; empty for not graded yet
    comment   for the student; in quotation marks if it has a comma
    """
    with sentences():
        if file is None and (column or to):
            raise BadInput("--column and --out say what to do with a file; give it with --fill FILE")
        writing = part("gradebooks")
        filling = writing.Filling(file, column, to) if file else None
        raise typer.Exit(writing.gradebook(folder, filling, moment(explain)))


@app.command()
def inspect(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...",
            help="A module, a notebook, or a folder or an archive: then all that are in it.",
        ),
    ],
    names: Annotated[
        str | None, typer.Option(metavar="a,b,C", help="Look for these; else for every function and class.")
    ] = None,
    json: Annotated[
        bool, typer.Option("--json", help="Print a JSON object for each file, on a line.")
    ] = False,
    assignment: Annotated[
        str | None,
        typer.Option(metavar="ASSIGNMENT", help="Take its names, stand-ins, data and limits; see `list`."),
    ] = None,
    require: Require = None,
) -> None:
    """Say which functions and classes load, without grading: for those that do not, where and why.

    Of the code only what the names need is run. Modules beside a file are loaded if it imports them.

    loaded      it is there
    failed      what defines it raised, or needs what is not on this machine
    unparsable  what defines it is not valid Python
    timeout     what defines it took too long, or ended the process
    absent      nothing defines it

    A cell is run, partly or skipped, by what is needed of it, or empty, or one of these words.
    """
    with sentences("Stopped."):
        look = part("inspection")
        chosen = look.assigned(assignment, project()) if assignment else None
        listed = tuple(dict.fromkeys(name for part in (names or "").split(",") if (name := part.strip())))
        wish = look.Wish(listed, json, chosen, require)
        raise typer.Exit(look.inspect(files, wish, os.cpu_count() or 1))


def moment(explain: bool | None) -> Moment:
    """Now, and what is said about explanations. No other place reads the clock."""
    return Moment(datetime.now(UTC), explain)


def part(name: str) -> ModuleType:
    """A module of the grader, imported when a command needs it: `--help` needs no numpy."""
    return import_module(f"autograder.{name}")


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
def sentences(
    stopped: str = "Stopped. Finished reports are whole; run the same command again to go on.",
) -> Iterator[None]:
    """Say faults in one sentence and end with the exit code that belongs to them."""
    try:
        yield
    except BadInput as fault:
        _end(fault, 2)
    except GraderError as fault:
        _end(fault, 3)
    except KeyboardInterrupt:
        _end(stopped, 130)


def _end(fault: object, code: int) -> None:
    typer.echo(f"grade: {fault}" if code != 130 else fault, err=True)
    raise typer.Exit(code)


main: Callable[[], None] = app
