"""The zip that is handed in: the file, under a name that the course accepts, and the modules it imports."""

import ast
import os
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from io import BytesIO
from pathlib import Path

from autograder.errors import BadInput
from autograder.local.check import Check, Checked
from autograder.local.findings import Findings
from autograder.local.offered import Facts, Offered
from autograder.local.sources import Handed, read
from autograder.local.typed import examples
from autograder.reports.phrases import missing, sentence
from autograder.sandbox.overruns import size
from autograder.sandbox.parsing import statements
from autograder.sandbox.tracebacks import filename

YEAR_ONE = (1980, 1, 1, 0, 0, 0)  # the first that a zip can tell
LARGE = 20_000_000  # bytes
GLOB = frozenset("*?[")


@dataclass(frozen=True)
class Handin:
    """What was made.

    Attributes:
        path: the zip.
        size: its bytes.
        names: what is in it, the student's own file first.
        checked: how loading and trying the file went.
        findings: what the public tasks say.
        warnings: sentences to be read before it is uploaded.
    """

    path: Path
    size: int
    names: tuple[str, ...]
    checked: Checked
    findings: Findings
    warnings: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.findings.passed and not self.warnings

    @property
    def contents(self) -> str:
        """`backprop-submission.zip (12 KB) holds backprop.ipynb and tools.py.`"""
        *others, last = self.names
        beside = f"{', '.join(others)} and " if others else ""
        return f"{self.path.name} ({size(self.size)}) holds {beside}{last}."


def build(offered: Offered, path: Path, released: Path | None = None, warned: Sequence[str] = ()) -> Handin:
    """Try the file in a process of its own, and write the zip beside it.

    Args:
        released: the file that what was released is read from; None if it came with the program.
        warned: warnings that are known already.

    Raises:
        BadInput: there is no such file, it is no notebook or module, or the zip cannot be written.
        EngineError: our own process failed.
    """
    facts, handed = offered.facts, read(path)
    name = accepted(facts, path.name)
    modules = imported(handed)
    checked = Check(offered, handed, released).run(facts.tasks)
    target = path.resolve().parent / f"{facts.name}-submission.zip"
    data = packed({name: path.read_bytes(), **{each: handed.files[each] for each in modules}})
    write(target, data)
    pairs = tuple(
        (task, checked.outcomes[task.name]) for task in facts.tasks if task.name in checked.outcomes
    )
    warnings = (*warned, *noticed(checked), *remarked(path, name, len(data)))
    findings = Findings(facts, "", pairs, dict(examples(offered, pairs)))
    return Handin(target, len(data), (name, *modules), checked, findings, warnings)


def accepted(facts: Facts, name: str) -> str:
    """The name in the zip: the file's own if the course accepts it, else one that it does.

    Raises:
        BadInput: the course accepts no such file.
    """
    if not facts.files or any(fnmatchcase(name, pattern) for pattern in facts.files):
        return name
    suffix = Path(name).suffix
    for pattern in facts.files:
        if Path(pattern).suffix == suffix and not GLOB & set(pattern):
            return pattern
    raise BadInput(f"{name} is not what is handed in here: the course asks for {' or '.join(facts.files)}")


def imported(handed: Handed) -> tuple[str, ...]:
    """The modules and packages beside a file that it imports, and those that these import, by path."""
    found: set[str] = set()
    waiting = [name for cell, text in handed.cells for name in imports(text, cell)]
    while waiting:
        top = waiting.pop()
        for name in handed.files:
            if (name == f"{top}.py" or name.startswith(f"{top}/")) and name not in found:
                found.add(name)
                waiting += imports(handed.files[name].decode("utf-8", errors="replace"), 0)
    return tuple(sorted(found))


def imports(text: str, cell: int) -> Iterator[str]:
    """The modules that a source names, their first names."""
    for statement in statements(text, cell, filename(cell)):
        for node in ast.walk(statement.node) if statement.node is not None else ():
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                names = [node.module] if node.module else [alias.name for alias in node.names]
                yield from (name.partition(".")[0] for name in names)


def packed(files: dict[str, bytes]) -> bytes:
    """A zip of these files: the same bytes for the same files."""
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, YEAR_ONE)
            entry.compress_type, entry.create_system, entry.external_attr = (
                zipfile.ZIP_DEFLATED,
                3,
                0o100644 << 16,
            )
            archive.writestr(entry, data)
    return whole.getvalue()


def write(path: Path, data: bytes) -> None:
    """Write all of it or nothing.

    Raises:
        BadInput: the folder does not allow it.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(data)
        os.replace(beside, path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        why = (error.strerror or "error").lower()
        raise BadInput(f"{path} cannot be written ({why}); copy your work to a folder of your own") from None


def noticed(checked: Checked) -> Iterator[str]:
    """What did not work while the file was loaded."""
    told = {name for note in checked.notes for name in note.names}
    for name in checked.lacking:
        if name not in told:
            yield f"`{name}` is missing: nothing defines it at the top level of the file."
    yield from (f"{sentence(missing(note))}." for note in checked.notes)
    if checked.missing:
        yield f"Not installed here, so that what needs them was not tried: {', '.join(checked.missing)}."


def remarked(path: Path, name: str, weight: int) -> Iterable[str]:
    """What is odd about the file itself."""
    if name != path.name:
        yield f"In the zip {path.name} is called {name}, as the course asks."
    if weight > LARGE:
        yield f"The zip is large ({size(weight)}): clear the outputs, save, and submit again."
