"""What students may know of an assignment, as one text: facts, cut tests, examples, tapes."""

import base64
import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from autograder.errors import AuthorError
from autograder.intake.misconceptions import read_misconceptions
from autograder.intake.standins import read_standins
from autograder.judging.collection import Check
from autograder.judging.diagnosis import Known
from autograder.judging.grader import Grader
from autograder.judging.learning import learn
from autograder.judging.recordings import Recording, encoded
from autograder.judging.sources import reference_source
from autograder.local import plain
from autograder.local.bench import weight
from autograder.local.offered import HOME, Facts, Told
from autograder.model import Assignment, Misconception, Task
from autograder.publish.cutting import Cutter
from autograder.publish.taping import taped
from autograder.sandbox import offline
from autograder.sandbox.session import Session
from autograder.sandbox.skeletons import from_bytes
from autograder.sandbox.tags import HEADER

FRESH = "its examples are drawn anew each time it is graded"
LARGEST = 4_000_000  # bytes of all examples of a task; larger ones are left out
RELEASED = "released"  # in the place of a seed


@dataclass(frozen=True, slots=True)
class Bundle:
    """What is released, before it is written down."""

    facts: Facts
    recordings: tuple[Recording, ...]
    told: tuple[Told, ...]
    known: tuple[Known, ...]

    @property
    def text(self) -> str:
        """All of it as text that `local.offered.read_offered` reads."""
        facts = asdict(self.facts)
        facts["limits"] = asdict(self.facts.limits)
        blobs = {r.task: base64.b64encode(self.blob(r.task)).decode() for r in self.recordings}
        body = {"facts": facts, "blobs": blobs}
        return base64.b85encode(zlib.compress(json.dumps(body).encode(), 9)).decode()

    def blob(self, task: str) -> bytes:
        """What was recorded of a task, in a form that needs no library to be read."""
        every: tuple[Any, ...] = (*self.recordings, *self.told, *self.known)
        return write_blob([record for record in every if record.task == task], self.facts.name)


def bundled(grader: Grader, starters: Iterable[str] = ()) -> Bundle:
    """What an assignment releases.

    Args:
        starters: the texts of the files that students fill in.

    Raises:
        AuthorError: the reference does not pass a task.
    """
    if grader.faults:
        raise AuthorError(grader.faults[0])
    assignment = grader.assignment
    cutter = Cutter(assignment.folder, assignment.conventions)
    checks = {check.task.name: check for check in grader.checks if not check.task.hidden}
    elsewhere, told = {}, []
    recordings = {name: released(grader.recordings[name]) for name in checks}
    with grader.session(reference_source(assignment)) as session:
        session.load()
        for name, check in checks.items():
            if why := untried(cutter, check, recordings[name], assignment):
                elsewhere[name] = why
                continue
            try:
                told.append(taped(assignment, check, recordings[name], session))
            except AuthorError as error:
                elsewhere[name] = str(error)
    tried = {name: recordings[name] for name in checks if name not in elsewhere}
    places = {name: module_of(checks[name]) for name in tried}
    wanted = wanted_names(places, tried)
    facts = replace(
        facts_of(grader, elsewhere, places, cutter.cut(wanted).sources),
        starters=tuple(hashlib.sha256(text.encode()).hexdigest() for text in starters),
    )
    return Bundle(facts, tuple(tried.values()), tuple(told), known(grader, tried))


def released(recording: Recording) -> Recording:
    """The examples that students get, smaller ones first."""
    examples = sorted(recording.examples[: recording.released], key=weight)
    kept = tuple(replace(example, choices=(), frames=()) for example in examples)
    return replace(recording, examples=kept)


def untried(cutter: Cutter, check: Check, recording: Recording, assignment: Assignment) -> str:
    """Why a task cannot be tried where there is only Python, numpy and what the assignment preloads."""
    if recording.live or not recording.examples:
        return FRESH
    allowed = {name.partition(".")[0] for name in assignment.preload}
    wanted = wanted_names({check.task.name: module_of(check)}, {check.task.name: recording})
    if foreign := sorted(cutter.cut(wanted).foreign - allowed):
        return f"its test needs {', '.join(foreign)}"
    if len(encoded([recording])) > LARGEST:
        return "its examples are too large to be released"
    return ""


