"""Files and folders become Submissions. One that cannot be read says why and never stops the others."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from autograder.errors import BadInput
from autograder.intake.candidates import Candidate, printable, safe
from autograder.intake.choice import handed_in, the_one
from autograder.intake.digests import digest_of
from autograder.intake.folders import Found, unreadable
from autograder.intake.layouts import candidates
from autograder.intake.notebooks import LARGEST
from autograder.intake.plaintext import without_surrogates
from autograder.intake.sources import cells_of, levels_up
from autograder.intake.wording import listed, meant
from autograder.model import Assignment, Submission

LARGEST_BESIDE = 2_000_000  # bytes, for one file that lies beside the submission
LARGEST_BESIDES = 20_000_000  # bytes, for all of them


def find_submissions(
    assignment: Assignment, paths: Sequence[Path], only: str | None = None
) -> tuple[Submission, ...]:
    """The submissions at these paths, sorted by student; with `only`, that student's alone.

    A path is a module or notebook, one student's folder, a folder of students, or what a learning system
    exports; a folder may be packed. A submission that cannot be graded comes back with its `problem`, a
    sentence that names the file and the fix.

    Raises:
        BadInput: a path does not exist or holds no submission; an export is broken; no student is called
            `only`.
    """
    if not paths:
        raise BadInput("give a submission, a student's folder, or a folder of submissions")
    found = {
        (candidate.student, candidate.entry.path): candidate
        for path in paths
        for candidate in candidates(path, assignment)
    }
    students = by_student(found.values())
    chosen = sorted(wanted(students, only))
    return tuple(submission(students[student], assignment) for student in chosen)


def by_student(found: Iterable[Candidate]) -> dict[str, list[Candidate]]:
    """Candidates under the student's name; names that differ in capitals only are the same student's."""
    students: defaultdict[str, list[Candidate]] = defaultdict(list)
    for candidate in found:
        students[candidate.student.casefold()].append(candidate)
    return students


def wanted(students: dict[str, list[Candidate]], only: str | None) -> Iterable[str]:
    """The keys of the students to grade; `only` may also be a person's name, id or e-mail."""
    if only is None:
        return students
    if (key := safe(only).casefold()) in students:
        return [key]
    theirs = [key for key, claims in students.items() if any(known_as(claim, only) for claim in claims)]
    if len(theirs) == 1:
        return theirs
    names = sorted(claims[0].student for claims in students.values())
    raise BadInput(f'no student is called "{only}"{meant(only, names) or ";"} there are {listed(names)}')


def known_as(claim: Candidate, name: str) -> bool:
    """Whether the learning system calls one of its people so: by name, id or e-mail."""
    known = {word.casefold() for person in claim.people for word in (person.name, person.id, person.email)}
    return name.strip().casefold() in known - {""}


def submission(claims: list[Candidate], assignment: Assignment) -> Submission:
    """The submission of one student, who should have exactly one candidate."""
    claim = claims[0]
    problem = claim.problem
    if len(claims) > 1:
        shown = listed(sorted(told_apart(claims)))
        problem = f"{shown} are submissions of the same student; keep one"
    known = Submission(
        claim.student,
        claim.entry.path,
        problem=problem,
        people=claim.people,
        late=claim.late,
        attempts=claim.attempts,
        submitted=claim.submitted,
    )
    return known if problem else read(claim, known, assignment)


def told_apart(claims: list[Candidate]) -> list[str]:
    """How messages name them; with the folder or export they lie in if the names are equal."""
    if len({claim.shown for claim in claims}) == len(claims):
        return [claim.shown for claim in claims]
    return [printable(f"{claim.entry.path.parent.name}/{claim.entry.path.name}") for claim in claims]


def read(claim: Candidate, known: Submission, assignment: Assignment) -> Submission:
    """The submission with its cells and the files beside it, or with the reason why not."""
    shown = claim.shown
    try:
        below = handed_in(claim.entry)
        chosen, said = the_one(below, assignment)
        if chosen.entry is not claim.entry:
            shown = f"{shown}/{printable('/'.join(chosen.parts))}"
        if chosen.link:
            raise BadInput("is a link; hand in the file itself")
        return whole(replace(known, path=chosen.entry.path, chosen=said), chosen, below)
    except BadInput as error:
        return replace(known, problem=f"{shown} {error}")
    except OSError as error:
        return replace(known, problem=f"{shown} {unreadable(error)}")


def whole(known: Submission, chosen: Found, below: Sequence[Found]) -> Submission:
    """The submission with the bytes of its file and of those beside it.

    Raises:
        BadInput: empty, too large, binary, a broken notebook; a predicate that follows the file's name.
        OSError: the file cannot be read.
    """
    if chosen.entry.size > LARGEST:
        raise BadInput(f"is larger than {LARGEST // 10**6} MB; clear the outputs and save it again")
    data = chosen.entry.read()
    cells = cells_of(chosen.name, data)
    home = chosen.parts[:-1]
    base = home[: max(len(home) - levels_up("\n".join(cell.source for cell in cells)), 0)]
    package = ".".join(home[len(base) :])
    others = [found for found in below if found is not chosen and found.parts[: len(base)] == base]
    files = beside(others, len(base))
    digest = digest_of(
        [(chosen.name, data), *files.items(), *([("//package", package.encode())] if package else [])]
    )
    return replace(known, cells=cells, files=files, package=package, digest=digest)


def beside(found: Iterable[Found], depth: int) -> dict[str, bytes]:
    """The files that lie with a submission, by their path below a folder so deep.

    Links, notebooks, names that are not Unicode, what cannot be unpacked and whatever exceeds the two caps
    are left out: code that reads them fails as it would if they had not been handed in. Modules come first.
    """
    files: dict[str, bytes] = {}
    left = LARGEST_BESIDES
    for other in sorted(found, key=lambda other: not other.name.endswith(".py")):
        name = "/".join(other.parts[depth:])
        if other.link or name.lower().endswith(".ipynb") or without_surrogates(name) != name:
            continue
        if other.entry.size <= min(LARGEST_BESIDE, left):
            with suppress(BadInput):
                files[name] = other.entry.read()
                left -= len(files[name])
    return dict(sorted(files.items()))
