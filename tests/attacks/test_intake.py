"""Row 18: archives, links, names and notebooks made to harm whoever unpacks or reads them.

All of them lie in one class. Each is refused with a sentence, nothing is written outside the reports, and
the others are graded.
"""

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.attacks import inventory
from tests.course import SOLUTION, write_course

PROJECT = Path(__file__).resolve().parents[2]
CANARY = "CANARY-outside-7d2e91c4"
BACKSTOP = 120
pytestmark = pytest.mark.slow


def notebook(*sources: str, **more: Any) -> str:
    """A notebook of these cells."""
    cells = [{"cell_type": "code", "source": source, "metadata": {}, "outputs": []} for source in sources]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells, **more})


def packed(*members: tuple[str, bytes], link: str = "") -> bytes:
    """An archive with these members, and perhaps a link to the outside."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
        if link:
            info = zipfile.ZipInfo("tiny.py")
            info.external_attr = 0o120777 << 16
            archive.writestr(info, link)
    return buffer.getvalue()


def lying(name: str, size: int) -> bytes:
    """An archive that says it holds a file so large."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, b"x = 1")
        archive.filelist[0].file_size = size
    return buffer.getvalue()


def write(path: Path, data: str | bytes) -> Path:
    """A file with the folders it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def sparse(path: Path, size: int) -> Path:
    """A file that is large and takes no room."""
    os.truncate(write(path, b""), size)
    return path


def deep_folder(top: Path) -> None:
    """A submission under more folders than anybody needs."""
    write(top.joinpath(*["d"] * 40, "tiny.py"), SOLUTION)


def many_files(top: Path) -> None:
    """A submission among more files than anybody needs."""
    write(top / "tiny.py", SOLUTION)
    for number in range(20_001):
        (top / f"f{number}").touch()


def link(path: Path, target: str | Path) -> Path:
    """A link, with the folder it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)
    return path


@dataclass(frozen=True)
class Refused:
    """How it is made (below the class's folder, knowing a file outside), and what the sentence says."""

    make: Callable[[Path, Path], object]
    says: str


