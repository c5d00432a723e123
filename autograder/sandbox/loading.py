"""Far side: statements -> namespace. What is needed runs, one top-level statement at a time.

A statement that does not parse, raises, exits or is skipped costs the names it would have bound and
nothing else; if the machine lacks something that it needs, those names stand for what is lacking.
"""

import __future__

import ast
import asyncio
import builtins
import inspect
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from types import CodeType, FunctionType, ModuleType
from typing import Any

from autograder.sandbox.effects import ANY, Effects, When
from autograder.sandbox.lacks import Lack
from autograder.sandbox.parsing import Statement
from autograder.sandbox.reading import effects_of
from autograder.sandbox.slicing import Slice
from autograder.sandbox.standins import StandInUsed, cause, lack_of, missing_value, unmade
from autograder.sandbox.tags import OUT_OF_MEMORY, Place, where
from autograder.sandbox.tracebacks import explain

ROOM = 32_000_000  # bytes of memory without which the next statement has no chance
LACKS = (OSError, EOFError)  # what says that the machine has not got something
LATE = "the time for loading was used up, so only definitions were read from here on"
UNPARSABLE, FAILED, SKIPPED = "unparsable", "failed", "timeout"  # kinds of notes


@dataclass(frozen=True, slots=True)
class Note:
    """A statement that did not do its work."""

    file: str
    cell: int
    line: int
    kind: str
    why: str
    names: tuple[str, ...]

    @classmethod
    def of(cls, file: str, statement: Statement, kind: str, why: str, line: int = 0) -> "Note":
        """A note on a statement, and the line in which it went wrong, if that is not its first."""
        return cls(file, statement.cell, line or statement.line, kind, why, statement.names)

    @property
    def place(self) -> str:
        """Where, in words."""
        return where(self.cell, self.line, self.file)


@dataclass(slots=True)
class Source:
    """The statements of one file, what they do, and which of them are to run."""

    file: str
    statements: list[Statement]
    effects: list[Effects]
    needed: set[int] = field(default_factory=set)
    wanted: frozenset[str] | None = None  # None for everything
    ran: set[int] = field(default_factory=set)
    names: set[str] = field(default_factory=set)  # that failed, and were sought in vain

    @classmethod
    def of(cls, file: str, statements: list[Statement]) -> "Source":
        """Read each statement's effects."""
        return cls(file, statements, [_effects(statement) for statement in statements])

    def definitions(self) -> dict[str, tuple[str, int]]:
        """Each function and class: what it is, and the number of the statement that defines it last."""
        found: dict[str, tuple[str, int]] = {}
        for number, each in enumerate(self.effects):
            found |= {name: ("function", number) for name in sorted(each.functions)}
            found |= {name: ("class", number) for name in sorted(each.classes)}
            if self.statements[number].node is None:
                found |= {n: (kind, number) for n, kind in self.statements[number].defines if n not in found}
        return found


def _effects(statement: Statement) -> Effects:
    try:
        return effects_of(statement.node) if statement.node is not None else Effects()
    except RecursionError:  # too deep to be followed: it may do anything
        return Effects(When(reads={ANY}, binds={ANY, *statement.names}))


