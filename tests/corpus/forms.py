"""A case on disk: the forms in which submissions are saved."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.corpus.case import Case


def write(case: Case, folder: Path) -> Path:
    """Write the submission into a folder of its own; the file that `inspect` is given."""
    folder.mkdir(parents=True)
    for name, content in case.beside.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    suffix, make = FORMS[case.form]
    path = folder / f"lab{suffix}"
    path.write_bytes(make(case.cells))
    return path


def cell4(source: str, kind: str = "code") -> dict[str, Any]:
    """A cell of nbformat 4."""
    lines = source.splitlines(keepends=True)
    code: dict[str, Any] = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "metadata": {}, "source": lines, **code}


def book(cells: list[dict[str, Any]]) -> dict[str, Any]:
    """A notebook of nbformat 4."""
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}


def version4(cells: tuple[str, ...]) -> bytes:
    """As Jupyter writes it today."""
    return json.dumps(book([cell4(cell) for cell in cells]), indent=1).encode()


def version3(cells: tuple[str, ...]) -> bytes:
    """As IPython 1 to 2 wrote it: worksheets, `input`, headings."""
    old = [{"cell_type": "code", "language": "python", "input": c, "outputs": []} for c in cells]
    heading = {"cell_type": "heading", "level": 1, "source": "Lab"}
    sheets = [{"cells": [heading, *old], "metadata": {}}]
    return json.dumps({"metadata": {}, "nbformat": 3, "nbformat_minor": 0, "worksheets": sheets}).encode()


def version2(cells: tuple[str, ...]) -> bytes:
    """As IPython 0.12 wrote it: no minor version, `input` as one string."""
    old = [{"cell_type": "code", "collapsed": False, "input": c, "language": "python"} for c in cells]
    return json.dumps({"metadata": {}, "nbformat": 2, "worksheets": [{"cells": old}]}).encode()


def whole_strings(cells: tuple[str, ...]) -> bytes:
    """Sources as strings instead of lists of lines."""
    made = [{**cell4(""), "source": cell} for cell in cells]
    return json.dumps(book(made)).encode()


def between_texts(cells: tuple[str, ...]) -> bytes:
    """With markdown that shows code, raw cells and empty cells between."""
    between = [
        cell4("```python\ndef f(x):\n    return 0\n```", "markdown"), cell4("f = None", "raw"),
        cell4("def f(x):\n    return 0", "markdown"),
    ]  # fmt: skip
    return json.dumps(book([piece for cell in cells for piece in (cell4(cell), *between)])).encode()


def heavy(cells: tuple[str, ...]) -> bytes:
    """With 30 MB of pictures and a not-a-number in the outputs."""
    picture = {"output_type": "display_data", "metadata": {"w": float("nan")}}
    picture["data"] = {"image/png": "iVBORw0KGgo" * 1_000_000}
    made = [{**cell4(cell), "outputs": [picture] * (3 if at == 0 else 0)} for at, cell in enumerate(cells)]
    return json.dumps(book(made)).encode()


def text(encoding: str, newline: str = "\n") -> Callable[[tuple[str, ...]], bytes]:
    """A module in this encoding, with these line ends."""
    return lambda cells: "\n\n".join(cells).replace("\n", newline).encode(encoding)


FORMS: dict[str, tuple[str, Callable[[tuple[str, ...]], bytes]]] = {
    "notebook": (".ipynb", version4),
    "nbformat 3": (".ipynb", version3),
    "nbformat 2": (".ipynb", version2),
    "strings": (".ipynb", whole_strings),
    "texts": (".ipynb", between_texts),
    "heavy": (".ipynb", heavy),
    "crlf notebook": (".ipynb", lambda cells: version4(tuple(c.replace("\n", "\r\n") for c in cells))),
    "bom notebook": (".ipynb", lambda cells: b"\xef\xbb\xbf" + version4(cells)),
    "module": (".py", text("utf-8")),
    "notebook called .py": (".py", version4),
    "crlf": (".py", text("utf-8", "\r\n")),
    "cr": (".py", text("utf-8", "\r")),
    "bom": (".py", text("utf-8-sig")),
    "latin-1": (".py", text("latin-1")),
    "utf-16": (".py", text("utf-16")),
}
