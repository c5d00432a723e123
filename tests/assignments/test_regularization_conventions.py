"""Each convention of `regularization` that a course may turn round, turned round."""

import shutil
from pathlib import Path

import pytest

from autograder.intake.assignments import read_assignment
from autograder.judging.grader import Grader
from autograder.judging.sources import reference_text
from autograder.model import Cell, Submission
from tests.assignments.conftest import ROOT, declared, graded, not_passed

NAME = "regularization"
KEEPS = {'dropout = "drop"': 'dropout = "keep"', "l2_half = true": "l2_half = false"}
NOT_INVERTED = {"inverted = true": "inverted = false"}
# Where kept units are not scaled, a p taken the other way shows at test time instead.
OTHERWISE = {
    "p_means_the_opposite": {
        "dropout_drops_the_share_that_p_says",
        "dropout_that_drops_nothing_is_the_identity",
        "dropout_drops_nothing_at_test_time",
        "dropout_backward_at_test_time_passes_everything",
    }
}


def turned(root: Path, turns: dict[str, str]) -> None:
    """A course with this assignment under other conventions."""
    folder = root / "assignments" / NAME
    shutil.copytree(ROOT / "assignments" / NAME, folder, ignore=shutil.ignore_patterns("__pycache__"))
    settings = (folder / "assignment.toml").read_text(encoding="utf-8")
    for old, new in turns.items():
        assert settings.count(old) == 1
        settings = settings.replace(old, new)
    (folder / "assignment.toml").write_text(settings, encoding="utf-8")
    (root / "reference_solutions").mkdir()
    shutil.copy(ROOT / "reference_solutions" / f"{NAME}.py", root / "reference_solutions")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("turns", "otherwise"), [(KEEPS, {}), (NOT_INVERTED, OTHERWISE)], ids=["keep", "plain"]
)
def test_under_other_conventions_the_same_is_right_and_wrong(
    tmp_path: Path, turns: dict[str, str], otherwise: dict[str, set[str]]
) -> None:
    """Reference and alternatives pass, misconceptions fail what they declare; what is printed does not."""
    turned(tmp_path, turns)
    paths = sorted((tmp_path / "assignments" / NAME).glob("[am]*s/*.py"))
    with Grader(read_assignment(NAME, tmp_path)) as grader:
        assert not grader.faults
        chosen = Cell(1, reference_text(grader.assignment))
        as_printed = Cell(1, grader.assignment.reference.read_text(encoding="utf-8"))
        submissions = [
            Submission("as printed", tmp_path, (as_printed,)),
            Submission("ok", tmp_path, (chosen,)),
        ]
        for path in paths:
            submissions.append(Submission(path.stem, path, (chosen, Cell(2, path.read_text("utf-8")))))
        failed = {name: set(not_passed(report)) for name, report in graded(grader, submissions).items()}
    wanted = {p.stem: declared(p) if p.parent.name == "misconceptions" else set() for p in paths}
    assert failed.pop("as printed")
    assert failed == wanted | otherwise | {"ok": set()}
