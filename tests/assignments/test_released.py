"""What students are told on their own machine is what the grader says, for every assignment."""

import base64
import json
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from unittest.mock import patch

import pytest

from autograder.intake.markers import regions
from autograder.intake.misconceptions import read_alternatives
from autograder.intake.submissions import find_submissions
from autograder.judging.grader import Grader
from autograder.judging.sources import reference_source
from autograder.local.check import Check
from autograder.local.offered import offered_at
from autograder.local.sources import Handed
from autograder.publish.bundle import Bundle, bundled
from autograder.publish.starter import starters
from tests.assignments import local_checks
from tests.assignments.conftest import NAMES, ROOT
from tests.assignments.local_checks import all_tried

pytestmark = pytest.mark.slow

every = pytest.mark.parametrize("name", NAMES)
OPENED = Callable[[str], Grader]
Released = Callable[[str], tuple[Bundle, Path]]
CAN_BE_TRIED = {
    "autoencoder": 36, "backprop": 43, "first_network": 25, "hyperparameters": 27, "in_class_exercises": 15,
    "mini_project_1": 14, "mini_project_1_part_2": 18, "optimizers": 35, "parameter_count": 19,
    "perceptron": 22, "regularization": 38, "retrieval": 28, "semantic_search": 27,
}  # fmt: skip

SHARED = {
    "counts = np.zeros((n, n), int)",
    "def cosines(query, documents):",
}  # lines of a solution that the tests' own oracles have, too


@pytest.fixture(scope="session")
def released(grader: OPENED, tmp_path_factory: pytest.TempPathFactory) -> Released:
    """`released(name)`: what an assignment releases, and the file that holds it, with the data beside it."""
    made: dict[str, tuple[Bundle, Path]] = {}

    def of(name: str) -> tuple[Bundle, Path]:
        if name not in made:
            with patch("autograder.publish.bundle.known", return_value=()):  # hints decide no verdict
                bundle, folder = bundled(grader(name)), tmp_path_factory.mktemp(name)
            if (data := ROOT / "assignments" / name / "data").is_dir():
                (folder / "data").symlink_to(data)
            (folder / "released").write_text(bundle.text, encoding="utf-8")
            made[name] = bundle, folder / "released"
        return made[name]

    return of


@pytest.fixture(scope="session")
def pool() -> Iterator[ProcessPoolExecutor]:
    """Processes that try files."""
    with local_checks.runners() as made:
        yield made


def samples(name: str, grader: OPENED) -> dict[str, Handed]:
    """The sample submissions by student, as they are handed in."""
    found = find_submissions(grader(name).assignment, [ROOT / "submissions" / name])
    return {s.student: Handed(s.path, tuple((c.number, c.source) for c in s.cells), dict(s.files))
            for s in found if not s.problem}  # fmt: skip


def expected(name: str, bundle: Bundle) -> dict[str, dict[str, str]]:
    """What the grader says of each sample, of the tasks that can be tried; those that do not pass."""
    told = json.loads((Path(__file__).parent / f"{name}_samples.json").read_text(encoding="utf-8"))
    can = {recording.task for recording in bundle.recordings}
    return {student: {t: word for t, word in tasks.items() if t in can} for student, tasks in told.items()}


@every
def test_samples_end_as_in_grading(
    name: str, grader: OPENED, released: Released, pool: ProcessPoolExecutor
) -> None:
    """Each sample submission gets the grader's word for each task that can be tried."""
    bundle, path = released(name)
    handed = samples(name, grader)
    found = all_tried(pool, path, handed.items())
    words = {s: {t: w for t, w in tried.words.items() if w != "passed"} for s, tried in found.items()}
    wanted = {student: tasks for student, tasks in expected(name, bundle).items() if student in handed}
    assert len(wanted) >= 8
    assert words == wanted


@pytest.mark.parametrize("name", ["backprop", "perceptron", "retrieval"])
def test_other_right_work_passes(
    name: str, grader: OPENED, released: Released, pool: ProcessPoolExecutor
) -> None:
    """Each alternative passes every task that can be tried."""
    _, path = released(name)
    assignment = grader(name).assignment
    handed = {
        n: Handed(Path(f"{n}.py"), reference_source(assignment, text).cells)
        for n, text in read_alternatives(assignment.folder)
    }
    found = all_tried(pool, path, handed.items())
    assert len(found) >= 4
    assert {n: {t: (w, tried.says[t]) for t, w in tried.words.items() if w != "passed"}
            for n, tried in found.items()} == {n: {} for n in found}  # fmt: skip


@every
def test_so_many_tasks_can_be_tried(name: str, released: Released) -> None:
    """All visible tasks of each assignment, so far; one that cannot says why."""
    bundle, _ = released(name)
    assert (len(bundle.recordings), dict(bundle.facts.elsewhere)) == (CAN_BE_TRIED[name], {})
    assert len(bundle.facts.tasks) == CAN_BE_TRIED[name]


@every
def test_what_comes_after_a_task_can_be_tried_if_that_can(name: str, released: Released) -> None:
    """No task that can be tried waits for one that cannot."""
    bundle, _ = released(name)
    waiting = {t.name: set(t.after) for t in bundle.facts.tasks if t.name not in bundle.facts.elsewhere}
    assert not {task: after for task, after in waiting.items() if after & set(bundle.facts.elsewhere)}


@pytest.mark.parametrize("student", ["ada", "ben", "eva"])
def test_the_real_process_says_the_same(student: str, grader: OPENED, released: Released) -> None:
    """Some samples in a process of their own, as students start it."""
    bundle, path = released("backprop")
    found = local_checks.tried(path, samples("backprop", grader)[student], Check).words
    assert {t: w for t, w in found.items() if w != "passed"} == expected("backprop", bundle)[student]


@every
def test_no_line_of_a_solution_is_released(name: str, grader: OPENED, released: Released) -> None:
    """No line of a solution is in what was released, unless it is public elsewhere."""
    _, path = released(name)
    assignment = grader(name).assignment
    text = assignment.reference.read_text(encoding="utf-8")
    lines = text.split("\n")
    parts = [(r.first, r.last - 1) for r in regions(text, name) if r.kind == "SOLUTION"] or [(0, len(lines))]
    secret = {line.strip() for first, last in parts for line in lines[first:last]}
    files = [file for file in (assignment.folder / "handout.md", assignment.given) if file]
    public = "\n".join([*starters(assignment).values(), *(f.read_text(encoding="utf-8") for f in files)])
    secret = {line for line in secret if len(line) > 25 and line not in public and re.search(r"\w", line)}
    assert secret
    assert {line for line in secret if line in everything(path)} <= SHARED


def everything(path: Path) -> str:
    """All that was released, unpacked."""
    offered = offered_at(path)
    blobs = b"".join(offered.blobs.values())
    inner = [base64.b64decode(part) for part in re.findall(rb'"b":"([^"]*)"', blobs)]
    return "\n".join([repr(offered.facts), *offered.facts.sources.values(),
                      *(part.decode("latin-1") for part in (blobs, *inner))])  # fmt: skip
