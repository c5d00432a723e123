"""What learning systems export, recognised by its layout: whose each submission is, and its files.

Gradescope   submission_metadata.yml, and a folder for each submission
Canvas       files in one folder: doejane_LATE_1234_5678_backprop-1.ipynb
Moodle       Jane Doe_12345_assignsubmission_file_/, or such files in one folder
nbgrader     submitted/STUDENT/ASSIGNMENT/
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from unicodedata import normalize

from autograder.errors import BadInput
from autograder.intake.archives import unpacked
from autograder.intake.candidates import Candidate, labelled, printable, safe
from autograder.intake.folders import Entry, Kind, matches, readable
from autograder.intake.gradescope import gradescope
from autograder.intake.wording import listed
from autograder.model import Assignment, Person

DEEPEST = 3  # folders around an export
CANVAS = re.compile(
    r"(?:(?P<name>\w+?)_)??(?P<late>LATE_)?(?P<id>\d+|anon_[A-Za-z0-9]+)_"
    r"(?:(?P<attachment>\d+)_(?P<file>.+)|(?:text|link)\.html)"
)
MOODLE = re.compile(r"(?P<name>.*)_(?P<id>\d+)_assignsubmission_(?P<kind>[a-z]+)(?:_(?P<file>.*))?")
ATTEMPT = re.compile(r"(?P<stem>.+)-(?P<number>\d{1,3})(?P<ending>\.\w+)")
NBGRADER = frozenset({"source", "release", "submitted", "autograded", "feedback"})


def exported(folder: Entry, assignment: Assignment, depth: int = 0) -> list[Candidate]:
    """The submissions of an export that lies in a folder, or in the only folder or archive inside; or none.

    Raises:
        BadInput: it is an export, and broken.
        OSError: it cannot be read.
    """
    children = folder.children()
    for recognise in (gradescope, canvas, moodle, nbgrader):
        if found := recognise(folder, children, assignment):
            return found
    inner = [entry for entry in children if entry.claims]
    if len(inner) != 1 or depth == DEEPEST:
        return []
    below = inner[0]
    try:
        below = unpacked(below) if readable(below.name) and below.kind is Kind.FILE else below
        below.children()
    except BadInput:  # some student's, and refused there
        return []
    return exported(below, assignment, depth + 1)


def canvas(folder: Entry, children: Sequence[Entry], assignment: Assignment) -> list[Candidate]:
    """Canvas: what is in front of a file's own name says whose it is."""
    found = named(CANVAS, children)
    attachments = [match["attachment"] for _, match in found if match["attachment"]]
    if len(set(attachments)) < len(attachments):  # numbers of another kind
        return []
    return [
        one_of_canvas(folder, number, files, assignment.files)
        for number, files in grouped(found, "id").items()
    ]


Named = tuple[Entry, re.Match[str]]


def named(pattern: re.Pattern[str], children: Sequence[Entry]) -> list[Named]:
    """The files and folders called by a pattern; none if not all that could be submissions are so called."""
    matched = [(entry, pattern.fullmatch(normalize("NFC", entry.name))) for entry in children]
    found = [(entry, match) for entry, match in matched if match]
    strange = [entry for entry, match in matched if not match]
    if any(entry.claims for entry in strange) or len(strange) > len(found):
        return []
    return found


def grouped(found: Sequence[Named], group: str) -> Mapping[str, list[Named]]:
    """By what a group of the pattern matched."""
    groups: defaultdict[str, list[Named]] = defaultdict(list)
    for entry, match in found:
        groups[match[group]].append((entry, match))
    return groups


def one_of_canvas(folder: Entry, number: str, files: Sequence[Named], patterns: tuple[str, ...]) -> Candidate:
    """A student of Canvas; files have their own names again."""
    name = next((match["name"] for _, match in files if match["name"]), "")
    label = labelled([name] if name else [], number)
    attempts = [attempt(match["file"], patterns) for _, match in files if match["file"]]
    latest = max((at for own, at in attempts if at and matches(own, patterns)), default=None)
    return Candidate(
        label,
        virtual(label, folder, partial(latest_of, files, patterns)),
        label,
        people=(Person(name=name, id=number),),
        late=any(match["late"] for _, match in files),
        attempts=None if latest is None else latest + 1,
    )


