"""Fingerprints: equal digests mean equal grades. No absolute path ever enters one."""

import ast
import hashlib
import platform
import tomllib
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

import autograder

ROOMS, FILES = ("claims", "intake", "judging", "reports", "sandbox"), ("batch.py", "errors.py", "model.py")
LIBRARIES = ("numpy", "hypothesis", "torch", "msgspec")


def digest_of(parts: Iterable[tuple[str, bytes]]) -> str:
    """sha256 (hex) over names and contents, in the order given; no two lists share their bytes."""
    total = hashlib.sha256()
    for name, data in parts:
        label = name.encode("utf-8", "surrogateescape")
        total.update(b"%d %d\n" % (len(label), len(data)))
        total.update(label)
        total.update(data)
    return total.hexdigest()


def assignment_digest(folder: Path, reference: Path) -> str:
    """sha256 of everything that decides a grade.

    That is assignment.toml (but not its table [gradescope], which changes no grade), the folder's modules
    (tests, given.py) except the starter, data/, standins/, misconceptions/ (which explain errors to
    students), the reference and the references it or the tests import, autograder itself, and the versions
    of Python and of the libraries that compute or draw examples.
    """
    own = [path for path in sorted(folder.glob("*.py")) if path.name != "starter.py"]
    parts = (path for part in ("data", "standins", "misconceptions") for path in below(folder / part))
    beside = [*own, *parts]
    package = Path(autograder.__file__).parent
    return digest_of(
        [
            ("assignment/assignment.toml", settings(folder / "assignment.toml")),
            *named("assignment", folder, beside),
            *named("reference", reference.parent, references(reference, own)),
            *named("autograder", package, deciding(package)),
            *versions(),
        ]
    )


def deciding(package: Path) -> list[Path]:
    """The modules that decide a grade or put it into words; not those that publish, or run elsewhere."""
    return sorted(
        [*(package / name for name in FILES), *(p for room in ROOMS for p in below(package / room))]
    )


def settings(toml: Path) -> bytes:
    """What assignment.toml says of grading, however it is written."""
    table = tomllib.loads(toml.read_text(encoding="utf-8"))
    return repr([(key, value) for key, value in sorted(table.items()) if key != "gradescope"]).encode()


def named(prefix: str, folder: Path, paths: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """Each file's name relative to `folder`, and its bytes."""
    for path in paths:
        yield f"{prefix}/{path.relative_to(folder).as_posix()}", path.read_bytes()


def below(folder: Path) -> list[Path]:
    """All files under a folder, byte-code excepted; none if there is no such folder."""
    return sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)


def references(reference: Path, tests: Iterable[Path]) -> list[Path]:
    """The reference, and the reference solutions imported by it or by the tests, transitively."""
    found: set[Path] = set()
    waiting = [reference, *tests]
    while waiting:
        path = waiting.pop()
        if path.parent == reference.parent:
            found.add(path)
        siblings = (reference.parent / f"{name}.py" for name in imported(path.read_bytes()))
        waiting.extend({sibling for sibling in siblings if sibling.is_file()} - found)
    return sorted(found)


def imported(source: bytes) -> set[str]:
    """Every part of every dotted name that a module imports; nothing if it does not parse."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):  # reported when the tests are collected
        return set()
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)
             for alias in node.names]  # fmt: skip
    names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {part for name in names for part in name.split(".")}


def versions() -> Iterator[tuple[str, bytes]]:
    """Python and the libraries, "none" for one that is not installed."""
    yield "version/python", platform.python_version().encode()
    for library in LIBRARIES:
        try:
            version = metadata.version(library)
        except metadata.PackageNotFoundError:
            version = "none"
        yield f"version/{library}", version.encode()