@dataclass(slots=True)
class Loader:
    """Runs the submission, and the modules handed in with it when they are imported.

    Attributes:
        skip: why statements are not to run.
        unsure: statements that failed in an earlier attempt.
        hasty_from: a statement from which on only definitions are read.
        progress: told each statement before it runs.
        local: the names of the modules handed in.
    """

    skip: dict[Place, str]
    unsure: set[Place]
    hasty_from: Place | None
    thrifty: bool
    progress: Callable[[str, int], None]
    local: set[str] = field(default_factory=set)
    notes: list[Note] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    _at: list[Place] = field(default_factory=list)
    _hasty: bool = False

    def run(
        self, source: Source, wanted: Iterable[str] | None, module: ModuleType, naming: Callable[[int], str]
    ) -> None:
        """Run what is needed of one file for these names, or all of it for None."""
        self.sources.append(source)
        source.wanted = None if wanted is None else frozenset(wanted)
        source.needed = self.needs(source, {n for file, n in self.unsure if file == source.file})
        flags = 0
        for number, statement in enumerate(source.statements):
            flags |= _future(statement.node)
            if statement.problem:
                self._lost(Note.of(source.file, statement, UNPARSABLE, statement.problem), module)
            elif number in source.needed:
                self._statement(source, number, module, naming(statement.cell), flags)
        if self._at:
            self.progress(*self._at[-1])

    def needs(self, source: Source, unsure: set[int]) -> set[int]:
        """The numbers of the statements to run."""
        if source.wanted is None:
            return set(range(len(source.statements)))
        needs = Slice(source.effects, unsure, self.thrifty, self.local)
        return needs.needed(source.wanted | source.names)

    def _statement(self, source: Source, number: int, module: ModuleType, filename: str, flags: int) -> None:
        place, statement = (source.file, number), source.statements[number]
        self._hasty |= place == self.hasty_from
        why = self.skip.get(place, LATE if self._hasty and not statement.definition else "")
        if why:
            self._lost(Note.of(source.file, statement, SKIPPED, why), module)
            return
        self._at.append(place)
        self.progress(*place)
        pid, starved = os.getpid(), False
        try:
            execute(statement.node, filename, flags, vars(module))
            source.ran.add(number)
        except BaseException as error:
            self._failed(source, number, module, filename, error)
            starved = isinstance(error, MemoryError)
        self._at.pop()
        if starved and not _has_room():
            os._exit(OUT_OF_MEMORY)  # what it holds would cost the statements behind it
        if os.getpid() != pid:
            os._exit(0)  # the student forked: only one of the two goes on loading

    def _failed(
        self, source: Source, number: int, module: ModuleType, filename: str, error: BaseException
    ) -> None:
        statement = source.statements[number]
        why = f"it raised {explain(error)}"
        if isinstance(error, SyntaxError) and error.filename == filename:
            why = f"it does not compile: {explain(error)}"
        if isinstance(error, NameError) and error.name:
            source.names.add(error.name)
        lack = cause(error)
        if lack is None and isinstance(error, LACKS):
            lack = StandInUsed(Lack.of("", explain(error)))
        note = Note.of(source.file, statement, FAILED, why, _line_of(error, filename, statement.line))
        self._lost(note, module, lack)

    def _lost(self, note: Note, module: ModuleType, lack: StandInUsed | None = None) -> None:
        """Note what did not do its work; the names that nobody has bound, Python neither, stand for why."""
        have = {name for name, value in vars(module).items() if lack_of(value) is None}
        names = tuple(name for name in note.names if name not in have)
        self.notes.append(replace(note, names=names))
        for name in set(names) - set(vars(builtins)):
            why = f"{note.place} would have defined it, but {note.why}"
            vars(module)[name] = missing_value(name, lack.why) if lack else unmade(name, why)

    def doubts(self) -> list[Place]:
        """The statements that failed, if others are needed because of that."""
        doubtful = [
            [n for n in source.needed - source.ran if source.statements[n].node is not None]
            for source in self.sources
        ]
        for source, failed in zip(self.sources, doubtful, strict=True):
            if self.needs(source, set(failed)) - source.needed:
                return [(s.file, n) for s, fs in zip(self.sources, doubtful, strict=True) for n in fs]
        return []


def execute(node: ast.stmt | None, filename: str, flags: int, namespace: dict[str, Any]) -> None:
    """Run one statement; a definition whose annotations cannot be evaluated does without their values."""
    try:
        _run(_compiled(node, filename, flags), namespace)
    except (NameError, TypeError, AttributeError, StandInUsed):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            raise
        lazily = flags | __future__.annotations.compiler_flag
        _run(_compiled(node, filename, lazily), namespace)


def _compiled(node: ast.stmt | None, filename: str, flags: int) -> CodeType:
    body = [node] if node is not None else []
    flags |= ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    code: CodeType = compile(ast.Module(body, []), filename, "exec", flags=flags, dont_inherit=True)
    return code


def _run(code: CodeType, namespace: dict[str, Any]) -> None:
    if code.co_flags & inspect.CO_COROUTINE:
        asyncio.run(FunctionType(code, namespace)())
    else:
        exec(code, namespace)


def _future(node: ast.stmt | None) -> int:
    if isinstance(node, ast.ImportFrom) and node.module == "__future__":
        known = [getattr(__future__, alias.name, None) for alias in node.names]
        return sum(feature.compiler_flag for feature in known if feature is not None)
    return 0


def _has_room() -> bool:
    """Whether there is memory to go on with."""
    try:
        return bool(bytearray(ROOM))
    except MemoryError:
        return False


def _line_of(error: BaseException, filename: str, line: int) -> int:
    """The line of this file that led to it."""
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == filename:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