def module_of(check: Check) -> str:
    """The test module that a check stands in, without the package."""
    return str(check.body.__module__).rpartition(".")[2]


def wanted_names(places: Mapping[str, str], recordings: Mapping[str, Recording]) -> dict[str, frozenset[str]]:
    """By module, the tests, and the classes of what is recorded."""
    wanted: dict[str, set[str]] = {}
    for task, module in places.items():
        wanted.setdefault(module, set()).add(f"test_{task}")
        for example in recordings[task].examples:
            for kind in classes(example.arguments):
                wanted.setdefault(kind.__module__.rpartition(".")[2], set()).add(kind.__qualname__)
    return {module: frozenset(names) for module, names in wanted.items()}


def classes(value: Any) -> Iterator[type]:
    """The classes of the records in what was drawn."""
    if hasattr(value, "__dataclass_fields__"):
        yield type(value)
        value = [getattr(value, name) for name in value.__dataclass_fields__]
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for item in value:
            yield from classes(item)


def known(grader: Grader, tried: Mapping[str, Recording]) -> tuple[Known, ...]:
    """What misconceptions answer to the released examples; they have numbers for names."""
    every = read_misconceptions(grader.assignment.folder)
    numbered = [
        Misconception(str(number), each.hint, tuple(t for t in each.tasks if t in tried), each.source)
        for number, each in enumerate(every)
    ]
    checks = [check for check in grader.checks if check.task.name in tried]

    def opened(misconception: Misconception) -> Session:
        return grader.session(reference_source(grader.assignment, misconception.source))

    return tuple(learn([m for m in numbered if m.tasks], checks, tried, opened, RELEASED))


def facts_of(
    grader: Grader, elsewhere: Mapping[str, str], places: Mapping[str, str], sources: Mapping[str, str]
) -> Facts:
    """The assignment as students may know it."""
    assignment, tasks = grader.assignment, grader.tasks
    hidden = [task for task in tasks if task.hidden]
    secret = {task.name for task in hidden}
    called = {name for task in tasks for name in task.names}
    return Facts(
        name=assignment.name,
        title=assignment.title,
        points=assignment.points,
        files=assignment.files,
        load=assignment.load,
        limits=assignment.limits,
        requires=tuple(sorted({*called, *assignment.requires})),
        tasks=tuple(public(task, secret) for task in tasks if not task.hidden),
        elsewhere=dict(elsewhere),
        hidden=(len(hidden), sum(task.points for task in hidden)),
        manual=assignment.manual,
        modules=dict(places),
        sources=dict(sources),
        given=assignment.given.read_text(encoding="utf-8") if assignment.given else None,
        standins=offline.sources() | read_standins(assignment.folder),
        preload=assignment.preload,
    )


def public(task: Task, secret: set[str]) -> Task:
    """A task without what comes after the due date, and without the names of hidden ones."""
    return replace(task, explanation="", after=tuple(name for name in task.after if name not in secret))


def write_blob(records: Sequence[Any], assignment: str) -> bytes:
    """Records in a form that needs no library to be read: as on the wire, with the skeleton as JSON."""
    data = encoded(records)
    size, raw = HEADER.unpack_from(data)
    skeleton = renamed(from_bytes(data[HEADER.size : HEADER.size + size]), f"assignments.{assignment}.")
    body = plain.to_bytes(skeleton)
    return HEADER.pack(len(body), raw) + body + data[HEADER.size + size :]


def renamed(value: Any, package: str) -> Any:
    """The same with the classes of records in the modules that students get."""
    if isinstance(value, list):
        return [renamed(item, package) for item in value]
    if isinstance(value, str) and value.startswith(package):
        return value.replace(package, f"{HOME}.", 1)
    return value
