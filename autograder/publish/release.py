"""`grade release`: the folder that students get. Nothing in it tells what a solution or a hidden task is."""

import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from autograder.batch import write_atomically
from autograder.errors import AuthorError, BadInput
from autograder.intake.assignments import read_assignment
from autograder.judging.grader import Grader
from autograder.judging.sources import reference_text
from autograder.local.check import Check, Checked
from autograder.local.offered import read_offered
from autograder.local.sources import Handed
from autograder.model import Assignment, Status, Task
from autograder.publish.bundle import Bundle, bundled
from autograder.publish.starter import starters
from autograder.publish.vendored import FILE, vendored
from autograder.reports.text import number, points

LARGE = 20_000_000  # bytes of the one file, above which it is said


def release(root: Path, name: str, folder: Path, force: bool = False) -> int:
    """Write what students get into a folder; the exit code."""
    assignment = read_assignment(name, root)
    console = Console(soft_wrap=True, highlight=False)
    with Grader(assignment) as grader:
        bundle = bundled(grader, starters(assignment).values())
        secret = [task for task in grader.tasks if task.hidden]
    made = contents(assignment, bundle)
    check_secrets(assignment.name, made, secret)
    with TemporaryDirectory() as proof:
        write(Path(proof), made, assignment, force)
        prove(assignment, bundle, Path(proof) / FILE)
    write(folder, made, assignment, force)
    for line in told(folder, made, bundle):
        console.print(line, markup=False)
    return 0


def contents(assignment: Assignment, bundle: Bundle) -> dict[str, str]:
    """The texts by file name: starter, handout, given.py to read, and the one file that checks."""
    found = {**starters(assignment), FILE: vendored(assignment.title, bundle.text)}
    beside = [assignment.folder / name for name in ("handout.md", "given.py")]
    return found | {path.name: path.read_text(encoding="utf-8") for path in beside if path.is_file()}


def check_secrets(name: str, made: Mapping[str, str], hidden: Sequence[Task]) -> None:
    """No text that students read may name a hidden task.

    Raises:
        AuthorError: one does.
    """
    for file, text in made.items():
        for task in hidden:
            if task.title in text or task.name in text:
                raise AuthorError(f"{name}: {file} names the hidden task “{task.title}”; take it out")


def write(folder: Path, made: Mapping[str, str], assignment: Assignment, force: bool) -> None:
    """Write the texts and the course's data.

    Raises:
        BadInput: something else lies there under one of the names, or the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in made.items():
            path = folder / name
            if path.exists() and path.read_bytes() != text.encode() and not force:
                raise BadInput(f"{path} is there already and differs; move it away, or give --force")
        for name, text in made.items():
            write_atomically(folder / name, text)
        if (data := assignment.folder / "data").is_dir():
            shutil.copytree(
                data, folder / "data", dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__")
            )
    except OSError as error:
        raise BadInput(f"{folder} cannot be written: {error.strerror}; choose another -o") from None


def prove(assignment: Assignment, bundle: Bundle, file: Path) -> None:
    """Try the file as students will: the reference passes what can be tried here, the starter nothing.

    Raises:
        AuthorError: it does not.
    """
    done = tried(file, reference_text(assignment))
    for outcome in done.outcomes.values():
        if outcome.status is not Status.PASSED and outcome.task not in bundle.facts.elsewhere:
            raise AuthorError(
                f"{assignment.name}: with what is released, the reference does not pass {outcome.task}: "
                f"{outcome.says or outcome.status}"
            )
    for name, text in starters(assignment).items():
        if name.endswith(".py"):
            passed = [o.task for o in tried(file, text).outcomes.values() if o.status is Status.PASSED]
            if passed:
                raise AuthorError(f"{assignment.name}: the starter passes {passed[0]}")


def tried(file: Path, text: str) -> Checked:
    """What the released file says of a module."""
    offered = read_offered(released_text(file), file.parent)
    return Check(offered, Handed(file, ((0, text),)), program=file.parent).run(offered.facts.tasks)


def released_text(file: Path) -> str:
    """What stands under RELEASED in the one file."""
    lines = file.read_text(encoding="utf-8").partition("RELEASED = (\n")[2].partition("\n)\n")[0]
    return "".join(line.strip().strip('"') for line in lines.splitlines())


def told(folder: Path, made: Mapping[str, str], bundle: Bundle) -> Iterator[str]:
    """What was written, and what students can try."""
    facts = bundle.facts
    tried_here = [task for task in facts.tasks if task.name not in facts.elsewhere]
    examples = sum(len(recording.examples) for recording in bundle.recordings)
    yield f"{folder}: {', '.join(sorted(made))}{' and data/' if (folder / 'data').is_dir() else ''}"
    share = f"{len(tried_here)} of {len(facts.tasks)}"
    yield f"students can try {share} visible tasks, on {examples} examples"
    for name, why in facts.elsewhere.items():
        yield f"  graded only: {name}: {why}"
    if count := facts.hidden[0]:
        carry = "task carries" if count == 1 else "tasks carry"
        yield f"{count} hidden {carry} {points(facts.hidden[1])}"
    size = len(made[FILE])
    yield f"{FILE}: {number(round(size / 1e6, 1))} MB; needs Python 3.11, {needs(bundle)}"
    if size > LARGE:
        yield f"{FILE} is large; fewer or smaller examples (`examples` in assignment.toml) make it smaller"


def needs(bundle: Bundle) -> str:
    """The libraries that a student's machine must have."""
    tops = {name.partition(".")[0] for name in bundle.facts.preload} - set(sys.stdlib_module_names)
    return ", ".join(sorted({"numpy", *tops}))
