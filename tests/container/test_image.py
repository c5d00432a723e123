"""The zip in real containers: 768 MB, half a processor, root, no namespaces, the official layout."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.container.gradescope_schema import worth
from tests.container.harness import Graded, Harness
from tests.course import SOLUTION, changed

pytestmark = pytest.mark.slow
CANARY = "canary-7f3a"
NOW = datetime.fromisoformat("2026-03-02T10:00:00-08:00")


def metadata(late: timedelta = timedelta(0), *previous: dict[str, Any]) -> dict[str, Any]:
    """submission_metadata.json of a group of two."""
    return {
        "id": 123456,
        "created_at": NOW.isoformat(),
        "assignment": {
            "due_date": (NOW - late).isoformat(),
            "group_size": 4,
            "group_submission": True,
            "id": 25828,
            "course_id": 1234,
            "late_due_date": None,
            "release_date": "2026-02-01T00:00:00.000000-08:00",
            "title": "Tiny",
            "total_points": "10.0",
        },
        "submission_method": "upload",
        "users": [
            {"email": f"{CANARY}@uni.org", "id": 7, "name": "Jane Doe"},
            {"email": "roe@uni.org", "id": 8, "name": "John Roe"},
        ],
        "previous_submissions": list(previous),
    }


def well(graded: Graded) -> Graded:
    """The same, if it is valid and its tests are worth what the tasks are."""
    assert graded.faults == ()
    assert worth(graded.body) == 10
    return graded


def test_set_up_proves_that_the_image_grades(image: Harness) -> None:
    """The reference has all points there and a null answer none, held back as in a container; again, too."""
    assert "self-test: the reference has all points, a null answer has none" in image.said
    assert "held back: L2: uid" in image.said
    assert (image.root / "source" / "course").stat().st_mode & 0o077 == 0
    assert list((image.root / "source" / "course" / "cache" / "autograder").iterdir())


def test_a_group_hands_in_a_folder(image: Harness) -> None:
    """Found under another name and in a folder, graded in full, the group's people known, stdout short."""
    graded = well(image.grade({"src/my work.py": SOLUTION, "notes.txt": "?"}, metadata()))
    assert graded.body["score"] == 10
    assert graded.body["extra_data"]["handed_in"]["student"] == "Jane Doe + John Roe_7"
    assert "Score" in graded.body["output"]
    assert len(graded.stdout) < 1500
    assert "{" not in graded.stdout


def test_a_notebook_with_commands(image: Harness) -> None:
    """They are read there as anywhere; the sample has one that runs Python, too."""
    cells = ["%matplotlib inline\n!pip install tqdm\nimport os", "%time SOURCE = 1", SOLUTION]
    notebook = {"cells": [{"cell_type": "code", "source": cell, "metadata": {}, "outputs": [],
                           "execution_count": None} for cell in cells],
                "metadata": {}, "nbformat": 4, "nbformat_minor": 5}  # fmt: skip
    graded = well(image.grade({"my.ipynb": json.dumps(notebook)}, metadata()))
    assert graded.body["score"] == 10
    assert "did not parse" not in graded.body["output"]


def test_a_late_submission_that_fails_a_task(image: Harness) -> None:
    """Points are taken off at the top; each test says what it is worth, and is seen when the course wants."""
    graded = well(
        image.grade({"tiny.py": changed("def add(x, y): return x - y")}, metadata(timedelta(hours=30)))
    )
    assert graded.body["score"] == pytest.approx((10 - 3 - 2) * 0.8 if blocked(graded) else (10 - 3) * 0.8)
    assert "Handed in 1 d 6 h after the due date: 20 % of the points are taken off." in graded.body["output"]
    seen = {test["name"]: test["visibility"] for test in graded.body["tests"]}
    assert seen["slope of a parabola"] == "after_published"
    assert seen["count tells how many"] == "after_due_date"
    assert seen["double is twice as much"] == "hidden"
    assert seen["add is elementwise"] == "visible"


def blocked(graded: Graded) -> bool:
    """Whether the task behind the failed one is lost with it."""
    return graded.scores["describe gives mean and range"] == 0


LOOK = """
import glob, os
def pry():
    said = []
    for path in {paths!r}:
        for found in glob.glob(path) or [path]:
            try:
                said.append(open(found).read()[:3000])
            except OSError as error:
                said.append(type(error).__name__)
    said += [open(p, "rb").read().decode(errors="replace") for p in ()]
    said.append(str(dict(os.environ)))
    return said
SEEN = pry()
def add(x, y): raise ValueError(str(SEEN) + str(pry()))
def double(x): raise ValueError(str(SEEN))
"""


def test_student_code_reads_nothing_of_the_course(image: Harness) -> None:
    """Not the metadata, the results, the tests, the reference, or the grader's environment."""
    root = image.root
    paths = [
        f"{root}/submission_metadata.json",
        f"{root}/results/results.json",
        f"{root}/source/course/proof/right.py",
        f"{root}/source/course/first.json",
        f"{root}/source/course/reference_solutions/*.py",
        f"{root}/source/course/assignments/tiny/*.py",
        f"{root}/source/run_autograder",
        "/proc/*/environ",
        "/proc/*/cmdline",
    ]
    graded = well(image.grade({"tiny.py": changed(LOOK.format(paths=paths))}, metadata()))
    told = graded.body["output"] + "".join(test["output"] for test in graded.body["tests"])
    assert graded.scores["add is elementwise"] == 0
    assert "PermissionError" in told
    for secret in (CANARY, "Right answers", "autograder.claims", "exec env", "max_score", "XDG_CACHE_HOME"):
        assert secret not in told


def test_over_the_memory_of_the_container(image: Harness) -> None:
    """Costs the task that takes it, and nothing else."""
    greedy = changed("def double(x): return [bytearray(50_000_000) for _ in range(100)]")
    graded = well(image.grade({"tiny.py": greedy}, metadata()))
    assert graded.body["score"] == 9