OUTSIDE = "whose name leads outside"
BOMB, SHORT = lying("tiny.py", 1 << 40), lying("tiny.py", 3)
ZEROS = packed(("tiny.py", bytes(120_000_000)))
REFUSED = {
    "slip": Refused(lambda top, out: write(top / "slip.zip", packed(("../../slipped.py", b"x"))), OUTSIDE),
    "absolute": Refused(lambda top, out: write(top / "absolute.zip", packed((str(out), b"x"))), OUTSIDE),
    "bomb": Refused(lambda top, out: write(top / "bomb.zip", BOMB), "unpacks to far more"),
    "zeros": Refused(lambda top, out: write(top / "zeros.zip", ZEROS), "larger than 100 MB"),
    "short": Refused(lambda top, out: write(top / "short.zip", SHORT), "is damaged in its archive"),
    "linkzip": Refused(lambda top, out: write(top / "linkzip.zip", packed(link=str(out))), "is a link"),
    "inside": Refused(lambda top, out: write(top / "inside/all.zip", BOMB), "all.zip, which unpacks to"),
    "broken": Refused(lambda top, out: write(top / "broken.zip", b"PK\3\4" + b"\xff" * 99), "is no archive"),
    "linked": Refused(lambda top, out: link(top / "linked.py", out), "linked.py is a link"),
    "linkdir": Refused(lambda top, out: link(top / "linkdir", out.parent), "linkdir is a link"),
    "linkin": Refused(lambda top, out: link(top / "linkin/tiny.py", out), "linkin/tiny.py is a link"),
    "loop": Refused(lambda top, out: link(top / "loop/tiny.py", "tiny.py"), "is a link"),
    "device": Refused(lambda top, out: link(top / "device.py", "/dev/zero"), "device.py is a link"),
    "pipe": Refused(lambda top, out: os.mkfifo(top / "pipe.py"), "pipe.py is not a regular file"),
    "case": Refused(
        lambda top, out: (write(top / "Case.py", SOLUTION), write(top / "case.py", SOLUTION)),
        "Case.py and case.py are submissions of the same student",
    ),
    "both": Refused(
        lambda top, out: (write(top / "both/tiny.py", "x=1"), write(top / "both/TINY.PY", "x=2")),
        "keep one",
    ),
    "huge": Refused(lambda top, out: sparse(top / "huge.ipynb", 1 << 33), "huge.ipynb is larger than 100 MB"),
    "long": Refused(lambda top, out: sparse(top / "long.py", 1 << 27), "long.py is larger than"),
    "nested": Refused(
        lambda top, out: write(top / "nested.ipynb", '{"cells":' + "[" * 200_000 + "]" * 200_000 + "}"),
        "nested.ipynb is not a notebook: the JSON is nested too deeply",
    ),
    "nestedmeta": Refused(
        lambda top, out: write(top / "nestedmeta.ipynb", '{"metadata":' + '{"a":' * 9**6 + "1" + "}" * 9**6),
        "nestedmeta.ipynb is not a notebook: ",
    ),
    "binary": Refused(lambda top, out: write(top / "binary.py", b"\x7fELF" + bytes(9)), "is not text"),
    "deep": Refused(lambda top, out: deep_folder(top / "deep"), "holds more than 20000 files or 20 levels"),
    "many": Refused(lambda top, out: many_files(top / "many"), "holds more than 20000 files or 20 levels"),
    "beside": Refused(
        lambda top, out: (write(top / "beside/tiny.ipynb", "{}"), link(top / "beside/data.csv", out)),
        "is not a notebook: it is JSON without cells",
    ),
}  # fmt: skip
GRADED: dict[str, Callable[[Path, Path], object]] = {
    "zz-plain": lambda top, out: write(top / "zz-plain.py", SOLUTION),
    "links": lambda top, out: (
        write(top / "links/tiny.py", SOLUTION),
        link(top / "links/data.csv", out),
        link(top / "links/folder", out.parent),
        link(top / "links/hole", "/proc/self/environ"),
    ),
    "reader": lambda top, out: (
        write(top / "reader/tiny.py", SOLUTION + "\nraise ValueError(open('data.csv').read())\n"),
        link(top / "reader/data.csv", out),
    ),
    "zipped": lambda top, out: write(top / "zipped.zip", packed(("hw/tiny.py", SOLUTION.encode()))),
    "zipbeside": lambda top, out: (
        write(top / "zipbeside/tiny.py", SOLUTION),
        write(top / "zipbeside/data.zip", BOMB),
        write(top / "zipbeside/links.zip", packed(link=str(out))),
    ),
    "large": lambda top, out: (
        write(top / "large/tiny.py", SOLUTION),
        sparse(top / "large/data.bin", 1 << 33),
    ),
    "cells": lambda top, out: write(top / "cells.ipynb", notebook(SOLUTION, *["x = 1"] * 3000)),
    "outputs": lambda top, out: write(
        top / "outputs.ipynb", notebook(SOLUTION, metadata={"x": "y" * 20_000_000})
    ),
    "brackets": lambda top, out: write(
        top / "brackets.ipynb", notebook(SOLUTION, "(" * 50_000, "[" * 300 + "]" * 300, "-" * 90_000 + "1")
    ),
    "up..%2f..%2fescaped": lambda top, out: write(top / "up..%2f..%2fescaped.py", SOLUTION),
    "_new line": lambda top, out: write(top / "_new\nline.py", SOLUTION),
    "$(touch x)": lambda top, out: write(top / "$(touch x).py", SOLUTION),
    "=cmd()": lambda top, out: write(top / "=cmd().py", SOLUTION),
    "-rf": lambda top, out: write(top / "-rf.py", SOLUTION),
    "CON": lambda top, out: write(top / "CON.py", SOLUTION),
    "a" * 240: lambda top, out: write(top / ("a" * 240 + ".py"), SOLUTION),
    "up..\\..\\up": lambda top, out: write(top / "up..\\..\\up.py", SOLUTION),
    "results.json": lambda top, out: write(top / "results.json.py", SOLUTION),
}  # fmt: skip


