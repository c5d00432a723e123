"""Assignment folders: read, checked, and every complaint names the file, the key and the fix."""

import shutil
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest

from autograder.errors import AuthorError, BadInput
from autograder.intake.assignments import assignment_names, check_tasks, read_assignment
from autograder.intake.digests import digest_of
from autograder.intake.settings import MOST_OUTPUT
from autograder.model import Limits, Manual, Task
from autograder.sandbox.tags import MAX_FRAME

FULL = """
title = "Back-propagation"
points = 12.5
files = ["backprop*.ipynb", "backprop.py"]
load = "all"
preload = ["numpy", "torch"]
examples = 30
seed = 2025
[limits]
call = "500 ms"
task = "1.5 min"
load = "2min"
submission = "1 h"
memory = "1.5 GB"
disk = "64 MiB"
file = "10 MB"
output = "100 MB"
processes = 10
files = 64
[[manual]]
name = "Explain the plot"
points = 2.5
"""


def toml(course: Path) -> Path:
    """The file under test."""
    return course / "assignments" / "backprop" / "assignment.toml"


def complaint(course: Path, text: str) -> str:
    """What reading such an assignment.toml says."""
    toml(course).write_text(text)
    with pytest.raises(AuthorError) as caught:
        read_assignment("backprop", course)
    return str(caught.value)


def test_what_is_left_out_has_a_default(course: Path) -> None:
    """Title, points and files are all an author must say."""
    read = read_assignment("backprop", course)
    assert (read.name, read.title, read.points) == ("backprop", "Back-propagation", 10)
    assert read.files == ("backprop.ipynb", "backprop.py")
    assert (read.load, read.preload, read.examples, read.seed) == ("needed", ("numpy",), 100, 0)
    assert (read.limits, read.manual, read.tasks, read.given) == (Limits(), (), (), None)
    assert read.root == course.resolve()
    assert read.reference == course.resolve() / "reference_solutions" / "backprop.py"


def test_everything_can_be_said(course: Path) -> None:
    """Limits are quantities with units."""
    toml(course).write_text(FULL)
    read = read_assignment("backprop", course)
    assert read.limits == Limits(
        call=0.5,
        task=90,
        load=120,
        submission=3600,
        memory=1_500_000_000,
        disk=64 * 2**20,
        processes=10,
        file=10_000_000,
        files=64,
        output=100_000_000,
    )
    assert (read.points, read.load, read.preload) == (12.5, "all", ("numpy", "torch"))
    assert (read.examples, read.seed) == (30, 2025)
    assert read.manual == (Manual("Explain the plot", 2.5),)


