"""Files and folders become Submissions. One that cannot be read says why and never stops the others."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from autograder.errors import BadInput
from autograder.intake.candidates import Candidate, candidates, safe
from autograder.intake.digests import digest_of
from autograder.intake.folders import Found, unreadable
from autograder.intake.notebooks import LARGEST, read_notebook
from autograder.intake.plaintext import decoded, without_surrogates
from autograder.intake.wording import listed, meant
from autograder.model import Assignment, Cell, Submission

LARGEST_MODULE = 10_000_000  # bytes
LARGEST_BESIDE = 2_000_000  # bytes, for one file that lies beside the submission
LARGEST_BESIDES = 20_000_000  # bytes, for all of them


def find_submissions(
    assignment: Assignment, paths: Sequence[Path], only: str | None = None
) -> tuple[Submission, ...]:
    """The submissions at these paths, sorted by student; with `only`, that student's alone.

    A path is a module or notebook, one student's folder, or a folder of students. A submission that cannot
    be graded comes back with its `problem`, a sentence that names the file and the fix.

    Raises:
        BadInput: a path does not exist, holds no submission, or is an archive; no student is called `only`.
    """
    if not paths:
        raise BadInput("give a submission, a student's folder, or a folder of submissions")
    found = {candidate.path: candidate for path in paths for candidate in candidates(path, assignment.files)}
    students = by_student(found.values())
    return tuple(submission(students[student]) for student in sorted(wanted(students, only)))


def by_student(found: Iterable[Candidate]) -> dict[str, list[Candidate]]:
    """Candidates under the student's name; names that differ in capitals only are the same student's."""
    students: defaultdict[str, list[Candidate]] = defaultdict(list)
    for candidate in found:
        students[candidate.student.casefold()].append(candidate)
    return students


def wanted(students: dict[str, list[Candidate]], only: str | None) -> Iterable[str]:
    """The keys of the students to grade."""
    if only is None:
        return students
    if (key := safe(only).casefold()) in students:
        return [key]
    names = sorted(claims[0].student for claims in students.values())
    raise BadInput(f'no student is called "{only}"{meant(only, names) or ";"} there are {listed(names)}')


def submission(claims: list[Candidate]) -> Submission:
    """The submission of one student, who should have exactly one candidate."""
    claim = claims[0]
    if len(claims) > 1:
        shown = listed(sorted(c.shown for c in claims))
        problem = f"{shown} are submissions of the same student; keep one"
        return Submission(claim.student, claim.path, problem=problem)
    if claim.problem:
        return Submission(claim.student, claim.path, problem=claim.problem)
    try:
        return read(claim)
    except BadInput as error:
        return Submission(claim.student, claim.path, problem=f"{claim.shown} {error}")
    except OSError as error:
        return Submission(claim.student, claim.path, problem=f"{claim.shown} {unreadable(error)}")


def read(claim: Candidate) -> Submission:
    """Read a candidate's bytes and those beside it.

    Raises:
        BadInput: empty, too large, binary, a broken notebook; a predicate that follows the file's name.
        OSError: the file cannot be read.
    """
    if claim.path.stat().st_size > LARGEST:
        raise BadInput(f"is larger than {LARGEST // 10**6} MB; clear the outputs and save it again")
    data = claim.path.read_bytes()
    cells = cells_of(claim.path.suffix.lower(), data)
    files = beside(claim.beside)
    digest = digest_of([(claim.path.name, data), *files.items()])
    return Submission(claim.student, claim.path, cells, files, digest)


def cells_of(suffix: str, data: bytes) -> tuple[Cell, ...]:
    """A notebook's cells, or a module as the single cell 0.

    Raises:
        BadInput: there is nothing to grade in these bytes.
    """
    if not data.strip():
        raise BadInput("is empty; hand in the file with your code")
    if suffix == ".ipynb":
        return read_notebook(data)
    if len(data) > LARGEST_MODULE:
        raise BadInput(f"is larger than {LARGEST_MODULE // 10**6} MB, too large for a module")
    text = decoded(data)
    if text.startswith("{") and '"cells"' in text:  # a notebook under a module's name
        return read_notebook(data)
    return (Cell(0, text),)


def beside(found: Iterable[Found]) -> dict[str, bytes]:
    """The files that lie with a submission, by relative path.

    Links, notebooks, names that are not Unicode and whatever exceeds the two caps are left out: code that
    reads them fails as it would if they had not been handed in.
    """
    files: dict[str, bytes] = {}
    left = LARGEST_BESIDES
    for other in found:
        name = "/".join(other.parts)
        if other.link or name.lower().endswith(".ipynb") or without_surrogates(name) != name:
            continue
        if other.size <= min(LARGEST_BESIDE, left):
            files[name] = other.path.read_bytes()
            left -= len(files[name])
    return files
