"""Which names of a submission are there once it is loaded; where the others were lost, and why."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from autograder.intake.sources import DEFINITION
from autograder.intake.wording import meant
from autograder.judging import environment
from autograder.model import LoadNote, Submission
from autograder.reports.inspected import LOADED, CellState, Inspected, Name
from autograder.sandbox.endings import Ending, NameAbsent, StudentRaised
from autograder.sandbox.loaded import Defined
from autograder.sandbox.run import Run
from autograder.sandbox.session import Session
from autograder.sandbox.student import Function
from autograder.sandbox.tags import where

KINDS = {"def": "function", "class": "class"}
HEAD = re.compile(r"^(?:async[ \t]+)?(def|class)[ \t]+(\w+)", re.MULTILINE)


def unread(submission: Submission, wanted: Sequence[str], problem: str, ours: bool = False) -> Inspected:
    """A file that could not be loaded at all."""
    names = {name: Name("absent", reason=problem) for name in wanted}
    return Inspected(submission.student, names, problem=problem, ours=ours)


def inspected(file: str, session: Session) -> Inspected:
    """Load a source, and tell what came of it.

    Raises:
        EngineError: no worker can be had, or it was lost before it ran any student code.
    """
    loaded, cells = session.load(), dict(session.source.cells)
    notes, _ = environment.from_loading(loaded, cells)
    if session.hopeless:
        return replace(given_up(file, session, notes), seconds=session.spent)
    own = [note for note in notes if note.kind != "redefined" and inside(note)]
    defined = {each.name: each for each in loaded.names}
    wanted = session.source.wanted or tuple(defined)
    names = {name: at_first_sight(name, defined.get(name), own) for name in wanted}
    names |= {name: Name(LOADED, "value") for name in loaded.have if name not in defined}
    names |= {
        name: replace(names[name], status="failed", reason=why)
        for name, why in loaded.unmade
        if name in names and names[name].status == "absent"
    }
    unclear = [key for key, name in names.items() if name.status == "absent" or name.kind == "value"]
    names |= asked(session, {key: names[key] for key in unclear}, defined)
    return Inspected(
        file,
        {key: with_code(located(key, name, cells), cells) for key, name in names.items()},
        tuple(states(loaded.cells, own)),
        loaded.missing,
        tuple(note for note in notes if note not in own),
        session.spent,
    )


def inside(note: LoadNote) -> bool:
    """Whether it is about the submission itself, not a module beside it."""
    return note.where == where(note.cell, note.line)


def given_up(file: str, session: Session, notes: Sequence[LoadNote]) -> Inspected:
    """A file that leaves no time for anything: its names are those that its text seems to define."""
    cells = dict(session.source.cells)
    found = {
        match[2]: Name("timeout", KINDS[match[1]], cell, text.count("\n", 0, match.start()) + 1, notes[0].why)
        for cell, text in cells.items()
        for match in HEAD.finditer(text)
    }
    wanted = session.source.wanted or tuple(found)
    names = {name: found.get(name, Name("timeout", reason=notes[0].why)) for name in wanted}
    states = (CellState(cell, "timeout", 1, notes[0].why) for cell in cells)
    return Inspected(file, {key: with_code(n, cells) for key, n in names.items()}, tuple(states))


# -- names ----------------------------------------------------------------------------------------


def at_first_sight(name: str, defined: Defined | None, notes: Sequence[LoadNote]) -> Name:
    """What loading told of a name; absent where it told nothing."""
    if defined is not None and defined.there:
        return Name(LOADED, defined.kind, defined.cell, defined.line)
    kind = defined.kind if defined is not None else ""
    losses = [note for note in notes if name in note.names]
    if losses:
        return Name(losses[-1].kind, kind, losses[-1].cell, losses[-1].line, losses[-1].why)
    if defined is not None:
        return Name("absent", kind, defined.cell, defined.line)
    return Name("absent")


def asked(session: Session, unclear: Mapping[str, Name], defined: Mapping[str, Defined]) -> dict[str, Name]:
    """The same names, as the process that holds the values says."""
    found = {key: replace(name, reason=unbound(key, name, defined)) for key, name in unclear.items()}
    if not unclear:
        return found
    with suppress(Ending), session.run(session.seed) as run:  # whoever ends it keeps what is known so far
        for key, name in found.items():
            found[key] = seen(run, key, name)
    return found


def seen(run: Run, key: str, name: Name) -> Name:
    """A name that is bound to some value, to a stand-in, or to nothing."""
    try:
        return replace(name, status=LOADED, kind=kind_of(run, key), reason="")
    except NameAbsent:
        return name
    except StudentRaised as error:
        return replace(name, status="failed", reason=f"only a stand-in is there: {error.message}")


def unbound(key: str, name: Name, defined: Mapping[str, Defined]) -> str:
    """Why nothing has this name; empty if something has."""
    if name.status == LOADED:
        return ""
    if name.line:
        return "its definition is in a block that is not run, or it is deleted again"
    return f"nothing defines `{key}`{meant(key, defined)}"


def kind_of(run: Run, key: str) -> str:
    """What the value of a name is.

    Raises:
        NameAbsent: there is none.
        StudentRaised: it is a stand-in.
    """
    has = set()
    for attribute in ("__mro__", "__name__", "__call__"):
        try:
            run.call("getattr", Function(run, "", key), attribute)
            has.add(attribute)
        except StudentRaised as error:
            if error.module is not None:
                raise
    if "__mro__" in has:
        return "class"
    return "function" if {"__name__", "__call__"} <= has else "value"


def located(key: str, name: Name, cells: Mapping[int, str]) -> Name:
    """The name with the place where its value is assigned, if loading did not tell one."""
    places = [] if name.line else list(bindings(key, cells))
    return replace(name, cell=places[-1][0], line=places[-1][1]) if places else name


def bindings(key: str, cells: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """The cells and lines that begin with an assignment to a name."""
    for cell, text in cells.items():
        for match in DEFINITION.finditer(text):
            if key in match.groups():
                yield cell, text.count("\n", 0, match.start()) + 1


def with_code(name: Name, cells: Mapping[int, str]) -> Name:
    """The name with the line where it was lost."""
    lines = cells.get(name.cell, "").split("\n")
    return replace(name, code=lines[name.line - 1]) if 0 < name.line <= len(lines) else name


# -- cells ----------------------------------------------------------------------------------------


def states(told: Sequence[tuple[int, int, int]], notes: Sequence[LoadNote]) -> Iterator[CellState]:
    """What became of each cell."""
    for cell, count, ran in told:
        wrong = sorted((note for note in notes if note.cell == cell), key=lambda note: note.line)
        if wrong:
            yield CellState(cell, wrong[0].kind, wrong[0].line, wrong[0].why)
        elif not count:
            yield CellState(cell, "empty")
        else:
            yield CellState(cell, "run" if ran == count else "partly" if ran else "skipped")
