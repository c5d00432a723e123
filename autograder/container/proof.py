"""The self-test of an image: the command that grades submissions grades a right one and an empty-handed one.

Before, the cache of recordings is filled.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from autograder.container.grading import LEAST_TIER
from autograder.intake.assignments import assignment_names, read_assignment
from autograder.judging.grader import Grader

RIGHT, NULL = "right.py", "null.py"
PATIENCE = 1800.0  # seconds


class Unproven(Exception):
    """The image does not grade as it should; the sentence says how."""


def rehearse(course: Path) -> int:
    """Rehearse all tasks once, so that no submission pays for it; 0 if the reference passes them."""
    (name,) = assignment_names(course)
    with Grader(read_assignment(name, course), require=LEAST_TIER) as grader:
        for fault in grader.faults:
            print(f"setup.sh: {fault}", file=sys.stderr)
        return 1 if grader.faults else 0


def prove(course: Path, command: str) -> int:
    """Grade both; 0 if all is well, else 1 with a sentence on standard error.

    Args:
        course: the folder with `proof/`.
        command: run_autograder.
    """
    try:
        for name, wants_all in ((RIGHT, True), (NULL, False)):
            body, said = graded(course / "proof" / name, command)
            print(said, end="")
            check(name, body, wants_all)
    except Unproven as why:
        print(f"setup.sh: the self-test failed: {why}", file=sys.stderr)
        return 1
    print("self-test: the reference has all points, a null answer has none")
    return 0


def graded(source: Path, command: str) -> tuple[dict[str, Any], str]:
    """The results.json of a file that is handed in, and what was printed."""
    with tempfile.TemporaryDirectory(prefix="proof-") as name:
        folder = Path(name)
        (folder / "submission").mkdir()
        shutil.copy(source, folder / "submission")
        done = subprocess.run(
            [command, name], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=PATIENCE, check=False
        )
        said = done.stdout.decode(errors="replace")
        try:
            return json.loads((folder / "results" / "results.json").read_text(encoding="utf-8")), said
        except (OSError, ValueError) as error:
            raise Unproven(
                f"{command} left no results.json for {source.name} ({error}): {said[-2000:]}"
            ) from None


def check(name: str, body: dict[str, Any], wants_all: bool) -> None:
    """All tasks are graded, and have all or no points.

    Raises:
        Unproven: that is not so.
    """
    tests = body["tests"]
    if undone := [test["name"] for test in tests if "score" not in test]:
        raise Unproven(f"{name} could not be graded: {undone[0]}, and {body['extra_data'].get('staff')}")
    wrong = [test for test in tests if test["score"] != (test["max_score"] if wants_all else 0)]
    if wrong:
        test = wrong[0]
        raise Unproven(f"{name} has {test['score']} of {test['max_score']} points for: {test['name']}")
