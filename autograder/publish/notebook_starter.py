"""A reference notebook becomes the starter notebook: solutions, outputs and traces of them go. Pure."""

from typing import Any

import nbformat

from autograder.errors import AuthorError
from autograder.intake.markers import regions
from autograder.intake.plaintext import unix_lines
from autograder.intake.stripping import stripped
from autograder.sandbox.magics import (
    cell_magic,
    normal,
    without_cell_magic,
    without_line_magics,
    written_file,
)

PROSE = "*Your answer here.*"
CODE = "# Your code here."
INVALID = (nbformat.ValidationError, ValueError, TypeError, KeyError, AttributeError)  # as nbformat has it
KEPT = ("kernelspec", "language_info")


def stripped_notebook(text: str, shown: str) -> str:
    """The notebook (JSON) without its solutions, in the newest minor format; ids of cells stay.

    A code cell that was a solution as a whole asks for code, a passage of Markdown for an answer.

    Raises:
        AuthorError: it is no valid notebook, or the markers of a cell are wrong; the sentence names the cell.
    """
    try:
        notebook: Any = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
        nbformat.validate(notebook)
    except INVALID as error:
        raise AuthorError(f"{shown} is no valid notebook: {str(error).splitlines()[0]}") from None
    for number, cell in enumerate(notebook.cells, start=1):
        where = f"{shown}, cell {number}"
        cell.source = code(cell.source, where) if cell.cell_type == "code" else answers(cell.source, where)
        cell.metadata = plain(cell.metadata)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    notebook.metadata = {key: notebook.metadata[key] for key in KEPT if key in notebook.metadata}
    written: str = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
    return f"{written}\n"


def code(source: str, shown: str) -> str:
    """A code cell without its solutions."""
    left = stripped(source, shown, as_python)
    return left if left == unix_lines(source) or left.strip() else CODE


def as_python(source: str) -> str:
    """A cell as Python of the same lines; blank lines where it is another language."""
    magic = cell_magic(source)
    if magic and written_file(source) and magic[1].endswith(".py"):
        return blank_to(source.index("%%"), source)
    return without_line_magics(without_cell_magic(normal(source)))


def blank_to(start: int, source: str) -> str:
    """The source without the line that begins there."""
    end = source.find("\n", start)
    return source[:start] + (source[end:] if end >= 0 else "")


def answers(source: str, shown: str) -> str:
    """Markdown with a request for an answer in the place of each."""
    source = unix_lines(source)
    lines = source.split("\n")
    for region in reversed(regions(source, shown)):
        inside = lines[region.first : region.last - 1]
        new = [PROSE] if region.kind == "SOLUTION" else [line.removeprefix("#").strip() for line in inside]
        lines[region.first - 1 : region.last] = new
    return "\n".join(lines)


def plain(metadata: dict[str, Any]) -> dict[str, Any]:
    """Only the tags, and of these none that tells of a solution."""
    tags = [tag for tag in metadata.get("tags", []) if "solution" not in tag.lower()]
    return {"tags": tags} if tags else {}
