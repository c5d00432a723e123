"""Recordings are the same wherever they are made, and the same again when they come from disk."""

import enum
import hashlib
import os
import subprocess
import sys
from collections import namedtuple
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants

from autograder.errors import BadInput, GraderError
from autograder.judging import hypothesis_runs
from autograder.judging.grader import Grader
from autograder.judging.recordings import DIGEST, Example, Recording, copied, is_recordable, load, save
from tests.course import TESTS, assignment_in, opened, write_course
from tests.judging.test_six_words import ADD, DOUBLE

ROOT = Path(__file__).parents[2]
Point = namedtuple("Point", "x y")
CONSTANTS = f"ODD = {[10**6 + 7 * i for i in range(500)]}\n"
DRAWS = '''
from hypothesis import given, strategies as st
from autograder.claims import task

@task(points=10, examples=300)
@given(st.integers(), st.text(), st.floats(allow_nan=False))
def test_anything_goes(student, n, text, x):
    """The answer is what it is."""
    student.answer()
'''


class Colour(enum.IntEnum):
    RED = 1


@dataclass(frozen=True)
class Inner:
    x: np.ndarray[Any, Any]


@dataclass(frozen=True)
class Outer:
    """A record with a record in it, whose __post_init__ must not run again."""

    inner: Inner
    label: str
    seen: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        object.__setattr__(self, "label", self.label + "!")


MASKED: Any = vars(np.ma)["array"]([1.0], mask=[True])
VALUES = [
    None, True, 3, 2**70, 0.1, -0.0, 1 + 2j, "ä", b"\0\1", slice(1, None, 2), (1, [2.0, {"k": (3,)}]),
    {1: "a", (1, 2): "b"}, {1, 2}, {("a", 1)}, np.float32(0.1), np.int8(3), np.bool_(True),
    np.arange(6.0).reshape(2, 3), np.zeros((0, 2)), np.array(1.5), np.array(["a", "bc"]),
    np.array([1 + 1j], np.complex64), Outer(Inner(np.ones(2, np.float32)), "l", [1]), [Inner(np.ones(1))],
]  # fmt: skip
REFUSED = [
    Point(1, 2), Colour.RED, np.array([None, {}], object), MASKED, lambda: 1,
    Inner, frozenset({1}), {(1, Colour.RED)}, {Colour.RED: 1}, {1: object()}, np.array([(1, 2.0)], "i4,f8"),
]  # fmt: skip


def same(a: Any, b: Any) -> bool:
    """Whether two values are of one type and equal through and through."""
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray):
        return bool(a.dtype == b.dtype) and a.shape == b.shape and a.tobytes() == b.tobytes()
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return list(a) == list(b) and all(same(a[key], b[key]) for key in a)
    if hasattr(a, "__dataclass_fields__"):
        return all(same(getattr(a, name), getattr(b, name)) for name in a.__dataclass_fields__)
    return bool(a == b) and repr(a) == repr(b)


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_recordable_value_comes_back_from_disk(tmp_path: Path, value: Any) -> None:
    """Of the same type, equal, and free to be overwritten."""
    assert is_recordable(value)
    save([Recording("t", (Example({"v": value}, (1, b"2", "3", 0.5, True)),), ("f",))], tmp_path / "r")
    (found,) = load(tmp_path / "r") or ()
    (example,) = found.examples
    assert same(example.arguments["v"], value)
    assert example.choices == (1, b"2", "3", 0.5, True)
    assert not isinstance(value, np.ndarray) or example.arguments["v"].flags.writeable


@pytest.mark.parametrize("value", REFUSED, ids=lambda value: type(value).__name__)
def test_what_would_come_back_as_something_else_is_not_recorded(value: Any) -> None:
    """Subclasses, objects, functions, classes, structured arrays: such a task is drawn anew each time."""
    assert not is_recordable(value)
    assert not is_recordable([{"k": value}])


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_copy_is_equal_and_shares_no_array(value: Any) -> None:
    """Overwriting the copy's arrays leaves the original as it was."""
    other = copied(value)
    assert same(value, other)
    if isinstance(value, Outer):
        other.inner.x[:] = 9
        other.seen.append(9)
        assert value.inner.x.tolist() == [1, 1]
        assert value.seen == [1]
    if isinstance(value, np.ndarray):
        assert not np.shares_memory(value, other)


def kept(grader: Grader, path: Path) -> bytes:
    """The recordings as bytes."""
    save(grader.recordings.values(), path)
    return path.read_bytes()


@pytest.mark.slow
def test_one_task_is_recorded_as_in_the_full_run(tiny: Grader, tmp_path: Path) -> None:
    """`--task` changes nothing of what is drawn."""
    with opened(tiny.assignment.root, only=DOUBLE) as alone:
        assert [task.name for task in alone.tasks] == [DOUBLE]
        assert kept(alone, tmp_path / "alone") == kept(tiny, tmp_path / "all")


def test_a_task_that_is_not_there_is_refused(tiny: Grader) -> None:
    """The sentence names the tasks there are."""
    with pytest.raises(BadInput, match=f"tiny has no task 'nonsense'; its tasks are: {ADD}, "):
        opened(tiny.assignment.root, only="nonsense").__enter__()


@pytest.mark.slow
def test_a_fresh_process_draws_the_same(course: Path, cache: Path, tiny: Grader, tmp_path: Path) -> None:
    """Another process, another folder, a random hash seed: equal byte for byte."""
    command = [sys.executable, str(ROOT / "grade.py"), "run", "tiny", "class/ana.py"]
    environment = {**os.environ, "PYTHONHASHSEED": "random"}
    subprocess.run(command, cwd=course, check=True, capture_output=True, env=environment)
    (path,) = cache.iterdir()
    assert path.name.startswith("tiny-")
    assert path.read_bytes() == kept(tiny, tmp_path / "here")


