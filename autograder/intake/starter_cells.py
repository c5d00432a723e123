"""A starter module becomes the starter notebook. Pure, and the same text gives the same bytes.

the docstring                          the first cell, as Markdown
# ---- 1. Title ----  and comments     a Markdown cell
a function or class                    a cell of its own
if __name__ == "__main__":             its body, as a cell
"""

import ast
import hashlib
import json
import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from autograder.intake.stripping import first_line

HEADING = re.compile(r"# -{2,}[ ]*(.*?)[ ]*-*")
ALIGNED = re.compile(r"\S[ ]{2,}\S")
SETUP = "# Runs the public tests on what you have written, offline.\nimport autograder.notebook as grader"
BEFORE_LAST = (
    "## Check, and hand in\n\n`check` says what the tests say so far, `submit` makes the file to hand in. "
    "**Restart and run all** before you do."
)
EXAMPLE = "## The worked example of the handout"
CHECK, SUBMIT = "grader.check()", "grader.submit()"
KINDS = {"own": "code"}  # a cell that shares with no other
OWN_CELL = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@dataclass(frozen=True, slots=True)
class NotebookCell:
    """What a cell is, and its text."""

    kind: str  # code or markdown
    text: str


def notebook_of(module: str, title: str, task: str = "") -> str:
    """The notebook (JSON, format 4.5) of a starter module that parses.

    title: the heading of its first cell
    task: what is to be done and handed in, a paragraph below the module's docstring
    """
    tree = ast.parse(module)
    docstring = ast.get_docstring(tree)
    opening = [f"# {title}", *prose(docstring or ""), *([task] if task else [])]
    rest = tree.body[1:] if docstring is not None else tree.body
    start = tree.body[0].end_lineno or 0 if docstring is not None else 0
    cells = [
        NotebookCell("markdown", "\n\n".join(opening)),
        NotebookCell("code", SETUP),
        *joined(body_cells(module.split("\n"), rest, start)),
        NotebookCell("markdown", BEFORE_LAST),
        NotebookCell("code", CHECK),
        NotebookCell("code", SUBMIT),
    ]
    return as_json(cells)


def prose(text: str) -> list[str]:
    """Paragraphs as Markdown; what is aligned stays as it is."""
    paragraphs = (part for part in text.split("\n\n") if part.strip())
    return [indented(part) if ALIGNED.search(part) else part for part in paragraphs]


def indented(paragraph: str) -> str:
    """A block of code."""
    return paragraph if paragraph.startswith("    ") else textwrap.indent(paragraph, "    ")


def body_cells(lines: list[str], body: list[ast.stmt], done: int) -> Iterator[NotebookCell]:
    """Pieces of code and Markdown: these statements, and the comments from line `done` on."""
    for node in body:
        first = first_line(node)
        last = max(node.end_lineno or first, done)
        if first <= done:  # it shares its line with the one before
            yield NotebookCell("code", "\n".join(lines[done:last]))
        else:
            headings, comments = apart(lines[done : first - 1])
            yield from headings
            yield from code_cells(lines, node, comments, headed=bool(headings))
        done = last
    headings, comments = apart(lines[done:])
    yield from headings
    yield NotebookCell("code", "\n".join(comments))


def apart(lines: Iterable[str]) -> tuple[list[NotebookCell], list[str]]:
    """Headings with the comments below them, as Markdown, and the other lines."""
    cells: list[NotebookCell] = []
    rest: list[str] = []
    telling = False
    for line in lines:
        heading = HEADING.fullmatch(line)
        telling = heading is not None or (telling and line.startswith("#"))
        if heading:
            cells.append(NotebookCell("markdown", f"## {heading[1]}\n"))
        elif telling:
            cells[-1] = NotebookCell(
                "markdown", f"{cells[-1].text}\n{line.removeprefix('#').removeprefix(' ')}"
            )
        else:
            rest.append(line)
    return [NotebookCell("markdown", spaced(cell.text)) for cell in cells], rest


def spaced(text: str) -> str:
    """With a blank line before what is indented, as Markdown has it."""
    return re.sub(r"(?m)^(\S.*)\n(?=[ ]{4})", r"\1\n\n", text.rstrip())


def code_cells(lines: list[str], node: ast.stmt, comments: list[str], headed: bool) -> Iterator[NotebookCell]:
    """A statement with the comments before it; the example at the end gets a heading if it has none."""
    if is_main(node):
        yield NotebookCell("own", "\n".join(comments))
        if not headed:
            yield NotebookCell("markdown", EXAMPLE)
        yield NotebookCell("own", main_body(lines, node))
    else:
        own = "own" if isinstance(node, OWN_CELL) else "code"
        yield NotebookCell(own, "\n".join([*comments, *lines[first_line(node) - 1 : node.end_lineno]]))


def is_main(node: ast.stmt) -> bool:
    """Whether this is `if __name__ == "__main__":` with nothing else to it."""
    if not isinstance(node, ast.If) or node.orelse:
        return False
    return ast.unparse(node.test) == "__name__ == '__main__'"


def main_body(lines: list[str], node: ast.stmt) -> str:
    """The lines below it, as far out as the line itself; texts of several lines stay as they are."""
    assert isinstance(node, ast.If)
    depth = node.body[0].col_offset
    texts = (each for each in ast.walk(node) if isinstance(each, ast.Constant | ast.JoinedStr))
    inside = {line for each in texts for line in range(each.lineno + 1, (each.end_lineno or 0) + 1)}
    below = range(node.lineno + 1, (node.end_lineno or 0) + 1)
    if node.body[0].lineno == node.lineno:
        return lines[node.lineno - 1][depth:]
    return "\n".join(lines[n - 1] if n in inside else outdented(lines[n - 1], depth) for n in below)


def outdented(line: str, depth: int) -> str:
    """A line without so many blanks at its beginning."""
    return line[min(depth, len(line) - len(line.lstrip())) :]


def joined(pieces: Iterable[NotebookCell]) -> list[NotebookCell]:
    """Cells: short statements that follow each other share one, and none is empty."""
    cells: list[NotebookCell] = []
    for piece in (piece for piece in pieces if piece.text.strip()):
        if cells and piece.kind == cells[-1].kind == "code":
            cells[-1] = NotebookCell("code", f"{cells[-1].text}\n{piece.text}")
        else:
            cells.append(piece)
    return [NotebookCell(KINDS.get(cell.kind, cell.kind), cell.text.strip("\n")) for cell in cells]


def as_json(cells: Iterable[NotebookCell]) -> str:
    """A notebook of these cells. Each has an id made from what it says."""
    seen = Counter[NotebookCell]()
    listed: list[dict[str, object]] = []
    for cell in cells:
        seen[cell] += 1
        listed.append(
            {
                "cell_type": cell.kind,
                "id": hashlib.sha256(f"{cell.kind}\n{seen[cell]}\n{cell.text}".encode()).hexdigest()[:12],
                "metadata": {},
                "source": cell.text.splitlines(keepends=True),
                **({"execution_count": None, "outputs": []} if cell.kind == "code" else {}),
            }
        )
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    notebook = {"cells": listed, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
