"""`grade package`: what the zip holds, that its bytes follow from its files, and when there is none."""

import stat
import subprocess
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from autograder.cli import app
from autograder.errors import AuthorError, BadInput
from autograder.publish import package as packing
from autograder.publish.package import package
from tests.container.gradescope_schema import faults
from tests.course import SOLUTION, changed, write_course

LOCK = Path(__file__).parents[2] / "requirements.lock"
CANARY = "canary-51"


@pytest.fixture
def packed_course(course: Path) -> Path:
    """The tiny course with much that must stay at home."""
    (course / "requirements.lock").write_bytes(LOCK.read_bytes())
    folder = course / "assignments" / "tiny"
    for path in (
        folder / "alternatives" / "other.py",
        folder / "handout.md",
        folder / "equivalent.toml",
        folder / "__pycache__" / "test_tiny.pyc",
        folder / ".hidden",
        course / "tests" / "test_it.py",
        course / "submissions" / "tiny" / "ana.py",
        course / "reports" / "tiny" / "gradebook.csv",
        course / "reference_solutions" / "other.py",
        course / ".git" / "config",
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(CANARY)
    (folder / "data").mkdir()
    (folder / "data" / "numbers.txt").write_text("1 2 3")
    return write_course(course)


@pytest.mark.slow
def test_the_zip(packed_course: Path, tmp_path: Path) -> None:
    """Two scripts and one folder; this assignment, its reference, the grader; twice the same bytes."""
    first, second = tmp_path / "a.zip", tmp_path / "b.zip"
    told = package(packed_course, "tiny", first)
    package(packed_course, "tiny", second)
    assert first.read_bytes() == second.read_bytes()
    assert (told.points, told.path, told.size) == (10, first, first.stat().st_size)
    with zipfile.ZipFile(first) as packed:
        names = packed.namelist()
        content = {name: packed.read(name) for name in names}
        modes = {entry.filename: entry.external_attr >> 16 for entry in packed.infolist()}
    assert {name.partition("/")[0] for name in names} == {"setup.sh", "run_autograder", "course"}
    assert not [name for name, data in content.items() if CANARY.encode() in data]
    assert [n for n in names if n.startswith(("course/assignments/", "course/reference_solutions/"))] == [
        "course/assignments/tiny/assignment.toml",
        "course/assignments/tiny/data/numbers.txt",
        "course/assignments/tiny/given.py",
        "course/assignments/tiny/test_tiny.py",
        "course/reference_solutions/tiny.py",
    ]
    for script in ("setup.sh", "run_autograder"):
        assert modes[script] == stat.S_IFREG | 0o755
        assert content[script].startswith(b"#!/usr/bin/env bash\n")
        assert b"\r" not in content[script]
        subprocess.run(["bash", "-n"], input=content[script], check=True)
    assert content["course/proof/right.py"].decode() == SOLUTION
    needed = content["course/requirements.txt"].decode()
    assert "numpy==" in needed
    for other in ("torch", "mypy", "ruff", "coverage", "pandas", "matplotlib=="):
        assert other not in needed
    assert faults(content["course/first.json"]) == []


def run(*arguments: str) -> tuple[int, str]:
    """The exit code and what was said."""
    result = CliRunner().invoke(app, ["package", *arguments])
    return result.exit_code, result.output


@pytest.mark.slow
def test_the_command_says_what_to_set(packed_course: Path) -> None:
    """The points and the time limit that Gradescope must be told."""
    code, said = run("tiny", "-o", "out.zip")
    assert code == 0
    assert "autograder points  10" in said
    assert "time limit         10 min" in said
    assert (packed_course / "out.zip").is_file()


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["tyni"], 'there is no assignment "tyni"; there are tiny'),
        (["tiny", "-o", "out"], "out is not the name of a zip; write -o out.zip"),
        (["tiny", "-o", "no/such/out.zip"], "the folder no/such is not there; make it, or choose another -o"),
        (["tiny", "-o", "folder.zip"], "folder.zip is a folder; name the zip that is to be written"),
    ],
)
def test_bad_input_in_a_sentence(packed_course: Path, arguments: list[str], complaint: str) -> None:
    """Exit code 2, and nothing is written."""
    (packed_course / "folder.zip").mkdir()
    code, said = run(*arguments)
    assert code == 2
    assert complaint in " ".join(said.split())
    assert not (packed_course / "autograder.zip").exists()


def test_without_locked_versions(packed_course: Path, tmp_path: Path) -> None:
    """Nothing is packed."""
    (packed_course / "requirements.lock").unlink()
    with pytest.raises(
        BadInput, match=r"requirements.lock is missing in .*: grades depend on locked versions"
    ):
        package(packed_course, "tiny", tmp_path / "a.zip")


def test_where_it_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a sentence; nothing half is left."""

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(BadInput, match=r"a.zip cannot be written: no space left on device"):
        packing.write(tmp_path / "a.zip", b"zip")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "change", "complaint"),
    [
        (
            "wrong",
            {"reference": changed("def answer(): return 41")},
            "the reference does not pass answer_is_forty_two",
        ),
        ("points", {"points": 11}, "assignment.toml promises 11 points, but the tasks have 10"),
    ],
)
def test_an_assignment_that_does_not_grade_right(
    packed_course: Path, name: str, change: dict[str, object], complaint: str, tmp_path: Path
) -> None:
    """Is not packed; the sentence says what is wrong."""
    write_course(packed_course, **change)  # type: ignore[arg-type]
    with pytest.raises(AuthorError, match=complaint):
        package(packed_course, "tiny", tmp_path / f"{name}.zip")
    assert not list(tmp_path.glob("*.zip"))


def test_a_task_that_a_null_answer_passes(packed_course: Path, tmp_path: Path) -> None:
    """The image could not prove itself."""
    test = packed_course / "assignments" / "tiny" / "test_tiny.py"
    test.write_text(test.read_text().replace("assert student.answer() == near(42)", "student.answer()"))
    with pytest.raises(AuthorError, match="always None ends as passed in answer_is_forty_two"):
        package(packed_course, "tiny", tmp_path / "a.zip")


def test_settings_that_name_no_task(packed_course: Path, tmp_path: Path) -> None:
    """A sentence with the one that was meant."""
    with (packed_course / "assignments" / "tiny" / "assignment.toml").open("a") as toml:
        toml.write('[gradescope.tasks]\nadd_is_elementwize = "hidden"\n')
    with pytest.raises(AuthorError, match='did you mean "add_is_elementwise"'):
        package(packed_course, "tiny", tmp_path / "a.zip")