def test_by_name_or_by_path(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path may come from a shell's completion, and from elsewhere than `root`."""
    expected = read_assignment("backprop", course)
    folder = course / "assignments" / "backprop"
    assert read_assignment(folder, course / "nowhere") == expected
    monkeypatch.chdir(course)
    assert read_assignment("assignments/backprop/", Path("nowhere")) == expected
    assert read_assignment("backprop", Path()) == expected


def test_no_such_assignment(course: Path, tmp_path: Path) -> None:
    """Those that exist are named, and the one that was meant."""
    assert assignment_names(course) == ("backprop", "pca")
    with pytest.raises(BadInput, match=r'^there is no assignment "xyz"; there are backprop and pca$'):
        read_assignment("xyz", course)
    with pytest.raises(BadInput, match=r'"bakprop"; did you mean "backprop"\? there are backprop and pca$'):
        read_assignment("bakprop", course)
    with pytest.raises(BadInput, match=r'there is no assignment "pca": .*empty.assignments holds none'):
        read_assignment("pca", tmp_path / "empty")


def test_a_missing_reference(course: Path) -> None:
    """Named with the place where it should be."""
    (course / "reference_solutions" / "pca.py").unlink()
    with pytest.raises(BadInput, match=r"reference_solutions/pca\.py is missing"):
        read_assignment("pca", course)


GOOD = 'title = "T"\npoints = 1\nfiles = ["a.py"]\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('title = "T"\npoint = 1\nfiles = ["a.py"]', 'unknown key "point"; did you mean "points"?'),
        (GOOD + "zzz = 1", 'unknown key "zzz"'),
        (GOOD + '[limits]\ncal = "5 s"', 'unknown key "cal" in [limits]; did you mean "call"?'),
        (GOOD + '[[manual]]\nnam = "x"', 'unknown key "nam" in [manual[0]]; did you mean "name"?'),
        (GOOD + '[[manual]]\nname = "x"', 'the key "points" in [manual[0]] is missing'),
        ('title = "T"\nfiles = ["a.py"]', 'the key "points" is missing'),
        (GOOD.replace('"T"', "3"), "title: expected text, got whole number"),
        (GOOD.replace('"T"', '""'), "title: expected text of length >= 1"),
        (GOOD.replace("1", "-1"), "points: expected number > 0.0"),
        (GOOD.replace("1", "nan"), "points: expected number > 0.0"),
        (GOOD.replace("1", '"1"'), "points: expected number, got text"),
        (GOOD.replace('["a.py"]', "[]"), "files: expected list of length >= 1"),
        (GOOD.replace('"a.py"', "3"), "files[0]: expected text, got whole number"),
        (GOOD.replace("a.py", "x/a.py"), 'files: "x/a.py" must be the name or glob of a .py or .ipynb file'),
        (GOOD.replace("a.py", "a.txt"), 'files: "a.txt" must be'),
        (GOOD + 'load = "some"', 'load: must be "needed" or "all"'),
        (GOOD + "examples = 0", "examples: expected whole number >= 1"),
        (GOOD + "seed = 1.5", "seed: expected whole number, got number"),
        (GOOD + "limits = 3", "limits: expected table, got whole number"),
        (
            GOOD + "[limits]\ncall = 5",
            'call: 5 is not a quantity; write a number and a unit, as "5 s"',
        ),
        (GOOD + '[limits]\ncall = "5 GB"', "limits.call: '5 GB' is not a quantity"),
        (GOOD + '[limits]\nload = "0 s"', "limits.load: '0 s' is not a quantity"),
        (GOOD + '[limits]\nmemory = "2 s"', "limits.memory: '2 s' is not a quantity"),
        (GOOD + "[limits]\nmemory = [1]", 'limits.memory: expected a quantity such as "5 s", got list'),
        (GOOD + '[limits]\nprocesses = "4"', "limits.processes: expected a whole number, got text"),
        (
            GOOD + '[limits]\nmemory = "100 MB"',
            "limits.memory: Python and its libraries need 300 MB themselves",
        ),
        (GOOD + '[limits]\noutput = "1 GB"', "limits.output: an answer may have 256 MB at most"),
        (GOOD + '[limits]\nfile = "1 GB"', "limits.file: one file cannot be larger than limits.disk"),
        (
            GOOD + "[limits]\nfile = 5",
            'limits.file: 5 is not a quantity; write a number and a unit, as "2 GB"',
        ),
        (GOOD + "[limits]\nfiles = 3", "limits.files: expected whole number >= 32"),
        (GOOD + '[limits]\nfil = "1 MB"', 'unknown key "fil" in [limits]; did you mean "file"?'),
        ('title "T"', "at line 1"),
    ],
)
def test_every_complaint_names_file_and_key(course: Path, text: str, words: str) -> None:
    """And says what is wanted instead."""
    said = complaint(course, text)
    assert said.startswith("assignments/backprop/assignment.toml: ")
    assert words in said


def test_the_largest_answer_that_may_be_allowed_fits_the_wire() -> None:
    """Settings and wire do not know of each other."""
    assert MOST_OUTPUT < MAX_FRAME


def test_a_file_that_is_not_utf_8(course: Path) -> None:
    """TOML is UTF-8 by definition."""
    toml(course).write_bytes(b'title = "\xe9"')
    with pytest.raises(AuthorError, match="is not UTF-8 text"):
        read_assignment("backprop", course)


# --- the digest -------------------------------------------------------------------------------------


def test_the_digest_does_not_depend_on_the_path(course: Path, tmp_path: Path) -> None:
    """Copied elsewhere, with litter and texts for students added, it is the same."""
    before = read_assignment("backprop", course).digest
    other = tmp_path / "elsewhere"
    shutil.copytree(course, other)
    folder = other / "assignments" / "backprop"
    for litter in ("handout.md", "starter.py", "data/__pycache__/x.pyc", "alternatives/a.py"):
        (folder / litter).parent.mkdir(parents=True, exist_ok=True)
        (folder / litter).write_text("x = 1")
    (other / "reference_solutions" / "unrelated.py").write_text("x = 1")
    assert read_assignment("backprop", other).digest == before
    assert len(before) == 64


