"""What an assignment releases, before it is written down."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from autograder.errors import AuthorError
from autograder.judging.grader import Grader
from autograder.local.bench import weight
from autograder.local.offered import read_blob, read_offered
from autograder.publish import bundle as bundling
from autograder.publish.bundle import FRESH, Bundle, bundled, classes, renamed
from tests.course import opened, write_course
from tests.judging.conftest import ODD, REFERENCE
from tests.judging.test_six_words import ADD, ANSWER, COUNT, DESCRIBE, SLOPE
from tests.publish.conftest import canary_tests


@pytest.fixture(scope="module")
def made(canaries: Path) -> Iterator[tuple[Grader, Bundle]]:
    """The course with secrets, and what it releases."""
    with opened(canaries) as grader:
        yield grader, bundled(grader)


def test_only_released_examples_are_in_it(made: tuple[Grader, Bundle]) -> None:
    """Smaller ones first, without what Hypothesis chose and without calls."""
    grader, bundle = made
    assert [recording.task for recording in bundle.recordings] == [ADD, DESCRIBE, SLOPE, COUNT, ANSWER]
    for recording in bundle.recordings:
        whole = grader.recordings[recording.task]
        assert len(recording.examples) == whole.released
        assert {(e.choices, e.frames) for e in recording.examples} == {((), ())}
        first = sorted(map(weight, whole.examples[: whole.released]))
        assert first[0] == weight(min(whole.examples[: whole.released], key=weight))
    sizes = [np.size(example.arguments["pair"].x) for example in bundle.recordings[0].examples]
    assert sizes[0] == min(sizes)


def test_hidden_tasks_are_a_number(made: tuple[Grader, Bundle]) -> None:
    """Nor are they named by those that come after them; explanations come after the due date."""
    facts = made[1].facts
    assert facts.hidden == (1, 1.0)
    assert {task.name: task.after for task in facts.tasks if task.after} == {DESCRIBE: (ADD,)}
    assert {task.explanation for task in facts.tasks} == {""}
    assert "canary_in_the_name" in canary_tests()


def test_misconceptions_have_numbers(made: tuple[Grader, Bundle]) -> None:
    """What they answer and the hint, not what they are called."""
    known = made[1].known
    assert [(each.name, each.hint, each.tasks) for each in known] == [
        ("0", "Did you take the difference?", (ADD,))
    ]
    assert len(known[0].shown) == 10


def test_text_and_back(made: tuple[Grader, Bundle], tmp_path: Path) -> None:
    """What is read is what was written, record by record."""
    bundle = made[1]
    offered = read_offered(bundle.text, tmp_path)
    assert offered.facts == bundle.facts
    assert [offered.trying[r.task].told for r in bundle.recordings] == [told.answers for told in bundle.told]
    back = offered.trying[ADD].recording.examples[0].arguments["pair"]
    pair = bundle.recordings[0].examples[0].arguments["pair"]
    assert (back.x.tolist(), back.y.tolist()) == (pair.x.tolist(), pair.y.tolist())
    assert len(read_blob(bundle.blob(ANSWER))) == 2


def test_what_cannot_be_tried_says_why(tmp_path: Path) -> None:
    """Draws on the way are graded only; a task of an assignment that is wrong is not released at all."""
    right = ODD.replace("near(2)", "near(1)", 1)
    with opened(write_course(tmp_path / "right", "odd", right, REFERENCE, points=11)) as grader:
        bundle = bundled(grader)
        assert bundle.facts.elsewhere["draws_on_the_way"] == FRESH
        assert "draws_on_the_way" not in {recording.task for recording in bundle.recordings}
        assert "draws_on_the_way" in {task.name for task in bundle.facts.tasks}
    with (
        opened(write_course(tmp_path / "wrong", "odd", ODD, REFERENCE, points=11)) as grader,
        pytest.raises(AuthorError, match="the reference does not pass the_reference_is_wrong"),
    ):
        bundled(grader)


def test_large_and_foreign_tasks_stay(
    made: tuple[Grader, Bundle], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Examples of many bytes, and tests that need a library that the assignment does not preload."""
    with monkeypatch.context() as patch:
        patch.setattr(bundling, "LARGEST", 500)
        small = bundled(made[0])
    assert small.facts.elsewhere[ADD] == "its examples are too large to be released"
    assert ANSWER not in small.facts.elsewhere
    tests = "import pandas\n" + canary_tests().replace("near(42)", "near(pandas.Series([42])[0])")
    with opened(write_course(tmp_path, tests=tests)) as grader:
        assert bundled(grader).facts.elsewhere == {ANSWER: "its test needs pandas"}
        grader.assignment = replace(grader.assignment, preload=("numpy", "pandas.core"))
        assert bundled(grader).facts.elsewhere == {}


def test_classes_are_found_wherever_they_are(made: tuple[Grader, Bundle]) -> None:
    """Within lists, tuples, dicts and other records; and they move to where students have them."""
    pair = made[1].recordings[0].examples[0].arguments["pair"]
    assert {kind.__qualname__ for kind in classes([{"a": (1, pair)}])} == {"Pair"}
    assert renamed(["assignments.tiny.x", ["assignments.other.x", 1]], "assignments.tiny.") == [
        "autograder.released.x", ["assignments.other.x", 1],
    ]  # fmt: skip
