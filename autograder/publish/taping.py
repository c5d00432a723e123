"""What the reference answers to the tests on the released examples: a tape for each task."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from autograder.errors import AuthorError
from autograder.judging.collection import Check
from autograder.judging.hypothesis_runs import replaying
from autograder.judging.recordings import Recording, copied, is_recordable
from autograder.judging.seeds import released_seed
from autograder.local.offered import Told
from autograder.local.tape import VALUE, Answer, Thing, fingerprint, operate, things
from autograder.model import Assignment
from autograder.sandbox.session import Session
from autograder.sandbox.student import Student


class Tapes:
    """The reference's objects, by the numbers under which the tape knows them; number 0 is the module."""

    def __init__(self, reference: ModuleType) -> None:
        self.module = reference
        self.begin()

    def begin(self) -> None:
        """A new example."""
        self.objects: list[Any] = [self.module]
        self.answers: list[Answer] = []

    def ask(self, number: int, name: str, question: str, work: Callable[[], Any]) -> Any:
        """Let the reference work, write its answer down, and give it to the test."""
        told = self._told(work())
        self.answers.append(Answer(number, name, question, copied(things(told))))
        return told

    def _told(self, value: Any) -> Any:
        """The answer with objects of the reference's as Recorders."""
        if is_recordable(value):
            return value
        if isinstance(value, list | tuple):
            return type(value)([self._told(item) for item in value])
        if isinstance(value, dict):
            return {key: self._told(item) for key, item in value.items()}
        for number, known in enumerate(self.objects):
            if known is value:
                return Recorder(self, number)
        self.objects.append(value)
        return Recorder(self, len(self.objects) - 1)

    def real(self, value: Any) -> Any:
        """What a test hands over, with the reference's own objects."""
        if isinstance(value, Recorder):
            return self.objects[value.autograder_thing.number]
        if isinstance(value, list | tuple) and any(isinstance(item, Recorder) for item in value):
            return type(value)([self.real(item) for item in value])
        return value


class Recorder:
    """Stands for the reference's module or one of its objects, asks it, and writes down what it says."""

    def __init__(self, tapes: Tapes, number: int) -> None:
        self._tapes, self.autograder_thing = tapes, Thing(number)

    def __getattr__(self, name: str) -> Any:
        number, tapes = self.autograder_thing.number, self._tapes
        if name.startswith("__"):
            raise AttributeError(name)
        value = getattr(tapes.objects[number], name)
        return self._method(name) if callable(value) else tapes.ask(number, name, VALUE, lambda: value)

    def _method(self, name: str) -> Callable[..., Any]:
        number, tapes = self.autograder_thing.number, self._tapes
        function = getattr(tapes.objects[number], name)

        def asked(*args: Any, **kwargs: Any) -> Any:
            given, named = tapes.real(args), {key: tapes.real(value) for key, value in kwargs.items()}
            return tapes.ask(number, name, fingerprint(args, kwargs), lambda: function(*given, **named))

        return asked


operate(Recorder)


def taped(assignment: Assignment, check: Check, recording: Recording, session: Session) -> Told:
    """The answers in each example of a task, which the reference itself is tried on.

    Raises:
        AuthorError: the test does something with them that a tape cannot play.
    """
    found = []
    name = check.task.name
    with (
        session.run(released_seed(name)) as run,
        listening(assignment) as tapes,
        replaying(check.body) as begin,
    ):
        for example in recording.examples:
            begin()
            tapes.begin()
            run.fresh()
            try:
                check.body(student=Student(run), **copied(example.arguments))
            except Exception as error:
                why = f"{type(error).__name__}: {error}"
                raise AuthorError(f"what the reference answers cannot be played back ({why})") from error
            found.append(tuple(tapes.answers))
    return Told(check.task.name, tuple(found))


@contextmanager
def listening(assignment: Assignment) -> Iterator[Tapes]:
    """Within it, the tests of an assignment ask a recorder where they would ask the reference."""
    reference = sys.modules.get(f"reference_solutions.{assignment.name}", ModuleType("none"))
    tapes = Tapes(reference)
    prefix = f"{assignment.folder.parent.name}.{assignment.name}."
    tests = [module for name, module in list(sys.modules.items()) if name.startswith(prefix)]
    places = [(vars(t), name) for t in tests for name, value in vars(t).items() if value is reference]
    for namespace, name in places:
        namespace[name] = Recorder(tapes, 0)
    try:
        yield tapes
    finally:
        for namespace, name in places:
            namespace[name] = reference