@pytest.mark.slow
def test_the_cache_stands_for_the_rehearsal(course: Path, cache: Path, tmp_path: Path) -> None:
    """A second grader reads what the first has kept, and judges by the same examples."""
    assignment = assignment_in(course)
    with Grader(assignment) as first:
        drawn = kept(first, tmp_path / "first")
        points = [task.names for task in first.tasks]
    (path,) = cache.iterdir()
    written = path.stat().st_mtime_ns
    with Grader(assignment) as second:
        assert kept(second, tmp_path / "second") == drawn
        assert [task.names for task in second.tasks] == points
    assert path.stat().st_mtime_ns == written


@pytest.mark.slow
def test_a_damaged_cache_is_made_again(course: Path, cache: Path, tmp_path: Path) -> None:
    """What was cut short on disk is drawn anew, and kept whole again."""
    assignment = assignment_in(course)
    with Grader(assignment) as first:
        drawn = kept(first, tmp_path / "first")
    (path,) = cache.iterdir()
    path.write_bytes(drawn[:-1])
    with Grader(assignment) as second:
        assert kept(second, tmp_path / "second") == drawn
    assert path.read_bytes() == drawn


def test_a_damaged_file_is_no_recording(tiny: Grader, tmp_path: Path) -> None:
    """Nothing is read from a file that is empty, cut, altered, foreign, or a folder."""
    path = tmp_path / "r"
    whole = kept(tiny, path)
    assert load(path) is not None
    altered = whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:]
    for broken in (b"", whole[:20], whole[:-1], altered, b"something else, longer than a digest is"):
        path.write_bytes(broken)
        assert load(path) is None
    assert load(tmp_path) is None
    assert load(tmp_path / "nothing") is None


@pytest.mark.parametrize("name", [b"Gone_", b"Point"])
def test_a_record_whose_class_is_gone_is_drawn_anew(tmp_path: Path, name: bytes) -> None:
    """Only dataclasses are made from a name in the file."""
    save([Recording("t", (Example({"v": Inner(np.ones(1))}),))], tmp_path / "r")
    other = (tmp_path / "r").read_bytes()[DIGEST:].replace(b"Inner", name)
    (tmp_path / "r").write_bytes(hashlib.sha256(other).digest() + other)
    assert load(tmp_path / "r") is None


def test_a_changed_assignment_has_a_cache_of_its_own(course: Path, cache: Path) -> None:
    """Whatever decides a grade is in the digest, and the digest in the file's name."""
    digests = {assignment_in(course).digest}
    for path in ("assignments/tiny/test_tiny.py", "assignments/tiny/given.py", "reference_solutions/tiny.py"):
        (course / path).write_text((course / path).read_text() + "\n# changed\n")
        digests.add(assignment_in(course).digest)
    toml = course / "assignments" / "tiny" / "assignment.toml"
    toml.write_text(toml.read_text().replace("seed = 7", "seed = 8"))
    digests.add(assignment_in(course).digest)
    assert len(digests) == 5


@pytest.mark.slow
def test_constants_of_modules_change_no_example(tmp_path: Path) -> None:
    """Hypothesis would use the constants of whatever modules lie beside the tests."""
    plain = write_course(tmp_path / "plain", "drawn_plain", DRAWS)
    odd = write_course(tmp_path / "odd", "drawn_odd", "import constants_beside\n" + DRAWS)
    (odd / "constants_beside.py").write_text(CONSTANTS)
    with opened(plain) as first:
        drawn = kept(first, tmp_path / "first")
    with opened(odd) as second:
        assert "constants_beside" in sys.modules
        assert kept(second, tmp_path / "second") == drawn


@pytest.mark.slow
def test_a_reference_that_does_not_load_is_said(tmp_path: Path) -> None:
    """The sentence names the file, the line and the cause."""
    root = write_course(tmp_path, "unloadable", TESTS, "x = 1\ny = 1 / 0\n")
    with pytest.raises(GraderError, match=r"unloadable\.py does not load: line 2: .*ZeroDivisionError"):
        opened(root).__enter__()


@pytest.mark.slow
def test_a_task_without_an_example_is_void(tmp_path: Path) -> None:
    """A strategy that finds nothing is the author's fault."""
    tests = DRAWS.replace("student.answer()", "from hypothesis import assume; assume(False)")
    with opened(write_course(tmp_path, "drawless", tests)) as grader:
        assert not grader.recordings["anything_goes"].examples
        assert len(grader.faults) == 1


@pytest.mark.slow
def test_a_cache_that_cannot_be_written_stops_nothing(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Grading goes on without; the next run rehearses again."""
    (course / "a file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(course / "a file"))
    with opened(course, cached=True) as grader:
        assert len(grader.recordings) == 6


def test_constants_that_were_collected_before_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """What Hypothesis has learned from local modules before grading begins is drawn no more."""
    odd, seen = 987_654_321, set()
    monkeypatch.setitem(vars(providers), "_get_local_constants", lambda: Constants(integers={odd}))
    providers.CONSTANTS_CACHE.cache.clear()

    @settings(max_examples=1000, database=None, derandomize=True)
    @given(st.integers())
    def collect(number: int) -> None:
        seen.add(number)

    collect()
    assert odd in seen
    hypothesis_runs.forget_local_constants()
    seen.clear()
    collect()
    assert odd not in seen
