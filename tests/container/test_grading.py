"""What run_autograder leaves, whatever it finds: always a valid results.json."""

import json
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.attacks.contexts import reason_it_cannot
from tests.container.gradescope_schema import worth
from tests.container.harness import Graded, Harness
from tests.course import SOLUTION, changed

pytestmark = pytest.mark.slow
NOW = datetime.fromisoformat("2026-03-02T10:00:00-08:00")
MANY = [{"submission_time": (NOW - timedelta(hours=hour)).isoformat(), "score": 4.0} for hour in (3, 2, 1)]


@pytest.fixture
def image(here: Harness, tmp_path: Path) -> Iterator[Harness]:
    """The image on this machine, whose course a test may break."""
    if (reason := reason_it_cannot("root")) and reason_it_cannot("user"):
        pytest.skip(reason)
    kept = tmp_path / "source"
    shutil.copytree(here.root / "source", kept)
    yield here
    shutil.rmtree(here.root / "source")
    shutil.copytree(kept, here.root / "source")


def well(graded: Graded) -> Graded:
    """The same, if it is valid and worth what the tasks are."""
    assert graded.faults == ()
    assert worth(graded.body) == 10
    return graded


def test_without_metadata(image: Harness) -> None:
    """As at home: graded, and staff are told what is not known."""
    graded = well(image.grade({"tiny.py": SOLUTION}))
    assert graded.body["score"] == 10
    assert "there is no submission_metadata.json" in graded.stdout
    assert "late: not applied" in graded.stdout


def test_nothing_handed_in(image: Harness) -> None:
    """No points, and why."""
    graded = well(image.grade({"essay.txt": "hello"}))
    assert graded.body["score"] == 0
    assert "holds no module and no notebook; expected tiny.py or tiny.ipynb" in graded.body["output"]


def test_once_too_often(image: Harness) -> None:
    """The points of before, a message, and no grading; metadata and results are closed all the same."""
    graded = well(
        image.grade({"tiny.py": SOLUTION}, {"created_at": NOW.isoformat(), "previous_submissions": MANY})
    )
    assert graded.body["score"] == 4
    assert graded.body["output"].startswith("**Not graded.** You have used all 3 attempts in 1 d.")
    assert (image.root / "submission_metadata.json").stat().st_mode & 0o077 == 0
    assert (image.root / "results").stat().st_mode & 0o077 == 0


def test_the_time_limit_is_kept(image: Harness) -> None:
    """Code that waits for ever does not let Gradescope throw away the results."""
    waits = "\n".join(f"def {name}: time.sleep(99)" for name in ("add(x, y)", "slope(f, t)", "count(b)"))
    graded = well(image.grade({"tiny.py": changed(f"import time\n{waits}")}, timeout=10))
    assert "timed out" not in graded.body["output"]


def nothing_yet(graded: Graded) -> None:
    """No test has a score, all are hidden, students read that it is no result."""
    well(graded)
    assert all("score" not in test and test["visibility"] == "hidden" for test in graded.body["tests"])
    assert "so this is no result and no zero" in graded.body["output"]


def test_an_image_that_is_broken(image: Harness) -> None:
    """Its Python is gone: the first results stand."""
    (image.root / "venv").rename(image.root / "away")
    try:
        nothing_yet(image.grade({"tiny.py": SOLUTION}))
    finally:
        (image.root / "away").rename(image.root / "venv")


def test_a_course_that_is_broken(image: Harness) -> None:
    """The cause is told to staff, and only to them."""
    test = image.root / "source" / "course" / "assignments" / "tiny" / "test_tiny.py"
    test.write_text("import nosuchmodule\n")
    graded = image.grade({"tiny.py": SOLUTION})
    nothing_yet(graded)
    assert "No module named 'nosuchmodule'" in graded.stdout
    assert "nosuchmodule" in json.dumps(graded.body["extra_data"])
    assert "nosuchmodule" not in graded.body["output"]


def test_a_reference_that_is_wrong(image: Harness) -> None:
    """The task is void: hidden, without a score, its cause for staff; the others keep theirs."""
    reference = image.root / "source" / "course" / "reference_solutions" / "tiny.py"
    reference.write_text(changed("def answer(): return 41"))
    graded = well(image.grade({"tiny.py": SOLUTION}))
    assert graded.scores["answer is forty two (could not be graded)"] is None
    assert graded.body["score"] == 9
    assert "withheld" in graded.body["output"]
    assert "void: answer_is_forty_two: the reference does not pass" in graded.stdout


def test_the_self_test_finds_it(image: Harness) -> None:
    """An image with a wrong reference is not built."""
    if reason := reason_it_cannot("root"):
        pytest.skip(reason)
    proof = image.root / "source" / "course" / "proof" / "right.py"
    proof.write_text(changed("def answer(): return 41"))
    with pytest.raises(
        AssertionError, match=r"self-test failed: right.py has 0 of 1 points for: answer is forty two"
    ):
        image.set_up()
