"""An assignment's misconceptions and alternatives: small modules that are laid over the reference."""

import ast
import re
from collections.abc import Iterable
from pathlib import Path

from autograder.errors import AuthorError
from autograder.intake.wording import meant
from autograder.model import Misconception

MUST_FAIL = re.compile(r"\n\s*Must fail:(?P<tasks>[\w,\s]*)\.?\s*$")


def read_misconceptions(folder: Path) -> tuple[Misconception, ...]:
    """What stands in `misconceptions/` of an assignment's folder, sorted by name.

    Raises:
        AuthorError: one does not parse, or its docstring lacks the hint or the tasks it must fail.
    """
    return tuple(read_misconception(path) for path in sorted((folder / "misconceptions").glob("*.py")))


def read_misconception(path: Path) -> Misconception:
    """One file: its docstring is the hint, then "Must fail: task, task"."""
    shown = f"{path.parent.parent.name}/misconceptions/{path.name}"
    source = path.read_text(encoding="utf-8")
    try:
        doc = ast.get_docstring(ast.parse(source)) or ""
    except SyntaxError as error:
        raise AuthorError(f"{shown}, line {error.lineno}: {error.msg}") from None
    found = MUST_FAIL.search(doc)
    hint = " ".join(doc[: found.start()].split()) if found else ""
    tasks = tuple(name.strip() for name in found["tasks"].split(",") if name.strip()) if found else ()
    if not hint or not tasks:
        raise AuthorError(f'{shown}: its docstring must be a hint for students, then "Must fail: task, task"')
    return Misconception(path.stem, hint, tasks, source)


def check_declared(name: str, misconceptions: Iterable[Misconception], tasks: Iterable[str]) -> None:
    """Every task that a misconception declares exists.

    Raises:
        AuthorError: one does not.
    """
    known = tuple(tasks)
    for misconception in misconceptions:
        for task in misconception.tasks:
            if task not in known:
                raise AuthorError(
                    f'{name}/misconceptions/{misconception.name}.py must fail "{task}", '
                    f"which is no task{meant(task, known)}"
                )


def read_alternatives(folder: Path) -> tuple[tuple[str, str], ...]:
    """Name and text of each file in `alternatives/` of an assignment's folder, sorted."""
    paths = sorted((folder / "alternatives").glob("*.py"))
    return tuple((path.stem, path.read_text(encoding="utf-8")) for path in paths)