@pytest.mark.parametrize(
    "name",
    [
        "assignments/backprop/test_backprop.py",
        "assignments/backprop/test_more.py",
        "assignments/backprop/given.py",
        "assignments/backprop/layers.py",
        "assignments/backprop/data/x.csv",
        "assignments/backprop/standins/streamlit.py",
        "reference_solutions/backprop.py",
    ],
)
def test_the_digest_follows_whatever_decides_a_grade(course: Path, name: str) -> None:
    """Each of these changes it, and taking the change back restores it."""
    before = read_assignment("backprop", course).digest
    path = course / name
    old = path.read_bytes() if path.exists() else None
    path.parent.mkdir(exist_ok=True)
    path.write_text("import this_is_new")
    assert read_assignment("backprop", course).digest != before
    path.unlink() if old is None else path.write_bytes(old)
    assert read_assignment("backprop", course).digest == before


def test_the_digest_follows_imports_between_references(course: Path) -> None:
    """The tests import pca's reference too, which imports a third, which imports the first."""
    references = course / "reference_solutions"
    (course / "assignments" / "backprop" / "test_more.py").write_text("import reference_solutions.pca\n")
    (references / "pca.py").write_text("from reference_solutions import third\n")
    (references / "third.py").write_text("from . import backprop\n")
    before = read_assignment("backprop", course).digest
    (references / "third.py").write_text("from . import backprop\nx = 1\n")
    assert read_assignment("backprop", course).digest != before
    (references / "third.py").write_text("does not parse (\n")
    assert len(read_assignment("backprop", course).digest) == 64


def test_the_digest_follows_library_versions(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another numpy may round otherwise; a library that is absent counts as "none"."""
    before = read_assignment("backprop", course).digest

    def absent(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", absent)
    assert read_assignment("backprop", course).digest != before


def test_digests_of_different_lists_differ() -> None:
    """Moving a byte between name and content, or between files, shows."""
    lists = [[("a", b"bc")], [("ab", b"c")], [("a", b"b"), ("", b"c")], [("a", b"b"), ("c", b"")], []]
    assert len({digest_of(parts) for parts in lists}) == len(lists)


# --- tasks ------------------------------------------------------------------------------------------

Check = Callable[..., str]


@pytest.fixture
def refused(course: Path) -> Check:
    """What `check_tasks` says about these tasks of an assignment worth 12.5, 2.5 of them by hand."""
    toml(course).write_text(FULL)
    assignment = read_assignment("backprop", course)

    def check(*tasks: Task) -> str:
        with pytest.raises(AuthorError) as caught:
            check_tasks(assignment, tasks)
        return str(caught.value)

    return check


def test_good_tasks_pass(course: Path) -> None:
    """Points with fractions add up; a task may wait for a later one."""
    toml(course).write_text(FULL)
    tasks = [Task(f"t{i}", 0.1, "") for i in range(90)] + [Task("last", 1, "", after=("t0", "t3"))]
    tasks[5] = Task("t5", 0.1, "", after=("last",))
    check_tasks(read_assignment("backprop", course), tasks)


def test_points_must_add_up(refused: Check) -> None:
    """The sentence gives both sums."""
    said = refused(Task("a", 4, ""), Task("b", 5.5, ""))
    assert said == (
        "backprop: assignment.toml promises 12.5 points, but the tasks have 9.5 and the manual parts 2.5"
    )


def test_other_rules_for_tasks(refused: Check) -> None:
    """Each with its sentence."""
    assert "hold no task" in refused()
    assert "two tasks are called a; rename one" in refused(Task("a", 5, ""), Task("a", 5, ""))
    said = refused(Task("forward", 5, ""), Task("b", 5, "", after=("forwards",)))
    assert 'b comes after "forwards", which is no task; did you mean "forward"?' in said
    circle = refused(Task("a", 5, "", after=("b",)), Task("b", 5, "", after=("a",)))
    assert "tasks wait for each other: " in circle
    assert "a -> a" in refused(Task("a", 10, "", after=("a",)))
    for odd in (-1, float("nan"), float("inf")):
        assert "points are numbers from 0 up" in refused(Task("a", odd, ""))
