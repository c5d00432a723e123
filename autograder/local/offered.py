"""What the course has released of an assignment: tasks, examples, and what the reference answered."""

import base64
import hashlib
import json
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

import autograder
from autograder.errors import BadInput
from autograder.intake.wording import listed, meant
from autograder.judging.diagnosis import Known
from autograder.judging.recordings import Recording, decoded
from autograder.local import plain
from autograder.local.tape import Answer, Tape
from autograder.model import Limits, Manual, Task
from autograder.sandbox.skeletons import to_bytes
from autograder.sandbox.tags import HEADER

Value = TypeVar("Value")
INSTALLED_AS = {"sklearn": "scikit-learn", "PIL": "pillow", "cv2": "opencv-python"}
HOME = "autograder.released"  # the package that tests stand in here
REFERENCE = "__reference__"  # what stands where a test imports the reference


@dataclass(frozen=True, slots=True)
class Told:
    """What the reference answered in each example of a task."""

    task: str
    answers: tuple[tuple[Answer, ...], ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """The assignment as students may know it.

    Attributes:
        files: names or globs of what is handed in.
        tasks: those that students may see, whether they can be tried here or not.
        elsewhere: why a task cannot be tried here, by its name.
        hidden: how many hidden tasks there are, and how many points they carry.
        modules: in which of the sources each task's test stands.
        given, standins: sources that run beside the student's.
        starters: digests of the files that students got to fill in.
    """

    name: str
    title: str
    points: float
    files: tuple[str, ...]
    load: str
    limits: Limits
    requires: tuple[str, ...]
    tasks: tuple[Task, ...]
    elsewhere: Mapping[str, str]
    hidden: tuple[int, float]
    manual: tuple[Manual, ...]
    modules: Mapping[str, str]
    sources: Mapping[str, str]
    given: str | None
    standins: Mapping[str, str]
    preload: tuple[str, ...]
    starters: tuple[str, ...] = ()

    def is_starter(self, path: Path) -> bool:
        """Whether a file is as the course gave it."""
        return hashlib.sha256(path.read_bytes()).hexdigest() in self.starters

    def require_libraries(self) -> None:
        """What the assignment uses must be here.

        Raises:
            BadInput: it is not; the sentence says how to install it.
        """
        tops = dict.fromkeys(name.partition(".")[0] for name in self.preload)
        missing = [INSTALLED_AS.get(top, top) for top in tops if find_spec(top) is None]
        if missing:
            what = " and ".join(missing)
            raise BadInput(f"this assignment needs {what}; run: pip install {' '.join(missing)}")


@dataclass(frozen=True, slots=True)
class Trying:
    """A task that can be tried: its test and its examples."""

    task: Task
    body: Callable[..., None]
    recording: Recording
    told: tuple[tuple[Answer, ...], ...]


class Lazy(Mapping[str, Value]):
    """Values that are made when they are asked for, and kept."""

    def __init__(self, names: Iterable[str], make: Callable[[str], Value]) -> None:
        self._names, self._make = tuple(names), make
        self._made: dict[str, Value] = {}

    def __getitem__(self, name: str) -> Value:
        if name not in self._names:
            raise KeyError(name)
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@dataclass
class Offered:
    """What was released, read piece by piece as it is needed.

    Args:
        facts: the assignment.
        blobs: of each task its recording, and the answers of the reference and of misconceptions.
        folder: where its data/ lies.
    """

    facts: Facts
    blobs: Mapping[str, bytes]
    folder: Path
    tape: Tape = field(default_factory=Tape)

    @cached_property
    def modules(self) -> dict[str, ModuleType]:
        """The tests' modules, run once, in the order in which they need each other.

        Raises:
            BadInput: a file of the course's is not here.
        """
        found: dict[str, ModuleType] = {}
        for name, source in self.facts.sources.items():
            module = found[name] = ModuleType(f"{HOME}.{name}")
            module.__file__ = str(self.folder.joinpath(*name.split(".")).with_suffix(".py"))
            vars(module)[REFERENCE] = self.tape.reference
            sys.modules[module.__name__] = module
            try:
                exec(compile(source, f"<{module.__name__}>", "exec", dont_inherit=True), vars(module))
            except FileNotFoundError as error:
                raise BadInput(
                    f"{error.filename} is missing; lay the course's folder data beside autograder.py"
                ) from None
        return found

    @cached_property
    def records(self) -> Mapping[str, tuple[Any, ...]]:
        """What was recorded of each task."""
        return Lazy(self.blobs, self._records)

    @cached_property
    def trying(self) -> Mapping[str, Trying]:
        """The tasks that can be tried here."""
        return Lazy(self.blobs, self._trying)

    def known(self, task: str) -> tuple[Known, ...]:
        """What misconceptions answer to the examples of a task."""
        return tuple(record for record in self.records[task] if isinstance(record, Known))

    def _records(self, task: str) -> tuple[Any, ...]:
        assert self.modules is not None  # the classes of what was drawn are in them
        return read_blob(self.blobs[task])

    def _trying(self, name: str) -> Trying:
        (recording,) = (r for r in self.records[name] if isinstance(r, Recording))
        told = [r.answers for r in self.records[name] if isinstance(r, Told)]
        (task,) = (task for task in self.facts.tasks if task.name == name)
        return Trying(task, self._body(name), recording, told[0] if told else ())

    def _body(self, task: str) -> Callable[..., None]:
        body: Callable[..., None] = getattr(self.modules[self.facts.modules[task]], f"test_{task}")
        return body

    def named(self, words: str) -> tuple[Task, ...]:
        """The tasks that a name means: a task's, as a name or a title, or a function's that tasks call.

        Raises:
            BadInput: none is called so.
        """
        wanted = words.strip().removeprefix("test_").replace(" ", "_")
        found = [task for task in self.facts.tasks if task.name == wanted]
        found = found or [task for task in self.facts.tasks if wanted in task.names]
        if not found:
            names = sorted({name for task in self.facts.tasks for name in task.names})
            close = meant(wanted, [*names, *(task.name for task in self.facts.tasks)])
            raise BadInput(
                f'nothing is checked under the name "{words}"{close or f"; there are {listed(names)}"}'
            )
        return tuple(found)


def read_blob(blob: bytes) -> tuple[Any, ...]:
    """The records in what `write_blob` made."""
    size = HEADER.unpack_from(blob)[0]
    skeleton, raw = blob[HEADER.size : HEADER.size + size], blob[HEADER.size + size :]
    body = to_bytes(plain.from_bytes(skeleton))
    return decoded(bytearray(HEADER.pack(len(body), len(raw)) + body + raw))


def own() -> Offered:
    """What came in the file that students get.

    Raises:
        BadInput: this is not that file.
    """
    if not (text := getattr(autograder, "RELEASED", "")):
        raise BadInput("there is nothing to check against: put the autograder.py that the course gives here")
    return read_offered(text, Path(autograder.__file__).parent)


def offered_at(path: Path) -> Offered:
    """What a file of its own holds; data/ lies beside it."""
    return read_offered(path.read_text(encoding="utf-8"), path.parent)


def read_offered(text: str, folder: Path) -> Offered:
    """What a released text holds: base 85 of compressed JSON.

    Raises:
        BadInput: it is damaged.
    """
    try:
        told = json.loads(zlib.decompress(base64.b85decode(text.encode())))
        blobs = {name: base64.b64decode(blob) for name, blob in told["blobs"].items()}
        return Offered(facts(told["facts"]), blobs, folder)
    except (ValueError, LookupError, TypeError, AttributeError, zlib.error):
        raise BadInput("what the course has released is damaged here; download it again") from None


def facts(told: Mapping[str, Any]) -> Facts:
    """The assignment, from JSON."""
    made = {
        "files": tuple(told["files"]),
        "limits": Limits(**told["limits"]),
        "requires": tuple(told["requires"]),
        "tasks": tuple(task(each) for each in told["tasks"]),
        "hidden": (int(told["hidden"][0]), float(told["hidden"][1])),
        "manual": tuple(Manual(**part) for part in told["manual"]),
        "preload": tuple(told["preload"]),
        "starters": tuple(told["starters"]),
    }
    return Facts(**{**told, **made})


def task(told: Mapping[str, Any]) -> Task:
    """A task, from JSON."""
    return Task(**{**told, "after": tuple(told["after"]), "names": tuple(told["names"])})
