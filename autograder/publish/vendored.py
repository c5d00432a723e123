"""The one file that students get: our modules and what the course has released, as a package in a file.

`import autograder.notebook` and `python -m autograder.local` work where the file lies, offline, with Python
and numpy alone. The modules are those that these two need; where the grader uses msgspec, JSON does here.
"""

import ast
import base64
import json
import zlib
from collections.abc import Iterator
from pathlib import Path

import autograder

FILE = "autograder.py"
FRONTS = ("autograder.local.__main__", "autograder.local.child", "autograder.notebook")
INSTEAD = {"autograder.sandbox.skeletons": "autograder.local.plain"}
FRAME = "vendored.txt"
WIDTH = 110  # of a line


def vendored(title: str, released: str) -> str:
    """The text of the file, for an assignment's title and what `Bundle.text` gives."""
    frame = Path(__file__).with_name(FRAME).read_text(encoding="utf-8")
    modules = {name: source(INSTEAD.get(name, name)) for name in sorted(closure())}
    packed = base64.b85encode(zlib.compress(json.dumps(modules).encode(), 9)).decode()
    filled = {"TITLE": title.replace("\\", "").replace('"', "'"), "VERSION": autograder.__version__}
    for name, text in filled.items():
        frame = frame.replace(f"@{name}@", text)
    return frame.replace("@MODULES@", folded(packed)).replace("@RELEASED@", folded(released))


def folded(text: str) -> str:
    """Text without quotes or backslashes as the lines of a Python literal."""
    return "\n".join(f'    "{text[at : at + WIDTH]}"' for at in range(0, len(text), WIDTH))


def closure() -> set[str]:
    """Our modules that students need, but for the package itself."""
    found: set[str] = set()
    waiting = list(FRONTS)
    while waiting:
        name = waiting.pop()
        if name in found or name == "autograder":
            continue
        found.add(name)
        waiting += [name.rpartition(".")[0], *imported(INSTEAD.get(name, name))]
    return found


def imported(name: str) -> Iterator[str]:
    """Our modules that a module imports."""
    for node in ast.walk(ast.parse(source(name))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("autograder."))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "autograder":
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if is_module(inner) else str(node.module)


def is_module(name: str) -> bool:
    """Whether a dotted name is a module of ours."""
    return any(path.is_file() for path in places(name))


def places(name: str) -> tuple[Path, Path]:
    """Where a module's text can stand: as a package, as a module."""
    path = Path(autograder.__file__).parent.joinpath(*name.split(".")[1:])
    return path / "__init__.py", path.with_suffix(".py")


def source(name: str) -> str:
    """A module's text."""
    return next(path for path in places(name) if path.is_file()).read_text(encoding="utf-8")
