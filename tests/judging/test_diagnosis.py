"""A misconception is named if it explains all that a student's task showed, and only then."""

from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from autograder import batch
from autograder.errors import AuthorError
from autograder.judging.diagnosis import Diagnosis, Known, diagnoses
from autograder.judging.grader import Grader
from autograder.judging.shown import Shown
from autograder.model import Cell, Outcome, Status, Submission
from tests.course import SOLUTION, opened, write_course

DESCRIBE = '\n\nMust fail: describe_gives_mean_and_range"""\ndef describe(x): '
MEAN = '"""Is it the mean?' + DESCRIBE + "return x.sum(), x.max() - x.min()\n"
SPAN = '"""Is it all?' + DESCRIBE + "return x.mean(), x.max()\n"
TYPE = '"""A list?\n\nMust fail: count_tells_how_many"""\ndef count(boxes): return boxes.items + 1\n'
BOTH = (
    '"""Both?\n\nMust fail: double_is_twice_as_much, answer_is_forty_two"""\n'
    "def double(x): return 3 * x\ndef answer(): return 43\n"
)
ERRORS = {"mean": MEAN, "span": SPAN, "kind": TYPE, "both": BOTH}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny course with four misconceptions."""
    root = write_course(tmp_path_factory.mktemp("course"))
    folder = root / "assignments" / "tiny" / "misconceptions"
    folder.mkdir()
    for name, text in ERRORS.items():
        (folder / f"{name}.py").write_text(text)
    return root


@pytest.fixture(scope="module")
def tiny(course: Path) -> Iterator[Grader]:
    """That course, ready to judge."""
    with opened(course) as grader:
        yield grader


def outcomes(grader: Grader, *over: str) -> dict[str, Outcome]:
    """How the solution ends with definitions laid over it."""
    text = "\n".join([SOLUTION, *map(dedent, over)])
    (report,) = batch.grade(grader, [Submission("s", Path("s.py"), (Cell(0, text),))], 1)
    return {outcome.task: outcome for outcome in report.outcomes}


def names(found: dict[str, Outcome]) -> dict[str, str]:
    """The misconceptions that were named, by task."""
    return {task: outcome.misconception for task, outcome in found.items() if outcome.misconception}


@pytest.mark.slow
def test_the_same_mistake_written_differently_is_named(tiny: Grader) -> None:
    """The hint comes along; which of two misconceptions of one task it is follows from the answers."""
    found = outcomes(tiny, "def describe(x):\n    return sum(list(x)), float(max(x) - min(x))")
    assert names(found) == {"describe_gives_mean_and_range": "mean"}
    assert found["describe_gives_mean_and_range"].hint == "Is it the mean?"
    other = outcomes(tiny, "def describe(x):\n    return sum(x) / len(x), max(x)")
    assert names(other) == {"describe_gives_mean_and_range": "span"}


@pytest.mark.slow
def test_an_exception_with_the_same_words_is_named(tiny: Grader) -> None:
    """The type and the message must agree."""
    assert names(outcomes(tiny, "def count(boxes): return 1 + len([]) + boxes.items + 1")) == {}
    assert names(outcomes(tiny, "def count(boxes):\n    box = boxes.items\n    return box + 1")) == {
        "count_tells_how_many": "kind"
    }


@pytest.mark.slow
def test_another_mistake_and_right_code_get_no_name(tiny: Grader) -> None:
    """A mistake that no misconception makes, or makes only sometimes, is not named."""
    assert names(outcomes(tiny)) == {}
    twice = "def describe(x): return x.sum(), 2 * (x.max() - x.min()) - x[0]"
    assert names(outcomes(tiny, twice)) == {}  # of a single number the mean is right, and the range is not
    mostly = "def describe(x): return (x.sum() if len(x) < 3 else 2 * x.sum()), x.max() - x.min()"
    assert names(outcomes(tiny, mostly)) == {}


@pytest.mark.slow
def test_a_task_that_must_fail_but_passes_rules_the_misconception_out(tiny: Grader) -> None:
    """Whoever has only half of its symptoms has something else."""
    both = "def double(x): return x + x + x\ndef answer(): return 40 + 3"
    assert names(outcomes(tiny, both)) == {
        "double_is_twice_as_much": "both", "answer_is_forty_two": "both"
    }  # fmt: skip
    assert names(outcomes(tiny, "def answer(): return 43")) == {}


@pytest.mark.slow
def test_what_is_known_comes_back_from_disk(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Misconceptions are run once; afterwards their answers are read."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(course / "cache"))
    with opened(course, cached=True) as first:
        known = first.known
    with opened(course, cached=True) as second:
        assert [(k.name, k.task, len(k.shown)) for k in second.known] == [
            (k.name, k.task, len(k.shown)) for k in known
        ]
        wrong = outcomes(second, "def answer(): return 43", "def double(x): return x * 3")
        assert set(names(wrong).values()) == {"both"}


@pytest.mark.slow
def test_a_misconception_about_no_task_is_the_authors_fault(tmp_path: Path) -> None:
    """A misspelt task is named, with the one that is meant."""
    root = write_course(tmp_path)
    folder = root / "assignments" / "tiny" / "misconceptions"
    folder.mkdir()
    (folder / "odd.py").write_text('"""Why?\n\nMust fail: answer_is_forty"""\n')
    with (
        pytest.raises(AuthorError, match=r'odd\.py must fail "answer_is_forty".*answer_is_forty_two'),
        opened(root),
    ):
        pass


def known(name: str, task: str, *tasks: str, answer: object = 1.0) -> Known:
    """A misconception that answers so."""
    return Known(name, f"{name}?", tasks or (task,), task, (Shown(0, answer),), chance=False)


def test_of_several_the_one_that_explains_most_is_named() -> None:
    """Then the one that must fail the least, then the first by name."""
    shown = {"a": (Shown(0, 1.0),), "b": (Shown(0, 1.0),)}
    failed = dict.fromkeys("ab", Status.FAILED)
    wide = [known("wide", task, "a", "b") for task in "ab"]
    narrow = [known("narrow", "a")]
    assert {d.name for d in diagnoses([*narrow, *wide], failed, shown)} == {"wide"}
    assert [*diagnoses([*narrow, known("also", "a", "a", "c")], failed, {"a": shown["a"]})] == [
        Diagnosis("a", "narrow", "narrow?")
    ]


def test_tasks_that_were_not_judged_rule_nothing_out() -> None:
    """With --task only one of a misconception's tasks may have run."""
    found = diagnoses([known("m", "a", "a", "b")], {"a": Status.FAILED}, {"a": (Shown(0, 1.0),)})
    assert [d.task for d in found] == ["a"]
