"""`grade.py audit`: what it proves of good tests, and what it says of bad ones."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from autograder import audits
from autograder.cli import app
from autograder.intake.assignments import read_assignment
from autograder.judging import audit
from tests.course import write_course

TESTS = '''
"""Two tasks."""

from hypothesis import given, strategies as st

from autograder.claims import near, task


@task(points=2)
@given(st.integers(1, 50), st.integers(2, 9))
def test_the_mean_is_the_sum_by_the_number(student, n, k):
    """mean(x) = (x_1 + ... + x_n) / n."""
    x = [float(k * i) for i in range(n)]
    assert student.mean(x) == near(sum(x) / n)
    assert student.mean([*x, 1.0]) == near((sum(x) + 1) / (n + 1))


@task(points=1)
@given(st.permutations([-3.0, 7.0, 1.0]))
def test_the_largest_is_found(student, x):
    """largest(x) = max x_i."""
    assert student.largest([*x, -9.0]) == near(7.0)
    assert student.largest(x[:1]) == near(x[0])
'''
SOLUTION = """
def mean(x):
    total = 0.0
    for value in x:
        total += value
    return total / len(x)


def largest(x):
    best = x[0]
    for value in x[1:]:
        if value > best:
            best = value
    return best
"""
WEAK = TESTS.replace("[*x, -9.0]", "[7.0, *x]").replace("student.largest(x[:1]) == near(x[0])", "x")
WRONG = '"""Divided?\n\nMust fail: the_mean_is_the_sum_by_the_number"""\n'
WRONG += "def mean(x): return sum(x) / (len(x) + 1)\n"
RIGHT = "def mean(x): return sum(v / len(x) for v in x)\n"
EQUIVALENT = """
[[equivalent]]
mutant = "largest: value > best -> value >= best"
reason = "equal values are equal"
[[equivalent]]
mutant = "largest: x[1:] -> x[:]"
reason = "the first is not larger than itself"
"""


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course of two tasks with a misconception, an alternative and an equivalent mutant."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = write_course(tmp_path, "proof", tests=TESTS, reference=SOLUTION, points=3)
    folder = root / "assignments" / "proof"
    for part, text in (("misconceptions", WRONG), ("alternatives", RIGHT)):
        (folder / part).mkdir()
        (folder / part / "one.py").write_text(text)
    (folder / "equivalent.toml").write_text(EQUIVALENT)
    return root


def audited(root: Path, **options: int) -> audits.Audit:
    """The course's audit."""
    chosen = {"seeds": 2, "jobs": 2, **options}
    return audits.audited(read_assignment("proof", root), audits.Choice(**chosen))  # type: ignore[arg-type]


@pytest.mark.slow
def test_good_tests_are_proved(course: Path) -> None:
    """What must pass passes, what must fail fails, with other seeds too; what survives is explained."""
    found = audited(course)
    assert not found.mistakes
    assert len(found.survivors) == 2
    assert not found.holes
    assert found.killed == found.mutants - 2 > 10
    assert found.seeds == 2
    assert (found.named, found.nameless) == (1, [])
    mean, largest = found.tasks
    assert mean.reached + largest.reached == found.mutants
    assert largest.killed == largest.reached - 2
    assert mean.killed == mean.reached
    assert mean.alone > largest.alone > 0


@pytest.mark.slow
def test_a_weak_test_leaves_holes(course: Path) -> None:
    """A task that looks at too little is seen by the mutants that live, and by the null that passes."""
    path = course / "assignments" / "proof" / "test_proof.py"
    path.write_text(WEAK)
    found = audited(course)
    assert found.wrong
    assert found.share < audit.FLOOR
    assert "largest: best = value -> pass" in {hole.mutant for hole in found.holes}
    assert "null constant passes the_largest_is_found" in found.mistakes


@pytest.mark.slow
def test_whatever_ends_otherwise_than_it_must_is_named(course: Path) -> None:
    """A misconception that fails too little or too much, an alternative that fails, a stale equivalent."""
    folder = course / "assignments" / "proof"
    (folder / "misconceptions" / "none.py").write_text(WRONG.replace("(len(x) + 1)", "len(x)"))
    (folder / "misconceptions" / "more.py").write_text(WRONG + "def largest(x): return 0.0\n")
    (folder / "alternatives" / "odd.py").write_text("def largest(x): return x[-1]\n")
    (folder / "equivalent.toml").write_text(EQUIVALENT.replace("value >=", "values >="))
    found = audited(course, seeds=0, count=5)
    assert set(found.mistakes) >= {
        "misconception none passes the_mean_is_the_sum_by_the_number",
        "misconception more fails the_largest_is_found",
        "alternative odd fails the_largest_is_found",
        'equivalent.toml: there is no mutant "largest: value > best -> values >= best" any more',
    }


@pytest.mark.slow
def test_a_task_that_the_reference_fails_ends_the_audit(course: Path) -> None:
    """Nothing else can be said then."""
    path = course / "assignments" / "proof" / "test_proof.py"
    path.write_text(TESTS.replace("near(7.0)", "near(8.0)"))
    found = audited(course)
    assert found.wrong
    assert "the reference does not pass the_largest_is_found" in found.mistakes[0]


@pytest.mark.slow
def test_a_null_that_holds_by_nature_may_be_named(course: Path) -> None:
    """@task(nulls=...) lets it pass that task, and no other null."""
    path = course / "assignments" / "proof" / "test_proof.py"
    path.write_text(WEAK.replace("points=1", 'points=1, nulls=("constant",)'))
    assert not [said for said in audited(course, seeds=0, count=1).mistakes if said.startswith("null")]


@pytest.mark.slow
def test_the_command_prints_a_table_and_writes_json(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The exit code is 0 if all is well, else 1; audit.json holds what was printed."""
    monkeypatch.chdir(course)
    done = CliRunner().invoke(app, ["audit", "proof", "--seeds", "1", "-o", "out"])
    assert done.exit_code == 0, done.output
    assert "the_largest_is_found" in done.output
    assert "all is well" in done.output
    written = json.loads((course / "out" / "proof" / "audit.json").read_text())
    assert (written["assignment"], written["wrong"], written["seeds"]) == ("proof", False, 1)
    assert {task["task"] for task in written["tasks"]} == {
        "the_mean_is_the_sum_by_the_number", "the_largest_is_found"
    }  # fmt: skip
    (course / "assignments" / "proof" / "alternatives" / "bad.py").write_text("def mean(x): return 1.0\n")
    done = CliRunner().invoke(app, ["audit", "--quick", "-o", "out"])
    assert done.exit_code == 1
    assert "wrong     alternative bad fails the_mean_is_the_sum_by_the_number" in done.output


def test_what_a_name_uses_is_followed() -> None:
    """Directly and through others; methods belong to their class."""
    source = "A = 1\ndef f(): return g()\ndef g(): return A\nclass C:\n    def m(self): return f()\n"
    found = audit.reachable(source)
    assert found["C"] >= {"f", "g", "A"}
    assert found["g"] == {"A"}
