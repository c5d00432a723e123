"""The zip that Gradescope builds an image from: one assignment, the grader, and how both are set up.

Its bytes follow from the files that go into it. It is made only if the assignment grades its reference right.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import autograder
from autograder import batch
from autograder.errors import AuthorError, BadInput
from autograder.intake.assignments import read_assignment
from autograder.intake.digests import below, references
from autograder.intake.handed_out import handed_out
from autograder.intake.hosting import check_policy
from autograder.intake.settings import read_policy
from autograder.judging import nulls
from autograder.judging.grader import Grader
from autograder.judging.sources import reference_text
from autograder.model import Assignment, Cell, Outcome, Report, Status, Submission
from autograder.policy import Policy
from autograder.publish.requirements import grader_modules, imported, read_lock, requirements
from autograder.reports import bounds
from autograder.reports.uploaded import Origin, Stage, uploaded

COURSE = "course"
SCRIPTS = ("setup.sh", "run_autograder")
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first date that a zip can hold
UNIX, RUNNABLE, PRIVATE = 3, 0o100755, 0o100600
PARTS = ("data", "standins", "misconceptions")
SUFFIX = ".zip"
Files = Mapping[str, bytes]  # by path in the zip


@dataclass(frozen=True, slots=True)
class Packed:
    """What the zip holds, told to whoever uploads it."""

    path: Path
    files: int
    size: int
    packages: tuple[str, ...]
    points: float  # of the tasks
    policy: Policy


def package(root: Path, name: str, out: Path) -> Packed:
    """Write the zip of an assignment.

    Raises:
        BadInput: there is no such assignment, or the zip cannot be written there.
        AuthorError: the assignment breaks a rule, or does not grade its reference right.
    """
    check_out(out)
    assignment = read_assignment(name, root)
    policy = read_policy(assignment.folder)
    needed = requirements(
        modules(assignment), policy.packages, read_lock(assignment.root / "requirements.lock")
    )
    with Grader(assignment) as grader:
        if grader.faults:
            raise AuthorError(f"{assignment.name} cannot be packed: {grader.faults[0]}")
        check_policy(assignment.name, policy, grader.assignment.tasks)
        proofs = proven(grader)
        first = unknown_yet(grader, policy)
    files = {
        **{f"{COURSE}/{path}": data for path, data in course_files(assignment)},
        f"{COURSE}/requirements.txt": "".join(f"{line}\n" for line in needed).encode(),
        f"{COURSE}/first.json": first.encode(),
        **{f"{COURSE}/proof/{path}": text.encode() for path, text in proofs.items()},
        **{script: resource(script) for script in SCRIPTS},
    }
    data = zipped(files)
    write(out, data)
    points = sum(task.points for task in grader.assignment.tasks)
    return Packed(out, len(files), len(data), tuple(needed), points, policy)


def check_out(out: Path) -> None:
    """The zip can be written there.

    Raises:
        BadInput: it cannot.
    """
    if out.suffix.lower() != SUFFIX:
        raise BadInput(f"{out} is not the name of a zip; write -o {out.with_suffix(SUFFIX)}")
    if out.is_dir():
        raise BadInput(f"{out} is a folder; name the zip that is to be written")
    if not out.parent.is_dir():
        raise BadInput(f"the folder {out.parent} is not there; make it, or choose another -o")


def write(out: Path, data: bytes) -> None:
    """Write the zip: the old one or the new one, whole.

    Raises:
        BadInput: it cannot be written.
    """
    temporary = out.with_name(f".{out.name}.part")
    try:
        temporary.write_bytes(data)
        temporary.replace(out)
    except OSError as error:
        raise BadInput(f"{out} cannot be written: {(error.strerror or 'error').lower()}") from None
    finally:
        temporary.unlink(missing_ok=True)


def modules(assignment: Assignment) -> set[str]:
    """What is imported when it is graded: by the grader, the tests, the reference, and what students get."""
    folder, tests = assignment.folder, sorted(assignment.folder.glob("*.py"))
    every = [*tests, *references(assignment.reference, tests)]
    every += [path for part in ("standins", "misconceptions") for path in below(folder / part)]
    texts = [(path.name, path.read_text(encoding="utf-8")) for path in every if path.suffix == ".py"]
    return {
        *grader_modules(Path(autograder.__file__).parents[1]),
        *imported([*texts, *starter(assignment)]),
        *assignment.preload,
    }


def starter(assignment: Assignment) -> Iterable[tuple[str, str]]:
    """What students get to fill in, by name and text; what it imports, their submissions will."""
    try:
        return handed_out(assignment).items()
    except AuthorError:  # there is none; making a release says why
        return ()


def course_files(assignment: Assignment) -> Iterator[tuple[str, bytes]]:
    """The grader, the assignment and its reference, by their path in the course; nothing else of it."""
    project = Path(autograder.__file__).parents[1]
    folder, root = assignment.folder, assignment.root
    tests = sorted(folder.glob("*.py"))
    beside = (assignment.reference.parent / name for name in ("__init__.py", f"{assignment.name}.ipynb"))
    solutions = [*references(assignment.reference, tests), *(path for path in beside if path.is_file())]
    own = [folder / "assignment.toml", *sorted(folder.glob("starter.ipynb")), *tests]
    parts = [path for part in PARTS for path in below(folder / part)]
    for path in sorted((project / "autograder").rglob("*.py")):
        yield path.relative_to(project).as_posix(), path.read_bytes()
    for path in (*own, *parts):
        yield f"assignments/{assignment.name}/{path.relative_to(folder).as_posix()}", path.read_bytes()
    for path in solutions:
        yield path.relative_to(root).as_posix(), path.read_bytes()


def proven(grader: Grader) -> dict[str, str]:
    """A submission that is right and one that is not, as the self-test of the image grades them.

    Raises:
        AuthorError: the first does not have all points, or the second has some.
    """
    text = reference_text(grader.assignment)
    names = sorted({name for task in grader.tasks for name in task.names} | set(grader.assignment.requires))
    exempt = {kind for check in grader.checks for kind in check.nulls}
    kind = next((kind for kind in ("none", "raises", "empty", "zero") if kind not in exempt), "none")
    proofs = {"right.py": text, "null.py": f"{text}\n{nulls.null(kind, names)}"}
    handed = [
        Submission(name, Path(name), (Cell(0, source),), digest=name) for name, source in proofs.items()
    ]
    reports = {report.submission.student: report for report in batch.grade(grader, handed, len(handed))}
    for name, wanted in (("right.py", True), ("null.py", False)):
        check_proof(grader, reports[name], wanted)
    return proofs


def check_proof(grader: Grader, report: Report, wanted: bool) -> None:
    """Every task of the reference passes, or none of the null answer does.

    Raises:
        AuthorError: that is not so.
    """
    for task, outcome in report.pairs:
        if (outcome.status is Status.PASSED) is not wanted or outcome.status is Status.VOID:
            whose = "the reference, handed in as a submission," if wanted else "an answer that is always None"
            why = outcome.staff or outcome.says.partition("\n")[0]
            raise AuthorError(
                f"{grader.assignment.name} cannot be packed: {whose} ends as {outcome.status} in {task.name}"
                f"{f' ({why})' if why else ''}; `grade audit {grader.assignment.name}` says more"
            )


def unknown_yet(grader: Grader, policy: Policy) -> str:
    """The results.json of a submission of which nothing is known yet."""
    names = [task.name for task in grader.tasks]
    outcomes = [Outcome(name, Status.VOID, staff="grading did not begin") for name in names]
    report = Report.of(Submission("student", Path("submission")), grader.tasks, outcomes)
    assignment = grader.assignment
    stage = Stage(policy, waiting=frozenset(names))
    return bounds.text(uploaded(report, stage, Origin(assignment.digest, assignment.title, assignment.due)))


def resource(name: str) -> bytes:
    """A script of the zip's root, its lines ended as bash wants them."""
    data = (resources.files("autograder.publish") / "gradescope" / name).read_bytes()
    return data.replace(b"\r\n", b"\n")


def zipped(files: Files) -> bytes:
    """A zip of these files, the same for the same files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.create_system, entry.compress_type = UNIX, zipfile.ZIP_DEFLATED
            entry.external_attr = (RUNNABLE if name in SCRIPTS else PRIVATE) << 16
            archive.writestr(entry, data)
    return buffer.getvalue()


def told(packed: Packed) -> Iterable[str]:
    """What whoever uploads it should know."""
    policy = packed.policy
    yield f"{packed.path}  {packed.size / 1e6:.1f} MB, {packed.files} files"
    yield f"packages           {', '.join(packed.packages)}"
    yield f"autograder points  {packed.points:g}"
    yield f"time limit         {policy.timeout / 60:g} min, to be set in Gradescope, too"
    yield "container          0.5 CPU and 0.75 GB are enough for most; docs/gradescope.md says when not"
