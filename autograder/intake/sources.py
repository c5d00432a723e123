"""A source's bytes become cells; what its code defines and imports is seen without running or parsing it."""

import re

from autograder.errors import BadInput
from autograder.intake.notebooks import read_notebook
from autograder.intake.plaintext import decoded
from autograder.model import Cell

LARGEST_MODULE = 10_000_000  # bytes
DEFINITION = re.compile(
    r"^(?:(?:(?:async[ \t]+)?def|class)[ \t]+(\w+)|(\w+)[ \t]*(?::[^=\n]+)?=(?!=))", re.MULTILINE
)
RELATIVE = re.compile(r"^[ \t]*from[ \t]+(\.+)[ \t]*[\w.]*[ \t]+import\b", re.MULTILINE)
NO_CODE = ("#", "%", "!", "get_ipython()")  # how lines begin that a notebook and its copy differ in


def cells_of(name: str, data: bytes) -> tuple[Cell, ...]:
    """A notebook's cells, or a module as the single cell 0.

    Raises:
        BadInput: there is nothing to grade in these bytes; a predicate that follows the file's name.
    """
    if not data.strip():
        raise BadInput("is empty; hand in the file with your code")
    if name.lower().endswith(".ipynb"):
        return read_notebook(data)
    if len(data) > LARGEST_MODULE:
        raise BadInput(f"is larger than {LARGEST_MODULE // 10**6} MB, too large for a module")
    text = decoded(data)
    if text.startswith("{") and '"cells"' in text:  # a notebook under a module's name
        return read_notebook(data)
    return (Cell(0, text),)


def defined(code: str) -> set[str]:
    """The names that lines of this code begin to define or assign, outside of functions and blocks."""
    return {match[1] or match[2] for match in DEFINITION.finditer(code)}


def bare(code: str) -> str:
    """The code without blank lines, comments and commands: equal for a notebook and the module made of it."""
    lines = (line.rstrip() for line in code.splitlines())
    return "\n".join(line for line in lines if line and not line.lstrip().startswith(NO_CODE))


def levels_up(code: str) -> int:
    """How many folders up its relative imports reach: `from .. import x` one, `from . import x` none."""
    return max((len(match[1]) for match in RELATIVE.finditer(code)), default=1) - 1
