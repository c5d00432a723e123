"""What a course may choose in assignment.toml decides what is right."""

import re
import shutil
from pathlib import Path

import pytest

from autograder.intake.assignments import read_assignment
from autograder.judging.grader import Grader
from autograder.judging.sources import reference_text
from autograder.model import Cell, Submission
from tests.assignments.conftest import ROOT, declared, graded, not_passed

PENALTY = {"mlp_loss_adds_the_penalty_on_the_weights", "mlp_gradients_add_the_slope_of_the_penalty"}
DEFAULTS = "adam_has_its_defaults"
TOLD: dict[tuple[str, str], dict[str | bool, str]] = {
    ("backprop", "l2_half"): {
        True: "adds 0.5 · reg · (‖W1‖² + ‖W2‖²)",
        False: "adds reg · (‖W1‖² + ‖W2‖²)",
    },
    ("optimizers", "starter_t"): {"0": "`t` 0", "1": "`t` 1"},
}


def course(root: Path) -> list[Path]:
    """A course of the tasks about networks, without the half; what is laid over mlp_loss there."""
    old, new = ROOT / "assignments" / "backprop", root / "assignments" / "backprop"
    networks = [path for path in sorted(old.glob("*/*.py")) if "def mlp_loss" in path.read_text("utf-8")]
    for path in (old / "test_backprop_networks.py", old / "given.py", *networks):
        (new / path.relative_to(old)).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, new / path.relative_to(old))
    settings = (old / "assignment.toml").read_text(encoding="utf-8")
    assert "l2_half = true" in settings
    settings = settings.replace("l2_half = true", "l2_half = false")
    points = sum(
        map(int, re.findall(r"points=(\d+)", (new / "test_backprop_networks.py").read_text("utf-8")))
    )
    (new / "assignment.toml").write_text(
        settings.replace("points = 100", f"points = {points}"), encoding="utf-8"
    )
    (root / "reference_solutions").mkdir()
    shutil.copy(ROOT / "reference_solutions" / "backprop.py", root / "reference_solutions")
    return networks


@pytest.mark.slow
def test_the_penalty_may_come_without_the_half(tmp_path: Path) -> None:
    """With l2_half = false reg |W|^2 is right and reg / 2 |W|^2 is wrong, and misconceptions fail as ever."""
    paths = course(tmp_path)
    with Grader(read_assignment("backprop", tmp_path)) as grader:
        assert not grader.faults
        reference = Cell(1, reference_text(grader.assignment))
        half = Cell(2, 'CONVENTIONS["l2_half"] = True')
        submissions = [Submission("half", tmp_path, (reference, half))]
        for path in paths:
            submissions.append(Submission(path.stem, path, (reference, Cell(2, path.read_text("utf-8")))))
        reports = graded(grader, submissions)
    assert set(not_passed(reports["half"])) == PENALTY
    wanted = {p.stem: declared(p) if p.parent.name == "misconceptions" else set() for p in paths}
    assert {name: set(not_passed(reports[name])) for name in wanted} == wanted


@pytest.mark.slow
def test_a_starter_may_begin_adam_at_t_1(tmp_path: Path) -> None:
    """With starter_t = "1" a first step at t = 1 or t = 2 is right, and one at t = 3 is wrong."""
    old, new = ROOT / "assignments" / "optimizers", tmp_path / "assignments" / "optimizers"
    shutil.copytree(old, new, ignore=shutil.ignore_patterns("__pycache__"))
    settings = (old / "assignment.toml").read_text(encoding="utf-8")
    assert settings.count('starter_t = "0"') == 1
    (new / "assignment.toml").write_text(
        settings.replace('starter_t = "0"', 'starter_t = "1"'), encoding="utf-8"
    )
    (tmp_path / "reference_solutions").mkdir()
    shutil.copy(ROOT / "reference_solutions" / "optimizers.py", tmp_path / "reference_solutions")
    paths = [path for path in sorted(new.glob("[am]*s/*.py")) if "def adam(" in path.read_text("utf-8")]
    with Grader(read_assignment("optimizers", tmp_path), DEFAULTS) as grader:
        assert not grader.faults
        reference = Cell(1, reference_text(grader.assignment))
        submissions = [
            Submission(str(t), tmp_path, (reference, Cell(2, f'CONVENTIONS["starter_t"] = "{t}"')))
            for t in range(3)
        ]
        for path in paths:
            submissions.append(Submission(path.stem, path, (reference, Cell(2, path.read_text("utf-8")))))
        failed = {name: set(not_passed(report)) for name, report in graded(grader, submissions).items()}
    wanted = {p.stem: declared(p) & {DEFAULTS} if p.parent.name == "misconceptions" else set() for p in paths}
    assert failed == wanted | {"0": set(), "1": set(), "2": {DEFAULTS}}


@pytest.mark.parametrize(("name", "convention"), TOLD)
def test_the_handout_says_what_is_chosen(name: str, convention: str) -> None:
    """Of the handout's two possible wordings, it has the one that fits assignment.toml."""
    assignment = read_assignment(name, ROOT)
    text = (assignment.folder / "handout.md").read_text(encoding="utf-8")
    told = [chosen for chosen, words in TOLD[name, convention].items() if words in text]
    assert told == [assignment.conventions[convention]]
