"""What a student would hand in, read from disk: cells of a module or notebook, and the modules beside it."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.errors import BadInput
from autograder.intake.plaintext import decoded
from autograder.local.offered import Facts
from autograder.sandbox import magics

LARGEST = 2_000_000  # bytes of a module beside it
OWN = "autograder.py"


@dataclass(frozen=True)
class Handed:
    """A file and what lies beside it."""

    path: Path
    cells: tuple[tuple[int, str], ...]
    files: dict[str, bytes] = field(default_factory=dict)


def read(path: Path) -> Handed:
    """The file at a path.

    Raises:
        BadInput: it is not there, or no module or notebook.
    """
    if not path.is_file():
        raise BadInput(f"there is no file {path}; give the file that you hand in")
    try:
        data = path.read_bytes()
        cells = cells_of(path, data)
    except BadInput as error:
        raise BadInput(f"{path.name} {error}") from None
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {(error.strerror or 'error').lower()}") from None
    return Handed(path, cells, beside(path))


def cells_of(path: Path, data: bytes) -> tuple[tuple[int, str], ...]:
    """A notebook's code cells by number, or a module as cell 0.

    Raises:
        BadInput: a predicate that follows the file's name.
    """
    if not data.strip():
        raise BadInput("is empty")
    text = decoded(data)
    if path.suffix.lower() == ".ipynb":
        return notebook_cells(text)
    if path.suffix.lower() != ".py":
        raise BadInput("is neither a notebook (.ipynb) nor a module (.py)")
    return ((0, text),)


def notebook_cells(text: str) -> tuple[tuple[int, str], ...]:
    """The code cells of a notebook, numbered from 1."""
    if magics.ipython is None:
        raise BadInput("is a notebook, and reading those needs IPython; run: pip install ipython")
    try:
        book = json.loads(text, strict=False)
        sources = [joined(cell["source"]) for cell in book["cells"] if cell["cell_type"] == "code"]
    except (ValueError, LookupError, TypeError):
        raise BadInput("is not a notebook; open it in Jupyter, save it, and try again") from None
    if not sources:
        raise BadInput("holds no code cells")
    return tuple(enumerate(sources, start=1))


def joined(source: Any) -> str:
    """A cell's source in one piece, with Unix line ends."""
    text = "".join(source) if isinstance(source, list) else str(source)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def beside(path: Path) -> dict[str, bytes]:
    """The other modules and the packages in the folder of a file, which it may import, by path."""
    home = path.parent
    others = [other for other in sorted(home.glob("*.py")) if other.name not in (path.name, OWN)]
    for package in sorted(home.glob("*/__init__.py")):
        others += sorted(package.parent.rglob("*.py"))
    kept = [other for other in others if other.stat().st_size <= LARGEST]
    return {other.relative_to(home).as_posix(): other.read_bytes() for other in kept}


def candidates(folder: Path, facts: Facts) -> list[Path]:
    """The files in a folder that can be handed in; untouched starters only if there is nothing else."""
    every = (path for pattern in facts.files for path in sorted(folder.glob(pattern)))
    found = list(dict.fromkeys(path for path in every if path.is_file() and path.name != OWN))
    return [path for path in found if not facts.is_starter(path)] or found


def the_file(folder: Path, facts: Facts) -> Path:
    """The one file in a folder that can be handed in.

    Raises:
        BadInput: there is none, or there are several.
    """
    found, patterns = candidates(folder, facts), facts.files
    if len(found) == 1:
        return found[0]
    names = ", ".join(path.name for path in found)
    if found:
        raise BadInput(f"several files can be meant: {names}; say which")
    raise BadInput(f"there is no {' or '.join(patterns)} in {folder}; say which file to check")
