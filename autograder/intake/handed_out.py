"""What students get to fill in, made from the reference (or from a starter.py in the assignment's folder)."""

import ast
import textwrap
from pathlib import Path

from autograder.errors import AuthorError
from autograder.intake.folders import matches
from autograder.intake.markers import has_markers
from autograder.intake.plaintext import decoded
from autograder.intake.starter_cells import notebook_of
from autograder.intake.stripping import STUB, stripped
from autograder.model import Assignment

WIDTH = 100
SUFFIXES = (".py", ".ipynb")


def handed_out(assignment: Assignment) -> dict[str, str]:
    """The starter by file name, in each form that the assignment takes: a module, a notebook, or both.

    Raises:
        AuthorError: nothing in the reference is marked as a solution, or the markers are wrong.
    """
    by_hand = assignment.folder / "starter.py"
    if by_hand.is_file():
        module = from_hand(by_hand)
        made = {".py": module, ".ipynb": notebook_of(module, assignment.title)}
    else:
        module = from_reference(assignment.reference)
        todo, notebook_todo = (task(assignment, module, suffix) for suffix in SUFFIXES)
        made = {
            ".py": with_task(module, todo),
            ".ipynb": notebook_of(module, assignment.title, notebook_todo),
        }
    names = {suffix: file_name(assignment, suffix) for suffix in SUFFIXES}
    return {name: made[suffix] for suffix, name in names.items() if name}


def from_hand(path: Path) -> str:
    """A starter that was written by hand; it may have markers."""
    return stripped(decoded(path.read_bytes()), f"assignments/{path.parent.name}/{path.name}")


def from_reference(path: Path) -> str:
    """The reference without its solutions."""
    text, shown = decoded(path.read_bytes()), f"reference_solutions/{path.name}"
    if not has_markers(text):
        raise AuthorError(
            f"{shown} marks no solution, so there is no starter: put what students write between "
            "### BEGIN SOLUTION and ### END SOLUTION"
        )
    return stripped(text, shown)


def file_name(assignment: Assignment, suffix: str) -> str:
    """What a file of this kind is called when it is handed in; empty if the assignment takes none."""
    asked = [pattern for pattern in assignment.files if pattern.endswith(suffix)]
    plain = [pattern for pattern in asked if not set("*?[") & set(pattern)]
    usual = assignment.name + suffix
    return plain[0] if plain else usual if matches(usual, tuple(asked)) else ""


def task(assignment: Assignment, module: str, suffix: str) -> str:
    """What is to be done, and how it is handed in."""
    name, own = file_name(assignment, suffix), "file" if suffix == ".py" else "notebook"
    other, kind = (".ipynb", "notebook") if suffix == ".py" else (".py", "module")
    second = f" (or the {kind} as {also})" if (also := file_name(assignment, other)) else ""
    return " ".join(
        [
            *(["Fill in everything that raises NotImplementedError."] if STUB in module else []),
            "The handout has the formulas and the conventions.",
            f"Hand in this {own} as {name}{second}.",
            "Code of your own is welcome; keep the names and the order of arguments.",
        ]
    )


def with_task(module: str, told: str) -> str:
    """The module with this at the end of its docstring, or as a comment where there is no \"\"\"."""
    body, lines, wrapped = ast.parse(module).body, module.split("\n"), textwrap.wrap(told, WIDTH)
    end = (body[0].end_lineno or 0) if body and is_text(body[0]) else 0
    before, closed, behind = lines[end - 1].rpartition('"""') if end else ("", "", "")
    if closed and before.strip() and not behind.strip():
        lines[end - 1 : end] = [before.rstrip(), "", *wrapped, closed]
    elif closed and not behind.strip():
        lines[end - 1 : end] = ["", *wrapped, closed]
    else:
        lines[end:end] = [*([""] if end else []), *(f"# {line}" for line in wrapped), *([] if end else [""])]
    return "\n".join(lines)


def is_text(node: ast.stmt) -> bool:
    """Whether this is a text that stands alone."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )
