"""The folder that students get: what is in it, what is not, and how the command ends."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from autograder.cli import app
from autograder.errors import AuthorError
from autograder.intake.assignments import read_assignment
from autograder.judging.grader import Grader
from autograder.model import Task
from autograder.publish import release as publishing
from autograder.publish.bundle import bundled
from autograder.publish.starter import starters
from tests.course import SOLUTION, write_course
from tests.judging.test_six_words import ADD
from tests.publish.conftest import MARKED, SEED, texts, write_canaries

pytestmark = pytest.mark.slow


def grade(*arguments: str) -> tuple[int, str, str]:
    """Exit code, output, and what was said on stderr."""
    done = CliRunner().invoke(app, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout, done.stderr


def test_the_files(folder: Path) -> None:
    """Starters in both forms, handout, given.py to read, data, the one file; nothing else."""
    found = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    assert found == ["autograder.py", "data/words.txt", "given.py", "handout.md", "tiny.ipynb", "tiny.py"]
    assert "NotImplementedError" in (folder / "tiny.py").read_text()


@pytest.mark.parametrize(
    "secret", ["canary", "Canary", str(SEED), hex(SEED), "404.0", "alternative(", "test_canary", "y + x"]
)
def test_no_canary_gets_out(folder: Path, secret: str) -> None:
    """Hidden tasks, the reference, misconceptions, alternatives, explanations, the seed are nowhere."""
    assert not [name for name, text in texts(folder).items() if secret in text]


def test_what_is_public_is_found_that_way(folder: Path) -> None:
    """The search sees what is packed: sentences, hints, given.py and the cut tests."""
    found = texts(folder)
    assert "add(x, y) = x + y." in found["facts"]
    assert "def test_add_is_elementwise" in found["facts"]
    assert "class Boxes" in found["facts"]
    assert "Did you take the difference?" in found["blob"]
    assert "class Replay" in found["module autograder.judging.replay"]


def test_the_same_course_releases_the_same_bytes(canaries: Path, folder: Path) -> None:
    """Another run writes the same files, and the seed of the assignment changes nothing."""
    before = {name: text for name, text in texts(folder).items() if not name.startswith("module")}
    assignment = read_assignment("tiny", canaries)
    for seed in (SEED, 1):
        with Grader(replace(assignment, seed=seed), cached=False) as grader:
            made = publishing.contents(assignment, bundled(grader, starters(assignment).values()))
        assert made["autograder.py"] == before["autograder.py"]
        assert set(made) == {"autograder.py", "given.py", "handout.md", "tiny.ipynb", "tiny.py"}


def test_students_check_with_it(folder: Path, tmp_path: Path) -> None:
    """In the folder, with the one file: the starter earns nothing, right work passes."""
    for name in ("autograder.py", "tiny.py"):
        (tmp_path / name).write_text((folder / name).read_text())
    (tmp_path / "right.py").write_text(SOLUTION)
    starter, right = (
        subprocess.run(
            [sys.executable, "-s", "-m", "autograder.local", name],
            capture_output=True, text=True, cwd=tmp_path, check=False,
        )
        for name in ("tiny.py", "right.py")
    )  # fmt: skip
    assert (starter.returncode, right.returncode) == (1, 0), starter.stderr + right.stderr
    assert "0 of 5 tasks hold on the examples that your course gives: 0 of 9 points." in starter.stdout
    assert "5 of 5 tasks hold on the examples that your course gives: 9 of 9 points." in right.stdout
    assert "1 task (1 point) is hidden." in right.stdout


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It tells what it wrote; what lies there and differs is kept unless --force is given."""
    monkeypatch.chdir(write_canaries(tmp_path))
    code, out, _ = grade("release", "tiny", "-o", "out")
    assert code == 0
    assert "out: autograder.py, given.py, handout.md, tiny.ipynb, tiny.py and data/\n" in out
    assert "students can try 5 of 5 visible tasks, on 36 examples\n" in out
    assert "1 hidden task carries 1 point\n" in out
    assert "needs Python 3.11, numpy\n" in out
    assert grade("release", "tiny", "-o", "out")[0] == 0
    Path("out/tiny.py").write_text("my own\n")
    code, _, err = grade("release", "tiny", "-o", "out")
    assert (code, err) == (
        2,
        "grade: out/tiny.py is there already and differs; move it away, or give --force\n",
    )
    assert Path("out/tiny.py").read_text() == "my own\n"
    assert grade("release", "tiny", "-o", "out", "--force")[0] == 0
    assert "NotImplementedError" in Path("out/tiny.py").read_text()


def test_bad_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An assignment that is not there, a place that cannot be written: a sentence, exit code 2."""
    monkeypatch.chdir(write_canaries(tmp_path))
    code, _, err = grade("release", "tinny", "-o", "out")
    assert code == 2
    assert err.startswith('grade: there is no assignment "tinny"; did you mean')
    Path("file").write_text("")
    code, _, err = grade("release", "tiny", "-o", "file")
    assert code == 2
    assert err == "grade: file cannot be written: File exists; choose another -o\n"


def test_an_author_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reference that does not pass, one without markers: exit code 3, and nothing is written."""
    for name, source, says in (
        (
            "wrong",
            MARKED.replace("return 42", "return 41"),
            "the reference does not pass answer_is_forty_two",
        ),
        ("bare", SOLUTION, "SOLUTION"),
    ):
        monkeypatch.chdir(write_course(tmp_path / name, reference=source))
        code, _, err = grade("release", "tiny", "-o", "out")
        assert code == 3
        assert err.startswith("grade: ")
        assert says in err
        assert not Path("out").exists()


def test_a_starter_that_passes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stub that is right by chance."""
    given = MARKED.replace("    ### BEGIN SOLUTION\n    return 42\n    ### END SOLUTION", "    return 42")
    monkeypatch.chdir(write_course(tmp_path, reference=given))
    code, _, err = grade("release", "tiny", "-o", "out")
    assert (code, err) == (3, "grade: tiny: the starter passes answer_is_forty_two\n")


def test_a_release_that_the_reference_does_not_pass_is_refused(
    canaries: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was released is tried, not only what was meant to be."""
    assignment = read_assignment("tiny", canaries)
    with Grader(assignment, cached=False) as grader:
        bundle = bundled(grader)
    wrong = {**bundle.facts.sources}
    wrong["test_tiny"] = wrong["test_tiny"].replace("pair.x + pair.y", "pair.x - pair.y")
    other = replace(bundle, facts=replace(bundle.facts, sources=wrong))
    made = publishing.contents(assignment, other)
    publishing.write(tmp_path, made, assignment, force=False)
    with pytest.raises(AuthorError, match=f"tiny: with what is released, the reference does not pass {ADD}"):
        publishing.prove(assignment, other, tmp_path / "autograder.py")


def test_a_large_file_is_told(canaries: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what makes it smaller; and what is graded only, with the reason."""
    with Grader(read_assignment("tiny", canaries), cached=False) as grader:
        bundle = bundled(grader)
    facts = replace(bundle.facts, elsewhere={ADD: "so it is"}, preload=("numpy", "torch", "json"))
    monkeypatch.setattr(publishing, "LARGE", 10)
    lines = list(publishing.told(tmp_path, {"autograder.py": "x" * 11}, replace(bundle, facts=facts)))
    assert f"  graded only: {ADD}: so it is" in lines
    assert lines[-2].endswith("needs Python 3.11, numpy, torch")
    assert lines[-1].startswith("autograder.py is large; fewer or smaller examples")


def test_a_text_that_names_a_hidden_task_is_refused() -> None:
    """By its name or its title: students read it."""
    secret = Task("double_is_twice_as_much", 1, "double(x) = 2 x.", hidden=True)
    publishing.check_secrets("tiny", {"handout.md": "| add | 3 |"}, [secret])
    for text in ("| double is twice as much | 1 |", "see test_double_is_twice_as_much"):
        with pytest.raises(AuthorError, match=r"handout\.md names the hidden task .*; take it out"):
            publishing.check_secrets("tiny", {"handout.md": text}, [secret])