def latest_of(files: Sequence[Named], patterns: tuple[str, ...]) -> Iterator[Entry]:
    """A student's files under their own names; of several attempts at one, the latest."""
    last: dict[str, tuple[int, int, Entry]] = {}
    for entry, match in files:
        own, at = attempt(match["file"] or "text.html", patterns)
        rank = (at, int(match["attachment"] or 0), replace(entry, name=own))
        if own not in last or last[own][:2] < rank[:2]:
            last[own] = rank
    yield from (entry for _, _, entry in last.values())


def attempt(file: str, patterns: tuple[str, ...]) -> tuple[str, int]:
    """A file's own name and the number of the attempt: Canvas writes `lab-1.ipynb` for a second `lab.ipynb`.

    A name that the assignment asks for is nobody else's, whatever number it ends in.
    """
    exact = tuple(pattern for pattern in patterns if not re.search(r"[*?\[]", pattern))
    match = ATTEMPT.fullmatch(file)
    if match is None or matches(file, exact):
        return file, 0
    return match["stem"] + match["ending"], int(match["number"])


def moodle(folder: Entry, children: Sequence[Entry], assignment: Assignment) -> list[Candidate]:
    """Moodle: a folder for each participant, or files whose names begin like it."""
    return [one_of_moodle(folder, files) for files in grouped(named(MOODLE, children), "id").values()]


def one_of_moodle(folder: Entry, found: Sequence[Named]) -> Candidate:
    """A participant of Moodle; text that was typed in there is no file."""
    name, number = found[0][1]["name"], found[0][1]["id"]
    label = labelled([name], number)
    handed = [(entry, match) for entry, match in found if match["kind"] == "file"]
    typed = None if handed else f"{label} holds no file, only what was typed into Moodle"
    entry = virtual(label, folder, partial(of_participant, handed))
    return Candidate(label, entry, label, typed, people=(Person(name=name, id=number),))


def of_participant(found: Sequence[Named]) -> Iterator[Entry]:
    """The contents of a participant's folder, or their files under their own names."""
    for entry, match in found:
        if entry.is_folder:
            yield from entry.listing()
        elif match["file"]:
            yield replace(entry, name=match["file"])


def nbgrader(folder: Entry, children: Sequence[Entry], assignment: Assignment) -> list[Candidate]:
    """nbgrader: the folder `submitted`, or the one of the course around it.

    Raises:
        BadInput: the course has no such assignment.
    """
    names = {entry.name for entry in children if entry.claims}
    if folder.name == "submitted":
        return by_assignment(children, assignment.name)[0]
    inner = next((entry for entry in children if entry.name == "submitted" and entry.is_folder), None)
    if inner is None or len(names) == 1 or names - NBGRADER:
        return []
    found, others = by_assignment(inner.children(), assignment.name)
    if not found:
        there = f"there are {listed(others)}" if others else "it is empty"
        raise BadInput(
            f"submitted holds no folder called {assignment.name}; {there}; rename the one to grade"
        )
    return found


def by_assignment(students: Sequence[Entry], name: str) -> tuple[list[Candidate], list[str]]:
    """The submissions for an assignment (the only one, or that of this name), and all assignments' names."""
    works, refused = [], []
    for student in (entry for entry in students if entry.claims):
        try:
            inside = [entry for entry in student.children() if entry.claims]
        except BadInput as error:
            shown = printable(student.name)
            refused.append(Candidate(safe(student.name), student, shown, f"{shown} {error}"))
            continue
        if not student.is_folder or not all(entry.is_folder for entry in inside):
            return [], []  # students' own folders
        works += [(student, work) for work in inside]
    names = sorted({work.name for _, work in works})
    wanted = names[0] if len(names) == 1 else name
    found = [one_of_nbgrader(*pair) for pair in works if pair[1].name.casefold() == wanted.casefold()]
    return (found + refused if found else []), names


def one_of_nbgrader(student: Entry, work: Entry) -> Candidate:
    """A student of nbgrader."""
    shown = printable(f"{student.name}/{work.name}")
    people = (Person(id=student.name),)
    return Candidate(safe(student.name), work, shown, people=people, submitted=stamp(work))


def stamp(work: Entry) -> str:
    """The time that lies beside a submission, as nbgrader writes it."""
    try:
        found = [entry for entry in work.children() if entry.name == "timestamp.txt" and entry.size < 1000]
        return found[0].read().decode(errors="replace").strip() if found else ""
    except BadInput:  # the whole submission is refused, and that is said when it is read
        return ""


def virtual(name: str, folder: Entry, listing: Callable[[], Iterator[Entry]]) -> Entry:
    """A student's folder that the export does not have as such."""
    return Entry(name, folder.path / name, Kind.FOLDER, packed=folder.packed, listing=listing)