@dataclass(frozen=True)
class Graded:
    """How the command ended, what it said and wrote, and what changed elsewhere."""

    exit_code: int
    said: str
    out: Path
    changed: list[str]

    def results(self) -> dict[str, dict[str, Any]]:
        """Each results.json by its folder."""
        return {path.parent.name: json.loads(path.read_text()) for path in self.out.glob("*/results.json")}


def run(root: Path, out: Path) -> subprocess.CompletedProcess[str]:
    """The real command on the class of a course."""
    return subprocess.run(
        [sys.executable, str(PROJECT / "grade.py"), "run", "tiny", "class", "-o", str(out), "-j", "2"],
        cwd=root,
        env={**os.environ, "XDG_CACHE_HOME": str(root / "cache")},
        capture_output=True,
        text=True,
        timeout=BACKSTOP,
    )


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Graded:
    """One class of them all, graded by the real command."""
    root = write_course(tmp_path_factory.mktemp("intake") / "course")
    secret, top, out = root.parent / "outside.py", root / "class", root / "reports"
    secret.write_text(f"# {CANARY}\n{SOLUTION}")
    top.mkdir()
    for make in (*(refused.make for refused in REFUSED.values()), *GRADED.values()):
        make(top, secret)
    before = inventory.files([root.parent], [out, root / "cache"])
    done = run(root, out)
    after = inventory.files([root.parent], [out, root / "cache"])
    return Graded(done.returncode, done.stdout + done.stderr, out, inventory.difference(before, after))


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_in_a_sentence(graded: Graded, name: str) -> None:
    """The reason names the file and stands in the report; there are no points and nothing was run."""
    found = {key.casefold(): value for key, value in graded.results().items()}[name]
    problem = found["extra_data"]["problem"]
    assert REFUSED[name].says in problem
    assert len(problem.splitlines()) == 1
    assert found["score"] == 0
    assert {outcome["status"] for outcome in found["extra_data"]["outcomes"]} == {"absent"}


def test_the_others_are_graded(graded: Graded) -> None:
    """Strange names, links beside a submission, large data and long notebooks cost nobody a point."""
    accepted = {name: found for name, found in graded.results().items() if not found["extra_data"]["problem"]}
    assert len(accepted) == len(GRADED)
    assert {name: found["score"] for name, found in accepted.items() if found["score"] != 10} == {}


def test_the_command_says_that_some_could_not_be_read(graded: Graded) -> None:
    """Exit code 2, no traceback."""
    assert graded.exit_code == 2
    assert "Traceback" not in graded.said


def test_reports_lie_one_below_the_other(graded: Graded) -> None:
    """A student's name is one folder's name, whatever is in it; no link leads away."""
    assert len(graded.results()) == len(REFUSED) + len(GRADED)
    for path in graded.out.rglob("*"):
        assert not path.is_symlink()
        assert len(path.relative_to(graded.out).parts) <= 2
        assert not re.search(r"[\x00-\x1f]", path.name)


def test_nothing_is_written_elsewhere(graded: Graded) -> None:
    """Neither in the course, nor in the class, nor beside them."""
    assert graded.changed == []


def test_nothing_outside_is_read(graded: Graded) -> None:
    """What a link leads to is in no file that was written."""
    for path in graded.out.rglob("*.*"):
        if path.is_file():
            assert CANARY not in path.read_text(encoding="utf-8", errors="replace")


@pytest.mark.parametrize("name", ["gradebook.csv", "summary.md", "Gradebook.CSV"])
def test_no_student_takes_the_place_of_a_report_of_the_class(tmp_path: Path, name: str) -> None:
    """A folder called as one of them is a student's like any other; gradebook and summary are written."""
    root = write_course(tmp_path / "course")
    write(root / "class" / name / "tiny.py", SOLUTION)
    write(root / "class/ana.py", SOLUTION)
    done = run(root, root / "reports")
    assert (done.returncode, "Traceback" in done.stdout + done.stderr) == (0, False)
    assert (root / "reports/gradebook.csv").is_file()
    assert (root / "reports/summary.md").is_file()
